"""The order of the steps on records in memory: it alone knows which stage follows which.

It computes nothing of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from retold.records import (
    Alignment,
    Article,
    Claims,
    CollatedWitness,
    Collation,
    CopyPair,
    Ledger,
    PairLabel,
    SentencePair,
    SharedPassage,
    Span,
    Stemma,
    Story,
    TypedChange,
)


@dataclass(frozen=True, slots=True)
class Traced:
    """Who copied whom, over all articles: `stemmas` cover every article, families of one included."""

    pairs: Sequence[CopyPair]
    passages: Sequence[SharedPassage]
    stemmas: Sequence[Stemma]


@dataclass(frozen=True, slots=True)
class Reconciled:
    """One story with everything its ledger rests on."""

    story: Story
    ledger: Ledger
    claims: Mapping[str, Claims]


def trace_articles(articles: Sequence[Article]) -> Traced:
    """Match, align and trace."""
    from retold.align import collate_texts
    from retold.match import find_copies
    from retold.trace import trace_families

    pairs, passages = find_copies(articles)
    return Traced(pairs, passages, trace_families(articles, pairs, Aligner(articles).align, collate_texts))


def group_articles(articles: Sequence[Article], stemmas: Sequence[Stemma] = ()) -> Sequence[Story]:
    """Group into stories; copy families enter as one node. Without stemmas copies are known by their wording alone."""
    from retold.group import group_stories

    return group_stories(articles, stemmas)


def date_by_family(articles: Iterable[Article], stemmas: Sequence[Stemma]) -> dict[str, Article]:
    """The articles by id, each dated from the day it speaks from: a mirror from its original's."""
    from retold.trace.anchors import find_anchors

    by_id = {a.id: a for a in articles}
    anchors = find_anchors(by_id, stemmas)
    return {i: replace(a, published=anchors.get(i, a.published)) for i, a in by_id.items()}


def reconcile_articles(articles: Sequence[Article]) -> Iterable[Reconciled]:
    """Every story of these articles with its ledger."""
    from retold.claims import read_claims
    from retold.reconcile import build_ledger

    traced = trace_articles(articles)
    by_id = date_by_family(articles, traced.stemmas)
    aligner = Aligner(articles)
    for story in group_articles(articles, traced.stemmas):
        claims = {i: read_claims(by_id[i]) for i in story.articles}
        members = {i: by_id[i] for i in story.articles}
        stemmas = [s for s in traced.stemmas if not members.keys().isdisjoint(s.family)]
        passages = [p for p in traced.passages if p.left in members and p.right in members]
        yield Reconciled(story, build_ledger(story, members, claims, stemmas, passages, aligner.pair_sentences), claims)


def compare_articles(left: Article, right: Article) -> tuple[Alignment, Sequence[TypedChange]]:
    """Two articles side by side, every change with its kind."""
    from retold.align import align_texts, type_changes

    alignment = align_texts(left.text, right.text, left=left.id, right=right.id)
    return alignment, type_changes(alignment, left.text, right.text)


def collate_witnesses(witnesses: Sequence[CollatedWitness]) -> Collation:
    """Several texts side by side in one table."""
    from retold.align import collate_texts

    return collate_texts(witnesses)


def label_places(left: Article, left_at: Span, right: Article, right_at: Span) -> PairLabel:
    """Whether the figures at these places of two articles answer the same question, and how they stand."""
    from retold.claims import figure_at
    from retold.reconcile import label_figures

    return label_figures(figure_at(left, left_at), left, figure_at(right, right_at), right)


class Aligner:
    """Alignments of pairs of these articles, made when asked for."""

    def __init__(self, articles: Iterable[Article]) -> None:
        self.text = {a.id: a.text for a in articles}

    def align(self, left: str, right: str) -> Alignment:
        """The runs of two articles, by id."""
        from retold.align import align_texts

        return align_texts(self.text[left], self.text[right], left=left, right=right)

    def pair_sentences(self, left: str, right: str) -> Sequence[SentencePair]:
        """The sentences of two articles that tell the same thing, by id."""
        from retold.align import pair_sentences

        return pair_sentences(self.text[left], self.text[right])
