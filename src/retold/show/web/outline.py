"""A story without its texts, quick to load and kept for the next reader; wordings are read when they are shown."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from retold.records import Article, Claim, Claims, Entry, Event, Figure, Ledger, Quote, Stemma
from retold.show.view import StoryView, Wording, letters, place_of
from retold.show.web.ask import MissingError
from retold.store import outline as light
from retold.store import reading
from retold.store.database import Store
from retold.store.outline import Card
from retold.store.reading import PageRow

NODE = re.compile(r"\b(?:lost-|p)[0-9a-f]{8,40}\b")
KEPT_STORIES = 16  # outlines kept in memory: 1 MB for a story of 612 pages


@dataclass(frozen=True, slots=True)
class Place:
    """A node of a copy tree as it is shown everywhere: short name, name, and its page when this story holds it."""

    id: str
    sigil: str
    name: str
    kind: str  # page, hidden, elsewhere


@dataclass(frozen=True, slots=True)
class WordingRow:
    """One wording of a claim in its sentence, and whose word it is."""

    claim: str
    page: Place
    source: Place
    before: str
    words: str
    after: str
    start: int
    end: int
    as_of: str | None
    speaker: str | None


@dataclass(frozen=True)
class Outline:
    """A story view whose articles have no text and whose claims are not loaded."""

    view: StoryView

    @property
    def id(self) -> str:
        """The id of the story."""
        return self.view.story.id

    @property
    def ledger(self) -> Ledger:
        """The ledger of the story."""
        return self.view.ledger

    @cached_property
    def letter_of_family(self) -> dict[str, str]:
        """The letter of each family."""
        return {s.id: letters(n) for n, s in enumerate(self.view.families)}

    @cached_property
    def places(self) -> dict[str, Place]:
        """Every page and every lost original of the story's families, by id."""
        hidden = {h.id: h.credit for s in self.view.stemmas for h in s.hidden}
        found = {i: self.make_place(i, self.view.name_of(i)) for i in self.view.articles}
        for i, credit in hidden.items():
            found[i] = self.make_place(i, f"lost original ({credit})" if credit else "lost original")
        for i, name in self.view.elsewhere.items():
            found.setdefault(i, self.make_place(i, f"{name} (in another story)"))
        return found

    def make_place(self, node: str, name: str) -> Place:
        """A node with its short name."""
        kind = "page" if node in self.view.articles else "elsewhere" if node in self.view.elsewhere else "hidden"
        return Place(node, self.view.sigils.get(node, ""), name, kind)

    def place(self, node: str) -> Place:
        """A page or a lost original; an origin outside of the story by its id."""
        return self.places.get(node) or Place(node, "", node, "elsewhere")

    def say(self, told: str) -> str:
        """What the machine says, with short names in the place of ids."""
        return NODE.sub(lambda m: f"{p.sigil} {p.name}" if (p := self.places.get(m[0])) else m[0], told)

    def source(self, origin: str) -> Place:
        """The independent origin behind a claim; a family that is one source goes by its letter alone."""
        family = self.family_of.get(origin)
        if family is None:
            return self.place(origin)
        place = self.place(origin if origin != family.id else family.root or self.view.members(family)[0])
        return replace(place, sigil=self.letter_of_family[family.id]) if family.sources <= 1 else place

    @cached_property
    def family_of(self) -> dict[str, Stemma]:
        """The family of every node, and of its own id."""
        found: dict[str, Stemma] = {}
        for s in self.view.stemmas:
            found |= dict.fromkeys((s.id, *s.family, *(h.id for h in s.hidden)), s)
        return found

    @cached_property
    def entry_of(self) -> dict[str, Entry]:
        """Every entry of the ledger by its id."""
        return {e.id: e for e in self.ledger.entries}


def load_outline(store: Store, story: str) -> Outline:
    """The outline of the story with this id."""
    inputs = light.read_story_inputs(store, story)
    if inputs is None:
        raise MissingError("This store holds no such story. It may have been joined with another one by a later run.")
    return read_outline(store, story, inputs)


@lru_cache(maxsize=KEPT_STORIES)
def read_outline(store: Store, story: str, _inputs: str) -> Outline:
    """The outline as the store has it for these inputs."""
    found = light.read_whole_story(store, story)
    if found is None:
        raise MissingError("This story is being written anew: ask again in a moment.")
    record, ledger = found
    cards = light.read_cards(store, record.articles)
    stemmas = reading.read_stemmas_of(store, record.articles)
    outside = [i for s in stemmas for i in s.family if i not in cards]
    view = StoryView(
        story=record,
        ledger=ledger,
        articles={i: article_of(c) for i, c in cards.items()},
        pages={i: PageRow(i, c.url, c.found_in, c.fetched, c.sha256, c.size) for i, c in cards.items()},
        claims={},
        stemmas=stemmas,
        pairs=[],
        elsewhere=reading.read_outlets(store, outside),
    )
    return Outline(view)


def article_of(card: Card) -> Article:
    """A card as an article without text."""
    return Article(card.id, "", url=card.url, title=card.title, outlet=card.outlet, published=card.published)


# ---- wordings ------------------------------------------------------------------------------------------------------


def word_entries(
    store: Store, outline: Outline, entries: Sequence[Entry], *, most: int | None = None
) -> dict[str, list[WordingRow]]:
    """The wordings of these entries by source and page; with `most`, so many that differ in source or value."""
    claims = light.read_claims(store, sorted({c for e in entries for c in e.claims}))
    picked = {e.id: pick_claims(outline, e, claims, most) for e in entries}
    shown = {c.id: c for chosen in picked.values() for c, _ in chosen}
    view = with_texts(store, outline, shown.values())
    return {
        entry: [word_row(outline, view.wording(c.id, source), c) for c, source in chosen]
        for entry, chosen in picked.items()
    }


def pick_claims(outline: Outline, entry: Entry, claims: dict[str, Claim], most: int | None) -> list[tuple[Claim, str]]:
    """The claims of an entry with their sources, in the order of sources and pages; of few, each source first once."""
    source_of = dict(entry.source_of)
    known = [(claims[i], source_of.get(i, "")) for i in entry.claims if i in claims]
    ordered = sorted(known, key=lambda c: (source_order(outline, c[1]), page_order(outline, c[0].article), c[0].id))
    if most is None:
        return ordered
    first: dict[tuple[str, object], tuple[Claim, str]] = {}
    for claim, source in ordered:
        answer = (claim.quantity, claim.as_of) if isinstance(claim, Figure) else None
        first.setdefault((source, answer), (claim, source))
    chosen = list(first.values())
    leads = {source: n for n, (_, source) in reversed(list(enumerate(chosen)))}
    kept = sorted(range(len(chosen)), key=lambda n: (leads[chosen[n][1]] != n, n))[:most]
    return [chosen[n] for n in sorted(kept)]


def source_order(outline: Outline, origin: str) -> tuple[int, str, str]:
    """Where a source stands among others: by its letter."""
    sigil = outline.source(origin).sigil if origin else ""
    return (len(sigil), sigil, origin)


def page_order(outline: Outline, page: str) -> tuple[int, str]:
    """Where a page stands among others: A2 before A10."""
    sigil = outline.place(page).sigil
    return (len(sigil), sigil)


def with_texts(store: Store, outline: Outline, claims: Iterable[Claim]) -> StoryView:
    """The story view with these claims and the texts they stand in."""
    by_article: dict[str, list[Claim]] = {}
    for c in claims:
        by_article.setdefault(c.article, []).append(c)
    texts = light.read_texts(store, sorted(by_article))
    bare = outline.view.articles
    articles = {i: replace(bare.get(i) or Article(i, ""), text=text) for i, text in texts.items()}
    return replace(outline.view, articles=articles, claims={i: claims_of(i, cs) for i, cs in by_article.items()})


def claims_of(article: str, claims: Sequence[Claim]) -> Claims:
    """Claims of one article by kind."""
    return Claims(
        article,
        tuple(c for c in claims if isinstance(c, Figure)),
        tuple(c for c in claims if isinstance(c, Quote)),
        tuple(c for c in claims if isinstance(c, Event)),
    )


def word_row(outline: Outline, wording: Wording, claim: Claim) -> WordingRow:
    """A wording ready to be shown."""
    place = place_of(claim)
    return WordingRow(
        claim=claim.id,
        page=outline.place(claim.article),
        source=outline.source(wording.source),
        before=wording.before,
        words=wording.words,
        after=wording.after,
        start=place.start,
        end=place.end,
        as_of=claim.as_of if isinstance(claim, Figure) else claim.when if isinstance(claim, Event) else None,
        speaker=None if isinstance(claim, Event) else claim.speaker,
    )
