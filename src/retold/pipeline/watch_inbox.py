"""Where fetched pages lie until the store has them, and folders that others fill.

A file of the inbox is written whole or not at all, and is named after its address: a page that is fetched again
before it was taken replaces itself. A file of a folder counts when it has stopped growing.
"""

from __future__ import annotations

import json
import os
import re
from dataclasses import dataclass
from pathlib import Path

import msgspec

from retold.fetch import Answer
from retold.read.pages import kind_of
from retold.store.watch_state import Address
from retold.text.hashes import content_id

SETTLED = 5.0  # seconds since the last change, after which a file is whole
PLAIN = re.compile(r"[A-Za-z0-9]")


class Inbox:
    """A folder of fetched pages, one file each."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def put(self, page: Address, answer: Answer, at: str) -> None:
        """Keep a page; after this it survives whatever happens."""
        from retold.extract.decode import decode_body

        plain = answer.media.lower().startswith("text/plain")
        said = {"title": page.title, "published": page.published, "outlet": page.outlet}
        record = {
            "id": page.url,
            "url": answer.url,
            "fetched": at,
            "text" if plain else "html": decode_body(answer.body, answer.media),
            **{k: v for k, v in said.items() if v},
            "watched": msgspec.to_builtins(page),
        }
        path = self.folder / f"{content_id(page.url)}.jsonl"
        part = path.with_suffix(".part")
        with part.open("w", encoding="utf-8", errors="surrogatepass") as stream:
            stream.write(json.dumps(record) + "\n")
            stream.flush()
            os.fsync(stream.fileno())
        part.replace(path)

    def files(self) -> list[Path]:
        """The pages that wait, in order."""
        return sorted(self.folder.glob("*.jsonl"))

    def addresses(self, file: Path) -> list[Address]:
        """The address of the page in a file; none when the file cannot be read."""
        try:
            record = json.loads(file.read_text(encoding="utf-8"))
            return [msgspec.convert(record["watched"], Address)]
        except (OSError, ValueError, KeyError, TypeError, msgspec.ValidationError):
            return []


@dataclass(frozen=True, slots=True)
class Seen:
    """How a file looked."""

    size: int
    changed: float


class Folder:
    """A folder that fills."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.taken: dict[str, Seen] = {}
        self.growing: dict[str, Seen] = {}

    def forget(self) -> None:
        """Offer every file again."""
        self.taken.clear()

    def settled(self, now: float) -> list[str]:
        """The files that are new or changed and have stopped growing, as `retold run` would name them."""
        found = {name: seen for name, path in self.inside() if (seen := look_at(path))}
        out = []
        for name, seen in sorted(found.items()):
            whole = now - seen.changed >= SETTLED or self.growing.get(name) == seen
            if self.taken.get(name) != seen and whole:
                self.taken[name] = seen
                out.append(self.pattern(name))
        self.growing = found
        return out

    def inside(self) -> list[tuple[str, Path]]:
        """The files of the folder and below that can be pages, hidden ones left out."""
        files = (p for p in self.path.rglob("*") if p.is_file() and kind_of(p.name))
        named = ((p.relative_to(self.path).as_posix(), p) for p in files)
        return [(n, p) for n, p in named if not any(part.startswith(".") for part in n.split("/"))]

    def pattern(self, name: str) -> str:
        """A file as a pattern that fits it alone: so its pages have the ids that reading the whole folder gives."""
        first = PLAIN.search(name)
        if "/" not in name or first is None or re.search(r"[*?\[]", f"{self.path}{name}"):
            return str(self.path / name)
        at = first.start()
        return f"{self.path}/{name[:at]}[{name[at]}]{name[at + 1 :]}"


def look_at(path: Path) -> Seen | None:
    """How a file looks; None when it is gone."""
    try:
        stat = path.stat()
    except OSError:
        return None
    return Seen(stat.st_size, stat.st_mtime)
