"""The vectors of words: those of the model itself, whatever stands beside them."""

from __future__ import annotations

import numpy as np
import pytest

from retold.claims.language import load_model, read_docs, tree_of
from retold.claims.vectors import Vectors, make_vectors

SENTENCES = (
    "The mayor of Port Ella said on Monday that 41 boats sank.",
    "\u201cWe wait,\u201d Ana Moss told them, and they didn't.",
    "Nine.",
    "Ella's port, which had been closed since the strike began, reopens with 12 of its 30 cranes.",
)


@pytest.fixture(name="vectors", scope="module")
def make() -> Vectors:
    made = make_vectors(load_model())
    assert made is not None
    return made


def test_vectors_are_those_of_the_model(vectors: Vectors) -> None:
    model = load_model()
    assert model is not None
    docs = [model.make_doc(s) for s in SENTENCES]
    for ours, theirs in zip(vectors.of(docs), model.get_pipe("tok2vec").predict(docs), strict=True):
        assert np.abs(ours - theirs).max() < 1e-4


def test_no_bit_of_a_sentence_depends_on_its_company(vectors: Vectors) -> None:
    model = load_model()
    assert model is not None
    docs = [model.make_doc(s) for s in SENTENCES]
    together = vectors.of(docs)
    for doc, rows in zip(docs, together, strict=True):
        assert vectors.of([doc])[0].tobytes() == rows.tobytes()
    assert vectors.of(docs[::-1])[0].tobytes() == together[-1].tobytes()


def test_words_are_forgotten_before_there_are_too_many() -> None:
    model = load_model()
    made = make_vectors(model)
    assert model is not None
    assert made is not None
    docs = [model.make_doc(s) for s in SENTENCES]
    whole = made.of(docs)
    made.rows = made.rows[:15].copy()
    made.known.clear()
    for _ in range(2):
        assert [made.of([d])[0].tobytes() for d in docs] == [rows.tobytes() for rows in whole]
    assert len(made.known) <= 15


def test_trees_are_those_of_the_model() -> None:
    model = load_model()
    assert model is not None
    assert [tree_of(d).words for d in read_docs(model, SENTENCES)] == [tree_of(d).words for d in model.pipe(SENTENCES)]
