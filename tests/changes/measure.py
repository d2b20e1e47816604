"""What the ledger notes on made copy trees, against what was changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from changes.maker import Copied, make_tree
from retold.claims import read_claims
from retold.pipeline import Aligner
from retold.reconcile import build_ledger
from retold.records import Story

Row = tuple[str, str, str]


@dataclass
class Score:
    """Drifts noted rightly, wrongly, and missed; false alarms on edges that were reworded only."""

    right: Counter[str] = field(default_factory=Counter)
    missed: list[tuple[str, str, str]] = field(default_factory=list)  # name of the change, before, after
    wrong: list[tuple[str, str, str]] = field(default_factory=list)  # kind, before, after
    harmless: int = 0
    alarms: int = 0

    @property
    def f1(self) -> float:
        """Of typed drifts."""
        hits = sum(self.right.values())
        return 2 * hits / max(1, 2 * hits + len(self.missed) + len(self.wrong))


def noted(tree: Copied) -> dict[Row, tuple[str, str]]:
    """The drifts that the ledger of a tree notes, with the words of both places."""
    claims = {i: read_claims(a) for i, a in tree.articles.items()}
    story = Story("story-" + tree.topic, tree.topic, tuple(tree.articles))
    aligner = Aligner(tree.articles.values())
    ledger = build_ledger(story, tree.articles, claims, [tree.stemma], [], aligner.pair_sentences)
    return {(d.parent, d.child, d.kind): (d.before, d.after) for e in ledger.entries for d in e.drifts}


def measure(trees: Iterable[Copied]) -> Score:
    """The score over these trees."""
    score = Score()
    for tree in trees:
        found = noted(tree)
        wanted = {(p, c, k): name for p, c, k, name in tree.expected}
        for row, name in wanted.items():
            if row in found:
                score.right[name] += 1
            else:
                texts = tree.articles[row[0]].text, tree.articles[row[1]].text
                score.missed.append((name, *texts))
        score.wrong += [(row[2], *found[row]) for row in sorted(found) if row not in wanted]
        touched = {(p, c) for p, c, *_ in tree.expected}
        harmless = [(e.parent, e.child) for e in tree.edges if (e.parent, e.child) not in touched]
        score.harmless += len(harmless)
        score.alarms += sum(any(row[:2] == edge for row in found) for edge in harmless)
    return score


def make_trees(topics: Iterable[str], seeds: Iterable[int], *, changed: bool = True) -> list[Copied]:
    """A tree for each topic and seed."""
    return [make_tree(topic, seed, changed=changed) for seed in seeds for topic in topics]
