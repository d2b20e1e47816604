"""What the tests of faults share: a small world, what an undisturbed run makes of it, disks and servers that can fail."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from retold.claims import language
from retold.pipeline.run import run_pages
from retold.show import rows
from retold.store.database import Store, open_store
from store.conftest import Server, make_database, server_for_tests

WORLD = Path(__file__).parents[1] / "worlds" / "strike"


@pytest.fixture(scope="module", autouse=True)
def by_rules() -> Iterator[None]:
    """Claims by rules alone, here and in the processes started here: each would load the language model."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("RETOLD_MODEL", "rules")
        forget_model()
        yield
    forget_model()


def forget_model() -> None:
    """Have the next one who asks look for a model again, and nothing be known that a model said."""
    language.SEEN.clear()
    for name in [n for n in sys.modules if n.startswith("retold.")]:
        for known in vars(sys.modules[name]).values():
            if hasattr(known, "cache_clear"):
                known.cache_clear()


@pytest.fixture(scope="session")
def world() -> Path:
    """A folder of pages."""
    return WORLD


def exported(store: Store) -> list[str]:
    """Everything that a store holds."""
    return [rows.to_json(row) for row in rows.export_rows(store)]


@pytest.fixture(scope="session")
def export() -> Callable[[Store], list[str]]:
    """Everything that a store holds."""
    return exported


@pytest.fixture(scope="module")
def undisturbed(by_rules: None, tmp_path_factory: pytest.TempPathFactory) -> list[str]:
    """What a run left alone makes of the world."""
    store = open_store(tmp_path_factory.mktemp("calm") / "s.sqlite", create=True)
    run_pages([str(WORLD)], store, workers=1)
    return exported(store)


@dataclass
class Disk:
    """A small disk of its own."""

    path: Path

    def change(self, options: str) -> None:
        """Make it larger, or read-only."""
        subprocess.run(["mount", "-o", f"remount,{options}", str(self.path)], check=True)


@pytest.fixture
def disk() -> Iterator[Disk]:
    """A disk of 1 MB that every user may reach; skipped where none may be mounted."""
    path = Path(tempfile.mkdtemp(prefix="retold-disk-"))
    path.chmod(0o755)
    if (
        not shutil.which("mount")
        or subprocess.run(
            ["mount", "-t", "tmpfs", "-o", "size=1m,mode=777", "tmpfs", str(path)], capture_output=True
        ).returncode
    ):
        path.rmdir()
        pytest.skip("no disk may be mounted here")
    try:
        yield Disk(path)
    finally:
        subprocess.run(["umount", "-l", str(path)], check=True)
        path.rmdir()


@pytest.fixture(scope="module")
def own_server() -> Iterator[Server]:
    """A server that a test may stop."""
    yield from server_for_tests()


@pytest.fixture
def own_database(own_server: Server) -> str:
    """An empty database on that server."""
    return make_database(own_server.address, "faults")


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty store may be: a file, or a server."""
    if request.param == "postgresql":
        return str(request.getfixturevalue("own_database"))
    return str(tmp_path / "store.sqlite")
