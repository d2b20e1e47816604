"""Which days of pages are believed when pages are compared: false dates must not tear pages from their kin.

Takes the days of nodes and their likenesses by words, gives days. How far the dates of a set can be trusted is read off
the pages that are clearly alike: where these often stand far apart in time, the day of a page is doubted that is like
one of another time and like none of its own. A copy without a day has that of the page that it copies.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from retold.group.model import COPIED

# Found on draws of BASIL (dated) and ECB+ (days made up, a third late) with a fifth of the dates false: BCubed F1 .980
# to .985 and .925 to .960. Of pairs from CLEAR on .29 to .34 stand FAR apart there, where dates are true .00 to .022.
FAR = 200.0  # days
NEAR = 30.0
CLEAR = 0.4  # likeness by words of pages that tell of one event
PAIRS = 20  # clear pairs from which dates are judged at all
OFTEN = 0.08  # share of them that stand far apart
ALIKE = 0.2  # likeness to a page of another time,
BACKED = 0.25  # and to one of its own time, from which the day is believed all the same
Days = NDArray[np.float64]
Ends = NDArray[np.int64]


def believe_days(days: Days, left: Ends, right: Ends, words: Days) -> Days:
    """The days of nodes as far as they are believed, of the likenesses by words of pairs."""
    of, by, like = np.append(left, right), np.append(right, left), np.append(words, words)
    gap = np.abs(days[of] - days[by])
    if not are_trusted(gap, like):
        days = np.where(are_doubted(len(days), of, gap, like), np.nan, days)
    return borrow_days(days, of, by, like)


def are_trusted(gap: Days, like: Days) -> bool:
    """Whether the dates of a set can be trusted, by the days between pairs told both ways.

    >>> like = np.full(40, 0.5)
    >>> are_trusted(np.full(40, 3.0), like), are_trusted(np.append(np.full(30, 3.0), np.full(10, 900.0)), like)
    (True, False)
    """
    clear = gap[(like >= CLEAR) & ~np.isnan(gap)]
    return len(clear) < 2 * PAIRS or bool((clear > FAR).mean() < OFTEN)


def are_doubted(nodes: int, of: Ends, gap: Days, like: Days) -> NDArray[np.bool_]:
    """The nodes that are like one of another time, and like none of their own."""
    far, near = np.zeros(nodes), np.zeros(nodes)
    np.maximum.at(far, of[gap > FAR], like[gap > FAR])
    np.maximum.at(near, of[gap <= NEAR], like[gap <= NEAR])
    return np.asarray((far >= ALIKE) & (near < BACKED))


def borrow_days(days: Days, of: Ends, by: Ends, like: Days) -> Days:
    """The days, a node without one given that of the dated node it is a copy or rewrite of."""
    fit = np.isnan(days[of]) & ~np.isnan(days[by]) & (like > COPIED)
    order = np.lexsort((by[fit], -np.round(like[fit], 9), of[fit]))
    rows, first = np.unique(of[fit][order], return_index=True)
    out = days.copy()
    out[rows] = days[by[fit][order][first]]
    return out
