"""Figures to questions: which figures of a story answer the same one.

Takes the figures of all articles and those that stand in the same place of a copy. Copies are joined first, so that
forty mirrors weigh as one; then groups are joined from the most alike down, as long as they are alike on average and
nothing speaks against it (mean link with cannot-links).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import combinations

from retold.reconcile.asked import Asked
from retold.reconcile.echoes import converted_pairs, echo_pairs
from retold.reconcile.edges import Match, same_count, same_place, same_thing
from retold.reconcile.lone import lone_pairs, past
from retold.reconcile.question import likeness, opposed, same_act, same_noun, share
from retold.reconcile.times import is_later, is_planned, stated_day, tells_state
from retold.reconcile.values import compare, digits_tell, rarity, same_number
from retold.reconcile.words import FATES, KEPT
from retold.records import Pins
from retold.text.tokens import folded_words

# Set on seven invented stories of the tests and read against a real one of 612 pages (docs/benchmarks.md).
JOIN = 0.8  # mean log odds from which two groups are one question; higher than for chosen pairs, most pairs differ
COPIED = 1.5  # log odds for an equal number in a copy
EQUAL = 1.0  # log odds for an equal number that is neither small nor round: in one story that is hardly chance
STRIKING = 0.7  # log odds for each digit that makes an equal number rarer
NEAR = 0.6  # log odds for numbers within CLOSE of each other
CLOSE = 1.3
CLOSE_VERSIONS = 2.0  # between versions of one report, whose counts grow
LATER = 0.6  # log odds for another number of another day, which is expected to differ
COMMON = 1.2  # log odds against small and round numbers, which meet by chance in every story
RARE = 1.0  # rarity from which a number is neither
SINGULAR = 1.75  # rarity from which an equal number speaks without another word in common (57 and above)
BESIDE = 0.15  # share of the words beside two equal numbers from which they speak of one thing
VAGUE = 2.0  # log odds against "dozens" standing for some number of dozens
QUICK = 2.0  # log odds below JOIN at which the first two members settle that groups differ
SHOWN = 4  # members of a group that are compared
CROWD = 250  # groups in one block above which only equal numbers are compared


FREE = Pins()


class Groups:
    """Disjoint groups of figures, joined step by step; what people keep apart is never joined."""

    def __init__(self, asked: Sequence[Asked], pins: Pins = FREE) -> None:
        self.members = {a.figure.id: [a] for a in asked}
        self.of = {a.figure.id: a.figure.id for a in asked}
        self.apart: dict[str, set[str]] = {}
        for one, other in pins.together:
            if one in self.of and other in self.of:
                self.join(one, other)
        for one, other in pins.apart:
            if one in self.of and other in self.of:
                self.keep_apart(self.find(one), self.find(other))

    def keep_apart(self, one: str, other: str) -> None:
        """Never join these two groups."""
        if one != other:
            self.apart.setdefault(one, set()).add(other)
            self.apart.setdefault(other, set()).add(one)

    def find(self, figure: str) -> str:
        """The name of the group that a figure is in."""
        root = figure
        while self.of[root] != root:
            root = self.of[root]
        while self.of[figure] != root:
            self.of[figure], figure = root, self.of[figure]
        return root

    def join(self, one: str, other: str) -> None:
        """Make one group of the two that hold these figures; the lower name stays."""
        keep, gone = sorted((self.find(one), self.find(other)))
        if keep != gone and gone not in self.apart.get(keep, ()):
            self.of[gone] = keep
            self.members[keep] += self.members.pop(gone)
            for third in sorted(self.apart.get(gone, ())):
                self.keep_apart(keep, third)


def group_figures(
    asked: Sequence[Asked], matches: Iterable[Match], *, join: float = JOIN, pins: Pins = FREE
) -> list[list[Asked]]:
    """The figures of a story by question, each group in the order of its articles."""
    groups = Groups(asked, pins)
    join_copies(groups, asked, matches)
    for a, b in converted_pairs(asked):
        groups.join(a, b)
    doubtful = double_meanings(asked)
    shown = {name: representatives(rows) for name, rows in groups.members.items()}
    pairs = sorted(
        (
            (score, a, b)
            for a, b in candidates(shown)
            if (score := mean_pull(shown[a], shown[b], join, doubtful)) >= join
        ),
        key=lambda row: (-row[0], row[1], row[2]),
    )
    for _, a, b in pairs:
        one, other = sorted((groups.find(a), groups.find(b)))
        if one == other or cannot_join(shown[one], shown[other], doubtful):
            continue
        if mean_pull(shown[one], shown[other], join, doubtful) >= join:
            groups.join(one, other)
            shown[one] = representatives(groups.members[one])
    join_lone(groups, join, doubtful)
    for a, b in echo_pairs(asked):
        groups.join(a, b)
    return [sorted(rows, key=in_text) for _, rows in sorted(groups.members.items())]


def join_lone(groups: Groups, join: float, doubtful: frozenset[float]) -> None:
    """Join the groups that hold the only figure of their kind in the reports they come from."""
    shown = {name: representatives(rows) for name, rows in groups.members.items()}
    for a, b in lone_pairs(groups.members, shown, lambda a, b: best_pull(shown[a], shown[b], doubtful)):
        one, other = sorted((groups.find(a), groups.find(b)))
        rows = groups.members[one], groups.members[other]
        if one == other or {m.article.id for m in rows[0]} & {m.article.id for m in rows[1]}:
            continue
        if not cannot_join(representatives(rows[0]), representatives(rows[1]), doubtful):
            groups.join(one, other)


def in_text(asked: Asked) -> tuple[str, int, str]:
    """Order by article and place."""
    return (asked.figure.article, asked.figure.sentence.start, asked.figure.id)


def join_copies(groups: Groups, asked: Sequence[Asked], matches: Iterable[Match]) -> None:
    """Join what stands word for word in one family, and what stands in the same place along a copy."""
    first: dict[tuple[object, ...], str] = {}
    for a in sorted(asked, key=in_text):
        sentence = a.figure.sentence
        place = (
            len(folded_words(a.article.text[sentence.start : a.figure.evidence[0].start])) if a.figure.evidence else 0
        )
        words = folded_words(sentence.of(a.article.text))
        same = (a.family, words, place, a.answer.value, a.answer.top)
        groups.join(first.setdefault(same, a.figure.id), a.figure.id)
    for m in (m for m in matches if m.before.figure.id in groups.of and m.after.figure.id in groups.of):
        if same_count(m.before, m.after) or same_thing(m.before, m.after) or same_place(m.before, m.after):
            groups.join(m.before.figure.id, m.after.figure.id)


def representatives(rows: Sequence[Asked]) -> list[Asked]:
    """A few members that say it in different words, the most frequent wording first."""
    if len(rows) == 1:
        return [*rows]
    wordings: dict[tuple[str, ...], list[Asked]] = defaultdict(list)
    for a in rows:
        wordings[(a.figure.what, a.number, *sorted(a.near))].append(a)
    ranked = sorted(wordings.items(), key=lambda item: (-len(item[1]), item[0]))
    return [min(same, key=in_text) for _, same in ranked[:SHOWN]]


def candidates(shown: Mapping[str, Sequence[Asked]]) -> list[tuple[str, str]]:
    """Pairs of groups worth comparing: an equal number, or the same thing and act."""
    exact: dict[tuple[object, ...], set[str]] = defaultdict(set)
    loose: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for name, rows in shown.items():
        for a in rows:
            dimension = a.answer.dimension
            exact[dimension, f"{a.answer.value:.3g}"].add(name)
            loose[dimension, a.act, a.noun].add(name)
            if a.noun:
                loose[dimension, "noun", a.noun].add(name)
            for act in sorted({a.act, *(a.acts & FATES)} - {""}):
                loose[dimension, "act", act].add(name)
    blocks = [*exact.values(), *(block for block in loose.values() if len(block) <= CROWD)]
    return sorted({pair for block in blocks for pair in combinations(sorted(block), 2)})


def double_meanings(asked: Sequence[Asked]) -> frozenset[float]:
    """The numbers that answer two questions in this story (50 hurt, 50 freed): that they are equal tells nothing."""
    acts: dict[float, set[str]] = defaultdict(set)
    for a in asked:
        if a.act:
            acts[a.answer.value].add(a.act)
    return frozenset(v for v, seen in acts.items() if any(opposed(x, y) for x, y in combinations(sorted(seen), 2)))


def mean_pull(one: Sequence[Asked], other: Sequence[Asked], join: float, doubtful: frozenset[float]) -> float:
    """The mean log odds that members of two groups answer one question."""
    first = pull(one[0], other[0], doubtful)
    if first < join - QUICK or len(one) == len(other) == 1:
        return first
    scores = [pull(a, b, doubtful) for a in one for b in other]
    return sum(scores) / len(scores)


def best_pull(one: Sequence[Asked], other: Sequence[Asked], doubtful: frozenset[float]) -> float:
    """The log odds of the two members that are most alike."""
    return max(pull(a, b, doubtful) for a in one for b in other)


@lru_cache(maxsize=2 * KEPT)
def pull(a: Asked, b: Asked, doubtful: frozenset[float] = frozenset()) -> float:
    """The log odds that two figures of one story answer one question, told apart by time or copied from one another."""
    chance = common(a) and common(b) and not (a.answer.dimension and a.act and a.act == b.act)
    score = likeness(a, b) - (COMMON if chance else 0.0)
    if same_number(a.answer, b.answer):
        told = not common(a) and a.answer.value not in doubtful
        told = told and (digits_tell(a.answer) >= SINGULAR or tells_alike(a, b))
        score += max(EQUAL, STRIKING * rarity(a.answer)) if told else 0.0
        return score + (COPIED if a.family == b.family else 0.0)
    if a.answer.vague or b.answer.vague:
        return score - VAGUE
    score += NEAR if near_by(a, b) else 0.0
    return score + (LATER if is_later(a, b) or is_later(b, a) else 0.0)


def tells_alike(a: Asked, b: Asked) -> bool:
    """Whether thing, act or the words beside two equal numbers have something in common."""
    if (a.noun and same_noun(a, b)) or (a.act and same_act(a, b)):
        return True
    return share(a.near, b.near) >= BESIDE or share(a.words, b.words) >= BESIDE or same_speaker(a, b)


def same_speaker(a: Asked, b: Asked) -> bool:
    """Whether both numbers are told on one speaker's word."""
    one, other = (folded_words(x.figure.speaker or "")[-1:] for x in (a, b))
    return bool(one) and one == other


def common(asked: Asked) -> bool:
    """Whether a number is a small or round count, or a short time."""
    return asked.answer.dimension in ("", "time", "month") and rarity(asked.answer) < RARE


def near_by(a: Asked, b: Asked) -> bool:
    """Whether two numbers of the same thing or act are as close as two counts of it are."""
    small, large = sorted((abs(a.answer.value), abs(b.answer.value)))
    alike = (a.noun and same_noun(a, b)) or (a.act and same_act(a, b)) or (a.acts & b.acts & FATES)
    return bool(alike) and large <= small * (CLOSE_VERSIONS if a.family == b.family else CLOSE)


def cannot_join(one: Sequence[Asked], other: Sequence[Asked], doubtful: frozenset[float] = frozenset()) -> bool:
    """Whether something speaks against one question: opposed acts, or one article that gives both numbers."""
    return any(bars(a, b, doubtful) for a in one for b in other)


def bars(a: Asked, b: Asked, doubtful: frozenset[float]) -> bool:
    """Whether two figures cannot answer one question."""
    if a.answer.value in doubtful and not same_in_all(a, b):
        return True
    if not same_number(a.answer, b.answer) and (past(a) != past(b) or is_planned(a) != is_planned(b)):
        return True
    return (opposed(a.act, b.act) and a.act not in b.acts and b.act not in a.acts) or rivals(a, b)


def same_in_all(a: Asked, b: Asked) -> bool:
    """Whether both thing and act are the same."""
    return a.noun == b.noun and same_act(a, b)


def rivals(a: Asked, b: Asked) -> bool:
    """Whether one article gives two numbers side by side, as answers to two questions."""
    if a.figure.article != b.figure.article or same_number(a.answer, b.answer):
        return False
    if a.figure.sentence == b.figure.sentence:
        return not tells_state(a)
    told_apart = stated_day(a) and stated_day(b) and (is_later(a, b) or is_later(b, a))
    return compare(a.answer, b.answer) == "exclude" and not told_apart
