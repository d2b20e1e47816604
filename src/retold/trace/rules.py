"""What a page says outright of where its words come from: rules that no sum of weaker signs overrules.

Takes a pair seen as parent and child; gives what to add to its score, with the reason. The figures are no fitted
weights: UNLIKE outweighs every sum of signs of the development cascades, SAYS is that of "credits it" in the fit.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from retold.trace.portrait import Portrait
from retold.trace.signs import View, cites, gap_hours, plausible, points_at

UNLIKE, SAYS = 40.0, 5.0
NOTE = re.compile(
    r"^\W*(?:corrections?|clarifications?|editor['’]s note|this (?:article|story|report|page|version)"
    r" (?:has been|was) (?:corrected|updated|amended))\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Rule:
    """A reason for, or against, that the child was made from the parent."""

    kind: str
    holds: Callable[[View], bool]
    worth: float
    note: str


def is_own(member: Portrait, names: frozenset[str]) -> bool:
    """Whether a page stands with the very agency that its text credits."""
    return bool(member.outlets & names)


def leaves_house(v: View) -> bool:
    """Whether an agency's own page would be made from the page of one that credits it."""
    names = v.parent.credits.named
    return is_own(v.child, names) and not is_own(v.parent, names)


def turns_back(v: View) -> bool:
    """Whether an agency's own version would be made from its later one."""
    both = v.parent.outlets & v.child.outlets & v.parent.credits.named & v.child.credits.named
    return bool(both) and plausible(v) and (gap_hours(v) or 0.0) < 0


def undoes_note(v: View) -> bool:
    """Whether a text with a note of its correction would be the parent of one without."""
    return has_note(v.parent) and not has_note(v.child)


def has_note(member: Portrait) -> bool:
    """Whether a line of the text says that it was corrected or updated."""
    return any(NOTE.match(line) for line in member.lines)


def speaks_to(v: View) -> bool:
    """Whether people in the child's text speak to the parent's outlet, and the child's outlet is another."""
    return voice_of(v.parent, v.child) and not v.parent.outlets & v.child.outlets


def voice_of(house: Portrait, text: Portrait) -> bool:
    """Whether the text names this house as the one people spoke to."""
    return any(k.endswith(word) for word in text.credits.voice for k in house.outlets)


RULES: Sequence[Rule] = (
    Rule("own page", leaves_house, -UNLIKE, "the child is the credited agency's own page"),
    Rule("own page", turns_back, -UNLIKE, "the agency dates the child before the parent"),
    Rule("correction", undoes_note, -2 * SAYS, "the parent bears a note of correction that the child lacks"),
    Rule("link", lambda v: bool(points_at(v)), SAYS, "the child names the parent's address as its original"),
    Rule("voice", speaks_to, SAYS, "people in the child's text speak to the parent's outlet"),
    Rule("voice", lambda v: voice_of(v.child, v.parent) and not v.parent.outlets & v.child.outlets, -SAYS,
         "people in the parent's text speak to the child's outlet"),
    Rule("credit", lambda v: bool(v.child.outlets & v.parent.credits.cited_keys) and not cites(v), -SAYS,
         "the parent names the child's outlet as its source"),
)  # fmt: skip


def rules_of(view: View) -> list[Rule]:
    """The rules that hold for a pair."""
    return [rule for rule in RULES if rule.holds(view)]


def ruled(view: View) -> float:
    """What the rules add to the score of a pair."""
    return sum(rule.worth for rule in rules_of(view))
