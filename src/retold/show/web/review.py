"""The review queue, the form for one decision, and the log of all that was decided."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from retold.records import Edge, Entry, Review, Verdict
from retold.show.html import VERDICT_SIGNS
from retold.show.web.ask import Ask, MissingError, Part, Shown, part_of
from retold.show.web.outline import Outline, Place, load_outline
from retold.show.web.story import EntryRow, entry_row
from retold.store.reviews import is_whole, read_reviews
from retold.store.waiting import Waiting, review_queue

MOST_WAITING = 200
WAITING_A_PAGE = 15
LOG_A_PAGE = 50
VERDICTS: tuple[Verdict, ...] = ("contradicted", "superseded", "range", "agreed", "drifted", "only-here")


@dataclass(frozen=True, slots=True)
class Item:
    """Something to decide: an edge between two places, or an entry of a ledger."""

    target: str  # edge, entry, verdict, story
    story: str
    label: str
    why: str
    said: str
    score: float
    parent: Place | None = None
    child: Place | None = None
    entry: EntryRow | None = None


@dataclass(frozen=True, slots=True)
class ReviewData:
    """What waits, and the one thing that is being decided."""

    story: str
    label: str
    deciding: Item | None
    waiting: Part[Item]


@dataclass(frozen=True, slots=True)
class Log:
    """The log of decisions, the latest first. `whole` says that nobody altered it."""

    whole: bool
    taking_back: Review | None
    reviews: Part[Review]


def show_queue(ask: Ask) -> Shown:
    """What most deserves a person's eye, in one story or in all."""
    story = ask.one("story")
    outline = load_outline(ask.store, story) if story else None
    waiting = review_queue(ask.store, story or None, limit=MOST_WAITING)
    deciding = named_item(outline, ask) if outline else None
    data = ReviewData(
        story,
        outline.view.story.label if outline else "",
        deciding,
        (part := part_of(waiting, ask, "page", WAITING_A_PAGE)).holding(waiting_item(ask, w) for w in part.items),
    )
    parents = parents_of(outline, deciding.child.id) if outline and deciding and deciding.child else []
    return Shown("Review", data, {"verdicts": VERDICTS, "parents": parents, "signs": VERDICT_SIGNS})


def waiting_item(ask: Ask, waiting: Waiting) -> Item:
    """One thing that waits, in the words of its story."""
    outline = load_outline(ask.store, waiting.story)
    if waiting.target == "edge":
        parent, child = waiting.on
        return edge_item(outline, parent, child, why=waiting.why, score=waiting.score)
    entry = outline.entry_of.get(waiting.entry)
    if entry is None:
        raise MissingError("This story is being written anew: ask again in a moment.")
    return entry_item(outline, entry, waiting.target, why=waiting.why, score=waiting.score)


def named_item(outline: Outline, ask: Ask) -> Item | None:
    """The edge or the entry that the address names, or the story itself."""
    if ask.one("entry"):
        entry = outline.entry_of.get(ask.one("entry"))
        if entry is None:
            raise MissingError("This story has no such claim.")
        return entry_item(outline, entry, ask.choice("target", ("verdict", "entry")), why=entry.why)
    if ask.one("child"):
        return edge_item(outline, ask.one("parent"), ask.one("child"))
    story = outline.view.story
    return Item("story", story.id, story.label, "", story.label, 0.0)


def edge_item(outline: Outline, parent: str, child: str, *, why: str = "", score: float = 0.0) -> Item:
    """A copy and what it was made from."""
    edge = find_edge(outline, parent, child)
    said = edge.said if edge else "no copy of it"
    told = why or ("; ".join(s.note for s in edge.signs) if edge else "")
    places = (outline.place(parent), outline.place(child))
    return Item("edge", outline.id, outline.view.story.label, told, outline.say(said), score, *places)


def find_edge(outline: Outline, parent: str, child: str) -> Edge | None:
    """The edge between two nodes."""
    edges = (e for s in outline.view.stemmas for e in s.edges)
    return next((e for e in edges if e.parent == parent and e.child == child), None)


def entry_item(outline: Outline, entry: Entry, target: str, *, why: str, score: float = 0.0) -> Item:
    """A question of the ledger with its verdict."""
    row = entry_row(outline, entry, ())
    return Item(target, outline.id, outline.view.story.label, outline.say(why), entry.said, score, entry=row)


def parents_of(outline: Outline, child: str) -> Sequence[Place]:
    """What a page may have been made from: the other nodes of its family."""
    family = outline.family_of.get(child)
    if family is None:
        return []
    nodes = (*(h.id for h in family.hidden), *family.family)
    return [outline.place(n) for n in nodes if n != child]


def show_log(ask: Ask) -> Shown:
    """Every decision, the latest first."""
    reviews = read_reviews(ask.store)[::-1]
    taken_back = {i for r in reviews if r.target == "review" for i in r.on}
    back = next((r for r in reviews if r.id == ask.one("back") and r.id not in taken_back), None)
    data = Log(is_whole(ask.store), back, part_of(reviews, ask, "page", LOG_A_PAGE))
    return Shown("Log of decisions", data, {"taken_back": taken_back})
