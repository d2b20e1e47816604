"""A small world for the ledger: articles with their figures marked by hand, and trees between them."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from difflib import SequenceMatcher

import pytest

from retold.reconcile import build_ledger
from retold.records import (
    Article,
    Change,
    Claims,
    Edge,
    Entry,
    Figure,
    Hidden,
    Ledger,
    Pins,
    Quantity,
    Relation,
    SentencePair,
    SharedPassage,
    Span,
    Stemma,
    Story,
    Witness,
)
from retold.text.hashes import content_id
from retold.text.sentences import find_sentences

MARK = re.compile(r"\[([^|\]]*)\|([^\]]*)\]")
HEDGES: tuple[tuple[str, Change], ...] = (
    (r"(?:at least|more than|over)\b", ">"),
    (r"(?:about|some|around|nearly|an estimated|approximately)\b", "~"),
)
SCALES = {"million": 1_000_000, "%": 1}


def quantity(words: str, unit: str = "") -> Quantity:
    """The quantity of a number with its hedge: "nearly 20,000"."""
    change: Change = next((c for pattern, c in HEDGES if re.match(pattern, words)), "=")
    numbers = [Decimal(n.replace(",", "")) for n in re.findall(r"\d[\d,]*(?:\.\d+)?", words)]
    scale = next((k for w, k in SCALES.items() if w in words), 1)
    low, high = numbers[0] * scale, numbers[-1] * scale
    return Quantity(low, high, "%" if "%" in words else unit, change)


def mark_figures(article: str, marked: str) -> tuple[str, list[Figure]]:
    """The text without its marks, and its figures: "[about 40|captive hold|captives held]"."""
    text, places = "", []
    at = 0
    for m in MARK.finditer(marked):
        text += marked[at : m.start()]
        places.append((Span(len(text), len(text) + len(m[1])), m[2]))
        text += m[1]
        at = m.end()
    text += marked[at:]
    sentences = find_sentences(text)
    figures = []
    for span, note in places:
        said, _, rest = note.partition("|")
        parts = [*said.split(), "", ""]
        noun, act, more = parts[0], parts[1], parts[2:]
        unit = next((m[5:] for m in more if m.startswith("unit=")), "")
        as_of = next((m[3:] for m in more if m.startswith("at=")), None)
        speaker = next((m[3:] for m in more if m.startswith("by=")), None)
        figures.append(
            Figure(
                id=content_id(article, str(span.start), prefix="f"),
                article=article,
                quantity=quantity(span.of(text), unit),
                what=rest or f"{noun} {act}".strip(),
                noun=noun.strip("-"),
                predicate=act.strip("-"),
                terms=(),
                evidence=(span,),
                sentence=next(s for s in sentences if s.holds(span)),
                as_of=as_of,
                speaker=speaker,
            )
        )
    return text, figures


@dataclass
class World:
    """Articles and trees, told step by step."""

    articles: dict[str, Article] = field(default_factory=dict)
    claims: dict[str, Claims] = field(default_factory=dict)
    stemmas: list[Stemma] = field(default_factory=list)
    passages: list[SharedPassage] = field(default_factory=list)

    def tell(self, name: str, marked: str, *, published: str | None = None, outlet: str | None = None) -> Article:
        """One more article; figures are marked in its text."""
        text, figures = mark_figures(name, marked)
        self.articles[name] = Article(id=name, text=text, published=published, outlet=outlet or name)
        self.claims[name] = Claims(name, figures=tuple(figures))
        return self.articles[name]

    def tree(self, *edges: tuple[str, str], relation: Relation = "near-verbatim", root: str | None = None) -> None:
        """One more family; names that are no article are lost originals."""
        names = sorted({n for edge in edges for n in edge})
        family = [n for n in names if n in self.articles]
        hidden = tuple(Hidden(n, "Coastwire", "told by its copies") for n in names if n not in self.articles)
        rows = tuple(Edge(p, c, relation, 0.9) for p, c in edges)
        witnesses = tuple(Witness(chr(65 + i), n) for i, n in enumerate(family))
        self.stemmas.append(Stemma("t-" + names[0], witnesses, hidden, rows, root or edges[0][0]))

    def ledger(self, order: Callable[[list[str]], list[str]] = list, *, pins: Pins = Pins()) -> Ledger:  # noqa: B008
        """The ledger of all that was told."""
        names = order(list(self.articles))
        told = {i for s in self.stemmas for i in s.family}
        alone = [Stemma("t-" + n, (Witness("A", n),), (), (), n) for n in names if n not in told]
        story = Story("s1", "a story", tuple(names))
        articles = {n: self.articles[n] for n in names}
        claims = {n: self.claims[n] for n in names}
        stemmas = {s.id: s for s in [*self.stemmas, *alone]}
        mixed = [stemmas[i] for i in order(list(stemmas))]
        return build_ledger(story, articles, claims, mixed, self.passages, self.pair, pins=pins)

    def pair(self, left: str, right: str) -> list[SentencePair]:
        """The most alike sentences of two articles."""
        texts = self.articles[left].text, self.articles[right].text
        out = []
        for b in find_sentences(texts[1]):
            scored = [
                (SequenceMatcher(None, a.of(texts[0]), b.of(texts[1])).ratio(), a) for a in find_sentences(texts[0])
            ]
            ratio, a = max(scored)
            if ratio > 0.4:
                out.append(SentencePair(a, b, ratio))
        return out

    def entry(self, value: float, word: str = "", ledger: Ledger | None = None) -> Entry:
        """The entry that holds a value, and a word in its question."""
        entries = [
            e for e in (ledger or self.ledger()).entries if value in [float(v) for v in e.values] and word in e.question
        ]
        assert len(entries) == 1, [(e.question, e.values) for e in entries]
        return entries[0]


@pytest.fixture
def world() -> World:
    """An empty world."""
    return World()
