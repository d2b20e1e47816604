"""What can be measured of each piece of a page, as numbers.

Takes a flat page, gives a matrix: a row a piece, a column a measure. Shapes and places; no words of any one language
but the generic chrome rules. What markup adds is in `markup`.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from math import log1p

import numpy as np
from numpy.typing import NDArray

from retold.extract.chrome import find_chrome
from retold.extract.flatten import Flat

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
DIGIT, UPPER = re.compile(r"[0-9]"), re.compile(r"[A-Z]")
LONG_WORD = 5  # characters: shorter words say little about what a text is on

OWN = ("words", "chars", "word_length", "stop", "upper_start", "digits", "capitals", "commas", "quotes", "titled",
       "short", "bullet", "ruled", "trails", "year", "sentences", "address", "chrome", "repeats", "in_title", "in_lead",
       "shared", "shared_rare", "colon")  # fmt: skip
NEAR = ("words", "stop", "titled", "short", "chrome", "shared", "bullet", "para")
REACH = (-3, -2, -1, 1, 2, 3)
PLACE = ("index", "word_place", "para_before", "para_after", "since_para", "until_para", "pieces", "para_share",
         "para_window", "short_run", "list_run")  # fmt: skip
TEXT_COLUMNS = (*OWN, "para", *PLACE, *(f"{n}{r:+d}" for r in REACH for n in NEAR))


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
        count_kind(line[:1000], DIGIT, str.isdigit) / min(size, 1000),
        count_kind(line[:1000], UPPER, str.isupper) / min(size, 1000),
        line.count(",") / count,
        float(bool(QUOTES.search(line))),
        sum([w[0].isupper() for w in words]) / count,
        sum([len(w) <= 3 for w in words]) / count,
        float(bool(BULLET.match(line))),
        len(RULED.findall(line)) / count,
        float(line.endswith(("…", "...", "..", "»", "›"))),
        float(bool(YEAR.search(line))),
        log1p(len(SENTENCE.findall(line[:4000]))),
        float(bool(ADDRESS.search(line))),
        1.0 + KINDS.index(found.kind) if found and found.kind in KINDS else 0.0,
    ]


def count_kind(line: str, plain: re.Pattern[str], kind: Callable[[str], bool]) -> int:
    """How many characters of a kind a line has; `plain` finds those of ASCII, faster."""
    return len(plain.findall(line)) if line.isascii() else sum(map(kind, line))


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
