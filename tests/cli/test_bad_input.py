"""Bad input gets a line that says what to do, or is listed with its reason; the run goes on and nothing is lost."""

import gzip
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

RETOLD = [sys.executable, "-m", "retold"]
GOOD = """<html><head><title>Dam at Orrin holds, say engineers</title></head><body><nav>Home | News</nav>
<article><h1>Dam at Orrin holds, say engineers</h1>
<p>ORRIN, Vallund (Upland Press) - Engineers said on Monday that the dam above Orrin had held through the night,
although 1,400 people spent it in schools and churches on higher ground.</p>
<p>"We saw no new cracks at dawn," said Ilse Brandvik, who leads the inspection. Two villages remain without power.</p>
<p>The water has fallen by 40 centimetres since Sunday evening, according to the river office in Orrin.</p>
</article></body></html>"""


def retold(*args: str, cwd: Path, stdin: bytes = b"") -> subprocess.CompletedProcess[str]:
    done = subprocess.run([*RETOLD, *args], cwd=cwd, input=stdin, capture_output=True, timeout=120)
    return subprocess.CompletedProcess(args, done.returncode, done.stdout.decode(), done.stderr.decode())


def truncated() -> bytes:
    return gzip.compress(json.dumps({"id": "x", "text": "y" * 5000}).encode())[:40]


BROKEN: list[tuple[str, bytes]] = [
    ("empty.html", b""),
    ("binary.html", bytes(range(256)) * 40),
    ("no-text.html", b"<html><body><img src='a.png'><script>var x = 1</script></body></html>"),
    ("cut.jsonl.gz", truncated()),
    ("bad.warc", b"WARC/1.0\r\nContent-Length: many\r\n\r\nnothing\r\n"),
    ("bad.wacz", b"PK\x03\x04 but no archive"),
    ("lines.jsonl", b'{"id": "a", "text":\nnot json\n'),
]


@pytest.fixture(scope="module")
def broken_run(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, subprocess.CompletedProcess[str]]:
    folder = tmp_path_factory.mktemp("broken")
    pages = folder / "pages"
    pages.mkdir()
    (pages / "good.html").write_text(GOOD, encoding="utf-8")
    (pages / "again.jsonl").write_text(
        "".join(
            json.dumps({"id": "twice", "text": "The bridge at Orrin opened on Friday. It took two years."}) + "\n"
            for _ in "ab"
        )
    )
    (pages / "strange.txt").write_bytes("Der Fluß ist über die Ufer getreten, sagte die Behörde.".encode("latin-1"))
    (pages / "deep.html").write_text("<div>" * 50_000 + "<p>Deep down stands one sentence that is kept.</p>")
    (pages / "large.html").write_text("<p>word</p>" * 2_000_000)
    for name, data in BROKEN:
        (pages / name).write_bytes(data)
    return folder, retold("run", "pages", "--json", "--workers", "1", cwd=folder)


def test_broken_pages_are_listed_with_a_reason_and_the_others_are_read(
    broken_run: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    _, done = broken_run
    assert done.returncode == 1, done.stderr
    summary = json.loads(done.stdout)
    listed = {re.split("[@:#]", u["found_in"].split("/")[-1])[0]: u["reason"] for u in summary["unread"]}
    assert {name for name, _ in BROKEN} <= set(listed), listed
    assert all(reason and "\n" not in reason for reason in listed.values())
    assert {"good.html", "strange.txt", "deep.html"}.isdisjoint(listed)
    assert any("again.jsonl" in name for name in listed), "an id that occurs twice is listed"


def test_a_page_of_another_encoding_is_read_as_it_was_meant(
    broken_run: tuple[Path, subprocess.CompletedProcess[str]],
) -> None:
    folder, _ = broken_run
    assert "über die Ufer" in retold("export", cwd=folder).stdout


def test_running_again_changes_nothing(broken_run: tuple[Path, subprocess.CompletedProcess[str]]) -> None:
    folder, _ = broken_run
    before = retold("export", cwd=folder).stdout
    again = retold("run", "pages", "--json", "--workers", "1", cwd=folder)
    assert json.loads(again.stdout)["new"] == 0
    assert retold("export", cwd=folder).stdout == before


WRONG = [
    (["run", "nowhere"], 2, "nowhere"),
    (["run"], 2, "paths"),
    (["stories"], 2, "there is no store"),
    (["ledger", "--store", "good.html"], 2, "cannot use"),
    (["stage", "guess"], 2, "no stage is called 'guess'"),
    (["stage", "claims", "nowhere.jsonl"], 2, "cannot read nowhere.jsonl"),
    (["run", "good.html", "--store", "missing/a.sqlite"], 2, "there is no folder"),
]


@pytest.mark.parametrize(("args", "code", "message"), WRONG)
def test_wrong_usage_ends_with_one_clear_line(args: list[str], code: int, message: str, tmp_path: Path) -> None:
    (tmp_path / "good.html").write_text(GOOD)
    done = retold(*args, cwd=tmp_path)
    assert done.returncode == code, done.stdout + done.stderr
    assert message in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (["run", "nothere", "--store", "s.sqlite"], "nothing could be read from nothere"),
        (["pack", "nothere", "-o", "p.parquet"], "nothing could be read from nothere (nothere: there is no such file"),
        (["unpack", "nothere", "--store", "s.sqlite"], "nothere holds no results of a cluster"),
    ],
)
def test_a_mistyped_path_leaves_nothing_behind_and_claims_nothing(
    args: list[str], message: str, tmp_path: Path
) -> None:
    done = retold(*args, cwd=tmp_path)
    assert done.returncode == 2
    assert message in done.stderr
    assert "kept in" not in done.stdout
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read and write everything")
def test_an_unreadable_folder_and_an_unwritable_store_are_told(tmp_path: Path) -> None:
    (tmp_path / "closed").mkdir(mode=0o000)
    (tmp_path / "good.html").write_text(GOOD)
    done = retold("run", "closed", "good.html", "--json", cwd=tmp_path)
    assert "closed" in json.loads(done.stdout)["unread"][0]["found_in"]
    (tmp_path / "sealed").mkdir(mode=0o500)
    assert retold("run", "good.html", "--store", "sealed/a.sqlite", cwd=tmp_path).returncode == 2


def test_a_stage_gives_an_error_in_the_place_of_a_bad_record(tmp_path: Path) -> None:
    lines = b'{"id": "a", "text": "It rained for 3 days."}\nno json\n{"id": 4}\n{"id": "b"}\n'
    done = retold("stage", "quantities", cwd=tmp_path, stdin=lines)
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0
    assert ["error" in r for r in rows] == [False, True, True, True]
