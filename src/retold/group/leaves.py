"""What grouping keeps of an article: its words counted, its day, and what a label needs. The text can be let go.

Takes an article, gives a Leaf. A date that is doubted, false on its face or after the fetching is not used.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from retold.group.words import Profile, profile_article
from retold.records import Article
from retold.text.hashes import content_id

OPENING = 600  # letters kept for a label and a lede
UNDATED = "9999"


@dataclass(frozen=True, slots=True)
class Leaf:
    """An article as grouping sees it."""

    id: str
    date: str | None  # the trusted one
    title: str | None
    opening: str
    digest: str  # of the text: pages of one text are one node
    profile: Profile

    @property
    def day(self) -> float:
        """The day of the trusted date; NaN without one."""
        return day_number(self.date)

    @property
    def age(self) -> tuple[str, str]:
        """Sorts the earliest first; articles without a date come last."""
        return (self.date or UNDATED, self.id)


def take_leaf(article: Article) -> Leaf:
    """What is kept of an article."""
    digest = content_id(article.text, size=10)
    title = " ".join(article.title.split()) if article.title else None
    opening = article.text[:OPENING]
    return Leaf(article.id, trusted_date(article), title or None, opening, digest, profile_article(article))


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
