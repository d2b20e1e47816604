"""What the browser tests need of the machine: Debian's Chromium and the checks of axe-core, fetched when missing.

On a machine that cannot have them the tests are skipped, and say so; where CI=true they fail instead.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import tarfile
from base64 import b64encode
from functools import cache
from pathlib import Path
from tempfile import gettempdir

import pytest

AXE = "4.14.1"
AXE_SHA512 = "FHfa+lmNjQZfJz1q8wKqIDwC6DExcHt/pkjNQb09a3NPjCKg2rhu5qb2S4r76ASyFNNtuFooJpZe37OgudVGtQ=="
SECONDS = 600


@cache
def find_chromium() -> str:
    """The path of Debian's Chromium; installed when this is root's machine."""
    found = shutil.which("chromium")
    if found is None and hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get"):
        attempt("apt-get", "update", "-qq")
        attempt("apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium", "fonts-dejavu-core")
        found = shutil.which("chromium")
    return found or do_without("there is no chromium here: apt-get install chromium")


@cache
def read_axe() -> str:
    """The source of axe-core, at one version with one hash, kept in the folder for temporary files."""
    folder = Path(gettempdir()) / f"retold-axe-{AXE}"
    package = folder / f"axe-core-{AXE}.tgz"
    if not package.is_file():
        folder.mkdir(exist_ok=True)
        if shutil.which("npm") is None and shutil.which("apt-get"):
            attempt("apt-get", "install", "-y", "-qq", "--no-install-recommends", "npm")
        attempt("npm", "pack", "--silent", f"axe-core@{AXE}", "--pack-destination", str(folder))
    if not package.is_file():
        return do_without(f"axe-core {AXE} cannot be fetched: npm pack axe-core@{AXE}")
    assert b64encode(hashlib.sha512(package.read_bytes()).digest()).decode() == AXE_SHA512, "not the known axe-core"
    with tarfile.open(package) as archive:
        source = archive.extractfile("package/axe.min.js")
        assert source is not None
        return source.read().decode()


def attempt(*command: str) -> None:
    """Run a command; whether it helped is seen afterwards."""
    if shutil.which(command[0]):
        subprocess.run(command, check=False, stdout=subprocess.DEVNULL, timeout=SECONDS)


def do_without(reason: str) -> str:
    """Skip aloud; fail in CI, where nothing may be skipped."""
    if os.environ.get("CI") == "true":
        pytest.fail(reason)
    pytest.skip(reason)
