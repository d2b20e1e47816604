"""What a time expression is read against: the text around it, the anchor, and the times told before it.

The anchor is the day the text was written. Without one, values stay open: "XXXX-05-12", "PAST_REF".
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from retold.records import TimeType
from retold.text.tables import Clues
from retold.text.time_rules import TimeRules

Value = tuple[TimeType, str]
Groups = dict[str, str]

DIRECTION_REACH = 90  # characters on either side in which the tense of the clause is looked for
HAPPENING = re.compile(r"[^\W\d_]{4,}")
HAPPENING_REACH = 60  # characters behind "two days" in which "after the vote" stands
FAR = 800  # characters back to the sentence that dates a happening
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
    reading: str = ""  # the kind of the expression, and of the one before it
    last: str = ""
    floor: int = 0  # where the expression before it ends
    derived: bool = False  # the value just read was counted from a happening
    happenings: dict[str, tuple[date, int]] = field(default_factory=dict)  # word of a dated sentence -> day, place

    def before(self, reach: int) -> str:
        """The characters before the expression, in lower case."""
        return self.low[max(0, self.start - reach) : self.start]

    def after(self, reach: int) -> str:
        """The characters behind the expression, in lower case."""
        return self.low[self.end : self.end + reach]

    def goes_on(self) -> bool:
        """Whether the expression ends a stretch that the one before it began: "from June to September"."""
        between = self.low[self.floor : self.start]
        return self.reading == self.last and bool(self.rules.clues["goes_on"].fullmatch(between))

    def remember_day(self, day: date) -> None:
        """Keep the day for the words of its sentence: what happened then may be named again."""
        self.day, derived, self.derived = day, self.derived, False
        if derived:
            return
        before = CLAUSE_END.split(self.before(DIRECTION_REACH))[-1]
        after = CLAUSE_END.split(self.after(DIRECTION_REACH))[0]
        for word in HAPPENING.findall(f"{before} {after}"):
            self.happenings[word] = (day, self.end)

    def day_of_happening(self) -> tuple[int, date] | None:
        """Where "after the vote" behind the expression points, and the day of that vote when the text has told it."""
        found = self.rules.clues["from_happening"].match(self.low, self.end, self.end + HAPPENING_REACH)
        if found is None:
            return None
        known = [self.happenings[w] for w in HAPPENING.findall(found["what"]) if w in self.happenings]
        day = next((day for day, at in known if self.stands_apart(at)), None)
        return (-1 if found["way"] in self.rules.backward else 1, day) if day else None

    def stands_apart(self, at: int) -> bool:
        """Whether a place lies in a sentence before this one, and not far from it."""
        return self.start - at <= FAR and CLAUSE_END.search(self.low, at, self.start) is not None

    def way(self) -> int:
        """Whether the clause speaks of what is past (-1), to come (1), or does not tell (0).

        The nearest clue before the expression decides, else the first one behind it.
        """
        clues = self.rules.clues
        before = CLAUSE_END.split(self.before(DIRECTION_REACH))[-1]
        if clues["ahead_before"].search(before) and not (clues["ran_until"].search(before) and is_past(clues, before)):
            return 1
        ahead, behind = (last_place(clues[c], before) for c in ("ahead", "behind"))
        if ahead != behind:
            return 1 if ahead > behind else -1
        after = CLAUSE_END.split(self.after(DIRECTION_REACH))[0]
        coming, gone = clues["ahead"].search(after), clues["behind"].search(after)
        if coming and not (gone and gone.start() < coming.start()):
            return 1
        return -1 if gone else 0


def is_past(clues: Clues, clause: str) -> bool:
    """Whether a clause tells what was done and over: "searched until Tuesday", but not "postponed until Tuesday"."""
    return clues["behind"].search(clause) is not None and clues["put_off"].search(clause) is None


def last_place(pattern: re.Pattern[str], text: str) -> int:
    """Where the last match of a pattern begins, -1 when there is none."""
    return max((m.start() for m in pattern.finditer(text)), default=-1)
