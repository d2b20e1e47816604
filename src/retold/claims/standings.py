"""How a figure stands: a level, a flow, a share, a change or a plan; affirmed or denied."""

from __future__ import annotations

from dataclasses import replace

from retold.claims.counted import Counted
from retold.claims.lemmas import lemma
from retold.claims.sayings import MODALS, PLANS, STATES
from retold.claims.trees import Tree
from retold.records import Quantity, Standing

SET_AHEAD = frozenset("plan schedule slate expect intend target budget earmark".split())


def reached(quantity: Quantity, found: Counted) -> Quantity:
    """A level is a level, however it was reached: "rose to 57" says 57."""
    level = found.stand in ("level", "modified")
    return replace(quantity, change="=") if level and quantity.change in ("up", "down") else quantity


def standing_of(tree: Tree, found: Counted, quantity: Quantity, predicate: str) -> Standing:
    """Whether the figure is a level, a flow, a share, a change or a plan."""
    verb = found.governor
    if found.stand == "moved" or (quantity.change in ("up", "down") and found.stand not in ("level", "modified")):
        return "change"
    if verb is not None and verb.is_verb and is_planned(tree, found):
        return "plan"
    if quantity.unit == "%":
        return "share"
    if verb is None or predicate in STATES or found.stand == "level":
        return "stock"
    if verb.tag in ("VBG", "VBZ", "VBP") and any(a.low == "still" for a in tree.children(verb, "advmod")):
        return "stock"
    return "flow"


def is_planned(tree: Tree, found: Counted) -> bool:
    """Whether the act is still to come: a modal, or a verb of planning above it."""
    verb = found.governor
    assert verb is not None
    if any(a.low in MODALS for a in tree.children(verb, "aux")):
        return True
    if lemma(verb.text, verb.tag) in SET_AHEAD and found.stand in ("beside", "object", "level"):
        return True  # "planned for 90 minutes", against "lasted two hours"
    if verb.dep in ("xcomp", "ccomp", "acl") and verb.tag == "VB":
        return lemma(tree.head(verb).text, tree.head(verb).tag) in PLANS or verb.dep != "ccomp"
    return False


def is_negated(tree: Tree, found: Counted) -> bool:
    """Whether the act is denied in its own clause."""
    words = [w for w in (found.governor, found.counted) if w is not None]
    return any(tree.child(w, "neg") for w in words) or any(
        d.low == "no" for w in words for d in tree.children(w, "det")
    )
