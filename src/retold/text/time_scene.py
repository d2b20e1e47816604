"""What a time expression is read against: the text around it, the anchor, and the times told before it.

The anchor is the day the text was written. Without one, values stay open: "XXXX-05-12", "PAST_REF".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from retold.records import TimeType
from retold.text.time_rules import TimeRules

Value = tuple[TimeType, str]
Groups = dict[str, str]

DIRECTION_REACH = 90  # characters on either side in which the tense of the clause is looked for
CLAUSE_END = re.compile(r"[.!?;\n“”\"]\s|\n")
OPEN = {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}


@dataclass(slots=True)
class Scene:
    """The text, its anchor and the place of one expression; what was told last moves along with the text."""

    text: str
    low: str
    rules: TimeRules
    anchor: date | None
    day: date | None = None  # the day last spoken of
    told: str = ""  # the last value with a year
    quarter: str = ""  # the quarter last spoken of
    start: int = 0  # of the expression
    end: int = 0
    fixed: str = ""
    floor: int = 0  # where the expression before it ends

    def before(self, reach: int) -> str:
        """The characters before the expression, in lower case."""
        return self.low[max(0, self.start - reach) : self.start]

    def after(self, reach: int) -> str:
        """The characters behind the expression, in lower case."""
        return self.low[self.end : self.end + reach]

    def way(self) -> int:
        """Whether the clause speaks of what is past (-1), to come (1), or does not tell (0).

        The nearest clue before the expression decides, else the first one behind it.
        """
        clues = self.rules.clues
        before = CLAUSE_END.split(self.before(DIRECTION_REACH))[-1]
        if clues["ahead_before"].search(before):
            return 1
        ahead, behind = (last_place(clues[c], before) for c in ("ahead", "behind"))
        if ahead != behind:
            return 1 if ahead > behind else -1
        after = CLAUSE_END.split(self.after(DIRECTION_REACH))[0]
        coming, gone = clues["ahead"].search(after), clues["behind"].search(after)
        if coming and not (gone and gone.start() < coming.start()):
            return 1
        return -1 if gone else 0


def last_place(pattern: re.Pattern[str], text: str) -> int:
    """Where the last match of a pattern begins, -1 when there is none."""
    return max((m.start() for m in pattern.finditer(text)), default=-1)
