"""Entries of one ledger whose questions read alike, told apart by a name that only one of them has.

Takes the entries with their figures; gives them back, the name in brackets where there is one: "people dead (Marn): how
many?". It changes nothing but the words.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace

from retold.reconcile.asked import TIME, Asked
from retold.records import Entry

NAME = re.compile(r"(?<![.!?“\"] )(?<!^)\b[A-Z][a-z][\w’'-]*(?: [A-Z][a-z][\w’'-]*)*")


def tell_apart(entries: Sequence[Entry], figures: Mapping[str, Asked]) -> list[Entry]:
    """The entries, those of one question each with a name that no other of them has."""
    alike: dict[str, list[Entry]] = defaultdict(list)
    for entry in entries:
        alike[entry.question].append(entry)
    named = {e.id: scope for same in alike.values() if len(same) > 1 for e, scope in scopes(same, figures)}
    return [replace(e, question=with_scope(e.question, named[e.id])) if e.id in named else e for e in entries]


def scopes(same: Sequence[Entry], figures: Mapping[str, Asked]) -> list[tuple[Entry, str]]:
    """Entries of one question, each with the name that most of its sources give and no other entry does."""
    told = [names_by_source(e, figures) for e in same]
    out = []
    for entry, names in zip(same, told, strict=True):
        others = set().union(*(n for n in told if n is not names))
        own = {name: count for name, count in names.items() if name not in others}
        best = min(own, key=lambda n: (-own[n], n), default=None)
        if best is not None and 2 * own[best] > entry.sources:
            out.append((entry, best))
    return out


def names_by_source(entry: Entry, figures: Mapping[str, Asked]) -> Counter[str]:
    """How many sources of an entry tell each name in the sentence of its figure."""
    source = dict(entry.source_of)
    told: set[tuple[str, str]] = set()
    for claim in entry.claims:
        asked = figures[claim]
        sentence = " ".join(asked.figure.sentence.of(asked.article.text).split())
        told |= {(source[claim], n) for n in NAME.findall(sentence) if not TIME.fullmatch(n)}
    return Counter(name for _, name in sorted(told))


def with_scope(question: str, name: str) -> str:
    """A question with the name of what it is asked of.

    >>> with_scope("people dead: how many?", "Marn")
    'people dead (Marn): how many?'
    """
    words, colon, ask = question.rpartition(": ")
    return f"{words} ({name}){colon}{ask}"
