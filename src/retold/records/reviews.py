"""What people decide."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

ReviewTarget = Literal["edge", "entry", "verdict", "story", "claim", "review"]
Decision = Literal["confirm", "reject", "edit", "merge", "split"]


@dataclass(frozen=True, slots=True)
class Review:
    """What a person decided, who, when and why; kept for good. It names its object by content ids, never by position.

    on: an edge is (parent, child); an entry or a verdict the ids of the entry's claims; a story the ids of its
    articles; a claim or an earlier review (which `reject` takes back) its own id. `others`: on a merge the claims or
    articles that belong with those of `on`, on a split those they are kept apart from.
    """

    id: str
    at: str  # ISO 8601, UTC
    by: str
    target: ReviewTarget
    on: tuple[str, ...]
    decision: Decision
    others: tuple[str, ...] = ()
    value: str = ""  # of an edit: the right parent ("" for none), question, verdict or label; else "field=value":
    # an entry's "figure=129" (chosen by hand), a claim's "value=", "speaker=", "as_of=" or "what="
    reason: str = ""
    suggested: str = ""  # what the machine had said, in words


@dataclass(frozen=True, slots=True)
class Decided:
    """A person's decision as it stands on an edge or an entry, beside what the machine would say now."""

    review: str
    at: str
    by: str
    decision: Decision
    value: str
    reason: str
    machine: str  # what the machine says now
    against: str = ""  # what has come since that speaks against the decision
    on: tuple[str, ...] = ()  # what it was decided about


@dataclass(frozen=True, slots=True)
class Pins:
    """Pairs of articles, or of claims, that people put together or keep apart."""

    together: tuple[tuple[str, str], ...] = ()
    apart: tuple[tuple[str, str], ...] = ()
