"""What people decided: an audit log that only grows.

The database itself refuses to change or delete a row of the log, and each row carries a hash over the row before it,
so that a log altered from outside is found. Applying the decisions is done elsewhere, on records.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import get_args

from sqlalchemy import DDL, Column, Connection, Integer, String, Table, Text, event, insert, select

from retold.records import Decision, Review, ReviewTarget
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
