"""A few new pages in a large store: each is placed among those that are there, and only what it touches is done again.

The pairs of a new page are those with its neighbours, its family is cut and traced again with what it joins, and it
goes into a story as a stream places it. What a page changes far from itself (a paragraph that becomes a formula, a word
that becomes common) shows when all is worked out anew, which happens when a tenth of the store is new.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from retold import __version__
from retold.match.sketches import LARGE
from retold.pipeline.kept import read_leaf, read_told
from retold.pipeline.lineage import cut_families, read_both, trace_families
from retold.pipeline.order import date_by_family
from retold.pipeline.watching import Silence
from retold.records import Article, CopyPair, Review, SharedPassage, Stemma, Story
from retold.store import growth, reading, reviews, story_log
from retold.store.database import Store
from retold.store.kept import read_kept
from retold.store.writing import finish_step
from retold.trace.versions import Told

if TYPE_CHECKING:
    from retold.group import Stream
    from retold.match.index import Index

LEAST = LARGE  # pages: a smaller store is worked out anew, which takes minutes
ONE_IN = 10  # of the pages that were there when all was worked out: so many may be new before it is again
AT_ONCE = 1_000  # pages placed in one transaction
MANY_FOR_ONE = 400  # pages of which all pairs are found in the time that one takes alone
FROZEN_EVERY = 256  # pages placed before the stream of stories is written again
REGROUPING = ("merge", "split", "confirm")  # decisions on stories for which all are grouped anew


@dataclass(frozen=True, slots=True)
class News:
    """What came since a store was last brought up to date: pages, and articles that decisions are about."""

    pages: tuple[str, ...]
    touched: tuple[str, ...] = ()


# ---- what is new ---------------------------------------------------------------------------------------------------


def note_whole(store: Store, pages: int, inputs: str) -> None:
    """Note that everything was worked out anew, from so many pages, and a fingerprint of them and of the decisions."""
    finish_step(store, "whole", f"{__version__} {pages} {inputs}")
    note_decided(store)


def note_decided(store: Store) -> None:
    """Note that all decisions are applied that were made so far."""
    finish_step(store, "decided", str(len(reviews.read_reviews(store))))


def find_news(store: Store, came: Sequence[str] = ()) -> News | None:
    """What is new in a store, or None when all is to be worked out anew. `came` are pages just added."""
    version, pages, *_ = *(reading.step_inputs(store, "whole") or "").split(), "", "0"
    new, then = reading.articles_unplaced(store, came), int(pages or 0)
    if version != __version__ or then < LEAST or reading.count_pages(store) - then > then // ONE_IN:
        return None
    made = reviews.read_reviews(store)
    fresh = made[int(reading.step_inputs(store, "decided") or 0) :]
    about = {r.id: r for r in made}
    meant = [about[i] for r in fresh if r.target == "review" for i in r.on if i in about]
    if any(r.target == "story" and r.decision in REGROUPING for r in (*fresh, *meant)):
        return None
    return News(tuple(new), tuple(touched_by(store, (*fresh, *meant))))


def touched_by(store: Store, decisions: Iterable[Review]) -> list[str]:
    """The articles that decisions are about."""
    named = sorted({i for r in decisions for i in (*r.on, *r.others)})
    of_claims = reading.read_articles_of_claims(store, named)
    return sorted(reading.known_among(store, [*named, *of_claims.values()]))


# ---- what is known -------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Touched:
    """The stories that are touched, with what their ledgers rest on."""

    stories: Sequence[Story]
    stemmas: Sequence[Stemma]
    dates: Mapping[str, Article]
    gone: Sequence[str]  # stories that are no more

    def stemmas_of(self, articles: Collection[str]) -> list[Stemma]:
        """Those of these articles."""
        wanted = set(articles)
        return [s for s in self.stemmas if not wanted.isdisjoint(s.family)]

    def dated(self, articles: Collection[str]) -> dict[str, Article]:
        """The days that the articles of their families speak from."""
        return {i: self.dates[i] for s in self.stemmas_of(articles) for i in s.family}


@dataclass(slots=True)
class Live:
    """What a process knows of a large store, to place pages among those that are there."""

    mark: str = ""  # of the store when this was learnt; another one: somebody else was there, or all was done anew
    index: Index = field(init=False)
    stream: Stream = field(init=False)
    alike: dict[tuple[str, str], list[str]] = field(default_factory=dict)  # articles by address, and by first words
    odds: dict[tuple[str, str], float] = field(default_factory=dict)  # of pairs that were judged to be rewrites
    unfrozen: int = 0

    def look(self, store: Store) -> bool:
        """Learn what a store holds, unless this is known already; False when another version has written it."""
        from retold.group import StaleLeafError
        from retold.match.index import Index

        mark = mark_of(store)
        if self.mark == mark:
            return True
        unplaced = set(reading.articles_unplaced(store))
        try:
            self.stream = thaw(store)
        except StaleLeafError:
            return False
        placed = ((i, data) for i, data in read_kept(store, "sketch") if i not in unplaced)
        self.index = Index.from_bytes(placed)
        self.odds = reading.read_odds(store)
        self.alike = defaultdict(list)
        for i, data in read_kept(store, "told"):
            if i not in unplaced:
                self.note(read_told(data))
        self.unfrozen = len(growth.read_frozen(store)[1])
        self.mark = mark
        return True

    def note(self, told: Told) -> None:
        """Note how an article may be found by its address and its first words."""
        for key in keys_of(told):
            self.alike.setdefault(key, []).append(told.id)

    def place(
        self,
        store: Store,
        new: Sequence[str],
        decided: Sequence[Review],
        touched: Sequence[str] = (),
        *,
        workers: int | None = None,
    ) -> None:
        """Place new pages, and cut and trace the families anew that they or decisions touch: one transaction."""
        from retold.group.nodes import find_tops
        from retold.review import apply_to_stemmas

        self.mark = ""  # should it fail on the way, all is learnt anew
        pairs, passages = self.find_pairs(store, new)
        told = [read_told(data) for _, data in read_kept(store, "told", new)]
        near = {i for p in pairs for i in (p.left, p.right)} | {
            i for t in told for k in keys_of(t) for i in self.near(k)
        }
        gone = reading.read_stemmas_of(store, sorted((near | set(touched)) - set(new)))
        members = sorted({i for s in gone for i in s.family})
        told += [read_told(data) for _, data in read_kept(store, "told", members)]
        families = cut_families(store, told, [*reading.read_pairs(store, members), *pairs])
        traced = dict(trace_families(store, families, Silence(), workers=workers))
        raw = sorted(traced.values(), key=lambda s: s.id)
        tops = find_tops(raw)
        events, placed = len(self.stream.log), self.place_in_stories(store, new, tops)
        growth.write_grown(
            store,
            growth.Grown(
                pairs,
                passages,
                [s.id for s in gone],
                apply_to_stemmas(raw, decided),
                traced,
                placed,
                self.stream.log[events:],
            ),
        )
        for one in told[: len(new)]:
            self.note(one)
        self.unfrozen += len(new)
        self.mark = mark_of(store)

    def near(self, key: tuple[str, str]) -> list[str]:
        """The articles of an address, or of these first words."""
        return self.alike.get(key, [])

    def find_pairs(self, store: Store, new: Sequence[str]) -> tuple[list[CopyPair], list[SharedPassage]]:
        """The pairs of new pages with the others and among themselves, and what passages they share."""
        from retold.match.passages import find_shared
        from retold.match.sketches import Sketch

        for i, data in read_kept(store, "sketch", new):
            self.index.add(i, Sketch.from_bytes(data))

        def read(name: str) -> str:
            return reading.read_texts(store, [name])[name]

        few = len(new) * MANY_FOR_ONE < len(self.index)
        every = (
            [self.index.pairs_of(i, read, self.odds) for i in new] if few else [self.index.find_pairs(read, self.odds)]
        )
        came = set(new)
        found = {(p.left, p.right): p for f in every for p in f.pairs if p.left in came or p.right in came}
        weak = {ends for f in every for ends in f.sharing if not came.isdisjoint(ends)}
        passages = find_shared(read_both(store, sorted(weak)))
        return [found[ends] for ends in sorted(found)], passages

    def place_in_stories(
        self, store: Store, new: Sequence[str], tops: Mapping[str, str]
    ) -> list[tuple[str, str | None]]:
        """Place new pages in stories, the earliest first; each with the family that it was placed by."""
        leaves = sorted((read_leaf(data) for _, data in read_kept(store, "leaf", new)), key=lambda a: a.age)
        for leaf in leaves:
            self.stream.add(leaf, tops.get(leaf.id), mend=True)
        return [(leaf.id, tops.get(leaf.id)) for leaf in leaves]

    def tell(self, store: Store, stale: Sequence[str], decided: Sequence[Review]) -> Touched:
        """The stories of these articles, also those they left, with their links and cards written anew."""
        from retold.review import apply_to_stories

        state = self.stream.state
        meant = {state.story_of[i] for i in stale} | reading.read_stories_of(store, stale)
        wanted = meant & state.members.keys()
        stemmas = reading.read_stemmas_of(store, sorted(i for s in wanted for i in state.members[s]))
        told = self.stream.tell(wanted, stemmas)
        gone = sorted(meant - wanted)
        growth.write_told(store, told, gone)
        family = sorted({i for s in stemmas for i in s.family})
        dates = date_by_family(reading.read_dates(store, family).values(), stemmas)
        return Touched(apply_to_stories(told.stories, decided), stemmas, dates, gone)

    def keep(self, store: Store) -> None:
        """Write the stream of stories when many pages came since it was written."""
        from retold.group import freeze_stream

        if self.unfrozen >= FROZEN_EVERY:
            growth.write_frozen(store, freeze_stream(self.stream))
            self.unfrozen = 0


def mark_of(store: Store) -> str:
    """What changes when pages are placed, stories told otherwise, or all is worked out anew."""
    return f"{reading.count_placed(store)} {story_log.count_events(store)} {reading.step_inputs(store, 'whole')}"


def keys_of(told: Told) -> tuple[tuple[str, str], tuple[str, str]]:
    """By what other articles of a family may be found."""
    return ("address", told.address or told.id), ("opening", told.opening)


def thaw(store: Store) -> Stream:
    """The stream of stories as it stands: as it was written, with the pages placed since."""
    from retold.group import thaw_stream

    data, later = growth.read_frozen(store)
    leaves = {i: read_leaf(blob) for i, blob in read_kept(store, "leaf")}
    stream = thaw_stream(data or b"", leaves.values())
    for article, family in later:
        stream.add(leaves[article], family, mend=True)
    stream.log.clear()
    stream.logged = story_log.count_events(store)
    return stream
