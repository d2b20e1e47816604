"""The small model: what the channels and the days together say, and the chance that a page belongs to a story.

Takes what two pages share on each channel, gives one likeness; takes a likeness to a story, gives a chance. It looks
at no words.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

# All constants of this file were found by random search on the development halves of ECB+ and BASIL, the AllSides
# stream, both sets with false dates, and nine small invented worlds (2026-11-22): docs/benchmarks.md, Stories.
SCALE = 24.0  # so that two reports of one event have a likeness of about a third
LINEAR = {"head": 6.6 / SCALE, "body": 0.4 / SCALE, "names": 9.3 / SCALE, "places": 1.45 / SCALE}
BOUNDED = {"numbers": 5.0 / SCALE, "quotes": 3.2 / SCALE}  # at most so much: a few rare ones in common say it all
HALF = 0.085  # the product of two rows at which a bounded channel gives half of what it can
SEARCHED = {"numbers": 1.2 / 4.9, "quotes": 0.6 / 4.9}  # what these weigh where candidates are looked for
SAME_DAY = 0.84  # what a common day adds to a likeness, as a part of it: independent reports share little else
WEEKS = -0.62  # the same for weeks apart: follow-ups
YEARS = -0.5  # the same for months and years apart: such dates are more often false than those weeks apart
GAP_DAYS = 4.0
SEASON = 120.0  # days
SURE = 0.2  # only so much of a likeness is weighed by dates: pages more alike are one event whatever their dates say
COPIED = 0.5  # a likeness from which one page is a copy or rewrite of the other
LEAST = 0.171  # mean link of two groups that may join; the small worlds are whole from .15 to .20
RATIO = 0.88  # the same over the likeness inside them: at .75 twin events join and ECB+ falls from .98 to .95
EXPECTED = 0.2  # likeness of two pages of one story before any pair of it has been seen
EXPECTED_WEIGHT = 8.9  # pairs that this expectation counts for
STEEP = 6.0  # how fast the chance of belonging grows with the margin

PARTS = (*LINEAR.values(), *SEARCHED.values())  # the scale of rows, in the order of CHANNELS


def add_channels(shared: NDArray[np.float64]) -> NDArray[np.float64]:
    """The likeness by words of pairs of rows, from what each channel adds to their products; shape (pairs, channels).

    >>> add_channels(np.array([[0.1, 0.01, 0.1, 0.0, 0.0, 0.0], [0.0, 0.0, 0.0, 0.0, 0.1, 0.0]])).round(2).tolist()
    [0.21, 0.17]
    """
    out = shared[:, : len(LINEAR)].sum(axis=1)
    for k, (name, most) in enumerate(BOUNDED.items(), len(LINEAR)):
        product = shared[:, k] / SEARCHED[name]
        out = out + most * product / (product + HALF)
    return np.asarray(out)


def add_time(words: NDArray[np.float64], gap: NDArray[np.float64]) -> NDArray[np.float64]:
    """Likenesses by words raised or lowered for the days between; the more alike the words, the less dates can do.

    >>> add_time(np.array([0.2, 0.2, 0.8]), np.array([0.0, 400.0, 400.0])).round(2).tolist()
    [0.37, 0.1, 0.7]
    """
    return words + near_in_time(gap) * np.minimum(words, SURE)


def near_in_time(gap: NDArray[np.float64]) -> NDArray[np.float64]:
    """What a gap in days adds to a likeness, from SAME_DAY over WEEKS to YEARS; 0 where a date is unknown."""
    days, months = np.exp(-np.abs(gap) / GAP_DAYS), np.exp(-((gap / SEASON) ** 2))
    return np.nan_to_num(YEARS + (WEEKS - YEARS) * months + (SAME_DAY - WEEKS) * days, nan=0.0)


def own_likeness(inside: Any, size: Any) -> Any:
    """The mean likeness inside a group of this size, drawn towards what is expected while its pairs are few."""
    return (inside + EXPECTED * EXPECTED_WEIGHT) / (size * (size - 1) / 2 + EXPECTED_WEIGHT)


def margin(link: Any, own_left: Any, own_right: Any) -> Any:
    """How far two groups are from joining: from 1 on they do. They must be like enough for any two pages, and nearly as
    like each other as their own members are among themselves: so another quake of the same month stays apart.

    >>> round(float(margin(0.342, 0.2, 0.2)), 2)
    1.94
    """
    return np.minimum(link / LEAST, link / (RATIO * np.sqrt(own_left * own_right)))


def chance(by: Any) -> Any:
    """The chance that what has this margin belongs together.

    >>> chance(np.array([0.5, 1.0, 2.0])).round(2).tolist()
    [0.02, 0.5, 0.98]
    """
    return 1 / (1 + np.maximum(by, 1e-9) ** -STEEP)
