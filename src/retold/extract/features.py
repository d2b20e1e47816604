"""What can be measured of each piece of a page, as numbers.

Takes a flat page, gives a matrix: a row a piece, a column a measure. Shapes, places and markup; no words of any one
language but the generic chrome rules. `TEXT_COLUMNS` come first and need no markup.
"""

from __future__ import annotations

import re
from collections import Counter
from math import log1p

import numpy as np
from numpy.typing import NDArray

from retold.extract.chrome import find_chrome
from retold.extract.flatten import Flat, Piece
from retold.extract.metadata import Facts
from retold.extract.tags import AREAS, HEADINGS, PARTS

Matrix = NDArray[np.float32]

WORD = re.compile(r"\w+")
STOP = re.compile(r"[.?!…。！？।؟][\"'”’»)\]]*$")
SENTENCE = re.compile(r"[.?!。！？।؟][\"'”’»)\]]*(?=\s|$)")
YEAR = re.compile(r"\b(?:19|20)\d\d\b|\d:\d\d")
BULLET = re.compile(r"^[-•*·–▪►>]\s|^\d{1,2}[.)]\s")
RULED = re.compile(r"[|›»·•©/→]")
ADDRESS = re.compile(r"@|https?:|www\.")
QUOTES = re.compile(r"[“”\"«»„]")
CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\u0e00-\u0e7f]")
KINDS = ("related", "navigation", "comments", "newsletter", "promotion", "cookie", "legal", "separator")
LONG_WORD = 5  # characters: shorter words say little about what a text is on

OWN = ("words", "chars", "word_length", "stop", "upper_start", "digits", "capitals", "commas", "quotes", "titled",
       "short", "bullet", "ruled", "trails", "year", "sentences", "address", "chrome", "repeats", "in_title", "in_lead",
       "shared", "shared_rare", "colon")  # fmt: skip
NEAR = ("words", "stop", "titled", "short", "chrome", "shared", "bullet", "para")
REACH = (-3, -2, -1, 1, 2, 3)
PLACE = ("index", "word_place", "para_before", "para_after", "since_para", "until_para", "pieces", "para_share",
         "para_window", "short_run", "list_run")  # fmt: skip
TEXT_COLUMNS = (*OWN, "para", *PLACE, *(f"{n}{r:+d}" for r in REACH for n in NEAR))
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


def measure_text(flat: Flat) -> Matrix:
    """The columns that need no markup; shape (pieces, len(TEXT_COLUMNS))."""
    lines = [flat.text[p.start : p.end] for p in flat.pieces]
    own = measure_lines(lines, flat.title)
    para = is_para(own, np.array([p.linked / max(1, p.end - p.start) for p in flat.pieces], np.float32))
    share_words(lines, own, para)
    frame = np.column_stack([own, para, places(own, para)])
    near = frame[:, [TEXT_COLUMNS.index(n) for n in NEAR]]
    return np.column_stack([frame, *(shift(near, r) for r in REACH)]).astype(np.float32)


def measure_lines(lines: list[str], title: str) -> Matrix:
    """The measures of each line by itself."""
    counts = Counter(lines)
    heads = set(WORD.findall(title.lower()))
    leads = heads or {w for line in lines[:3] for w in WORD.findall(line.lower())}
    known: dict[str, list[float]] = {}
    rows = []
    for i, line in enumerate(lines):
        row = known.get(line)
        if row is None:
            row = known[line] = [*measure_line(line), counts[line], 0.0, 0.0, 0.0, 0.0, 0.0]
            words = WORD.findall(line.lower())
            row[-5] = sum(w in heads for w in words) / len(words) if words and heads else 0.0
            row[-1] = float(":" in line[:40])
        lead = WORD.findall(line.lower()) if i < 40 and not heads else []
        rows.append([*row[:-4], sum(w in leads for w in lead) / len(lead) if lead else 0.0, *row[-3:]])
    return np.array(rows, np.float32).reshape(len(lines), len(OWN))


def measure_line(line: str) -> list[float]:
    """The shape of one line: the columns of `OWN` up to "chrome"."""
    words = WORD.findall(line[:4000])
    count = len(words) or 1
    size = len(line)
    letters = sum(map(len, words)) or 1
    number = len(words) if not CJK.search(line[:40]) else len(words) + size // 2
    found = find_chrome(line)
    return [
        log1p(number),
        log1p(size),
        letters / count,
        float(bool(STOP.search(line[-8:]))),
        float(line[:1].isupper()),
        sum(map(str.isdigit, line[:1000])) / min(size, 1000),
        sum(map(str.isupper, line[:1000])) / min(size, 1000),
        line.count(",") / count,
        float(bool(QUOTES.search(line))),
        sum(w[0].isupper() for w in words) / count,
        sum(len(w) <= 3 for w in words) / count,
        float(bool(BULLET.match(line))),
        len(RULED.findall(line)) / count,
        float(line.endswith(("…", "...", "..", "»", "›"))),
        float(bool(YEAR.search(line))),
        log1p(len(SENTENCE.findall(line[:4000]))),
        float(bool(ADDRESS.search(line))),
        1.0 + KINDS.index(found.kind) if found and found.kind in KINDS else 0.0,
    ]


def is_para(own: Matrix, linked: NDArray[np.float32]) -> NDArray[np.float32]:
    """Words of running text in each piece: log words where it ends like a sentence and is no link."""
    sentence = (own[:, OWN.index("stop")] > 0) & (own[:, 0] > np.log1p(7)) | (own[:, 0] > np.log1p(30))
    return np.where(sentence & (linked < 0.5), own[:, 0], 0).astype(np.float32)


def share_words(lines: list[str], own: Matrix, para: NDArray[np.float32]) -> None:
    """Fill in how many of a line's longer words the running text elsewhere uses too: headlines of other stories do "
    "not."""
    tokens = [{w for w in WORD.findall(line.lower()) if len(w) >= LONG_WORD} for line in lines]
    uses = Counter(w for words, p in zip(tokens, para, strict=True) if p for w in words)
    column, rare = OWN.index("shared"), OWN.index("shared_rare")
    for i, words in enumerate(tokens):
        own_use = 1 if para[i] else 0
        hits = [uses[w] - own_use > 0 for w in words]
        own[i, column] = sum(hits) / len(hits) if hits else 0.5
        own[i, rare] = log1p(sum(uses[w] - own_use for w in words)) / (1 + len(words))


def places(own: Matrix, para: NDArray[np.float32]) -> Matrix:
    """Where a piece stands among the others."""
    size = len(para)
    index = np.arange(size, dtype=np.float32)
    words = np.expm1(own[:, 0])
    solid = np.where(para > 0, words, 0)
    before = np.cumsum(solid) - solid
    after = solid.sum() - before - solid
    marks = para > 0
    window = np.convolve(solid, np.ones(11), "same")[:size] if size >= 11 else np.full(size, solid.sum())
    columns = [
        index / max(1, size - 1),
        (np.cumsum(words) - words) / max(1.0, words.sum()),
        np.log1p(before),
        np.log1p(after),
        run_since(marks),
        run_since(marks[::-1])[::-1],
        np.full(size, np.log1p(size)),
        np.full(size, solid.sum() / max(1.0, words.sum())),
        np.log1p(window),
        run_of((own[:, 0] < np.log1p(12)) & ~marks),
        run_of(own[:, OWN.index("stop")] == 0),
    ]
    return np.column_stack(columns).astype(np.float32)


def run_since(marks: NDArray[np.bool_]) -> NDArray[np.float32]:
    """Pieces since the last mark, 30 at most."""
    index = np.arange(len(marks))
    last = np.maximum.accumulate(np.where(marks, index, -30)) if len(marks) else index
    return np.minimum(index - last, 30).astype(np.float32)


def run_of(marks: NDArray[np.bool_]) -> NDArray[np.float32]:
    """The length of the run of marks that a piece belongs to, 30 at most."""
    edges = np.flatnonzero(np.diff(np.concatenate([[False], marks, [False]])))
    out = np.zeros(len(marks), np.float32)
    for start, end in zip(edges[::2], edges[1::2], strict=True):
        out[start:end] = min(end - start, 30)
    return out


def shift(columns: Matrix, reach: int) -> Matrix:
    """The columns of the piece `reach` places further; -1 beyond the ends."""
    out = np.full_like(columns, -1)
    if reach > 0:
        out[:-reach] = columns[reach:]
    else:
        out[-reach:] = columns[:reach]
    return out


# ---- markup --------------------------------------------------------------------------------------------------------


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
    total, solid = max(1.0, float(words.sum())), max(1.0, float(para.sum()))
    steps, branch = climb(flat, solid)
    signs: dict[tuple[str, str, str], list[float]] = {}
    keys = []
    for piece, count, running in zip(flat.pieces, words.tolist(), para.tolist(), strict=True):
        parent = piece.node.parent
        key = (piece.node.name, piece.node.sign, parent.sign if parent else "")
        keys.append(key)
        entry = signs.setdefault(key, [0.0, 0.0, 0.0])
        entry[0] += 1
        entry[1] += count
        entry[2] += running
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
    del total
    return np.array(rows, np.float32).reshape(len(flat.pieces), len(TREE))


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
