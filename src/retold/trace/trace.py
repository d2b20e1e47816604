"""All articles to all stemmas: the public functions of this stage.

Takes articles, copy pairs and ways to align two of them by id and to collate many; gives a stemma for every family,
families of one included, in the order of their ids. The order of the input makes no difference. A family is traced from
its own pages and pairs alone: `find_families` cuts, `trace_family` traces one; what did not change need not be traced.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from retold.records import Alignment, Article, CopyPair, Stemma, Witness
from retold.text.hashes import content_id
from retold.trace.descent import Descent, find_descent
from retold.trace.families import best_pairs, find_families
from retold.trace.family import read_family
from retold.trace.portrait import draw_portrait
from retold.trace.stemma import build_stemma, sigil
from retold.trace.twins import date_family, find_twins
from retold.trace.words_only import Collate, tells_words_only, trace_words

Align = Callable[[str, str], Alignment]


def trace_families(
    articles: Sequence[Article], pairs: Sequence[CopyPair], align: Align, collate: Collate | None = None
) -> list[Stemma]:
    """The stemma of every family; one family is one source, unless its stemma counts several."""
    stemmas = [trace_family(k.articles, k.pairs, align, collate) for k in find_families(articles, pairs)]
    return sorted(stemmas, key=lambda s: s.id)


def trace_family(
    articles: Sequence[Article], pairs: Sequence[CopyPair], align: Align, collate: Collate | None = None
) -> Stemma:
    """The stemma of the articles of one family; it depends on nothing else."""
    if len(articles) == 1:
        only = articles[0].id
        return Stemma(content_id(only, prefix="s"), (Witness(sigil(0), only),), (), (), only)
    texts = date_family(find_twins(articles))
    if collate and tells_words_only(texts, pairs) and (found := trace_words(texts, collate)):
        return found
    members = [draw_portrait(t) for t in texts]
    known = best_pairs(pairs, {a.id: t.key for t in texts for a in t.articles})
    family = read_family(members, known, align)
    descent = find_descent(family) if len(members) > 1 else Descent((None,), (1.0,))
    return build_stemma(texts, family, descent)
