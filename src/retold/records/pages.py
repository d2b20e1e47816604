"""What was read, and the article inside it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points.

    >>> Span(0, 5).of("ferry sinks")
    'ferry'
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words at this place of `text`."""
        return text[self.start : self.end]

    def meets(self, other: Span) -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def holds(self, other: Span) -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Page:
    """One page as it was found: bytes, and where they came from."""

    id: str
    url: str | None
    body: bytes
    media: str  # "text/html" or "text/plain", with "; charset=..." where the carrier told one
    fetched: str | None = None
    found_in: str = ""  # file, or archive and offset: where a person can look
    given: tuple[tuple[str, str], ...] = ()  # what the carrier's record says of it: title, author, published, ...


@dataclass(frozen=True, slots=True)
class Unread:
    """Something that could not be read or used, with the reason: listed, never skipped in silence."""

    found_in: str
    url: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of the page's visible text, kept or set aside, and the rule that decided."""

    kind: str  # kept: paragraph, heading, list, quote; set aside: navigation, related, dateline, byline, credit, ...
    page: Span  # in Article.flat
    text: Span | None  # in Article.text; None when set aside
    why: str


@dataclass(frozen=True, slots=True)
class DateSeen:
    """A date that the page offers, believed or not, and why."""

    value: str
    where: str  # "json-ld datePublished", "meta article:published_time", "text", "url", ...
    page: Span | None
    trusted: bool
    why: str


@dataclass(frozen=True, slots=True)
class Dateline:
    """'PORT ELLA (Coastwire) -': where a report was filed, and by which agency."""

    place: str
    agency: str | None


@dataclass(frozen=True, slots=True)
class Wound:
    """A place where characters were probably lost before the page reached us: the text itself stays as it came."""

    span: Span  # in Article.text
    kind: str  # joined, ligature, encoding, gap, cut
    why: str


@dataclass(frozen=True, slots=True)
class Article:
    """The article inside a page. `text` is cut from `flat`; `blocks` tie every character of it to its place.

    Kept blocks satisfy ``block.text.of(text) == block.page.of(flat)``; the blank between two of them is free.
    """

    id: str  # the id of its page
    text: str
    flat: str = ""
    blocks: tuple[Block, ...] = ()
    url: str | None = None
    title: str | None = None
    byline: tuple[str, ...] = ()
    dateline: Dateline | None = None
    outlet: str | None = None
    credit: str | None = None  # agency or paper that the text names as its source
    canonical: str | None = None  # another address that the page names as its original
    language: str | None = None  # ISO 639-1
    published: str | None = None  # the believed date, or None
    implied: tuple[str, str] | None = None  # first and last possible day, where the text itself tells
    dates: tuple[DateSeen, ...] = ()
    fetched: str | None = None
    residue: tuple[str, ...] = ()  # folded lines that lead to other stories and stood inside the text
    description: str | None = None  # what the page's head says it is about
    section: str | None = None  # where the outlet files it
    origins: tuple[tuple[str, str], ...] = ()  # field, and the place of the page that its value was taken from
    wounds: tuple[Wound, ...] = ()
