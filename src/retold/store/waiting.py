"""The queue of what most deserves a person's eye: edges that the signs leave open, claims that differ or changed.

Of a whole store only the stories and families that can stand among the most pressing are read.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, or_, select

from retold.records import Entry, ReviewTarget, Stemma
from retold.store import reading, schema
from retold.store.database import Store
from retold.store.reviews import read_reviews

UNSURE = 0.6  # confidences are calibrated: an edge below this is wrong in two cases of five or more
MOST_BELOW = 1000  # pages counted below one edge
DOUBT = {True: 1.0, False: 0.5}  # of an entry: whether its sources contradict each other, or copies changed it
READ_AT_ONCE = 50  # families


@dataclass(frozen=True, slots=True)
class Waiting:
    """Something that a person should look at: what it is, why, and what the machine suggests."""

    target: ReviewTarget
    on: tuple[str, ...]
    story: str
    score: float  # how doubtful it is, times the doublings of the pages that hang on it
    why: str
    suggested: str
    entry: str = ""  # id of the entry, where it is about one


def review_queue(store: Store, story: str | None = None, *, limit: int = 50) -> list[Waiting]:
    """What most deserves a person's eye and was not reviewed yet, the most pressing first."""
    done = {(r.target, r.on) for r in read_reviews(store) if r.target != "review"}
    most = limit + len(done)
    every = waiting_in(store, story) if story else (*pressing_edges(store, most), *pressing_entries(store, most))
    found = [w for w in every if (w.target, w.on) not in done]
    return sorted(found, key=in_order)[:limit]


def in_order(waiting: Waiting) -> tuple[float, str, tuple[str, ...], str]:
    """The most pressing first."""
    return -waiting.score, waiting.target, waiting.on, waiting.story


def waiting_in(store: Store, name: str) -> Iterator[Waiting]:
    """All that waits in one story."""
    story, ledger = reading.read_story(store, name)
    for stemma in reading.read_stemmas_of(store, story.articles):
        yield from unsure_edges(stemma, story.id)
    for entry in ledger.entries:
        yield from doubtful_entry(entry, story.id)


def pressing_edges(store: Store, most: int) -> list[Waiting]:
    """The most pressing edges of all families, read while one of the next could be more pressing than those found."""
    e, s = schema.edges, schema.stemmas
    unsure = select(e.c.stemma, s.c.pages, func.min(e.c.confidence).label("least")).join(s, s.c.id == e.c.stemma)
    with store.read() as connection:
        rows = connection.execute(unsure.where(e.c.confidence < UNSURE).group_by(e.c.stemma, s.c.pages)).all()
    bounds = sorted(((press(1 - r.least, r.pages), r.stemma) for r in rows), reverse=True)
    found: list[Waiting] = []
    for at in range(0, len(bounds), READ_AT_ONCE):
        part = bounds[at : at + READ_AT_ONCE]
        if len(found) == most and found[-1].score >= part[0][0]:
            break
        for stemma in reading.read_stemmas(store, [i for _, i in part]):
            found += unsure_edges(stemma, min(reading.read_stories_of(store, stemma.family), default=""))
        found = sorted(found, key=in_order)[:most]
    return found


def pressing_entries(store: Store, most: int) -> list[Waiting]:
    """The most pressing entries of all ledgers."""
    t = schema.entries
    doubtful = or_(t.c.verdict == "contradicted", t.c.drifts > 0)
    with store.read() as connection:
        rows = connection.execute(select(t.c.story, t.c.id, t.c.verdict, t.c.pages).where(doubtful)).all()
    scores = sorted((-press(DOUBT[r.verdict == "contradicted"], r.pages), r.story, r.id) for r in rows)[:most]
    chosen = {(story, entry) for _, story, entry in scores}
    ledgers = (reading.read_story(store, name)[1] for name in sorted({story for story, _ in chosen}))
    return [w for k in ledgers for e in k.entries if (k.story, e.id) in chosen for w in doubtful_entry(e, k.story)]


def unsure_edges(stemma: Stemma, story: str) -> Iterator[Waiting]:
    """The edges of a family that the signs leave open."""
    children: dict[str, list[str]] = defaultdict(list)
    for e in stemma.edges:
        children[e.parent].append(e.child)
    for e in (e for e in stemma.edges if e.confidence < UNSURE):
        pages = 1 + count_below(e.child, children)
        hang = "1 page hangs" if pages == 1 else f"{pages} pages hang"
        why = f"the machine is {e.confidence:.0%} sure of this parent, and {hang} on it"
        yield Waiting("edge", (e.parent, e.child), story, press(1 - e.confidence, pages), why, e.said)


def count_below(node: str, children: Mapping[str, Sequence[str]]) -> int:
    """How many texts descend from one, at most MOST_BELOW."""
    seen, waiting = {node}, [node]
    while waiting and len(seen) <= MOST_BELOW:
        fresh = [c for c in children.get(waiting.pop(), ()) if c not in seen]
        seen.update(fresh)
        waiting += fresh
    return len(seen) - 1


def doubtful_entry(entry: Entry, story: str) -> Iterator[Waiting]:
    """An entry whose sources contradict each other, or whose claim changed on the way."""
    on = tuple(sorted(entry.claims))
    if entry.verdict == "contradicted":
        yield Waiting("verdict", on, story, press(DOUBT[True], entry.pages), entry.why, entry.said, entry.id)
    elif entry.drifts:
        kinds = ", ".join(sorted({d.kind for d in entry.drifts}))
        why = f"{len(entry.drifts)} of the copies changed the claim ({kinds})"
        yield Waiting("entry", on, story, press(DOUBT[False], entry.pages), why, entry.said, entry.id)


def press(doubt: float, pages: int) -> float:
    """How pressing something is: its doubt, and how many pages hang on it, in doublings."""
    return round(doubt * math.log2(1 + pages), 3)
