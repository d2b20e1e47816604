"""The reading of each kind of time expression, by the name that the rows of a language give it.

A reading takes what a pattern matched and the scene, and gives a TIMEX3 type and value, or None when it is no time.
"""

from __future__ import annotations

from collections.abc import Callable
from types import MappingProxyType

from retold.text.time_dates import (
    read_century,
    read_date,
    read_decade,
    read_first_day,
    read_holiday,
    read_iso,
    read_month,
    read_numeric,
    read_short_year,
    read_year,
    read_year_span,
    read_year_words,
)
from retold.text.time_days import (
    read_clock,
    read_day,
    read_day_part,
    read_weekday,
    read_weekday_part,
    read_weekdays,
)
from retold.text.time_scene import Groups, Scene, Value
from retold.text.time_shifts import (
    read_ago,
    read_ago_fuzzy,
    read_deictic,
    read_half,
    read_quarter,
    read_quarter_of,
    read_season,
    read_shifted,
    read_shifted_month,
    read_stretch,
    read_this_unit,
    read_year_ago,
    read_year_end,
)
from retold.text.time_stretches import (
    read_beside_happening,
    read_duration,
    read_duration_bare,
    read_frequency,
    read_fuzzy,
    read_ref,
    read_set,
    read_set_month,
    read_shifted_many,
)

READINGS: MappingProxyType[str, Callable[[Groups, Scene], Value | None]] = MappingProxyType(
    {
        "date": read_date,
        "first_day": read_first_day,
        "iso": read_iso,
        "numeric": read_numeric,
        "month": read_month,
        "year": read_year,
        "short_year": read_short_year,
        "decade": read_decade,
        "century": read_century,
        "year_span": read_year_span,
        "holiday": read_holiday,
        "weekday": read_weekday,
        "weekday_part": read_weekday_part,
        "weekdays": read_weekdays,
        "each_weekday": read_weekdays,
        "day": read_day,
        "day_part": read_day_part,
        "clock": read_clock,
        "shifted": read_shifted,
        "shifted_month": read_shifted_month,
        "shifted_season": read_season,
        "season": read_season,
        "quarter": read_quarter,
        "quarter_of": read_quarter_of,
        "ago": read_ago,
        "year_ago": read_year_ago,
        "ago_fuzzy": read_ago_fuzzy,
        "deictic": read_deictic,
        "this_unit": read_this_unit,
        "year_end": read_year_end,
        "half": read_half,
        "stretch": read_stretch,
        "year_words": read_year_words,
        "duration": read_duration,
        "beside_happening": read_beside_happening,
        "shifted_many": read_shifted_many,
        "fuzzy": read_fuzzy,
        "duration_bare": read_duration_bare,
        "set": read_set,
        "set_month": read_set_month,
        "frequency": read_frequency,
        "ref": read_ref,
    }
)
