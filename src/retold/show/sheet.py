"""The ledger as an analyst's sheet, in the shape of displacement and conflict data sets: a row a figure that was given.

Columns follow what such data sets share: figure, quantifier, unit, term, role (recommended, or triangulation beside
it), start and end with their accuracy, sources (on whose word), publishers, excerpt.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable

from retold.records import Entry, Figure, Point
from retold.show.view import StoryView

Value = str | int | float | bool | None
BOUNDS = {"=": "exactly", "~": "about", ">": "at least", "<": "at most", "up": "up by", "down": "down by"}
ACCURACY = {4: "year", 7: "month", 10: "day"}  # by the length of an ISO date

SHEET = (
    ("story", str),
    ("event", str),
    ("entry", str),
    ("question", str),
    ("figure", float),
    ("figure_high", float),
    ("quantifier", str),
    ("unit", str),
    ("term", str),
    ("role", str),
    ("policy", str),
    ("start", str),
    ("start_accuracy", str),
    ("end", str),
    ("end_accuracy", str),
    ("sources", str),
    ("publishers", str),
    ("pages", int),
    ("excerpt", str),
    ("urls", str),
    ("verdict", str),
)


def sheet_rows(view: StoryView) -> Iterable[tuple[Value, ...]]:
    """A row for what each independent origin gave, the oldest first."""
    for entry in view.ledger.entries:
        for point in entry.series:
            yield sheet_row(view, entry, point)


def sheet_row(view: StoryView, entry: Entry, point: Point) -> tuple[Value, ...]:
    """One figure of one origin."""
    figures = [c for i in point.claims if isinstance(c := view.claim_of.get(i), Figure)]
    first = figures[0] if figures else None
    wordings = [view.wording(f.id, point.source) for f in figures]
    start, start_accuracy, end, end_accuracy = span_of(point.as_of)
    return (
        view.story.id,
        view.story.label,
        entry.id,
        entry.question,
        float(point.low),
        float(point.high),
        BOUNDS[point.change],
        point.unit or (first.noun if first else ""),
        first.what if first else "",
        role_of(entry, point),
        entry.recommended.policy.name if entry.recommended else None,
        start,
        start_accuracy,
        end,
        end_accuracy,
        point.speaker or point.name,
        "; ".join(sorted({view.name_of(f.article) for f in figures})),
        point.pages,
        " ".join((wordings[0].before + wordings[0].words + wordings[0].after).split()) if wordings else None,
        " ".join(sorted({u for f in figures if (u := view.articles[f.article].url)})),
        entry.verdict,
    )


def role_of(entry: Entry, point: Point) -> str:
    """What the figure is to the one that the policy chose."""
    if point.standing != "stands":
        return point.standing
    chosen = entry.recommended is not None and not set(entry.recommended.claims).isdisjoint(point.claims)
    return "recommended" if chosen else "triangulation"


def span_of(as_of: str | None) -> tuple[str | None, str | None, str | None, str | None]:
    """First and last day that a date covers, each with the accuracy it is known with.

    >>> span_of("2031-02")
    ('2031-02-01', 'month', '2031-02-28', 'month')
    """
    day = (as_of or "")[:10]
    accuracy = ACCURACY.get(len(day))
    if accuracy is None:
        return None, None, None, None
    year, month = day[:4], day[5:7]
    if accuracy == "day":
        return day, accuracy, day, accuracy
    if accuracy == "month":
        return f"{day}-01", accuracy, f"{day}-{monthrange(int(year), int(month))[1]}", accuracy
    return f"{year}-01-01", accuracy, f"{year}-12-31", accuracy
