"""The pages of the tests of engines: the example, some worlds, outlets whose lines recur, many copies, some poison."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from engine.poison import poison_pages
from retold.example import example_folder

WORLDS = Path(__file__).parents[1] / "worlds"
TAKEN = ("court", "election", "flood", "strike")  # worlds; what the others add is the same work again
TOWNS = "Arn Skarn Osk Lund Harrow Varn".split()
THINGS = ("bridge", "fish market", "tram depot", "school of music", "old mill", "customs house")
COPIES = 300


def write_pages(folder: Path) -> Path:
    """A folder of files that both engines read."""
    shutil.copytree(example_folder(), folder / "example")
    for world in TAKEN:
        shutil.copytree(WORLDS / world, folder / world, ignore=shutil.ignore_patterns("expected.json"))
    (folder / "outlets.jsonl").write_text("".join(map(line_of, outlet_pages())), encoding="utf-8")
    (folder / "copies.jsonl").write_text("".join(map(line_of, copied_pages(COPIES))), encoding="utf-8")
    (folder / "poison.jsonl").write_text("".join(map(line_of, poison_pages())), encoding="utf-8")
    (folder / "broken.jsonl").write_text('{"url": "https://lost.example/1"}\nno JSON\n', encoding="utf-8")
    return folder


def write_again(file: Path) -> Path:
    """A second file, with pages that the first folder holds already, and one more."""
    more = {"url": "https://quay.example/tern", "text": "The Tern came home to Skarn on Friday with all its nets."}
    file.write_text("".join(map(line_of, [*outlet_pages()[:2], more])), encoding="utf-8")
    return file


def line_of(record: dict[str, str]) -> str:
    """A line of JSON."""
    return json.dumps(record) + "\n"


def outlet_pages() -> list[dict[str, str]]:
    """Flattened pages of two outlets and of none, with the same lines around different stories."""
    found = []
    for n, (town, thing) in enumerate(zip(TOWNS * 3, THINGS * 3, strict=True)):
        own = f"The {thing} of {town} was closed on Monday, as the harbour master said there in the evening of day {n}."
        more = f"Some {20 + n} people from {TOWNS[n % 5]} had to be brought home by boat, and nobody knew until when."
        text = "\n".join(["Our seven valleys", "Weather | Tides", own, more, "Write to the editor of the valleys"])
        address = {"url": f"https://paper{n // 6}.example/{n}"} if n < 12 else {"id": f"page-{n}"}
        found.append({**address, "text": text})
    return found


def copied_pages(count: int) -> list[dict[str, str]]:
    """So many copies of one small page."""
    return [{"url": f"https://mirror{n}.example/osprey", "text": "The Osprey sank off Arn."} for n in range(count)]
