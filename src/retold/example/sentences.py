"""Invented news sentences: names from syllables, facts and filling from small grammars.

Takes a random generator, gives a Plot (who, where, which figures) and Reports of it. The sense is thin, the shape is
that of news: names, figures with speakers, quotes, weekdays. Two reports of a plot share facts, never whole sentences
by design.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from random import Random

WHEN = (
    "on Monday",
    "on Tuesday",
    "on Wednesday",
    "on Thursday",
    "overnight",
    "before dawn",
    "late on Friday",
    "this week",
)
EVENTS = (
    "fire", "flood", "strike", "derailment", "verdict", "outbreak", "election", "landslide", "merger",
    "blackout", "storm", "inquiry", "collision", "drought", "protest", "recall",
)  # fmt: skip
PEOPLE = (
    "residents", "workers", "passengers", "farmers", "pupils", "patients", "soldiers", "drivers", "tenants",
    "voters",
)  # fmt: skip
FATES = (
    "injured", "evacuated", "rescued", "detained", "treated", "dismissed", "questioned", "rehoused", "counted",
    "fined",
)  # fmt: skip
BODIES = (
    "ministry", "council", "police", "union", "court", "operator", "hospital", "harbour office", "fire service",
    "company",
)  # fmt: skip
NOUNS = (
    "roofs", "bridges", "ledgers", "engines", "orchards", "cables", "tunnels", "valves", "contracts", "barges",
    "ballots", "warehouses", "signals", "pumps", "archives", "turbines", "ovens", "lorries", "wells", "masts",
    "crates", "kilns", "pipes", "reservoirs", "platforms", "hives", "bonds", "looms", "sirens", "vaccines",
    "fields", "rails", "permits", "mills", "terraces", "cranes", "cellars", "meters", "gates", "boilers",
    "quays", "vaults", "nets", "stalls", "greenhouses",
)  # fmt: skip
ADJECTIVES = (
    "old", "costly", "northern", "wooden", "unsafe", "idle", "steep", "modern", "crowded", "narrow", "vacant",
    "leased", "rusting", "remote", "rival", "public", "frozen", "shallow", "borrowed", "painted", "heavy",
    "hidden", "spare", "flooded",
)  # fmt: skip
VERBS = (
    "closed", "blocked", "damaged", "replaced", "sold", "searched", "repaired", "emptied", "inspected", "moved",
    "flooded", "sealed", "shipped", "counted", "abandoned", "reopened", "rented", "burned", "cleared",
    "drained", "seized", "mended",
)  # fmt: skip
FACTS = (
    "The {body} of {place} said {number} {who} had been {fate}.",
    "In all, {number} {who} were {fate}, according to the {body} in {place}.",
    "{person} put the number of {who} {fate} at {number}.",
    "It is known that {number} {who} were {fate} near {place}, {person} said.",
)
FILLING = (
    "{person} said {adjective} {nouns} near {place} had been {verb} {when}, and that {other} would follow.",
    "“We {verb} the {nouns}, and {number} {other} are left,” said {person} in {place}.",
    "Between {place} and {town}, {adjective} {nouns} stood beside {number} {other} {when}.",
    "The {body} {verb} {adjective} {nouns} in {town} {when} without naming {person}.",
    "{person}, who lives in {town}, had {verb} {number} {nouns} by hand.",
    "No {nouns} were {verb} in {place}, though {person} spoke of {adjective} {other} in {town}.",
    "Of the {nouns} in {town}, {person} recalled, {number} were {adjective} and the {other} {verb}.",
    "Records in {place} show {number} {adjective} {nouns} that {person} {verb} {when}.",
    "“Nobody in {town} {verb} the {adjective} {nouns},” {person} said, pointing at {other}.",
    "For {person} the {event} meant {adjective} {nouns}, {number} {other} and a journey to {town}.",
    "The {event} left {place} with {adjective} {nouns} and {town} with {other} nobody had {verb}.",
    "{when_first}, {person} {verb} {number} {nouns} outside {town}.",
)
LEDES = (
    "{place} counted its {nouns} {when} after the {event} that {verb} {number} {other} and kept {person} awake.",
    "{person} was in {town} {when} as the {event} in {place} {verb} {adjective} {nouns}.",
    "The {event} in {place} {verb} {adjective} {nouns} {when}, and {person} asked for {number} {other}.",
    "{adjective_first} {nouns} and {number} {other}: that is what the {event} {verb} in {place} {when}.",
)
SLOT = re.compile(r"\{(\w+)\}")
ONSETS = "b br d dr f g gl h j k kr l m n p pl r s sk st t tr v w z".split()
VOWELS = "a e i o u ae ei ou ia".split()
CODAS = ["", "", "n", "l", "r", "s", "nd", "rk", "ll", "m", "th", "ck"]

Words = dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Fact:
    """A figure of a plot: so many of whom, and what became of them."""

    number: str
    who: str
    fate: str


@dataclass(frozen=True, slots=True)
class Plot:
    """What happened: the words its reports draw on, and the facts they share."""

    event: str
    words: Words
    facts: tuple[Fact, ...]


def make_name(chance: Random, syllables: int) -> str:
    """An invented proper name.

    >>> make_name(Random(7), 2).istitle()
    True
    """
    pick = chance.choice
    return "".join(pick(ONSETS) + pick(VOWELS) + pick(CODAS) for _ in range(syllables)).capitalize()


def make_plot(chance: Random) -> Plot:
    """A plot with names, nouns and six facts of its own."""
    people = tuple(f"{make_name(chance, 2)} {make_name(chance, 2)}" for _ in range(7))
    places = tuple(make_name(chance, chance.choice((2, 2, 3))) for _ in range(7))
    event = chance.choice(EVENTS)
    words: Words = {
        "person": people,
        "place": places[:2],
        "town": places[2:],
        "body": tuple(chance.sample(BODIES, 3)),
        "nouns": tuple(chance.sample(NOUNS, 16)),
        "adjective": tuple(chance.sample(ADJECTIVES, 14)),
        "verb": tuple(chance.sample(VERBS, 14)),
        "event": (event,),
    }
    facts = tuple(Fact(make_number(chance), chance.choice(PEOPLE), chance.choice(FATES)) for _ in range(6))
    return Plot(event, words, facts)


def make_number(chance: Random) -> str:
    """A figure as a newspaper writes it: most are small."""
    top = chance.choice((30, 90, 400, 4_000, 60_000))
    return f"{chance.randrange(11, top):,}"


def make_report(chance: Random, plot: Plot, sentences: int) -> list[str]:
    """Paragraphs of one or two sentences: a lede, four of the facts in chance wording, and filling."""
    body = [fill(chance, chance.choice(FILLING), plot.words) for _ in range(sentences)]
    for fact in chance.sample(plot.facts, 4):
        known = {"number": fact.number, "who": fact.who, "fate": fact.fate}
        body.insert(chance.randrange(len(body)), fill(chance, chance.choice(FACTS), plot.words, known))
    rows = [fill(chance, chance.choice(LEDES), plot.words)]
    while body:
        take = chance.choice((1, 2, 2))
        rows.append(" ".join(body[:take]))
        body = body[take:]
    return rows


def make_title(chance: Random, plot: Plot) -> str:
    """A headline that names the place and the event."""
    pick = chance.choice
    place, nouns, verb = (pick(plot.words[slot]) for slot in ("place", "nouns", "verb"))
    return pick((f"{place} {plot.event}: {nouns} {verb}", f"{nouns.capitalize()} {verb} in {place} {plot.event}"))


def fill(chance: Random, pattern: str, words: Words, known: dict[str, str] | None = None) -> str:
    """A pattern with its slots filled, by what is known first and by chance otherwise."""
    pick = chance.choice

    def word(match: re.Match[str]) -> str:
        slot = match[1]
        if known and slot in known:
            return known[slot]
        if slot == "number":
            return make_number(chance)
        if slot.startswith("when"):
            when = pick(WHEN)
            return when[0].upper() + when[1:] if slot == "when_first" else when
        if slot == "adjective_first":
            return pick(words["adjective"]).capitalize()
        return pick(words["nouns" if slot == "other" else slot])

    return SLOT.sub(word, pattern)
