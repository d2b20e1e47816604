"""What a reader asks for, and what is shown to them: the two nouns of every view.

A view is a function from an Ask to a Shown. All of its state is in the address. `data` is what the page's `.json`
twin gives; `drawn` is what only the page needs of it (drawings, forms).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, TypeVar
from urllib.parse import urlencode

from retold.store.database import Store

Item = TypeVar("Item")
Other = TypeVar("Other")
MOST_PARTS = 100_000
LONGEST_WORDS = 400  # characters of a search or a filter that are looked at


class MissingError(Exception):
    """What was asked for is not in the store; the message says what to do."""


@dataclass(frozen=True, slots=True)
class Ask:
    """One request, as far as a view may know it."""

    store: Store
    at: str  # the path without `.json`
    path: Mapping[str, str] = field(default_factory=dict)
    query: Sequence[tuple[str, str]] = ()
    user: str = ""  # who asks; empty on an open desk

    def one(self, name: str) -> str:
        """The first value given for a name, or nothing."""
        return next((v[:LONGEST_WORDS].strip() for n, v in self.query if n == name), "")

    def many(self, name: str) -> tuple[str, ...]:
        """Every value given for a name."""
        return tuple(dict.fromkeys(v[:LONGEST_WORDS] for n, v in self.query if n == name and v))

    def choice(self, name: str, choices: Sequence[str]) -> str:
        """One of the choices; the first when none of them was given."""
        given = self.one(name)
        return given if given in choices else choices[0]

    def number(self, name: str, otherwise: int = 1) -> int:
        """A whole number from 0 on."""
        given = self.one(name)
        return min(int(given), MOST_PARTS) if given.isascii() and given.isdigit() else otherwise

    def here(self, **changes: object) -> str:
        """This address with other values: None or "" takes a name out, a sequence gives it several times.

        >>> Ask(None, "/stories", {}, (("page", "3"), ("q", "sea"))).here(page=None, order="pages")
        '/stories?q=sea&order=pages'
        """
        kept = [(n, v) for n, v in self.query if n not in changes and v]
        for name, value in changes.items():
            values = value if isinstance(value, tuple | list) else (value,)
            kept += [(name, str(v)) for v in values if v not in (None, "", False)]
        return self.at + (f"?{urlencode(kept)}" if kept else "")


@dataclass(frozen=True, slots=True)
class Shown:
    """The answer to an Ask."""

    title: str
    data: object
    drawn: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part(Generic[Item]):
    """A part of a long list, and where it stands in it."""

    items: tuple[Item, ...]
    page: int
    pages: int
    total: int
    name: str  # the name of the page number in the address

    def holding(self, items: Iterable[Other]) -> Part[Other]:
        """The same part with its items made ready to be shown."""
        return Part(tuple(items), self.page, self.pages, self.total, self.name)


@dataclass(frozen=True, slots=True)
class View:
    """A row of the table of views."""

    path: str
    template: str
    show: Callable[[Ask], Shown]


def bounds(ask: Ask, name: str, size: int) -> tuple[int, int]:
    """Where the asked part of a list starts, and its size; for lists that the store cuts."""
    return (max(1, ask.number(name)) - 1) * size, size


def part_of(items: Sequence[Item], ask: Ask, name: str, size: int) -> Part[Item]:
    """The asked part of a list that is at hand; an asked part beyond the end is the last one."""
    pages = max(1, -(-len(items) // size))
    page = min(max(1, ask.number(name)), pages)
    return Part(tuple(items[(page - 1) * size : page * size]), page, pages, len(items), name)


def part_cut(items: Sequence[Item], total: int, ask: Ask, name: str, size: int) -> Part[Item]:
    """A part that the store cut already."""
    return Part(tuple(items), max(1, ask.number(name)), max(1, -(-total // size)), total, name)
