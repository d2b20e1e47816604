"""What a figure is read against: a text with its sentences, quotes and times.

Takes what other stages found, gives what stands at a place or near it, without walking the whole page each time.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from retold.claims.sentences import Reading
from retold.records import Quote, Span, TimeSeen

DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?=$|T)")
FORMER = re.compile(r"\bfrom \S{0,3}\d")  # "62%, up from 58% four years ago": that date is the former's
OWN_REACH = 12  # characters: "58% in 2019" has that date although the sentence only compares with it
LOOKED_THROUGH = 1_200  # characters between a number and a date; what is longer is a list without stops
LONGEST_QUOTE = 6_000  # characters; the words of one speaker hardly run on longer


@dataclass(frozen=True, slots=True)
class Scene:
    """A text read: its sentences, its quotes in the order of their words, its dates in order."""

    reading: Reading
    article: str
    quotes: Sequence[Quote]
    dates: Sequence[TimeSeen]
    quote_starts: Sequence[int]
    date_starts: Sequence[int]

    def quotes_over(self, at: Span) -> list[Quote]:
        """The quotes of which a part holds this place."""
        first = bisect_left(self.quote_starts, at.start - LONGEST_QUOTE)
        last = bisect_left(self.quote_starts, at.start + 1)
        return [q for q in self.quotes[first:last] if any(p.holds(at) for p in q.parts)]

    def dates_in(self, at: Span) -> Sequence[TimeSeen]:
        """The dates and times of day that begin at this place."""
        return self.dates[bisect_left(self.date_starts, at.start) : bisect_left(self.date_starts, at.end)]


def set_scene(reading: Reading, article: str, quotes: Sequence[Quote], times: Sequence[TimeSeen]) -> Scene:
    """The scene of an article."""
    ordered = sorted(quotes, key=lambda q: (q.words, q.id))
    dates = sorted((t for t in times if t.type in ("DATE", "TIME")), key=lambda t: (t.span, t.value))
    return Scene(reading, article, ordered, dates, [q.words.start for q in ordered], [t.span.start for t in dates])


def date_near(scene: Scene, sentence: Span, at: Span) -> str | None:
    """The date of the sentence that stands nearest to the number, as precise as it is told."""
    text = scene.reading.text
    own = [t for t in scene.dates_in(sentence) if not t.compared or 0 <= t.span.start - at.end <= OWN_REACH]
    dated = [(t, DAY.match(t.value)) for t in own]
    dated = [(t, m) for t, m in dated if not FORMER.search(text, at.end, min(t.span.start, at.end + LOOKED_THROUGH))]
    near = sorted((min(abs(t.span.start - at.end), abs(at.start - t.span.end)), m.group()) for t, m in dated if m)
    return near[0][1] if near else None
