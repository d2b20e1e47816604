"""The words of the example: bodies, versions of the wire story, and plain changes to them."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent
LEDE = {
    1: "At least 9 dead as ferry capsizes off Sarrovian port",
    2: "Ferry disaster off Sarrovia kills at least 14; some 20 still missing",
    3: "Death toll in Sarrovian ferry disaster rises to 16 as divers reach car deck",
}
SPELLING = {"kilometers": "kilometres", "118-meter": "118-metre"}
WOUNDS = {
    ", as the number": "as the number",
    ", most of the latter": "most of the latter",
    "hour before a": "hour befo a",
}


def body(name: str) -> list[str]:
    """The paragraphs of a body file."""
    return [p for p in (HERE / "bodies" / f"{name}.txt").read_text(encoding="utf-8").split("\n") if p]


def wire(version: int) -> list[str]:
    """The wire story as it stood in one of its three versions."""
    rows = (p.split(" | ", 1) for p in body("wire"))
    return [words for versions, words in rows if str(version) in versions]


def pick(name: str) -> list[str]:
    """A body whose @ lines stand for paragraphs of the wire story (`@2:bang`: version 2, the one with that word)."""
    rows = []
    for line in body(name):
        if not line.startswith("@"):
            rows.append(line)
            continue
        source, key = line[1:].split(":")
        text = wire(int(source))
        rows.append(
            text[0].split(" — ", 1)[1] if key == "lede" else find(text, {"hospital": "hospitals"}.get(key, key))
        )
    return rows


def find(paragraphs: list[str], word: str) -> str:
    """The first paragraph that holds a word."""
    return next(p for p in paragraphs if word.lower() in p.lower())


def changed(paragraphs: list[str], changes: dict[str, str]) -> list[str]:
    """The paragraphs after plain replacements, each of which must apply."""
    text = "\n".join(paragraphs)
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new)
    return text.split("\n")


def without_rule(paragraphs: list[str]) -> list[str]:
    """The paragraphs without the rule above a contributor line."""
    return [p for p in paragraphs if p != "___"]
