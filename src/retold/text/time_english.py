"""English times as data: months, weekdays, units, deictic words; the patterns they stand in are in time_english.tsv."""

from __future__ import annotations

from pathlib import Path
from types import MappingProxyType

from retold.text.time_rules import TimeRules, read_clues, read_rows

PATTERNS = Path(__file__).with_suffix(".tsv")
MONTHS = "january february march april may june july august september october november december".split()
SHORT_MONTHS = {"jan": 1, "feb": 2, "mar": 3, "apr": 4, "jun": 6, "jul": 7, "aug": 8, "sep": 9, "sept": 9, "oct": 10}
SHORT_MONTHS |= {"nov": 11, "dec": 12}
WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()
SHORT_WEEKDAYS = {
    "mon": 1,
    "tue": 2,
    "tues": 2,
    "wed": 3,
    "thu": 4,
    "thur": 4,
    "thurs": 4,
    "fri": 5,
    "sat": 6,
    "sun": 7,
}
UNITS = {
    "second": "TS", "minute": "TM", "hour": "TH", "day": "D", "night": "D", "week": "W", "weekend": "WE", "month": "M",
    "quarter": "Q", "year": "Y", "decade": "DE", "century": "CE", "fortnight": "FN", "millennium": "ML",
}  # fmt: skip
PLURALS = {w + "s": u for w, u in UNITS.items()} | {
    "centuries": "CE",
    "millennia": "ML",
    "mins": "TM",
    "hrs": "TH",
    "yrs": "Y",
}
ORDINALS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "fifth": 5, "sixth": 6,
    "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10, "final": 4,
}  # fmt: skip
SMALL = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen"
).split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
COUNTS = {w: n for n, w in enumerate(SMALL, 1)} | {w: n for n, w in zip(range(20, 100, 10), TENS, strict=True)}
ARTICLES = {
    "a": 1,
    "an": 1,
    "half a": 0,
    "half an": 0,
    "another": 1,
    "an additional": 1,
    "a couple of": 2,
    "couple of": 2,
    "couple": 2,
    "a dozen": 12,
}
DAY_PARTS = {
    "morning": "MO", "mornings": "MO", "afternoon": "AF", "afternoons": "AF", "evening": "EV", "evenings": "EV",
    "night": "NI", "nights": "NI", "overnight": "NI", "midday": "MI", "noon": "MI", "lunchtime": "MI",
}  # fmt: skip
HOLIDAYS = {
    "christmas day": "12-25", "christmas eve": "12-24", "christmas": "12-25", "boxing day": "12-26",
    "new year's eve": "12-31", "new year's day": "01-01", "independence day": "07-04", "fourth of july": "07-04",
    "valentine's day": "02-14", "halloween": "10-31", "veterans day": "11-11", "armistice day": "11-11",
    "may day": "05-01", "bastille day": "07-14", "st. patrick's day": "03-17", "thanksgiving day": "thanksgiving",
    "thanksgiving": "thanksgiving", "easter sunday": "easter", "easter": "easter", "easter monday": "easter+1",
    "good friday": "easter-2", "palm sunday": "easter-7", "labor day": "labor", "memorial day": "memorial",
    "black friday": "thanksgiving+1", "new year's": "01-01",
}  # fmt: skip

ENGLISH = TimeRules(
    language="en",
    month=MappingProxyType({m: n for n, m in enumerate(MONTHS, 1)}),
    anymonth=MappingProxyType({m: n for n, m in enumerate(MONTHS, 1)} | SHORT_MONTHS),
    weekday=MappingProxyType({d: n for n, d in enumerate(WEEKDAYS, 1)}),
    anyday=MappingProxyType({d: n for n, d in enumerate(WEEKDAYS, 1)} | SHORT_WEEKDAYS),
    unit=MappingProxyType(UNITS | PLURALS),
    part=MappingProxyType(DAY_PARTS),
    season=MappingProxyType(
        {"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI", "summers": "SU", "winters": "WI"}
    ),
    shift=MappingProxyType(
        {"last": -1, "past": -1, "previous": -1, "preceding": -1, "prior": -1, "this past": -1, "next": 1, "coming": 1,
         "following": 1, "upcoming": 1, "this coming": 1, "this": 0, "current": 0, "the same": 0, "same": 0, "that": 0,
         "that same": 0, "later this": 0, "earlier this": 0, "the next": 1, "the following": 1, "the previous": -1,
         "latest": -1, "very next": 1, "first": 0, "final": 0}
    ),
    day=MappingProxyType({"yesterday": -1, "today": 0, "tomorrow": 1}),
    ordinal=MappingProxyType(ORDINALS),
    holiday=MappingProxyType(HOLIDAYS | {k.replace("'", "’"): v for k, v in HOLIDAYS.items()}),
    count=MappingProxyType(COUNTS),
    article=MappingProxyType(ARTICLES),
    fuzzy=frozenset({"several", "few", "a few", "many", "some", "recent"}),
    frequency=MappingProxyType(
        {"daily": "P1D", "weekly": "P1W", "monthly": "P1M", "yearly": "P1Y", "annually": "P1Y",
         "hourly": "PT1H", "nightly": "P1D", "biweekly": "P2W"}
    ),
    backward=frozenset({"ago", "earlier", "before", "before that", "previously"}),
    decade=MappingProxyType(
        {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80,
         "nineties": 90}
    ),
    clues=MappingProxyType(read_clues(PATTERNS)),
    rows=read_rows(PATTERNS),
)  # fmt: skip
