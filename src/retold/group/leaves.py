"""What grouping keeps of an article: its words counted, its day, and what a label and a card need.

Takes an article, gives a Leaf, which goes into a few kilobytes and comes out of them as it was. The text can be let go.
A date that is doubted, false on its face or after the fetching is not used.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

import msgspec
import numpy as np

from retold.group.named import Named, find_named
from retold.group.profiles import Packed, Profile, unpack_profile
from retold.group.segments import find_parts
from retold.group.wording import Grams, sample_grams
from retold.group.words import count_words, profile_article, read_article
from retold.records import Article, Span
from retold.text.hashes import content_id

OPENING = 600  # letters kept for a label and a lede
UNDATED = "9999"
PLACE, OTHER = "@-"  # marks of names
FORM = 1  # of stored leaves: another number when anything of what they hold is made in another way
PagePart = tuple[Span, Profile]


class StaleLeafError(ValueError):
    """Bytes that are no leaf of today's form: take the leaf of the article anew."""


@dataclass(frozen=True, slots=True, eq=False)
class Leaf:
    """An article as grouping sees it."""

    id: str
    date: str | None  # the trusted one
    title: str | None
    opening: str
    digest: str  # of the text: pages of one text are one node
    profile: Profile
    grams: Grams  # a sample of its runs of words: pages of one wording are one node
    parts: tuple[PagePart, ...] = ()  # of a page of many pieces
    names: str = ""  # a line each, those after a word of place marked

    @property
    def named(self) -> Named:
        """The names of the text."""
        return tuple((line[1:], line[0] == PLACE) for line in self.names.split("\n")) if self.names else ()

    @property
    def day(self) -> float:
        """The day of the trusted date; NaN without one."""
        return day_number(self.date)

    @property
    def age(self) -> tuple[str, str]:
        """Sorts the earliest first; articles without a date come last."""
        return (self.date or UNDATED, self.id)

    def to_bytes(self) -> bytes:
        """The leaf as it can be stored: about four kilobytes a page."""
        text = [as_bytes(t) for t in (self.id, self.title, self.opening)]
        parts = [(s.start, s.end, p.pack()) for s, p in self.parts]
        grams = self.grams.astype("<u4", copy=False).tobytes()
        named = [(as_bytes(name), place) for name, place in self.named]
        return ENCODER.encode((FORM, *text, self.date, self.digest, grams, self.profile.pack(), parts, named))


Stored = tuple[
    int,
    bytes,
    bytes | None,
    bytes,
    str | None,
    str,
    bytes,
    Packed,
    list[tuple[int, int, Packed]],
    list[tuple[bytes, bool]],
]
ENCODER = msgspec.msgpack.Encoder()
DECODER = msgspec.msgpack.Decoder(Stored)


def as_bytes(text: str | None) -> bytes | None:
    """A text as it can be stored, half characters too."""
    return None if text is None else text.encode("utf-8", "surrogatepass")


def as_text(stored: bytes) -> str:
    """A text that was stored."""
    return stored.decode("utf-8", "surrogatepass")


def leaf_from(stored: bytes) -> Leaf:
    """The leaf that was stored; StaleLeafError when it is of another form.

    >>> leaf_from(take_leaf(Article("a", "A ferry sank off Arn.")).to_bytes()).opening
    'A ferry sank off Arn.'
    """
    try:
        form, own, title, opening, day, digest, grams, packed, parts, named = DECODER.decode(stored)
    except msgspec.DecodeError as error:
        raise StaleLeafError(f"this is no stored leaf ({error}): take the leaf of the article anew") from error
    if form != FORM:
        raise StaleLeafError(f"a leaf of form {form}, not {FORM}: take the leaf of the article anew")
    return Leaf(
        as_text(own),
        day,
        None if title is None else as_text(title),
        as_text(opening),
        digest,
        unpack_profile(packed),
        np.frombuffer(grams, dtype="<u4"),
        tuple((Span(a, b), unpack_profile(p)) for a, b, p in parts),
        write_names((as_text(name), place) for name, place in named),
    )


def take_leaf(article: Article) -> Leaf:
    """What is kept of an article, all of it."""
    return replace(skim_leaf(article), parts=part_profiles(article), names=write_names(find_named(article.text)))


def write_names(named: Iterable[tuple[str, bool]]) -> str:
    """The names of a text, a line each."""
    return "\n".join([f"{PLACE if place else OTHER}{name}" for name, place in named])


def skim_leaf(article: Article) -> Leaf:
    """What the grouping itself reads: neither parts nor names."""
    reading = read_article(article)
    title = " ".join(article.title.split()) if article.title else None
    return Leaf(
        article.id,
        trusted_date(article),
        title or None,
        article.text[:OPENING],
        content_id(article.text, size=10),
        count_words(reading),
        sample_grams(reading.keys),
    )


def part_profiles(article: Article) -> tuple[PagePart, ...]:
    """The parts of a page that is of many pieces, each with its words."""
    spans = find_parts(article.text, article.title)
    return tuple((s, profile_article(replace(article, text=s.of(article.text), title=None))) for s in spans)


def trusted_date(article: Article) -> str | None:
    """The date of an article, unless it cannot be read, is doubted by the reading or lies after the fetching.

    >>> trusted_date(Article("a", "", published="2031-01-01", fetched="2021-03-02T08:00:00Z")) is None
    True
    """
    value = article.published
    if value is None or day_number(value) != day_number(value):
        return None
    seen = {d.trusted for d in article.dates if d.value == value}
    if seen == {False}:
        return None
    return None if day_number(value) > day_number(article.fetched) + 1 else value


def day_number(value: str | None) -> float:
    """Days since the year 1, NaN for no date or one that cannot be read.

    >>> day_number("2021-03-02T10:00:00Z") - day_number("2021-03-01")
    1.0
    """
    try:
        return float(date.fromisoformat((value or "")[:10]).toordinal())
    except ValueError:
        return float("nan")
