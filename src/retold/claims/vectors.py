"""The vectors of words in their sentences, as the layers of spaCy's small models give them, worked out faster.

Takes documents of a model, gives a matrix for each. What depends on a word alone is kept. Each sentence is multiplied
by itself and on one thread, so that what stands in its batch never changes a bit of it. A model of other layers has
none of this, and runs as it is.
"""

from __future__ import annotations

import ctypes
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import import_module
from typing import Any

KEPT_WORDS = 32_768  # 13 MB of vectors; 1,000 pages of news have about 15,000 words, most of them names
EMBED = ("extract_features", "list2ragged", "with_array", "with_array", "ragged2list")


@dataclass(frozen=True, slots=True)
class Layer:
    """One convolution over a word and its two neighbours: the largest of `pieces` sums, brought to one scale."""

    weights: Any
    bias: Any
    pieces: int
    gain: Any
    shift: Any


@dataclass(slots=True)
class Vectors:
    """The layers of a model that make vectors of words, and the words seen."""

    ops: Any
    embed: Any
    layers: tuple[Layer, ...]
    rows: Any
    known: dict[tuple[int, ...], int] = field(default_factory=dict)

    def of(self, docs: Sequence[Any]) -> list[Any]:
        """A matrix for each document, a row a word."""
        alone = self.alone(docs)
        lengths = [len(d) for d in docs]
        with one_thread():
            return self.in_context(alone, lengths)

    def alone(self, docs: Sequence[Any]) -> Any:
        """What each word is without its neighbours, a row a word."""
        from spacy.attrs import NORM, ORTH, SPACY

        words = [tuple(row) for d in docs for row in d.to_array([ORTH, NORM, SPACY]).tolist()]
        if len(words) > len(self.rows):
            return self.embedded(docs, list(range(len(words))))
        places = {w: n for n, w in enumerate(words) if w not in self.known}
        if len(self.known) + len(places) > len(self.rows):
            self.known.clear()
            places = {w: n for n, w in enumerate(words)}
        if places:
            at = len(self.known)
            self.rows[at : at + len(places)] = self.embedded(docs, list(places.values()))
            self.known.update(zip(places, range(at, at + len(places)), strict=True))
        return self.rows[[self.known[w] for w in words]]

    def embedded(self, docs: Sequence[Any], places: list[int]) -> Any:
        """What the words at these places of all words are, by the model."""
        import numpy as np

        extract, _, hashed, mixed, _ = self.embed
        return mixed.predict(hashed.predict(np.concatenate(extract.predict(docs))[places]))

    def in_context(self, alone: Any, lengths: Sequence[int]) -> list[Any]:
        """What each word is among its neighbours: as many words on either side as there are layers are seen."""
        import numpy as np

        pad, width = len(self.layers), alone.shape[1]
        blocks, inside = place_blocks(lengths, pad)
        x = np.zeros((blocks[-1][1], width), dtype=alone.dtype)
        x[inside] = alone
        wide = np.zeros((len(x), 3 * width), dtype=x.dtype)
        sums = np.zeros((len(x), len(self.layers[0].bias)), dtype=x.dtype)
        for depth, layer in enumerate(self.layers, 1):
            wide[1:, :width], wide[:, width : 2 * width], wide[:-1, 2 * width :] = x[:-1], x, x[1:]
            for start, end in blocks:
                np.dot(wide[start + depth : end - depth], layer.weights, out=sums[start + depth : end - depth])
            x += self.scaled(layer, sums)
        return [x[start + pad : end - pad] for start, end in blocks]

    def scaled(self, layer: Layer, sums: Any) -> Any:
        """The largest of each group of sums, every row brought to one scale."""
        import numpy as np

        sums += layer.bias
        best = self.ops.maxout(sums.reshape(len(sums), -1, layer.pieces))[0]
        best -= best.mean(axis=1, keepdims=True)
        best /= np.sqrt(np.einsum("ij,ij->i", best, best)[:, None] / best.shape[1] + 1e-8)
        best *= layer.gain
        best += layer.shift
        return best


def place_blocks(lengths: Sequence[int], pad: int) -> tuple[list[tuple[int, int]], list[int]]:
    """Where each sentence stands with room on both sides, and the rows of its words.

    >>> place_blocks([2, 1], 1)
    ([(0, 4), (4, 7)], [1, 2, 5])
    """
    blocks: list[tuple[int, int]] = []
    inside: list[int] = []
    at = 0
    for length in lengths:
        blocks.append((at, at + length + 2 * pad))
        inside += range(at + pad, at + pad + length)
        at += length + 2 * pad
    return blocks, inside


def make_vectors(model: Any) -> Vectors | None:
    """The layers of a model whose words are made of hashed features and convolutions; None for another."""
    import numpy as np

    if model.pipe_names[:1] != ["tok2vec"]:
        return None
    whole = model.get_pipe("tok2vec").model
    names = [[part.name.split("(")[0] for part in layer.layers] for layer in whole.layers]
    if len(names) != 2 or tuple(names[0]) != EMBED or whole.ops.name != "numpy":
        return None
    embed, encode = whole.layers
    layers = tuple(found for part in encode.layers[0].layers if (found := read_layer(part)) is not None)
    if len(layers) != len(encode.layers[0].layers) or len({layer.weights.shape for layer in layers}) != 1:
        return None
    rows = np.zeros((KEPT_WORDS, embed.get_dim("nO")), dtype="f")
    return Vectors(whole.ops, embed.layers, layers, rows)


def read_layer(part: Any) -> Layer | None:
    """The numbers of one convolution; None when the part is something else."""
    import numpy as np

    found = {node.name: node for node in part.walk() if not node.layers}
    window, maxout, norm = (found.get(n) for n in ("expand_window", "maxout", "layernorm"))
    plain = set(found) <= {"expand_window", "maxout", "layernorm", "dropout"} and part.name.startswith("residual")
    if not plain or window is None or maxout is None or norm is None or window.attrs["window_size"] != 1:
        return None
    size, width = maxout.get_dim("nO") * maxout.get_dim("nP"), maxout.get_dim("nI")
    weights = np.ascontiguousarray(maxout.get_param("W").reshape(size, width).T)
    bias = maxout.get_param("b").reshape(size)
    return Layer(weights, bias, maxout.get_dim("nP"), norm.get_param("G"), norm.get_param("b"))


@contextmanager
def one_thread() -> Iterator[None]:
    """Have numpy multiply on one thread: the pages are spread over the cores, and more threads give other last bits."""
    ask, tell = thread_count()
    before = ask()
    tell(1)
    try:
        yield
    finally:
        tell(before)


@lru_cache(maxsize=1)
def thread_count() -> tuple[Callable[[], int], Callable[[int], object]]:
    """How numpy's own library is asked for its threads, and told; nothing is done where it is another library."""
    library = ctypes.CDLL(import_module("numpy._core._multiarray_umath").__file__)
    try:
        return library.scipy_openblas_get_num_threads64_, library.scipy_openblas_set_num_threads64_
    except AttributeError:
        return (lambda: 1), (lambda _count: None)
