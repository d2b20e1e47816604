"""English times as data: months, weekdays, units, deictic words, and the patterns they stand in."""

from __future__ import annotations

from types import MappingProxyType

from retold.text.time_rules import TimeRow, TimeRules

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
SMALL = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
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

DAY = r"(?P<day>[0-3]?\d)(?:st|nd|rd|th)?"
YEAR = r"(?P<year>(?:1[0-9]|20)\d\d)"
COUNT = (
    r"(?P<count>(?:a couple of|half an?|a dozen|(?:a )?few|several|many|some|an additional|an?(?![ -](?:{count})\b)|another"
    r"|\d[\d,]*(?:\.\d+)?(?:[ -]1/2|½)?|{count})(?:[ -](?:and )?(?:{count}|a half|hundred|thousand|million|dozen|or (?:two|three|four|so)|few)\b){{0,6}}"
    r"(?:(?: to | or |-)(?:\d+|{count}))?)"
)
ZONE = r"(?: ?(?:\(?(?:gmt|utc|bst|cet|cest|est|edt|et|eastern time|eastern|cst|cdt|ct|mst|mdt|mt|pst|pdt|pt|ist|jst|local time|local)\)?(?:[+-]\d{{1,2}}(?::\d\d)?)?)\b)?"
CLOCK = (
    r"(?:(?P<hour>[0-2]?\d)(?:[:.](?P<minute>[0-5]\d)(?:[:.][0-5]\d)?)? ?(?P<half>[ap])\.? ?m\b\.?|(?P<word>noon|midnight)\b"
    r"|(?P<hour24>[0-2]?\d)[:.](?P<minute24>[0-5]\d)(?:[:.][0-5]\d)?(?: hours?| hrs)?(?= ?(?:gmt|utc|bst|cet|cest|est|edt|et|ist|local|hours|hrs|on)\b)"
    r"|(?P<hour12>[01]?\d|{count}) o['’]clock)" + ZONE
)
WEEKDAY_DATE = r"(?:(?P<weekday>{anyday})\.?,? (?:the )?)?"
NEXT = "last|past|previous|preceding|prior|next|coming|following|upcoming|this|current|this past|this coming|the same|that|same|that same|latest"

ROWS = (
    # ISO and numeric dates
    TimeRow("iso", r"(?P<year>\d{{4}})-(?P<monthno>\d\d)-(?P<day>\d\d)(?:t\d\d:\d\d(?::\d\d)?(?:z|[+-]\d\d:?\d\d)?)?"),
    TimeRow("numeric", r"(?P<first>\d{{1,2}})[/.](?P<second>\d{{1,2}})[/.](?P<year>(?:19|20)?\d\d)(?![\d/])"),
    # clock times with their day
    TimeRow("clock", CLOCK + r"(?:,? (?:on |this )?(?P<rest>(?:{weekday}|{anymonth}\.? [0-3]?\d|yesterday|today|tomorrow)(?:,? {anymonth}\.? [0-3]?\d\b)?))?"),
    TimeRow("clock", r"(?P<rest>{weekday}|yesterday|today|tomorrow),?(?: morning| afternoon| evening| night)? at (?:about |around )?" + CLOCK),
    TimeRow("clock", r"(?P<hour12>\d{{1,2}}|{count})(?: o['’]clock)? in the (?P<late>morning|afternoon|evening)"),
    # calendar dates
    TimeRow("date", WEEKDAY_DATE + r"(?P<month>{anymonth})\.? " + DAY + r"(?![\d:.]\d|\d| ?(?:percent|%|million|people|billion))(?:,? ?" + YEAR + r"(?!\d))?"),
    TimeRow("date", WEEKDAY_DATE + DAY + r"(?: of|-)? ?(?P<month>{anymonth})\b\.?(?:,? ?" + YEAR + r"(?!\d))?"),
    TimeRow("month", r"(?P<month>{anymonth})\.?(?: of)?,? (?:the year )?" + YEAR + r"(?![\d])"),
    TimeRow("month", r"(?P<month>{anymonth})\.? (?:of )?(?P<shift>this|last|next) year\b"),
    # weekdays
    TimeRow("weekday_part", r"(?:(?P<shift>" + NEXT + r") )?(?P<weekday>{weekday}) (?P<part>{part})\b"),
    TimeRow("each_weekday", r"(?:every|each) (?P<weekday>{weekday})\b"),
    TimeRow("weekdays", r"(?P<weekday>{weekday})s(?: (?P<part>{part}))?\b"),
    TimeRow("weekday", r"(?:(?:the )?(?P<shift>" + NEXT + r") )?(?P<weekday>{weekday})\b(?! times| post| herald| telegraph)"),
    # parts of days
    TimeRow("day_part", r"(?P<shift>last|this|later this|earlier this|the same|that|the next|the following|the previous) (?P<part>{part})\b"),
    TimeRow("day_part", r"(?P<day>{day}) (?P<part>{part})\b"),
    TimeRow("day_part", r"(?P<part>mid-?(?: ?morning| ?afternoon)|overnight|tonight)(?: (?P<day>{day}))?\b"),
    TimeRow("day", r"(?P<day>{day})\b"),
    TimeRow("day_of", r"the day (?P<dayword>before yesterday|after tomorrow)\b"),
    # quarters and halves
    TimeRow("quarter", r"(?:(?P<shift>this|last|next) year['’]s |(?:the (?!(?:{ordinal})-))?(?:(?P<early>(?:19|20)\d\d) |fiscal[ -]|year-(?:ago|earlier) )?)(?P<nth>{ordinal})[ -](?:fiscal[ -])?(?P<unit>quarter|half)(?: of (?:the (?P<of>year)|(?:fiscal )?" + YEAR + r"|(?P<shift2>this|last|next) year))?(?! of)"),
    TimeRow("quarter", r"q(?P<nth>[1-4])(?: (?:of )?" + YEAR + r")?\b"),
    # a unit shifted
    TimeRow("shifted_many", r"(?:the |each of the )?(?P<shift>last|past|previous|next|coming|following|first|final|preceding|latest) " + COUNT + r"[ -](?P<unit>{unit})\b(?: or (?:so|two))?"),
    TimeRow("shifted", r"(?:the )?(?P<shift>" + NEXT + r") (?:fiscal |full |financial |calendar )?(?P<unit>{unit})\b"),
    TimeRow("shifted_month", r"(?:the )?(?P<shift>" + NEXT + r") (?P<month>{month})\b"),
    TimeRow("shifted_season", r"(?:the )?(?P<shift>" + NEXT + r") (?P<season>{season})\b"),
    TimeRow("season", r"(?:the )?(?P<season>{season})(?: of)? " + YEAR + r"\b"),
    TimeRow("season", r"the (?P<season>{season})\b(?! of [a-z])"),
    # ago, earlier, later
    TimeRow("ago", COUNT + r"[ -](?P<unit>{unit})(?: or (?:so|two))? (?P<way>ago|earlier|before that|later|from now|hence|from today|previously)\b"),
    TimeRow("year_ago", r"(?:the )?(?:comparable )?year-(?P<way>ago|earlier)(?: (?P<unit>quarter|period|month|week))?(?! (?:first|second|third|fourth))\b"),
    TimeRow("ago_fuzzy", r"(?P<unit>years|months|weeks|days|decades|centuries) (?P<way>ago|earlier|later)\b"),
    # sets
    TimeRow("set", r"(?:every|each) (?:(?P<other>other) )?(?:(?P<count>\d+|{count}) )?(?P<unit>{unit})\b"),
    TimeRow("set_month", r"(?:every|each) (?P<month>{month})\b"),
    TimeRow("frequency", r"(?P<frequency>{frequency})\b"),
    # durations
    TimeRow("duration", r"the " + COUNT + r" (?:full |straight |consecutive )?(?P<unit>{unit})(?<=s)(?!-old|[ -]olds?\b)"),
    TimeRow("duration", COUNT + r"[ -](?:more |full |additional |straight |consecutive |whole |calendar |business |working |trading |extra )?(?P<unit>{unit})\b(?!-old|[ -]olds?\b| of age)(?:[ -]long\b)?(?: and a half)?(?: or (?:so|more|less)\b)?"),
    TimeRow("fuzzy", r"(?:the )?(?P<shift>recent|coming|past|last) (?P<unit>{unit})\b"),
    TimeRow("ref", r"(?:recent|coming|the past few|the last few) (?:years|months|weeks|days|quarters|decades)\b", "PAST_REF"),
    TimeRow("duration_bare", r"(?P<unit>decades|centuries|years|months|weeks|days|hours)(?:-long)?\b(?! old|-old)"),
    # decades, centuries, years
    TimeRow("decade", r"(?:the )?(?:(?:early|late|mid)[ -])?(?:['’]?(?P<decade>(?:1[5-9]|20)?\d0)['’]?s|(?P<decadeword>{decade}))\b"),
    TimeRow("century", r"(?:the )?(?:(?:early|late|mid)[ -])?(?P<nth>\d\d?)(?:st|nd|rd|th)[ -]century\b"),
    TimeRow("year_span", r"(?P<year>(?:1[5-9]|20)\d\d)[-–/](?P<upto>\d\d)(?![\d-])"),
    TimeRow("year", r"(?:(?:the )?(?:fiscal|year|financial year|calendar) )?" + YEAR + r"(?:/\d\d)?(?![\d,]\d|[\d-]\d)"),
    TimeRow("month", r"(?P<month>{month})\b|(?P<short>{anymonth})\.(?= [a-z])"),
    TimeRow("holiday", r"(?P<holiday>{holiday})(?:,? " + YEAR + r")?\b"),
    # within the story
    TimeRow("deictic", r"(?:the )?(?P<shift>same|next|previous|following|preceding|very next) (?P<unit>day|morning|night|week|month|year|evening|afternoon)\b"),
    TimeRow("deictic", r"(?P<shift>that) (?P<unit>day|week|month|year|night|evening|morning|afternoon|quarter)\b"),
    TimeRow("stretch", r"the (?:(?:fiscal|full|financial) )?(?P<unit>year)(?= end(?:ed|ing|s)\b)"),
    TimeRow("stretch", r"the (?:fiscal|financial) (?P<unit>year)\b"),
    TimeRow("this_unit", r"the (?P<unit>quarter|weekend|full year|year|week|latest period)(?!-|\w|['’] | of (?:the|an?)\b)"),
    TimeRow("half", r"(?:the )?(?P<nth>first|second|last|latter) half of (?:(?P<of>the year)|(?P<shift2>this|last|next) year|(?:fiscal )?" + YEAR + r")"),
    TimeRow("year_words", r"(?:the year )?(?P<words>(?:nineteen|twenty)[ -](?:hundred(?: and)?[ -])?(?:{count})(?:[ -](?:{count}))?|two thousand(?: and (?:{count}))?)\b(?! (?:people|men|women|dollars|years))"),
    TimeRow("year_end", r"(?:the )?(?:year[ -]end|year['’]s end|end of the year)\b"),
    # no calendar
    TimeRow("ref", r"(?:now|currently|at present|presently|nowadays|these days|at the moment|at this time|at the present time)\b(?! that)", "PRESENT_REF"),
    TimeRow("ref", r"(?:recently|not long ago|some time ago|a while ago|long ago|the recent past|lately)\b", "PAST_REF"),
    TimeRow("ref", r"(?:the (?:near |immediate |foreseeable )?future|soon(?! as| after)|as soon as possible|a later date)\b", "FUTURE_REF"),
    TimeRow("ref", r"(?:current)(?=[ -][a-z])", "PRESENT_REF"),
    TimeRow("ref", r"the past(?! (?:[\w-]+ ){{0,2}}(?:{unit}|{season}))", "PAST_REF"),
)  # fmt: skip

ENGLISH = TimeRules(
    language="en",
    month=MappingProxyType({m: n for n, m in enumerate(MONTHS, 1)}),
    anymonth=MappingProxyType({m: n for n, m in enumerate(MONTHS, 1)} | SHORT_MONTHS),
    weekday=MappingProxyType({d: n for n, d in enumerate(WEEKDAYS, 1)}),
    anyday=MappingProxyType({d: n for n, d in enumerate(WEEKDAYS, 1)} | SHORT_WEEKDAYS),
    unit=MappingProxyType(UNITS | PLURALS),
    part=MappingProxyType(DAY_PARTS),
    season=MappingProxyType({"spring": "SP", "summer": "SU", "autumn": "FA", "fall": "FA", "winter": "WI", "summers": "SU", "winters": "WI"}),
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
    decade=MappingProxyType({"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80, "nineties": 90}),
    modifiers=r"(?:(?:earlier|later|early|late|mid)(?: in| on)?(?: the)?[ -]|(?:the )?(?:very )?(?:end|beginning|start|middle|close|first half|second half|rest|remainder|latter part|turn) of (?:the )?)",
    hedges=r"(?:at least|nearly|almost|over|more than|less than|fewer than|up to|no more than|just over|just under|as many as|as long as|at most|well over)(?: the)? ",
    rows=ROWS,
)  # fmt: skip
