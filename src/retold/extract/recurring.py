"""Lines that recur on pages of one outlet which tell different stories: furniture, whatever they say.

Takes flattened pages one at a time and keeps only hashes of their lines; gives, for one page, those of its lines that
recur. A text that many outlets carry recurs on pages of one story and is never meant; nor is a long line inside the
text, since outlets repeat their own paragraphs of background.
"""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from hashlib import blake2b
from heapq import nsmallest
from itertools import islice

from retold.extract.decode import decode_body
from retold.extract.lines import LINE
from retold.extract.outlet import host_of
from retold.records import Page

KEPT_PAGES = 8  # pages remembered for a line: enough to see three stories
SKETCH = 16  # hashes of long lines, and of short ones, that stand for a page
SAME_STORY = 0.5  # share of two pages' sketches in common from which they tell one story
SAME_HOUSE = 0.25  # the same for the short lines of two pages without an address: one template
FEWEST_HINTS = 3  # short lines in common below which two pages without an address are of two houses
LONG = 60  # characters from which a line with a stop is running text
LONG_STORIES = 3  # stories that a line of running text must stand in to be furniture
LONG_SHARE = 0.6  # of the outlet's pages that must hold it: background paragraphs stand on fewer
MOST_LINES = 5_000  # lines of one page that are counted
STOPS = tuple('.?!…。！？।؟"”’»)')


@dataclass(slots=True)
class Sketch:
    """What is remembered of a page: the smallest hashes of its long lines and of its short ones."""

    long: frozenset[int]
    short: frozenset[int]


@dataclass(slots=True)
class Outlet:
    """The pages of one host, or all pages without an address; or that part of them which one page needs."""

    pages: dict[int, Sketch] = field(default_factory=dict)
    holders: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))
    count: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    others: int = 0  # pages that are left out of a part

    @property
    def size(self) -> int:
        """How many pages there are."""
        return len(self.pages) + self.others


@dataclass(frozen=True, slots=True)
class Note:
    """What is counted of one flattened page."""

    host: str
    number: int  # the same for pages of the same lines
    lines: tuple[int, ...]
    sketch: Sketch


def read_note(page: Page) -> Note | None:
    """What is counted of a page; a page with markup has nothing to count."""
    if "html" in page.media:
        return None
    lines = read_lines(page)
    hashes = {hash_line(line): is_long(line) for line in lines}
    long, short = (lowest(h for h, is_one in hashes.items() if is_one is kind) for kind in (True, False))
    return Note(host_of(page.url), hash_line("\n".join(lines)), tuple(hashes), Sketch(long, short))


class Tally:
    """Counts the lines of flattened pages by outlet, in any order of the pages.

    >>> tally = Tally()
    >>> texts = [f"Our seven valleys\\nThe {what} of Port Ella was closed on Monday, as the harbour master said there."
    ...          for what in ("old bridge", "fish market")]
    >>> pages = [Page(t, "http://coast.example/a", t.encode(), "text/plain") for t in texts]
    >>> for page in pages:
    ...     tally.note(page)
    >>> sorted(tally.recurring(pages[0]))
    ['Our seven valleys']
    """

    def __init__(self) -> None:
        self.outlets: dict[str, Outlet] = defaultdict(Outlet)

    def note(self, page: Page) -> None:
        """Count the lines of a page; one with markup, or seen before, adds nothing."""
        note = read_note(page)
        if note is None or note.number in self.outlets[note.host].pages:
            return
        outlet = self.outlets[note.host]
        outlet.pages[note.number] = note.sketch
        for line in note.lines:
            outlet.count[line] += 1
            keep_lowest(outlet.holders[line], note.number)

    def recurring(self, page: Page) -> frozenset[str]:
        """The lines of a page that recur on pages of its outlet which tell other stories."""
        return find_recurring(page, self.outlets.get(host_of(page.url)))


def find_recurring(page: Page, outlet: Outlet | None) -> frozenset[str]:
    """The lines of a page that recur on pages of this outlet, or of the part of it that the page needs."""
    if outlet is None or "html" in page.media or outlet.size < 2:
        return frozenset()
    lines = read_lines(page)
    number = hash_line("\n".join(lines))
    if number not in outlet.pages:
        return frozenset()
    return View(outlet, number, named=bool(host_of(page.url))).recurring(lines)


class View:
    """One page among those of its outlet."""

    def __init__(self, outlet: Outlet, number: int, *, named: bool) -> None:
        self.outlet = outlet
        self.number = number
        self.named = named
        self.known: dict[tuple[int, int], bool] = {}

    def recurring(self, lines: list[str]) -> frozenset[str]:
        """The lines that recur: the short ones, and the long ones beside them or at an end of the page."""
        hashes = [hash_line(line) for line in lines]
        stories = [self.stories(h) for h in hashes]
        most = max((len(self.house(h)) for h in hashes), default=1)
        long = [is_long(line) for line in lines]
        marks = [s > 1 and not wide for s, wide in zip(stories, long, strict=True)]
        wide = [
            s >= LONG_STORIES and wide and self.share(h, most) >= LONG_SHARE
            for h, s, wide in zip(hashes, stories, long, strict=True)
        ]
        for order in (range(len(lines)), range(len(lines) - 1, -1, -1)):
            beside = True
            for i in order:
                marks[i] = beside = marks[i] or (wide[i] and beside)
        return frozenset(line for line, mark in zip(lines, marks, strict=True) if mark)

    def house(self, line: int) -> list[int]:
        """The pages remembered for a line that are of this page's outlet, itself first."""
        others = [p for p in self.outlet.holders.get(line, ()) if p != self.number]
        return [self.number, *(p for p in others if self.named or self.one_house(p))]

    def stories(self, line: int) -> int:
        """How many stories the pages of this outlet tell that hold a line."""
        told: list[int] = []
        for page in self.house(line):
            if not any(self.one_story(page, other) for other in told):
                told.append(page)
        return len(told)

    def share(self, line: int, most: int) -> float:
        """The share of the outlet's pages that hold a line; without an address only of those remembered."""
        return self.outlet.count[line] / self.outlet.size if self.named else len(self.house(line)) / most

    def one_house(self, page: int) -> bool:
        """Whether a page without an address has this one's template."""
        mine, other = self.outlet.pages[self.number].short, self.outlet.pages[page].short
        common = len(mine & other)
        return common >= FEWEST_HINTS and common >= SAME_HOUSE * min(len(mine), len(other))

    def one_story(self, left: int, right: int) -> bool:
        """Whether two pages share much of their running text; pages that show none of their own tell nothing."""
        pair = (min(left, right), max(left, right))
        if pair not in self.known:
            a, b = (self.own_words(self.outlet.pages[p].long) for p in pair)
            self.known[pair] = not a or not b or len(a & b) >= SAME_STORY * min(len(a), len(b))
        return self.known[pair]

    def own_words(self, long: frozenset[int]) -> frozenset[int]:
        """The long lines of a page that do not stand on most pages of its outlet."""
        pages = self.outlet.size
        if not self.named or pages < LONG_STORIES:
            return long
        return frozenset(h for h in long if self.outlet.count[h] < LONG_SHARE * pages)


def read_lines(page: Page) -> list[str]:
    """The lines of a flattened page, each as it stands among its pieces."""
    text = decode_body(page.body, page.media)
    lines = (found.group().strip() for found in islice(LINE.finditer(text), MOST_LINES))
    return [line for line in lines if line]


def is_long(line: str) -> bool:
    """Whether a line is running text."""
    return len(line) >= LONG and line.endswith(STOPS)


def hash_line(line: str) -> int:
    """A hash of a line, the same on every machine and in every run."""
    return int.from_bytes(blake2b(line.casefold().encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


def lowest(hashes: Iterable[int]) -> frozenset[int]:
    """The smallest of the hashes: of two pages that share lines they are often the same."""
    return frozenset(nsmallest(SKETCH, hashes))


def keep_lowest(holders: list[int], page: int) -> None:
    """Remember a page for a line: always the same few, in whatever order pages come."""
    insort(holders, page)
    del holders[KEPT_PAGES:]
