"""All articles to all stemmas: the public function of this stage.

Takes articles, copy pairs and a way to align two of them by id; gives a stemma for every family, families of one
included, in the order of their ids. The order of the input makes no difference.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from retold.records import Alignment, Article, CopyPair, Stemma
from retold.trace.descent import Descent, find_descent
from retold.trace.families import Kindred, find_families
from retold.trace.family import read_family
from retold.trace.portrait import draw_portrait
from retold.trace.stemma import build_stemma


def trace_families(
    articles: Sequence[Article], pairs: Sequence[CopyPair], align: Callable[[str, str], Alignment]
) -> list[Stemma]:
    """The stemma of every family; one family is one source, unless its stemma counts several."""
    stemmas = [trace_family(kindred, align) for kindred in find_families(articles, pairs)]
    return sorted(stemmas, key=lambda s: s.id)


def trace_family(kindred: Kindred, align: Callable[[str, str], Alignment]) -> Stemma:
    """The stemma of one family."""
    members = [draw_portrait(t) for t in kindred.texts]
    family = read_family(members, kindred.pairs, align)
    descent = find_descent(family) if len(members) > 1 else Descent((None,), (1.0,))
    return build_stemma(kindred, family, descent)
