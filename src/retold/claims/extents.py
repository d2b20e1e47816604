"""What a measure measures when a word of extent takes it: "twenty minutes late" is a delay, "4 miles long" a length.

Takes a number with the word it hangs on, gives the noun of the measure and whose it is. Ages are none of these.
"""

from __future__ import annotations

from retold.claims.counted import Counted
from retold.claims.trees import Tree, Word

KIND_OF = {  # of a unit
    unit: kind
    for kind, units in (
        ("time", "second minute hour day week month year"),
        ("length", "millimetre centimetre metre kilometre inch foot yard mile"),
    )
    for unit in units.split()
}
NOUNS = {
    ("late", "time"): "delay",
    ("overdue", "time"): "delay",
    ("behind", "time"): "delay",
    ("early", "time"): "lead",
    ("ahead", "time"): "lead",
    ("long", "length"): "length",
    ("deep", "length"): "depth",
    ("high", "length"): "height",
    ("tall", "length"): "height",
    ("wide", "length"): "width",
    ("thick", "length"): "thickness",
}
FROM_PLAN = frozenset(("behind", "ahead"))  # of a plan, not of a rival or an event
PLANS = frozenset("schedule plan time timetable deadline target".split())


def extent_noun(tree: Tree, found: Counted, unit: str) -> str:
    """The noun of the measure that a word of extent takes: "delay" for "two hours late"; "" for other numbers."""
    word = extent_word(tree, found)
    kind = KIND_OF.get(unit)
    if word is None or kind is None:
        return ""
    if word.low in FROM_PLAN and not any(w.low in PLANS for w in tree.under(word)):
        return ""
    if kind == "length" and found.counted is not None and found.counted.tag.startswith("NN"):
        return ""  # "the trench was 3 metres deep" counts the trench
    return NOUNS.get((word.low, kind), "")


def extent_word(tree: Tree, found: Counted) -> Word | None:
    """The word that a number is the measure of: "late" for "two hours late"."""
    return tree.head(found.top) if found.top.dep == "npadvmod" else None


def extent_owner(tree: Tree, found: Counted) -> Word | None:
    """Whose extent it is: the noun that the word of extent narrows, or the subject of its verb."""
    word = extent_word(tree, found)
    above = tree.head(word) if word is not None else None
    if above is None or not above.is_verb:
        return above
    return tree.child(above, "nsubj", "nsubjpass")
