"""Decisions about questions and verdicts, put on the entries of a ledger built anew.

An entry is found by its claims: it is the one that holds most of those that were decided about. What the machine says
now stays beside the decision, and so does what has come since and speaks against it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal, InvalidOperation
from typing import get_args

from retold.records import Entry, Ledger, Policy, Recommended, Review, Verdict
from retold.review.pins import JOINS, most_frequent
from retold.review.standing import about, decided

VERDICTS: tuple[Verdict, ...] = get_args(Verdict)
FIGURE = "figure="
QUESTION = "question="


def apply_to_ledger(ledger: Ledger, reviews: Sequence[Review]) -> Ledger:
    """The ledger with every decision about its entries; a rejected entry stands at the end, marked."""
    entries = {e.id: e for e in ledger.entries}
    home_of = {claim: e.id for e in ledger.entries for claim in e.claims}
    for r in about(reviews, "entry", "verdict"):
        home = most_frequent(home_of, r.on)
        if home is not None:
            entries[home] = decide(entries[home], r, home_of)
    ordered = sorted((entries[e.id] for e in ledger.entries), key=is_rejected)
    return replace(ledger, entries=tuple(ordered))


def is_rejected(entry: Entry) -> bool:
    """Whether a person said last that this is no question of the story."""
    whole = [d.decision for d in entry.decided if d.decision in ("confirm", "reject") and not d.value]
    return bool(whole) and whole[-1] == "reject"


def decide(entry: Entry, review: Review, home_of: Mapping[str, str]) -> Entry:
    """An entry with one more decision."""
    machine = machine_of(entry)
    if review.target == "verdict":
        return decide_verdict(entry, review, machine)
    if review.decision in ("merge", "split"):
        mark = decided(review, machine, unmet(review, home_of))
    else:
        mark = decided(review, machine, newer_claims(entry, review) if review.decision == "reject" else "")
    marked = replace(entry, decided=(*entry.decided, mark))
    return edited(marked, review) if review.decision == "edit" else marked


def machine_of(entry: Entry) -> str:
    """What the machine says of an entry now, whatever people have made of it."""
    return entry.decided[0].machine if entry.decided else entry.said


def decide_verdict(entry: Entry, review: Review, machine: str) -> Entry:
    """An entry with the verdict that a person gave or confirmed."""
    by_hand = next((v for v in VERDICTS if v == review.value), None) or confirmed(review)
    now = next((v for v in VERDICTS if machine.startswith(v)), entry.verdict)
    against = ""
    if by_hand and now != by_hand:
        against = newer_claims(entry, review, f"the machine now says {now}")
    mark = replace(decided(review, machine, against), value=by_hand or review.value)
    kept = entry.verdict if review.decision == "reject" or by_hand is None else by_hand
    return replace(entry, verdict=kept, decided=(*entry.decided, mark))


def confirmed(review: Review) -> Verdict | None:
    """The verdict that was on the screen when a person confirmed it."""
    places = [(at, v) for v in VERDICTS if (at := review.suggested.find(v)) >= 0]
    return min(places)[1] if places and review.decision == "confirm" else None


def newer_claims(entry: Entry, review: Review, what: str = "") -> str:
    """What has come to an entry since it was decided about; "" where nothing has."""
    fresh = len(set(entry.claims) - set(review.on))
    if not fresh:
        return ""
    came = f"{fresh} claim{'s have' if fresh > 1 else ' has'} come since"
    return f"{what}; {came}" if what else came


def unmet(review: Review, home_of: Mapping[str, str]) -> str:
    """What of a merge or split could not be kept."""
    own = {home_of[i] for i in review.on if i in home_of}
    others = {home_of[i] for i in review.others if i in home_of}
    if review.decision in JOINS and len(own | others) > 1:
        return f"they are still {len(own | others)} questions"
    return "they are still one question" if review.decision == "split" and own & others else ""


def edited(entry: Entry, review: Review) -> Entry:
    """An entry with a question in a person's words, or with a figure chosen by hand."""
    if not review.value.startswith(FIGURE):
        return replace(entry, question=review.value.removeprefix(QUESTION).strip())
    try:
        value = Decimal(review.value.removeprefix(FIGURE).replace(",", "").strip())
    except InvalidOperation:
        return entry
    claims = tuple(sorted(c for p in entry.series if p.low == value == p.high for c in p.claims))
    unit = entry.series[0].unit if entry.series else ""
    reason = f": {review.reason}" if review.reason else ""
    why = f"chosen by {review.by} on {review.at[:10]}{reason}"
    return replace(entry, recommended=Recommended(Policy("manual"), value, value, unit, claims, why))
