"""A seeded maker of copy trees whose typed changes are known.

Takes a topic and a seed, gives articles, their tree, and the drifts that a careful reader would note on each edge. On
some edges one fact is changed by one row of CHANGES; on all edges facts are reworded by rows of REWORDINGS, which change
no meaning. A change is inherited by further copies, and is no drift there.
"""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

from changes.late_topics import LATE_EVENTS, SECOND, THIRD
from changes.topics import EVENTS, FILLERS, TOPICS, Fact
from retold.records import Article, DriftKind, Edge, Stemma, Witness

Change = Callable[[Fact, random.Random], Fact | None]
COPIES = 5
CHANGED, MOVED = 0.7, 0.3  # of the copies
LOWER = ("at least", "more than", "no fewer than", "over")
ABOUT = ("about", "around", "roughly")
SAME_BOUND = {
    "at least": ("no fewer than",),
    "more than": ("over",),
    "about": ("around", "roughly"),
}
NEGATION = re.compile(r"\b(did|had|was|does) not (\w+)")
PAST = {"close": "closed", "pay": "paid", "sign": "signed"}
SMALL = "zero one two three four five six seven eight nine ten eleven twelve".split()


# ---- typed changes: each gives the changed fact, or None where it does not apply -----------------------------------


def digit(fact: Fact, chance: random.Random) -> Fact | None:
    """Another digit in the number."""
    places = [i for i, c in enumerate(fact.number) if c.isdigit()]
    if not places:
        return None
    at = chance.choice(places[:2])
    new = chance.choice([d for d in "123456789" if d != fact.number[at]])
    return replace(fact, number=fact.number[:at] + new + fact.number[at + 1 :])


def turned_digits(fact: Fact, chance: random.Random) -> Fact | None:
    """Two neighbouring digits in the other order: 129 becomes 192."""
    pairs = [i for i in range(len(fact.number) - 1) if fact.number[i : i + 2].isdigit()]
    pairs = [i for i in pairs if fact.number[i] != fact.number[i + 1] and fact.number[i + 1] != "0"]
    if not pairs:
        return None
    i = chance.choice(pairs)
    return replace(fact, number=fact.number[:i] + fact.number[i + 1] + fact.number[i] + fact.number[i + 2 :])


def scale(fact: Fact, chance: random.Random) -> Fact | None:
    """Millions for billions."""
    for old, new in (("million", "billion"), ("billion", "million")):
        if old in fact.number:
            return replace(fact, number=fact.number.replace(old, new))
    return None


def bound_lost(fact: Fact, chance: random.Random) -> Fact | None:
    """ "At least 41" becomes "41"."""
    return replace(fact, bound="") if fact.bound in LOWER else None


def bound_gained(fact: Fact, chance: random.Random) -> Fact | None:
    """ "41" becomes "at least 41"."""
    return replace(fact, bound=chance.choice(("at least", "more than"))) if fact.number and not fact.bound else None


def bound_turned(fact: Fact, chance: random.Random) -> Fact | None:
    """ "At least 41" becomes "fewer than 41"."""
    return replace(fact, bound=chance.choice(("at most", "fewer than"))) if fact.bound in LOWER else None


def hedge_lost(fact: Fact, chance: random.Random) -> Fact | None:
    """ "About 40" becomes "40"."""
    return replace(fact, bound="") if fact.bound in ABOUT else None


def hedge_gained(fact: Fact, chance: random.Random) -> Fact | None:
    """ "43" becomes "about 43"."""
    return replace(fact, bound="about") if fact.number and not fact.bound else None


def swap(slot: str) -> Change:
    """Put what else the topic offers into one slot."""

    def change(fact: Fact, chance: random.Random) -> Fact | None:
        if slot not in fact.other:
            return None
        other = {k: v for k, v in fact.other.items() if k != slot}
        return replace(fact, slots={**fact.slots, slot: fact.other[slot]}, other=other)

    return change


def speaker_lost(fact: Fact, chance: random.Random) -> Fact | None:
    """Somebody's claim told as a fact."""
    if "speaker" not in fact.slots or "“" in fact.wordings[0]:
        return None
    plain = [w for w in map(without_speaker, fact.wordings) if w]
    return replace(fact, wordings=tuple(plain)) if plain else None


def without_speaker(wording: str) -> str:
    """A wording with its attribution taken out, or "" where that leaves no sentence."""
    for cue in (", {speaker} said,", ", {speaker} said", ", {speaker} reported,", "According to {speaker}, "):
        if cue in wording:
            return capital(wording.replace(cue, "," if cue.endswith(",") else ""))
    for cue in ("{speaker} said that ", "{speaker} said "):
        if wording.startswith(cue):
            return capital(wording.removeprefix(cue))
    return wording.replace(", according to {speaker}", "") if ", according to {speaker}" in wording else ""


def denied(fact: Fact, chance: random.Random) -> Fact | None:
    """A "not" that was lost."""
    wordings = tuple(w for w in (NEGATION.sub(affirm, w) for w in fact.wordings) if not NEGATION.search(w))
    return replace(fact, wordings=wordings) if wordings and wordings != fact.wordings else None


def affirm(found: re.Match[str]) -> str:
    """The same verb without its "not"."""
    verb = found[2]
    return PAST.get(verb, verb) if found[1] == "did" else f"{found[1]} {verb}"


def group_moved(fact: Fact, chance: random.Random) -> Fact | None:
    """A qualifier that moves from one group to the other."""
    moved = []
    for w in fact.wordings:
        found = re.search(r"(, (?:mostly|mainly) \w+), and (\d+)", w)
        if not found:
            return None
        moved.append(w.replace(found[0], f" and {found[2]}{found[1]},"))
    return replace(fact, wordings=tuple(moved))


def widened(fact: Fact, chance: random.Random) -> Fact | None:
    """What was said of one place is said of the whole country."""
    worded = tuple(re.sub(r"\b(?:in|at|near) \{place\}", "across the country", w) for w in fact.wordings)
    return replace(fact, wordings=worded) if "place" in fact.slots and worded[0] != fact.wordings[0] else None


CHANGES: dict[str, tuple[DriftKind, Change]] = {
    "another digit": ("value", digit),
    "turned digits": ("value", turned_digits),
    "another scale": ("value", scale),
    "bound lost": ("bound", bound_lost),
    "bound gained": ("bound", bound_gained),
    "bound turned": ("bound", bound_turned),
    "hedge lost": ("hedge", hedge_lost),
    "hedge gained": ("hedge", hedge_gained),
    "another unit": ("unit", swap("unit")),
    "another fate": ("what", swap("act")),
    "another thing": ("what", swap("noun")),
    "a qualifier that moved": ("what", group_moved),
    "a place that widened": ("what", widened),
    "another speaker": ("speaker", swap("speaker")),
    "a claim raised to a fact": ("speaker", speaker_lost),
    "another day": ("date", swap("day")),
    "another base": ("denominator", swap("base")),
    "a not that was lost": ("negation", denied),
}


# ---- rewordings: none of them changes what is said -----------------------------------------------------------------


def other_wording(fact: Fact, chance: random.Random) -> Fact:
    """Another of the fact's own wordings."""
    return replace(fact, wordings=(*fact.wordings[1:], fact.wordings[0]))


def other_bound(fact: Fact, chance: random.Random) -> Fact:
    """Another word for the same bound or hedge."""
    return replace(fact, bound=chance.choice(SAME_BOUND.get(fact.bound, (fact.bound,))))


def plain_digits(fact: Fact, chance: random.Random) -> Fact:
    """A number without its thousands sign."""
    return replace(fact, number=re.sub(r"(?<=\d),(?=\d{3})", "", fact.number))


def spelled(fact: Fact, chance: random.Random) -> Fact:
    """A small number in words."""
    small = fact.number.isdigit() and int(fact.number) < len(SMALL)
    return replace(fact, number=SMALL[int(fact.number)]) if small else fact


def short_scale(fact: Fact, chance: random.Random) -> Fact:
    """ "2.4 million" for "2,400,000", and back."""
    found = re.fullmatch(r"(\d+)(?:\.(\d))? million", fact.number)
    if found:
        return replace(fact, number=f"{int(found[1]) * 10**6 + int(found[2] or 0) * 10**5:,}")
    return fact


def percent_sign(fact: Fact, chance: random.Random) -> Fact:
    """ "%" for "per cent"."""
    return replace(fact, wordings=tuple(w.replace("{n} per cent", "{n}%") for w in fact.wordings))


SHORT_UNITS = {
    "kilometres per hour": "km/h",
    "metres": "meters",
    "tonnes": "metric tons",
    "minutes": "min",
}


def short_unit(fact: Fact, chance: random.Random) -> Fact:
    """Another name of the same unit."""
    unit = fact.slots.get("unit", "")
    return replace(fact, slots={**fact.slots, "unit": SHORT_UNITS.get(unit, unit)}) if unit else fact


def other_verb(fact: Fact, chance: random.Random) -> Fact:
    """Another verb of saying."""
    verb = chance.choice(("told reporters", "stated"))
    return replace(fact, wordings=tuple(re.sub(r"\bsaid(?=[.,])", verb, w) for w in fact.wordings))


def curly(fact: Fact, chance: random.Random) -> Fact:
    """Straight quotation marks."""
    return replace(fact, wordings=tuple(w.replace("“", '"').replace("”", '"') for w in fact.wordings))


def surname(fact: Fact, chance: random.Random) -> Fact:
    """A speaker without title, or by surname alone."""
    words = fact.slots.get("speaker", "").split()
    names = [w for w in words if w[:1].isupper()][-2:]
    short = " ".join(names if len(words) > 2 else names[-1:])
    return replace(fact, slots={**fact.slots, "speaker": short}) if names else fact


def american_day(fact: Fact, chance: random.Random) -> Fact:
    """ "March 3" for "3 March"."""
    found = re.fullmatch(r"(\d+) (\w+)", fact.slots.get("day", ""))
    return replace(fact, slots={**fact.slots, "day": f"{found[2]} {found[1]}"}) if found else fact


SYNONYMS = {
    "homes": "houses",
    "walkout": "strike",
    "vaccine": "jab",
    "crash": "accident",
    "filed": "lodged",
    "collapsed": "caved in",
    "waiting": "anchored",
    "expected": "likely",
    "heard": "listened to",
    "were killed": "died",
    "rose": "climbed",
    "brought": "took",
    "according to": "in the words of",
}


def synonym(fact: Fact, chance: random.Random) -> Fact:
    """Another word for the same thing or act."""
    slots = {k: SYNONYMS.get(v, v) for k, v in fact.slots.items()}
    wordings = fact.wordings
    for old, new in SYNONYMS.items():
        wordings = tuple(re.sub(rf"\b{old}\b", new, w) for w in wordings)
    return replace(fact, slots=slots, wordings=wordings)


CONVERSIONS = {
    "metres": (3.28084, "feet"),
    "kilometres per hour": (0.621371, "miles per hour"),
    "yards": (0.9144, "metres"),
}


def converted(fact: Fact, chance: random.Random) -> Fact:
    """The same measure in another unit, rounded as reporters do."""
    factor, unit = CONVERSIONS.get(fact.slots.get("unit", ""), (0.0, ""))
    if not unit or "unit" not in fact.other:
        return fact
    number = float(fact.number) * factor
    rounded = f"{number:.0f}" if number >= 20 else f"{number:.1f}"
    other = {k: v for k, v in fact.other.items() if k != "unit"}
    return replace(fact, number=rounded, slots={**fact.slots, "unit": unit}, other=other)


def longer(fact: Fact, chance: random.Random) -> Fact:
    """A clause at the end that says nothing new."""
    tails = (", the latest blow to the region.", ", in a week of bad news.")
    tail = chance.choice(tails)
    return replace(fact, wordings=tuple(w[:-1] + tail if w.endswith(".") else w for w in fact.wordings))


REWORDINGS: tuple[Callable[[Fact, random.Random], Fact], ...] = (
    other_wording,
    other_bound,
    plain_digits,
    spelled,
    short_scale,
    percent_sign,
    short_unit,
    other_verb,
    curly,
    surname,
    american_day,
    synonym,
    converted,
    longer,
)


# ---- articles and trees --------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Told:
    """One article: its facts in the order they are told, and fillers between."""

    name: str
    facts: tuple[Fact, ...]
    fillers: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The article in three paragraphs."""
        sentences = [*map(word, self.facts), *self.fillers]
        cut = max(2, len(sentences) // 3)
        parts = (sentences[i : i + cut] for i in range(0, len(sentences), cut))
        return "\n\n".join(" ".join(p) for p in parts)


def word(fact: Fact) -> str:
    """The sentence of a fact in its first wording."""
    number = " ".join(p for p in (fact.bound, fact.number) if p)
    return capital(fact.wordings[0].format(n=number, **fact.slots))


def capital(text: str) -> str:
    """A sentence with a capital at its beginning."""
    return text if text.startswith("{") else text[:1].upper() + text[1:]


@dataclass
class Copied:
    """A copy tree with the drifts that its edges should show: (parent, child, kind, name of the change)."""

    topic: str
    articles: dict[str, Article] = field(default_factory=dict)
    edges: list[Edge] = field(default_factory=list)
    expected: list[tuple[str, str, DriftKind, str]] = field(default_factory=list)

    @property
    def stemma(self) -> Stemma:
        """The tree as it is."""
        witnesses = tuple(Witness(chr(65 + n), i) for n, i in enumerate(self.articles))
        return Stemma(f"s-{self.topic}", witnesses, (), tuple(self.edges), next(iter(self.articles)))


def make_tree(topic: str, seed: int, *, changed: bool = True) -> Copied:
    """A report and its copies; where `changed` is not set, all of them are reworded only."""
    chance = random.Random(f"{topic} {seed} {changed}")
    facts = [*(TOPICS | SECOND | THIRD)[topic], *(EVENTS | LATE_EVENTS).get(topic, ())]
    chance.shuffle(facts)
    told = [Told(f"{topic}-0", tuple(facts), tuple(chance.sample(FILLERS, 3)))]
    tree = Copied(topic)
    for n in range(1, COPIES + 1):
        parent = chance.choice(told)
        copy = reword(replace(parent, name=f"{topic}-{n}"), chance)
        kinds = list(CHANGES)
        if changed and chance.random() < CHANGED:
            copy = change_one(copy, parent, chance.sample(kinds, len(kinds)), chance, tree)
        told.append(copy)
        tree.edges.append(Edge(parent.name, copy.name, "near-verbatim", 0.9))
    tree.articles = {t.name: Article(id=t.name, text=t.text, outlet=t.name, published="2031-06-14") for t in told}
    return tree


def reword(told: Told, chance: random.Random) -> Told:
    """A copy in which a few facts are worded otherwise, one may stand elsewhere, and a filler may be lost."""
    facts = list(told.facts)
    if chance.random() < MOVED:
        facts.insert(chance.randrange(len(facts)), facts.pop(chance.randrange(len(facts))))
    for at in chance.sample(range(len(facts)), chance.randint(0, 3)):
        facts[at] = chance.choice(REWORDINGS)(facts[at], chance)
    fillers = told.fillers[: chance.randint(1, len(told.fillers))]
    return replace(told, facts=tuple(facts), fillers=fillers)


def change_one(copy: Told, parent: Told, names: Sequence[str], chance: random.Random, tree: Copied) -> Told:
    """The copy with one typed change, and a note of it: the first of these changes that fits one of its facts."""
    for name in names:
        kind, change = CHANGES[name]
        for at in chance.sample(range(len(copy.facts)), len(copy.facts)):
            new = change(copy.facts[at], chance)
            if new is not None and word(new) != word(copy.facts[at]):
                tree.expected.append((parent.name, copy.name, kind, name))
                facts = (*copy.facts[:at], new, *copy.facts[at + 1 :])
                return replace(copy, facts=facts)
    return copy
