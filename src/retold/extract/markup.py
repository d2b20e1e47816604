"""What the markup says of each piece of a page, as numbers, beside what its text says (`features`).

Takes a flat page of HTML, gives a matrix: a row a piece, a column a measure. Tags, ancestors, generic class words, and
how the containers of a piece are filled.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from retold.extract.features import OWN, REACH, TEXT_COLUMNS, Lines, Matrix, shift
from retold.extract.flat import Flat, Node
from retold.extract.glyphs import WORDS, Ints
from retold.extract.metadata import Facts
from retold.extract.tags import AREAS, BLOCK, HEADINGS, PARTS

Column = NDArray[np.float64]
MOST_TOLD = 200_000  # characters of an article in JSON-LD that are compared

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


def columns_of(mode: str) -> list[str]:
    """The names of the columns that a page of HTML ("html") or a flattened one ("text") is measured by."""
    return [*TEXT_COLUMNS, *(MARKUP_COLUMNS if mode == "html" else ())]


def measure(flat: Flat, facts: Facts) -> Matrix:
    """All that can be measured of a page's pieces: the columns of markup only where there is markup."""
    lines = Lines(flat)
    text = lines.measure()
    if flat.nodes[0].name == "text":
        return text
    return np.column_stack([text, measure_markup(lines, text, facts.body, facts.description)])


def measure_markup(lines: Lines, text: Matrix, body: str = "", description: str = "") -> Matrix:
    """The columns that come of markup; shape (pieces, len(MARKUP_COLUMNS)). `body` is the article as JSON-LD has it."""
    pieces = lines.flat.pieces
    holders = [p.node for p in pieces]
    tags = np.array([TAG_ROWS.get(n.name, OTHER_TAG) for n in holders], np.float32)
    tags[:, -1] = [p.broken for p in pieces]
    tree = measure_tree(lines, text, body, description)
    bits = np.array([(n.areas, n.parts, near_parts(n)) for n in holders], np.int64)
    flags = [unpack(bits[:, 0], len(AREAS)), unpack(bits[:, 1], len(PARTS)), unpack(bits[:, 2], len(PARTS))]
    parents = np.array([n.parent.index if n.parent else -1 for n in holders])
    near = np.column_stack([tree[:, 0], tags[:, 0], tags[:, 1], parents]).astype(np.float32)
    shifted = []
    for reach in REACH:
        other = shift(near, reach)
        other[:, 3] = other[:, 3] == parents
        shifted.append(other)
    return np.column_stack([tags, tree, *flags, *shifted]).astype(np.float32)


def tag_row(name: str) -> tuple[float, ...]:
    """What kind of element holds a piece; the last column is left for its line break."""
    heading = name in HEADINGS
    return (
        float(name == "p"),
        float(heading),
        float(name[1]) if heading else 0.0,
        float(name == "li"),
        float(name in ("td", "th", "caption")),
        float(name in ("blockquote", "pre")),
        float(name in ("figcaption", "figure")),
        float(name in ("dt", "dd", "address", "legend", "label", "option", "button")),
        float(name in ("a", "span", "time")),
        0.0,
    )


TAG_ROWS = {name: tag_row(name) for name in (*BLOCK, "a", "span", "time")}
OTHER_TAG = tag_row("")


class Sums:
    """How much text, linked text and running text each element holds, all inside it included."""

    def __init__(self, nodes: list[Node], index: Ints, words: Column, linked: Column, para: Column) -> None:
        ends = np.array([n.end for n in nodes], np.int64)
        starts = np.arange(len(nodes))
        own = (np.bincount(index, column, len(nodes)) for column in (words, words * linked, para))
        sums = (np.concatenate([[0.0], np.cumsum(column)]) for column in own)
        self.words, self.link, self.para = (total[ends] - total[starts] for total in sums)

    def rows(self, at: Ints, solid: float) -> list[Column]:
        """The three columns that tell how full the elements at these places are."""
        words = self.words[at]
        return [np.log1p(words), self.link[at] / np.maximum(1.0, words), self.para[at] / solid]


def measure_tree(lines: Lines, text: Matrix, body: str, description: str) -> Matrix:
    """Where a piece hangs in the tree, and how its container, its branch and its likes are filled."""
    flat = lines.flat
    holders = [p.node for p in flat.pieces]
    words = np.expm1(text[:, 0]).astype(np.float64)
    para = np.where(text[:, len(OWN)] > 0, words, 0)
    linked = np.array([p.linked for p in flat.pieces]) / np.maximum(1, lines.ends - lines.starts)
    index = np.array([n.index for n in holders], np.int64)
    sums = Sums(flat.nodes, index, words, linked, para)
    solid = max(1.0, float(para.sum()))
    steps, branch = climb(flat.nodes, sums.para, solid)
    up = np.array([n.parent.index if n.parent else n.index for n in flat.nodes], np.int64)
    count, sign_words, sign_para = count_signs(holders, words, para)
    number = np.arange(len(holders))
    head = next((i for i, n in enumerate(holders) if n.name == "h1"), None)
    told = trigrams_told(lines, body)
    columns = [
        linked,
        [n.depth for n in holders],
        steps[index],
        *sums.rows(branch[index], solid),
        *sums.rows(up[index], solid),
        *sums.rows(up[up[index]], solid),
        np.log1p(count),
        sign_words / count,
        sign_para / solid,
        number > head if head is not None else np.zeros(len(number)),
        np.where(number >= head, np.minimum(30, number - head), -1) if head is not None else np.full(len(number), -1),
        told,
        np.full(len(number), float(bool(body))),
        trigrams_told(lines, description),
    ]
    return np.column_stack(columns).astype(np.float32)


def count_signs(holders: list[Node], words: Column, para: Column) -> tuple[Column, Column, Column]:
    """For each piece how many pieces bear its sign (its element, its class, its parent's class), their words, and
    their running text."""
    known: dict[tuple[str, str, str], int] = {}
    keys = np.array(
        [known.setdefault((n.name, n.sign, n.parent.sign if n.parent else ""), len(known)) for n in holders], np.int64
    )
    count, total, solid = (np.bincount(keys, column).astype(np.float64) for column in (np.ones(len(keys)), words, para))
    return count[keys], total[keys], solid[keys]


def climb(nodes: list[Node], para: Column, solid: float) -> tuple[Ints, Ints]:
    """For each element: steps up to the smallest container of half the running text, and the branch below it."""
    size = len(nodes)
    depth = np.array([n.depth for n in nodes], np.int64)
    steps, branch = np.minimum(20, depth), np.arange(size)
    parents = np.array([n.parent.index if n.parent else -1 for n in nodes], np.int64)
    order = np.argsort(parents, kind="stable")
    ranks = parents[order]
    for top in np.flatnonzero(para * 2 >= solid).tolist():
        node = nodes[top]
        inside = slice(top, node.end)
        steps[inside] = np.minimum(20, depth[inside] - node.depth)
        children = order[np.searchsorted(ranks, top) : np.searchsorted(ranks, top, "right")]
        children = children[children < node.end]  # an element that is never closed ends where its first child begins
        edges = np.concatenate([[top], children, [node.end]])
        branch[inside] = np.repeat(edges[:-1], np.diff(edges))
    return steps, branch


def near_parts(node: Node) -> int:
    """The parts that an element and its two nearest ancestors name themselves."""
    bits = node.own
    if node.parent is not None:
        bits |= node.parent.own
        if node.parent.parent is not None:
            bits |= node.parent.parent.own
    return bits


def trigrams_told(lines: Lines, told: str) -> Column:
    """The share of each line's runs of three words that a text has too; -1 when nothing can be said."""
    ids, size = lines.words.ids, len(lines.words.known) + 1
    known = lines.words.known
    theirs = np.array([known.get(w, size - 1) for w in WORDS.findall(told[:MOST_TOLD].lower())], np.int64)
    if len(theirs) < 3 or len(ids) < 3:
        return np.full(len(lines.text), -1.0)
    mine, other = ((a[:-2] * size + a[1:-1]) * size + a[2:] for a in (ids, theirs))
    whole = lines.owner[:-2] == lines.owner[2:]
    owner = lines.owner[:-2][whole]
    hits = np.bincount(owner, np.isin(mine[whole], other), len(lines.text))
    return np.asarray(np.where(lines.counts > 2, hits / np.maximum(1, lines.counts - 2), -1.0))


def unpack(bits: NDArray[np.int64], count: int) -> Matrix:
    """Bits as columns."""
    return ((bits[:, None] >> np.arange(count)) & 1).astype(np.float32)
