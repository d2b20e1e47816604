"""Copies: what is unchanged is taken over from the page before, and equals what reading anew would give."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.claims import language
from retold.claims.inheritance import inherit_claims, kept_sentences
from retold.claims.reading import read_claims
from retold.claims.sentences import sentence_spans
from retold.records import Alignment, Article, Claims, Run, Span

SENTENCES = (
    "At least 41 people were killed when a ferry sank off Port Ella on 2 March 2026, the coastguard said.",
    "“We counted 130 survivors,” said Ana Moss, the mayor of Port Ella.",
    "The ministry said that 12 ships had searched the bay.",
    "Omar Rey told reporters he had seen nothing.",
    "Of the 41 dead, nine were children.",
    "The government plans to buy 3 new ferries for $40 million.",
    "Shares in Novak Lines fell 5.2% on Tuesday.",
    "The bay was calm again.",
    "According to the port authority, the hull was 80 metres long.",
    "Police arrested two men in Lorn.",
)


def lay_side_by_side(left: Sequence[str], right: Sequence[str]) -> Alignment:
    """A plain alignment of two lists of sentences: equal neighbours are the same, the rest is lost or added."""
    runs: list[Run] = []
    starts = {s: n for n, s in enumerate(left)}
    at = 0
    last = -1
    for s in right:
        here = Span(at, at + len(s))
        n = starts.get(s, -1)
        if n > last:
            a = sum(len(x) + 1 for x in left[:n])
            runs.append(Run("same", Span(a, a + len(s)), here))
            last = n
        else:
            runs.append(Run("added", Span(0, 0), here))
        at += len(s) + 1
    return Alignment("parent", "copy", tuple(runs))


def inherited(left: Sequence[str], right: Sequence[str]) -> tuple[Claims, Claims]:
    """The claims of a copy as inherited, and as read anew."""
    parent = Article("parent", " ".join(left), published="2026-03-05")
    copy = Article("copy", " ".join(right), published="2026-03-05")
    alignment = lay_side_by_side(left, right)
    return inherit_claims(parent, read_claims(parent), copy, alignment), read_claims(copy)


def test_unchanged_copy_has_the_same_claims_under_its_own_name() -> None:
    mine, anew = inherited(SENTENCES, SENTENCES)
    assert mine == anew


def test_a_quote_whose_speaker_alone_changed_stands_once() -> None:
    calm = "The bay was calm again."
    said = "“We will do just fine, thank you.”"
    left = [calm, calm, said, "Mayor Ana Moss told reporters this on the quay.", *SENTENCES[4:]]
    right = [calm, calm, said, "Mayor Ana Moss told reporters this on the bridge.", *SENTENCES[4:]]
    claims, anew = inherited(left, right)
    ids = [c.id for c in claims.all()]
    assert len(ids) == len(set(ids)) == len(anew.all())


@pytest.mark.parametrize("gone", range(len(SENTENCES)))
def test_copy_without_a_sentence_is_read_as_if_anew(gone: int) -> None:
    mine, anew = inherited(SENTENCES, (*SENTENCES[:gone], *SENTENCES[gone + 1 :]))
    assert mine == anew


def test_changed_figure_is_read_in_the_copy() -> None:
    other = SENTENCES[0].replace("41", "44")
    mine, anew = inherited(SENTENCES, (other, *SENTENCES[1:]))
    assert mine == anew
    assert {int(f.quantity.low) for f in mine.figures} >= {44}


@settings(max_examples=30, deadline=None)
@given(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=8, unique=True), st.data())
def test_inheriting_equals_reading_anew(left: list[str], data: st.DataObject) -> None:
    added = data.draw(st.lists(st.sampled_from(SENTENCES), max_size=3))
    right = [s for s in left if data.draw(st.booleans())] + [s for s in added if s not in left]
    if right:
        mine, anew = inherited(left, right)
        assert mine == anew


@settings(max_examples=40, deadline=None)
@given(st.text(max_size=200), st.text(max_size=200), st.sampled_from(["same", "changed", "moved"]))
def test_any_alignment_gives_claims_inside_the_text(left: str, right: str, kind: str) -> None:
    parent, copy = Article("parent", left), Article("copy", right)
    run = Run(kind, Span(0, len(left)), Span(0, len(right)))  # type: ignore[arg-type]
    claims = inherit_claims(parent, read_claims(parent), copy, Alignment("parent", "copy", (run,)))
    assert len({c.id for c in claims.all()}) == len(claims.all())
    for figure in claims.figures:
        assert all(0 <= e.start < e.end <= len(right) for e in figure.evidence)
    for quote in claims.quotes:
        assert all(0 <= p.start < p.end <= len(right) for p in quote.parts)


def test_only_changed_sentences_are_parsed(monkeypatch: pytest.MonkeyPatch) -> None:
    parsed: list[str] = []
    parse_all = language.parse_all

    def watch(sentences: Sequence[str]) -> list[object]:
        parsed.extend(sentences)
        return list(parse_all(sentences))

    right = (*SENTENCES[:-1], "Police arrested four men in Ostby.")
    parent = Article("parent", " ".join(SENTENCES), published="2026-03-05")
    claims = read_claims(parent)
    monkeypatch.setattr("retold.claims.sentences.parse_all", watch)
    inherit_claims(
        parent,
        claims,
        Article("other copy", " ".join(right), published="2026-03-05"),
        lay_side_by_side(SENTENCES, right),
    )
    assert parsed and SENTENCES[0] not in parsed and right[-1] in parsed


def test_page_written_from_another_day_is_read_anew() -> None:
    parent = Article("parent", "The ferry sank on Monday.", published="2026-03-05")
    copy = replace(parent, id="copy", published="2026-03-12")
    run = Run("same", Span(0, len(parent.text)), Span(0, len(parent.text)))
    alignment = Alignment("parent", "copy", (run,))
    assert inherit_claims(parent, read_claims(parent), copy, alignment) == read_claims(copy)


def test_marks_of_another_form_are_no_change() -> None:
    left, right = "“We wait,” said Ana Moss. It’s late.", '"We wait," said Ana Moss. It\'s late.'
    alignment = Alignment("a", "b", (Run("same", Span(0, len(left)), Span(0, len(right))),))
    assert len(kept_sentences(left, right, sentence_spans(right), alignment)) == len(sentence_spans(right))
