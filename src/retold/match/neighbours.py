"""The pairs of one text among many that are known.

Takes what is known, the number of a class and a judge of retellings, gives its rows, and pairs of texts. A class of
many equal texts speaks through its first, as in `classes.py`.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence

import numpy as np

from retold.match.classes import ALL_PAIRS
from retold.match.copies import FEW_SHARED, IDENTICAL, REWRITE, Found, kept_words, pick, shared_words, write_pairs
from retold.match.known import Known
from retold.match.placing import Placed
from retold.match.postings import Ids, Numbers
from retold.match.relations import NONE
from retold.match.rivals import LEAST_ODDS, SURE_ODDS, weigh_rivals
from retold.records import CopyPair

Named = tuple[str, str]
Judge = Callable[[list[Named]], list[float]]


def judge_placed(known: Known, number: int, placed: Placed, judge: Judge, judged: Mapping[Named, float]) -> Found:
    """The rows of a class that are copies, retellings included."""
    rows = placed.rows
    asked = np.setdiff1d(placed.proposed, rows.right[kept_words(rows)])
    odds = np.array(judge([known.named(number, c) for c in asked.tolist()]), np.float64)
    asked, odds = asked[np.isfinite(odds)], odds[np.isfinite(odds)]
    known_odds = dict(zip([(number, c) for c in asked.tolist()], odds.tolist(), strict=True))
    for pair in [(c, d) for c in asked.tolist() for d in known.partners.get(c, ()) if d != number]:
        if math.isfinite(value := judged.get(known.named(*pair), -math.inf)):
            known_odds[pair] = value
    odds = np.array(
        weigh_rivals(list(known_odds), list(known_odds.values()), known.group.tolist())[: len(asked)], np.float64
    )
    told = odds >= np.where(np.isin(asked, rows.right[shared_words(rows) >= FEW_SHARED]), SURE_ODDS, LEAST_ODDS)
    return with_rewrites(number, rows, asked[told], odds[told])


def with_rewrites(number: int, rows: Found, right: Ids, odds: Numbers) -> Found:
    """The rows that are copies, with these as retellings; what little they share in the very same words is kept."""
    told = np.isin(rows.right, right)
    shares = {int(c): (a, b) for c, a, b in zip(rows.right, rows.left_share, rows.right_share, strict=True)}
    left_share, right_share = np.array([shares.get(c, (0.0, 0.0)) for c in right.tolist()]).reshape(-1, 2).T
    added = Found(np.full(len(right), number), right, np.full(len(right), REWRITE), left_share, right_share, odds)
    kept = pick(rows, (rows.relation != NONE) & ~told)
    return Found(*(np.append(getattr(kept, c), getattr(added, c)) for c in Found.__slots__))


def name_pairs(known: Known, name: str, number: int, rows: Found) -> list[CopyPair]:
    """The pairs of a text of this class, sorted."""
    own = known.names_of(number)
    same = (IDENTICAL, 1.0, 1.0, math.nan)
    if len(own) > ALL_PAIRS and name != own[0]:
        return name_rows(name, [(own[0], same)])
    columns = (rows.right, rows.relation, rows.left_share, rows.right_share, rows.odds)
    told = [(other, row) for c, *row in zip(*(x.tolist() for x in columns), strict=True) for other in known.speakers(c)]
    return name_rows(name, [*told, *((other, same) for other in own if other != name)])


def name_rows(name: str, rows: Sequence[tuple[str, Sequence[float]]]) -> list[CopyPair]:
    """Rows of a text to others, each a relation, the share of the text, that of the other and the odds, as records."""
    ids = sorted({name, *(other for other, _ in rows)})
    place = {text: k for k, text in enumerate(ids)}
    table = []
    for other, (relation, own_share, other_share, odds) in rows:
        ends = (own_share, other_share) if name < other else (other_share, own_share)
        table.append((*sorted((place[name], place[other])), int(relation), *ends, odds))
    columns = np.array(sorted(table), np.float64).reshape(-1, 6).T
    exact = columns[:3].astype(np.int64)
    return write_pairs(Found(*exact, *columns[3:]), ids)
