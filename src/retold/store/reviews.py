"""What people decided: an audit log that only grows, and the queue of what most deserves a person's eye.

The database itself refuses to change or delete a row of the log, and each row carries a hash over the row before it,
so that a log altered from outside is found. Applying the decisions is done elsewhere, on records.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import get_args

from sqlalchemy import DDL, Column, Connection, Integer, String, Table, Text, event, insert, select

from retold.records import Decision, Entry, Review, ReviewTarget, Stemma
from retold.store import reading
from retold.store.database import Store
from retold.store.schema import metadata
from retold.store.writing import encode, storable
from retold.text.hashes import content_id

ALLOWED: Mapping[ReviewTarget, tuple[Decision, ...]] = {
    "edge": ("confirm", "reject", "edit"),
    "entry": ("confirm", "reject", "edit", "merge", "split"),
    "verdict": ("confirm", "reject", "edit"),
    "story": ("confirm", "edit", "merge", "split"),
    "claim": ("confirm", "reject", "edit"),
    "review": ("reject",),
}
LONGEST_NAME = 200
LONGEST_TEXT = 4000

reviews = Table(
    "reviews",
    metadata,
    Column("number", Integer, primary_key=True),
    Column("id", String(80), nullable=False, unique=True),
    Column("at", String(40), nullable=False),
    Column("by", Text, nullable=False),
    Column("target", String(8), nullable=False),
    Column("decision", String(8), nullable=False),
    Column("reason", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("chain", String(64), nullable=False),  # hash over the chain of the row before and this record
)

REFUSE = "'the log of reviews only grows'"
GUARDS = (
    (
        "postgresql",
        "CREATE OR REPLACE FUNCTION retold_refuse() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION {REFUSE}; END $$",
    ),
    *(
        (
            "sqlite",
            f"CREATE TRIGGER reviews_no_{verb} BEFORE {verb} ON reviews BEGIN SELECT RAISE(ABORT, {REFUSE}); END",
        )
        for verb in ("UPDATE", "DELETE")
    ),
    *(
        (
            "postgresql",
            f"CREATE TRIGGER reviews_no_{verb} BEFORE {verb} ON reviews FOR EACH ROW EXECUTE FUNCTION retold_refuse()",
        )
        for verb in ("UPDATE", "DELETE")
    ),
)
for dialect, guard in GUARDS:
    event.listen(reviews, "after_create", DDL(guard).execute_if(dialect=dialect))  # type: ignore[no-untyped-call]


# ---- the log -------------------------------------------------------------------------------------------------------


def add_review(
    store: Store,
    *,
    by: str,
    target: ReviewTarget,
    on: Sequence[str],
    decision: Decision,
    others: Sequence[str] = (),
    value: str = "",
    reason: str = "",
    suggested: str = "",
    at: str | None = None,
) -> Review:
    """Write a decision into the log; a ValueError says what is wrong with it. `at` is now where it is left out."""
    ordered = tuple(on) if target == "edge" else tuple(sorted(set(on)))
    told = at or datetime.now(UTC).isoformat(timespec="seconds")
    rest = tuple(sorted(set(others)))
    name, new, why, said = (storable(t).strip() for t in (by, value, reason, suggested))
    key = content_id(told, name, target, *ordered, None, decision, *rest, None, new, why, said, prefix="r", size=8)
    review = Review(key, told, name, target, ordered, decision, rest, new, why, said)
    refuse_faulty(review)
    with store.write_alone() as connection:
        write_review(connection, review)
    return review


def refuse_faulty(review: Review) -> None:
    """Raise a ValueError that says what a review lacks."""
    faults = (
        (not review.by, "a review needs the name of the person who decides"),
        (review.target not in get_args(ReviewTarget), f"no review is about a {review.target!r}"),
        (
            review.decision not in ALLOWED.get(review.target, ()),
            f"a review of a {review.target} is one of {', '.join(ALLOWED.get(review.target, ()))}",
        ),
        (not review.on or not all(review.on), "a review needs the ids of what it is about"),
        (review.target == "edge" and len(review.on) != 2, "a review of an edge names its parent and its child"),
        (
            review.decision in ("merge", "split") and not review.others,
            f"a {review.decision} needs the ids of the others",
        ),
        (
            review.decision == "edit" and review.target != "edge" and not review.value,
            "an edit needs the new value",
        ),
        (len(review.by) > LONGEST_NAME, f"a name has at most {LONGEST_NAME} characters"),
        (
            max(map(len, (review.value, review.reason, review.suggested))) > LONGEST_TEXT,
            f"a value or a reason has at most {LONGEST_TEXT} characters",
        ),
    )
    for found, message in faults:
        if found:
            raise ValueError(message)


def write_review(connection: Connection, review: Review) -> None:
    """Append a review; the same review twice is one."""
    known = select(reviews.c.id).where(reviews.c.id == review.id)
    if connection.execute(known).scalar() is not None:
        return
    query = select(reviews.c.number, reviews.c.chain).order_by(reviews.c.number.desc()).limit(1)
    last = connection.execute(query).first()
    record = encode(review)
    row = {
        "number": (last.number if last else 0) + 1,
        "id": review.id,
        "at": review.at,
        "by": review.by,
        "target": review.target,
        "decision": review.decision,
        "reason": review.reason,
        "record": record,
        "chain": content_id(last.chain if last else "", record, size=32),
    }
    connection.execute(insert(reviews), [row])


def read_reviews(store: Store) -> list[Review]:
    """Every review in the order they were made, those taken back later included."""
    with store.read() as connection:
        records = connection.execute(select(reviews.c.record).order_by(reviews.c.number)).scalars()
        return [reading.decode(r, Review) for r in records]


def is_whole(store: Store) -> bool:
    """Whether the log is as it was written: no row altered, none taken out of the middle or the beginning."""
    chain = ""
    with store.read() as connection:
        rows = connection.execute(
            select(reviews.c.number, reviews.c.record, reviews.c.chain).order_by(reviews.c.number)
        )
        for place, row in enumerate(rows, 1):
            chain = content_id(chain, row.record, size=32)
            if row.number != place or row.chain != chain:
                return False
    return True


# ---- the queue -----------------------------------------------------------------------------------------------------

UNSURE = 0.6  # confidences are calibrated: an edge below this is wrong in two cases of five or more
MOST_BELOW = 1000  # pages counted below one edge


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
    names = [story] if story else [s.id for s in reading.list_stories(store)]
    found = [w for name in names for w in waiting_in(store, name) if (w.target, w.on) not in done]
    return sorted(found, key=lambda w: (-w.score, w.target, w.on))[:limit]


def waiting_in(store: Store, name: str) -> Iterator[Waiting]:
    """All that waits in one story."""
    story, ledger = reading.read_story(store, name)
    inside = set(story.articles)
    for stemma in reading.read_stemmas_of(store, story.articles):
        if not inside.isdisjoint(stemma.family):
            yield from unsure_edges(stemma, story.id)
    for entry in ledger.entries:
        yield from doubtful_entry(entry, story.id)


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
        yield Waiting("verdict", on, story, press(1.0, entry.pages), entry.why, entry.said, entry.id)
    elif entry.drifts:
        kinds = ", ".join(sorted({d.kind for d in entry.drifts}))
        why = f"{len(entry.drifts)} of the copies changed the claim ({kinds})"
        yield Waiting("entry", on, story, press(0.5, entry.pages), why, entry.said, entry.id)


def press(doubt: float, pages: int) -> float:
    """How pressing something is: its doubt, and how many pages hang on it, in doublings."""
    return round(doubt * math.log2(1 + pages), 3)
