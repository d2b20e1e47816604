"""`retold collate` and `retold lineage` on files."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from retold.cli import app

run = CliRunner()
FIRST = (
    "The olde mille by the river brent down one night in May. " * 2
    + "Nobody was hurt, sayd the prior, and the gate stood open."
)


@pytest.fixture
def files(tmp_path: Path) -> list[str]:
    texts = {
        "a": FIRST,
        "b": FIRST.replace("olde mille", "old mill"),
        "c": FIRST.replace("sayd the", "said þe").replace("olde mille", "old mill"),
    }
    for name, text in texts.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return [str(tmp_path / f"{name}.txt") for name in texts]


def test_files_are_collated_and_each_witness_is_named(files: list[str]) -> None:
    found = run.invoke(app, ["collate", *files])
    assert found.exit_code == 0
    assert found.stdout.splitlines()[:3] == ["A  a", "B  b", "C  c"]
    assert "olde mille" in found.stdout


@pytest.mark.parametrize("kind", ["collatex", "tei"])
def test_a_collation_goes_into_a_file(files: list[str], kind: str, tmp_path: Path) -> None:
    out = tmp_path / "out"
    assert run.invoke(app, ["collate", *files, "-f", kind, "-o", str(out)]).exit_code == 0
    assert out.stat().st_size > 500


@pytest.mark.parametrize("kind", ["graphml", "gexf", "dot", "newick"])
def test_the_tree_of_files_comes_in_every_format(files: list[str], kind: str) -> None:
    found = run.invoke(app, ["lineage", *files, "-f", kind])
    assert found.exit_code == 0
    assert all(name in found.stdout for name in ("a", "b", "c"))


def test_files_make_one_tree_with_reasons(files: list[str]) -> None:
    found = run.invoke(app, ["lineage", *files, "--explain"])
    assert found.stdout.startswith("3 texts, 1 source")
    (row,) = [json.loads(line) for line in run.invoke(app, ["lineage", *files, "--json"]).stdout.splitlines()]
    assert row["sources"] == 1


def test_json_lines_give_texts(tmp_path: Path) -> None:
    lines = [json.dumps({"id": i, "text": FIRST + i}) for i in ("x", "y")]
    (tmp_path / "t.jsonl").write_text("\n".join(lines), encoding="utf-8")
    assert "x" in run.invoke(app, ["collate", str(tmp_path / "t.jsonl")]).stdout


WRONG = [
    ["collate", "{a}"],
    ["collate", "{a}", "{b}", "-f", "pdf"],
    ["lineage", "{a}", "-f", "pdf"],
    ["collate", "{a}", "gone.txt"],
    ["lineage", "gone", "gone too"],
]


@pytest.mark.parametrize("args", WRONG)
def test_wrong_usage_ends_with_two_and_a_reason(files: list[str], args: list[str]) -> None:
    found = run.invoke(app, [a.format(a=files[0], b=files[1]) for a in args])
    assert found.exit_code == 2
    assert "retold: " in found.output
