"""`retold serve`: tells where it is, refuses what is not safe, ends when asked."""

from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
from typer.testing import CliRunner

from retold.cli import app


def test_it_tells_its_address_makes_a_missing_store_and_ends_when_asked(tmp_path: Path) -> None:
    store = tmp_path / "new.sqlite"
    command = [sys.executable, "-m", "retold", "serve", "--port", "0", "--store", str(store)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        try:
            assert server.stdout is not None
            said = server.stdout.readline()
            assert said.startswith("a new, empty store")
            address = re.findall(r"http://127\.0\.0\.1:\d+", said)[0]
            page = httpx.get(address, timeout=30)
            assert page.status_code == 200 and "holds no page yet" in page.text
            assert httpx.get(address, headers={"host": "rebound.example"}).status_code == 421
            server.send_signal(signal.SIGTERM)
            assert server.wait(20) in (0, -signal.SIGTERM, 143)
        finally:
            server.kill()


def test_an_address_that_others_reach_needs_a_token_first(example_store: Path) -> None:
    result = CliRunner().invoke(app, ["serve", "--host", "0.0.0.0", "--store", str(example_store)])
    assert result.exit_code == 2 and "first make a token" in result.output


def test_an_address_that_is_taken_is_told(example_store: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        result = CliRunner().invoke(app, ["serve", "--port", port, "--store", str(example_store)])
    assert result.exit_code == 2 and "name another one with --port" in result.output
