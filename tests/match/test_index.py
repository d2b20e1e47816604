"""What was read before is found again: texts added one by one give the pairs of all texts at once."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from match.ferry import OTHER, OWN_REPORT, REWRITE, WIRE, paragraphs
from retold.match import find_pairs, sketches
from retold.match.index import Index
from retold.match.sketches import Sketch, sketch_text
from retold.records import Article

POOL = [WIRE, WIRE.replace("Monday", "Tuesday"), REWRITE, OWN_REPORT, OTHER, paragraphs(WIRE, 1, 2, 3), "short one", ""]
chosen_texts = st.lists(st.sampled_from(POOL), min_size=1, max_size=7)


@settings(max_examples=12)
@given(chosen_texts, st.integers(0, 7), st.randoms())
def test_texts_added_later_give_the_pairs_of_all_at_once(chosen: list[str], known: int, rng: random.Random) -> None:
    texts = {f"{k:03}": t for k, t in enumerate(chosen)}
    names = list(texts)
    rng.shuffle(names)
    index, judged = Index(), dict[tuple[str, str], float]()
    for part in (names[:known], names[known:]):
        for name in part:
            index.add(name, Sketch.from_bytes(sketch_text(texts[name]).to_bytes()))
        found = index.find_pairs(texts.__getitem__, judged)
    assert found.pairs == find_pairs([Article(i, t) for i, t in texts.items()])


def test_no_text_is_read_twice() -> None:
    texts = {"a": WIRE, "b": REWRITE, "c": OTHER}
    read: list[str] = []

    def read_text(name: str) -> str:
        read.append(name)
        return texts[name]

    index, judged = Index(), dict[tuple[str, str], float]()
    for name in ("a", "b"):
        index.add(name, sketch_text(texts[name]))
    index.find_pairs(read_text, judged)
    assert sorted(read) == ["a", "b"]
    index.add("c", sketch_text(OTHER))
    index.find_pairs(read_text, judged)
    assert sorted(read) == ["a", "b"]


@settings(max_examples=25)
@given(chosen_texts, st.randoms())
def test_the_pairs_of_one_text_are_those_among_all(chosen: list[str], rng: random.Random) -> None:
    texts = {f"{k:03}": t for k, t in enumerate(chosen)}
    names = list(texts)
    rng.shuffle(names)
    index = Index.from_bytes((i, sketch_text(texts[i]).to_bytes()) for i in names[: len(names) // 2])
    judged = dict[tuple[str, str], float]()
    for name in names[len(names) // 2 :]:
        index.add(name, sketch_text(texts[name]))
        index.pairs_of(name, texts.__getitem__, judged)
    one_by_one = {name: index.pairs_of(name, texts.__getitem__, judged) for name in names}
    everything = index.find_pairs(texts.__getitem__, judged)
    for name, found in one_by_one.items():
        assert found.pairs == [p for p in everything.pairs if name in (p.left, p.right)]


def test_a_large_set_is_compared_by_a_sample_of_the_same_sketches(monkeypatch) -> None:  # type: ignore[no-untyped-def]
    texts = {f"{k:03}": " ".join(f"w{(k // 2) * 1000 + n}" for n in range(600)) + f" end{k}" for k in range(8)}
    monkeypatch.setattr(sketches, "LARGE", 4)
    index = Index()
    for name, text in texts.items():
        index.add(name, sketch_text(text))
    found = index.find_pairs(texts.__getitem__, {})
    assert found.pairs == find_pairs([Article(i, t) for i, t in texts.items()])
    assert [(p.left, p.right) for p in found.pairs] == [("000", "001"), ("002", "003"), ("004", "005"), ("006", "007")]
