"""Articles of equal words: one text, and which of its pages told it first.

Takes articles; gives Twins. Outlet, address, credit and date are judged over all pages of a text, so that one mirror
more, whatever its id, outlet or false date, changes nothing that is said of the text.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import blake2b
from itertools import islice
from urllib.parse import urlsplit

from retold.records import Article
from retold.text.tokens import WORD, fold_word, fold_words
from retold.trace.credits import Credits, find_credits
from retold.trace.names import host_of, outlet_keys

WITHIN = 72.0  # hours around the time most texts of a family agree on; a date beyond is not believed to be the first
OPENING = 12  # words


@dataclass(frozen=True, slots=True)
class Twins:
    """Articles of equal words, the first told first, as far as dates and credits tell."""

    key: str  # a hash of the words
    articles: tuple[Article, ...]
    credits: Credits
    hours: float | None = None  # since 1970: the earliest date that fits the family
    told: bool = False  # whether anything tells that the first is the first

    @property
    def first(self) -> Article:
        return self.articles[0]


def same_words(articles: Sequence[Article]) -> dict[str, list[Article]]:
    """The articles by a hash of their words, in the order of the hashes; within one by id."""
    texts: dict[str, list[Article]] = defaultdict(list)
    for article in sorted(articles, key=lambda a: a.id):
        texts[article.text].append(article)
    same: dict[str, list[Article]] = defaultdict(list)
    for text, group in texts.items():
        words = hash_words(text)
        for article in group:
            same[words or hash_id(article.id)].append(article)
    return {key: sorted(same[key], key=lambda a: a.id) for key in sorted(same)}


def hash_words(text: str) -> str:
    """A hash of the words of a text; "" when it has none."""
    words = " ".join(fold_words(text))
    return digest(words) if words else ""


def hash_id(article: str) -> str:
    """What stands for the words of an article that has none: it is like no other."""
    return digest(f"id {article}")


def digest(told: str) -> str:
    """A hash, the same on every machine."""
    return blake2b(told.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def opening_of(article: Article) -> tuple[str, ...]:
    """The first folded words: articles of equal words have equal openings; an article without words stands alone."""
    words = tuple(fold_word(m.group()) for m in islice(WORD.finditer(article.text), OPENING))
    return words or ("", "", article.id)


def find_twins(articles: Sequence[Article]) -> list[Twins]:
    """The articles by equal words, in an order that depends on the words alone."""
    return [Twins(key, tuple(group), join_credits(group)) for key, group in same_words(articles).items()]


def join_credits(group: Sequence[Article]) -> Credits:
    """What any page of a text says of its source."""
    distinct = {(a.text, a.byline, a.credit, a.dateline): a for a in group}
    found = [find_credits(a) for a in distinct.values()]
    return Credits(*(frozenset().union(*(getattr(c, part) for c in found)) for part in Credits.__dataclass_fields__))


def date_family(texts: Sequence[Twins]) -> tuple[Twins, ...]:
    """The texts of a family with their hours, and the pages of each in the order in which they were told."""
    middle = middle_of([[h for a in t.articles if (h := hours_of(a.published)) is not None] for t in texts])
    return tuple(date_twins(t, middle) for t in texts)


def middle_of(dates: Sequence[Sequence[float]]) -> float | None:
    """The date near which most texts have one, the earliest of several; a text of many pages counts once."""
    spans = sorted(s for own in dates for s in spans_of(own))
    starts, ends = [s for s, _ in spans], sorted(e for _, e in spans)
    known = sorted({d for own in dates for d in own})
    return max(known, key=lambda d: (bisect_right(starts, d) - bisect_left(ends, d), -d), default=None)


def spans_of(own: Iterable[float]) -> list[tuple[float, float]]:
    """The stretches of time near any of these dates, apart from each other."""
    spans: list[tuple[float, float]] = []
    for d in sorted(own):
        start = spans.pop()[0] if spans and spans[-1][1] >= d - WITHIN else d - WITHIN
        spans.append((start, d + WITHIN))
    return spans


def date_twins(twins: Twins, middle: float | None) -> Twins:
    """A text with its hour and its pages in order. A page without a date is believed before a page with a false one."""
    hours = {a.id: hours_of(a.published) for a in twins.articles}
    sound = [h for h in hours.values() if h is not None and middle is not None and abs(h - middle) <= WITHIN]
    odd = [h for h in hours.values() if h is not None]
    hour = min(sound) if sound else min(odd) if odd and None not in hours.values() else None
    ranks = {a.id: rank_page(twins, a, hours[a.id], middle) for a in twins.articles}
    order = sorted(twins.articles, key=lambda a: (*ranks[a.id], a.id))
    told = len(order) == 1 or ranks[order[0].id] < ranks[order[1].id]
    return replace(twins, articles=tuple(order), hours=hour, told=told)


def rank_page(twins: Twins, article: Article, at: float | None, middle: float | None) -> tuple[int, int, int, float]:
    """What makes a page the first of equal texts: the credited agency's own, naming no other page, dated first."""
    own = not twins.credits.named & outlet_keys(article)
    host = host_of(article.canonical)
    away = bool(host) and host != host_of(article.url)
    if at is None or middle is None:
        return own, away, 1, 0.0
    return own, away, 0 if abs(at - middle) <= WITHIN else 2, at


def address_of(article: Article) -> str:
    """Host, path and query of a page; "" for a whole site or no address.

    >>> address_of(Article(id="p", text="", url="https://a.example/news/1?x=2#top"))
    'a.example/news/1?x=2'
    """
    try:
        parts = urlsplit(article.url or "")
        host = parts.hostname or ""
    except ValueError:
        return ""
    path = parts.path.rstrip("/") + (f"?{parts.query}" if parts.query else "")
    return host + path if path else ""


def hours_of(date: str | None) -> float | None:
    """Hours since 1970 of an ISO date; a bare day or no zone counts as UTC; None when unreadable.

    >>> hours_of("1970-01-02"), hours_of("1970-01-01T02:00+01:00"), hours_of("soon")
    (24.0, 1.0, None)
    """
    try:
        moment = datetime.fromisoformat((date or "").strip())
    except ValueError:
        return None
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp() / 3600
