"""What the markup says of each piece of a page, as numbers, beside what its text says (`features`).

Takes a flat page of HTML, gives a matrix: a row a piece, a column a measure. Tags, ancestors, generic class words, and
how the containers of a piece are filled.
"""

from __future__ import annotations

from math import log1p

import numpy as np
from numpy.typing import NDArray

from retold.extract.features import OWN, REACH, WORD, Matrix, measure_text, shift
from retold.extract.flatten import Flat, Piece
from retold.extract.metadata import Facts
from retold.extract.tags import AREAS, HEADINGS, PARTS

Sign = tuple[str, str, str]
TAGS = ("p", "heading", "level", "li", "cell", "quote", "caption", "term", "inline", "broken")
TREE = ("linked", "depth", "steps", "branch_words", "branch_link", "branch_para", "parent_words", "parent_link",
        "parent_para", "grand_words", "grand_link", "grand_para", "sign_count", "sign_words", "sign_para", "after_h1",
        "since_h1", "in_body", "has_body", "in_description")  # fmt: skip
NEAR_TREE = ("linked", "p", "heading", "same_parent")
MARKUP_COLUMNS = (
    *TAGS,
    *TREE,
    *(f"area_{a}" for a in AREAS),
    *(f"part_{p}" for p in PARTS),
    *(f"own_{p}" for p in PARTS),
    *(f"{n}{r:+d}" for r in REACH for n in NEAR_TREE),
)


def measure(flat: Flat, facts: Facts) -> Matrix:
    """All that can be measured of a page's pieces: the columns of markup only where there is markup."""
    text = measure_text(flat)
    if flat.nodes[0].name == "text":
        return text
    return np.column_stack([text, measure_markup(flat, text, facts.body, facts.description)])


def measure_markup(flat: Flat, text: Matrix, body: str = "", description: str = "") -> Matrix:
    """The columns that come of markup; shape (pieces, len(MARKUP_COLUMNS)). `body` is the article as JSON-LD has it."""
    pieces = flat.pieces
    words = np.expm1(text[:, 0])
    para = np.where(text[:, len(OWN)] > 0, words, 0)
    sum_nodes(flat, words, para)
    tags = np.array([measure_tag(p) for p in pieces], np.float32)
    tree = measure_tree(flat, words, para, body, description)
    bits = np.array([[p.node.areas, p.node.parts, near_parts(p)] for p in pieces], np.int64)
    flags = [unpack(bits[:, 0], len(AREAS)), unpack(bits[:, 1], len(PARTS)), unpack(bits[:, 2], len(PARTS))]
    parents = np.array([p.node.parent.index if p.node.parent else -1 for p in pieces])
    near = np.column_stack([tree[:, 0], tags[:, 0], tags[:, 1], parents]).astype(np.float32)
    shifted = []
    for reach in REACH:
        other = shift(near, reach)
        other[:, 3] = other[:, 3] == parents
        shifted.append(other)
    return np.column_stack([tags, tree, *flags, *shifted]).astype(np.float32)


def sum_nodes(flat: Flat, words: NDArray[np.float32], para: NDArray[np.float32]) -> None:
    """Fill in how much text, linked text and running text each element holds."""
    for piece, count, solid in zip(flat.pieces, words.tolist(), para.tolist(), strict=True):
        node = piece.node
        node.words += count
        node.link += count * piece.linked / max(1, piece.end - piece.start)
        node.para += solid
        node.blocks += 1
    for node in reversed(flat.nodes):
        parent = node.parent
        while parent is not None and parent.index < 0:
            parent = parent.parent
        if parent is not None:
            parent.words += node.words
            parent.link += node.link
            parent.para += node.para
            parent.blocks += node.blocks


def measure_tag(piece: Piece) -> list[float]:
    """What kind of element holds a piece."""
    name = piece.node.name
    heading = name in HEADINGS
    return [
        float(name == "p"),
        float(heading),
        float(name[1]) if heading else 0.0,
        float(name == "li"),
        float(name in ("td", "th", "caption")),
        float(name in ("blockquote", "pre")),
        float(name in ("figcaption", "figure")),
        float(name in ("dt", "dd", "address", "legend", "label", "option", "button")),
        float(name in ("a", "span", "time")),
        float(piece.broken),
    ]


def measure_tree(
    flat: Flat, words: NDArray[np.float32], para: NDArray[np.float32], body: str, description: str
) -> Matrix:
    """Where a piece hangs in the tree, and how its container, its branch and its likes are filled."""
    solid = max(1.0, float(para.sum()))
    steps, branch = climb(flat, solid)
    keys, signs = count_signs(flat, words, para)
    heads = [i for i, p in enumerate(flat.pieces) if p.node.name == "h1"]
    told, hinted = trigrams(body), trigrams(description)
    rows = []
    for i, piece in enumerate(flat.pieces):
        node = piece.node
        parent = node.parent or node
        grand = parent.parent or parent
        arm = flat.nodes[branch[node.index]]
        count, sum_words, sum_para = signs[keys[i]]
        line = flat.text[piece.start : piece.end] if told or hinted else ""
        rows.append(
            [
                piece.linked / max(1, piece.end - piece.start),
                node.depth,
                steps[node.index],
                log1p(arm.words),
                arm.link / max(1.0, arm.words),
                arm.para / solid,
                log1p(parent.words),
                parent.link / max(1.0, parent.words),
                parent.para / solid,
                log1p(grand.words),
                grand.link / max(1.0, grand.words),
                grand.para / solid,
                log1p(count),
                sum_words / count,
                sum_para / solid,
                float(bool(heads) and i > heads[0]),
                min(30, i - heads[0]) if heads and i >= heads[0] else -1,
                overlap(line, told),
                float(bool(told)),
                overlap(line, hinted),
            ]
        )
    return np.array(rows, np.float32).reshape(len(flat.pieces), len(TREE))


def count_signs(
    flat: Flat, words: NDArray[np.float32], para: NDArray[np.float32]
) -> tuple[list[Sign], dict[Sign, list[float]]]:
    """The sign of each piece (its element, its class, its parent's class); for each sign its pieces, words, text."""
    signs: dict[Sign, list[float]] = {}
    keys = []
    for piece, count, running in zip(flat.pieces, words.tolist(), para.tolist(), strict=True):
        parent = piece.node.parent
        key = (piece.node.name, piece.node.sign, parent.sign if parent else "")
        keys.append(key)
        entry = signs.setdefault(key, [0.0, 0.0, 0.0])
        entry[0] += 1
        entry[1] += count
        entry[2] += running
    return keys, signs


def climb(flat: Flat, solid: float) -> tuple[list[int], list[int]]:
    """For each element: steps up to the smallest container of half the running text, and the branch below it."""
    steps, branch = [0] * len(flat.nodes), [0] * len(flat.nodes)
    for node in flat.nodes:
        parent = node.parent
        while parent is not None and parent.index < 0:
            parent = parent.parent
        if node.para * 2 >= solid or parent is None:
            branch[node.index] = node.index
        else:
            steps[node.index] = min(20, steps[parent.index] + 1)
            branch[node.index] = node.index if parent.para * 2 >= solid else branch[parent.index]
    return steps, branch


def near_parts(piece: Piece) -> int:
    """The parts that the element and its two nearest ancestors name themselves."""
    node = piece.node
    bits = node.own
    for _ in range(2):
        if node.parent is None:
            break
        node = node.parent
        bits |= node.own
    return bits


def unpack(bits: NDArray[np.int64], count: int) -> Matrix:
    """Bits as columns."""
    return ((bits[:, None] >> np.arange(count)) & 1).astype(np.float32)


def trigrams(text: str) -> frozenset[tuple[str, ...]]:
    """The runs of three words of a text."""
    words = WORD.findall(text.lower())
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def overlap(line: str, told: frozenset[tuple[str, ...]]) -> float:
    """The share of a line's runs of three words that are among those told; -1 when nothing can be said."""
    if not told:
        return -1.0
    mine = trigrams(line)
    return len(mine & told) / len(mine) if mine else -1.0
