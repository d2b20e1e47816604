"""The one figure of its kind in each report: reports of one event each have one toll, one gust, one turnout.

Takes groups of figures whose words alone did not join them, gives pairs that answer one question all the same: in two
families of copies that have nothing else of the kind, each is by a clear margin the best answer to the other.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import combinations

from retold.reconcile.asked import Asked
from retold.reconcile.days import day_of
from retold.reconcile.fates import STATES, is_light
from retold.reconcile.question import apart_by_holder, opposed, same_act, same_noun, strangers
from retold.reconcile.values import compare
from retold.reconcile.words import KEPT, act_class, group_class, weight
from retold.text.stems import stem_word

# Set on the seven invented stories of the tests (docs/benchmarks.md).
FLOOR = -0.95  # log odds below which two figures of one kind are two questions after all
EXTENT_FLOOR = -1.5  # the same for two times of one extent; set on one pair, at -1.25: "it went forty minutes late"
NEAR_FLOOR = -1.35  # the same for two near counts of one thing; set on one pair, at -1.13: "taken", not "destroyed"
NEAR = 1.25  # times as large: two counts of the same houses
MOST = 1_000_000  # from here on a count is often one of money
MANY = 20  # below this, counts of anything are near each other
MARGIN = 0.3  # log odds by which the best partner must stand out
TELLING = 5500  # thousandths of a bit that shared words around two measures must carry
STATE_APART = 2.6  # times as large: a toll that mounts
MEASURED_APART = 2.2  # times as large: a delay of 20 or of 40 minutes
APART = 1.5  # times as large: any other count
AGO = re.compile(
    r"\b(?:ago|earlier|previous|previously|former|formerly|last (?:year|time|month|spring|summer|autumn|winter|"
    r"January|February|March|April|May|June|July|August|September|October|November|December)|back then|in the past|"
    r"(?:18|19|20)\d\d)\b",
    re.I,
)
BREAK = re.compile(r"[,;:—–()“”\"]\s|\b(?:but|while|against|compared|than|from)\b")

Pair = tuple[str, str]
Score = Callable[[str, str], float]


def lone_pairs(
    members: Mapping[str, Sequence[Asked]], shown: Mapping[str, Sequence[Asked]], score: Score
) -> list[Pair]:
    """Pairs of groups in which each is the other's only fitting partner, the most alike first."""
    articles = {name: frozenset(a.article.id for a in rows) for name, rows in members.items()}
    families = {name: frozenset(a.family for a in rows) for name, rows in members.items()}
    partners: dict[str, list[tuple[float, str]]] = defaultdict(list)
    good: list[tuple[float, str, str]] = []
    for a, b in kindred(shown):
        if articles[a] & articles[b] or not any(one_kind(x, y) for x in shown[a] for y in shown[b]):
            continue
        likeness = score(a, b)
        partners[a].append((likeness, b))
        partners[b].append((likeness, a))
        if likeness >= floor(shown[a], shown[b]) and (headline(shown[a], shown[b]) or not families[a] & families[b]):
            good.append((-likeness, a, b))
    return [
        (a, b)
        for s, a, b in sorted(good)
        if stands_out(-s, b, partners[a], articles) and stands_out(-s, a, partners[b], articles)
    ]


def floor(one: Sequence[Asked], other: Sequence[Asked]) -> float:
    """How unlike two groups may be told and still answer one question."""
    pairs = [(a, b) for a in one for b in other]
    if any(one_extent(a, b) for a, b in pairs):
        return EXTENT_FLOOR
    return NEAR_FLOOR if any(one_thing(a, b) for a, b in pairs) else FLOOR


def one_thing(a: Asked, b: Asked) -> bool:
    """Whether two counts name one thing and are near each other, as counts of what one event did to it are."""
    small, large = sorted((abs(a.answer.value), abs(b.answer.value)))
    return (
        not a.answer.dimension and bool(a.noun) and a.noun == b.noun and large <= small * NEAR and MANY <= small < MOST
    )


def one_extent(a: Asked, b: Asked) -> bool:
    """Whether two times are the same extent, a delay, and nothing says that they are those of two things."""
    if a.answer.dimension not in ANYWHERE or not a.noun or a.noun != b.noun or not a.act or a.act != b.act:
        return False
    return not a.terms or not b.terms or bool(a.terms & b.terms)


def stands_out(
    score: float, chosen: str, partners: Iterable[tuple[float, str]], articles: Mapping[str, frozenset[str]]
) -> bool:
    """Whether no other partner from an article of the chosen one is nearly as good."""
    rivals = (s for s, name in partners if name != chosen and articles[name] & articles[chosen])
    return all(s < score - MARGIN for s in rivals)


def headline(one: Sequence[Asked], other: Sequence[Asked]) -> bool:
    """Whether both count people at large in one state: later versions of a report give the later number."""
    return any(a.act in STATES and a.act == b.act and at_large(a) and at_large(b) for a in one for b in other)


def kindred(shown: Mapping[str, Sequence[Asked]]) -> list[Pair]:
    """Pairs of groups that count or measure the same kind of thing."""
    blocks: dict[Pair, set[str]] = defaultdict(set)
    for name, rows in shown.items():
        for a in rows:
            for key in kinds(a):
                blocks[key].add(name)
    small = (sorted(block) for block in blocks.values() if len(block) <= CROWD)
    pairs: set[Pair] = {(a, b) for block in small for a, b in combinations(block, 2)}
    return sorted(pairs)


CROWD = 120  # groups of one kind above which none of them stands alone


def kinds(asked: Asked) -> list[Pair]:
    """What a figure may be the only one of: a state of people, a counted thing, a measure of something named."""
    dimension = asked.answer.dimension
    if dimension:
        return [(dimension, word) for word in sorted({*subject(asked), *EXTENTS & {dimension}})]
    named = (("state", asked.act if asked.act in STATES else ""), ("noun", asked.noun))
    return [(kind, name) for kind, name in named if name]


def subject(asked: Asked) -> frozenset[str]:
    """The words that say what is measured."""
    return (frozenset({asked.noun, asked.act} - {""}) | asked.terms | asked.near) - PLAIN - asked.name_stems


EXTENTS = frozenset({"area"})  # an event has one: what it burned or flooded
PLAIN = frozenset(map(stem_word, "year month week day hour minute second".split()))


def one_kind(a: Asked, b: Asked) -> bool:
    """Whether two figures may be the same count of the same thing at about the same time."""
    if a.answer.dimension != b.answer.dimension or a.answer.vague or b.answer.vague:
        return False
    same_state = a.act in STATES and a.act == b.act
    if past(a) != past(b) or not within(a, b) or (a.part != b.part and not same_state) or strange(a, b):
        return False
    return one_measure(a, b) if a.answer.dimension else one_count(a, b)


def strange(a: Asked, b: Asked) -> bool:
    """Whether both figures stand beside names, and neither article knows a name of the other or whose its figure is."""
    return min(strangers(a, b), strangers(b, a)) >= 1 or apart_by_holder(a, b) > 0


def within(a: Asked, b: Asked) -> bool:
    """Whether two numbers are near enough for two answers."""
    small, large = sorted((abs(a.answer.value), abs(b.answer.value)))
    counts = STATE_APART if a.act in STATES and a.act == b.act else APART
    return 0 < large <= small * (MEASURED_APART if a.answer.dimension else counts)


def one_count(a: Asked, b: Asked) -> bool:
    """Whether the same befell two counts of people, or the same named thing is counted."""
    if opposed(a.act, b.act):
        return False
    if a.act in STATES and a.act == b.act:
        return same_noun(a, b) or at_large(a) or at_large(b)
    if a.close_names and b.close_names and not (a.names & b.names):
        return False
    small = min(a.answer.value, b.answer.value) < MANY
    if small and not (a.act and same_act(a, b)) and not a.terms & b.terms:
        return False
    planned = "plan" in (a.figure.standing, b.figure.standing)
    counted = {a.figure.standing, b.figure.standing} & {"stock", "flow"}
    return bool(a.noun and b.noun) and same_noun(a, b) and not (planned and counted)


def at_large(asked: Asked) -> bool:
    """Whether people at large are counted, under whatever name."""
    return not asked.noun or act_class(asked.figure.noun) in STATES or group_class(asked.figure.noun) == ""


def one_measure(a: Asked, b: Asked) -> bool:
    """Whether two measures are told in words that have enough in common."""
    if a.figure.noun and same_noun(a, b) and a.noun == b.noun and a.noun:
        return True
    if a.act and same_act(a, b) and not is_light(a.figure.predicate, a.act):
        return True
    if a.answer.dimension in EXTENTS and compare(a.answer, b.answer) == "fit":
        return True
    if a.answer.dimension in ANYWHERE or a.answer.dimension.startswith("money:"):
        return False
    return sum(map(weight, subject(a) & subject(b))) >= TELLING


ANYWHERE = frozenset({"time", "month", "age"})  # measured of everything: what they measure must be named


@lru_cache(maxsize=KEPT)
def past(asked: Asked) -> bool:
    """Whether the words around a number set it in another year than that of its report."""
    text, sentence = asked.article.text, asked.figure.sentence
    at = asked.figure.evidence[0] if asked.figure.evidence else sentence
    before = BREAK.split(text[sentence.start : at.start])[-1]
    after = BREAK.split(text[at.end : sentence.end])[0]
    year = (day_of(asked.article.published) or "")[:4]
    return any(m.group() != year for side in (before, after) for m in AGO.finditer(side))
