"""Which candidates of indirect speech count: a sum of weights over plain features.

The weights stand in `cues.tsv`, a line a feature; `bench/train_cues.py` makes them from PolNeAR articles. An unknown
verb is judged by the frame it stands in and by its subject.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from retold.claims.attributions import Candidate
from retold.claims.sayings import SAY
from retold.claims.trees import Tree

PLAIN_FRAMES = ("clause", "according", "inserted")
PLAIN = 1.0  # added where somebody plainly says something; content with speaker 53.1 to 53.7 on half of PolNeAR dev
THRESHOLD = -0.6  # log odds; best F1 on the half of PolNeAR dev that the weights were not made from


def weight(tree: Tree, candidate: Candidate) -> float:
    """The log odds that these words are attributed."""
    known = load_weights()
    plain = candidate.frame in PLAIN_FRAMES and candidate.source is not None and candidate.lemma in SAY
    return PLAIN * plain + known.get("bias", 0.0) + sum(known.get(f, 0.0) for f in features(tree, candidate))


@lru_cache(maxsize=1)
def load_weights() -> dict[str, float]:
    """The weights by feature."""
    lines = (files("retold.claims") / "cues.tsv").read_text(encoding="utf-8").splitlines()
    return {name: float(value) for name, value in (line.split("\t") for line in lines if not line.startswith("#"))}


def features(tree: Tree, c: Candidate) -> Iterator[str]:
    """What the decision rests on: the verb, the frame, the subject, the form, the length."""
    yield f"frame={c.frame}"
    yield f"lemma={c.lemma}"
    yield f"lemma={c.lemma} frame={c.frame}"
    yield f"cue tag={c.cue.tag} frame={c.frame}"
    yield f"cue dep={c.cue.dep}"
    yield f"source={kind_of(tree, c)} frame={c.frame.split()[0]}"
    yield f"head tag={c.head.tag[:2]} frame={c.frame.split()[0]}"
    words = tree.under(c.head)
    yield f"length={min(len(words), 24) // 3} frame={c.frame.split()[0]}"
    if words[0].low in ("that", "“", '"', "whether", "how", "what", "why", "to", "if"):
        yield f"first={words[0].low}"
    for child in tree.children(c.cue, "aux", "neg", "mark", "auxpass", "prt"):
        yield f"{child.dep}={child.low}"
    if any(w.text in '“”"' for w in words):
        yield "quoted inside"
    yield f"parts={min(len(c.parts), 3)}"


def kind_of(tree: Tree, c: Candidate) -> str:
    """What the source is by its tag: name, noun, pronoun, none."""
    if c.source is None:
        return "none"
    if c.source.tag.startswith("PRP"):
        return c.source.low
    return c.source.tag[:3]
