"""What can be measured of each piece of a page, as numbers.

Takes a flat page, gives a matrix: a row a piece, a column a measure. Shapes and places; no words of any one language
but the generic chrome rules. What markup adds is in `markup`.
"""

from __future__ import annotations

from collections import Counter

import numpy as np
from numpy.typing import NDArray

from retold.extract.chrome import find_chrome
from retold.extract.flat import Flat
from retold.extract.glyphs import (
    BLANKS,
    BULLET,
    CJK,
    CLOSER,
    COMMA,
    DIGIT,
    QUOTE,
    RULED,
    STOP,
    UPPER,
    Flags,
    Ints,
    read_codes,
    read_words,
)

Matrix = NDArray[np.float32]

KINDS = ("related", "navigation", "comments", "newsletter", "promotion", "cookie", "legal", "separator")
KIND_NUMBERS = {kind: 1.0 + number for number, kind in enumerate(KINDS)}
TRAILS = ("…", "...", "..", "»", "›")
LONG_WORD = 5  # characters: shorter words say little about what a text is on
SHORT_WORD = 3
LEADING = 40  # lines in which words of the first lines are looked for
BLANK = ord(" ")
POINTS = (ord("."), ord(")"))
NINETEEN, TWENTY = (ord(a) * 256 + ord(b) for a, b in ("19", "20"))

OWN = ("words", "chars", "word_length", "stop", "upper_start", "digits", "capitals", "commas", "quotes", "titled",
       "short", "bullet", "ruled", "trails", "year", "sentences", "address", "chrome", "repeats", "in_title", "in_lead",
       "shared", "shared_rare", "colon")  # fmt: skip
NEAR = ("words", "stop", "titled", "short", "chrome", "shared", "bullet", "para")
REACH = (-3, -2, -1, 1, 2, 3)
PLACE = ("index", "word_place", "para_before", "para_after", "since_para", "until_para", "pieces", "para_share",
         "para_window", "short_run", "list_run")  # fmt: skip
TEXT_COLUMNS = (*OWN, "para", *PLACE, *(f"{n}{r:+d}" for r in REACH for n in NEAR))
NEAR_COLUMNS = [TEXT_COLUMNS.index(n) for n in NEAR]


def measure_text(flat: Flat) -> Matrix:
    """The columns that need no markup; shape (pieces, len(TEXT_COLUMNS))."""
    return Lines(flat).measure()


class Lines:
    """The pieces of a page as lines: their characters, their words, and the place of each in the arrays of both."""

    def __init__(self, flat: Flat) -> None:
        self.flat = flat
        self.starts = np.array([p.start for p in flat.pieces], np.int64)
        self.ends = np.array([p.end for p in flat.pieces], np.int64)
        self.text = [flat.text[p.start : p.end] for p in flat.pieces]
        shown = flat.text[: flat.pieces[-1].end]
        self.codes, self.bits = read_codes(shown)
        self.words = read_words(shown, self.bits)
        self.first = np.searchsorted(self.words.starts, self.starts)
        self.last = np.searchsorted(self.words.starts, self.ends)
        self.counts = self.last - self.first
        self.owner = np.repeat(np.arange(len(self.text)), self.counts)  # the line of each word; all words are in lines

    def measure(self) -> Matrix:
        """The columns of the lines by themselves, of their place, and of their neighbours."""
        own = self.measure_lines()
        linked = np.array([p.linked for p in self.flat.pieces]) / np.maximum(1, self.ends - self.starts)
        para = is_para(own, linked.astype(np.float32))
        self.share_words(own, para)
        frame = np.column_stack([own, para, places(own, para)])
        near = frame[:, NEAR_COLUMNS]
        return np.column_stack([frame, *(shift(near, r) for r in REACH)]).astype(np.float32)

    def in_chars(self, flags: Flags) -> Ints:
        """How many characters of each line are flagged."""
        return within(flags, self.starts, self.ends)

    def in_words(self, flags: Flags) -> Ints:
        """How many words of each line are flagged."""
        return within(flags, self.first, self.last)

    def measure_lines(self) -> Matrix:
        """The columns of `OWN`, the two of shared words left at 0."""
        size = self.ends - self.starts
        count = np.maximum(1, self.counts)
        lengths = self.words.ends - self.words.starts
        letters = np.bincount(self.owner, lengths, len(self.text))
        first = self.bits[self.starts]
        capital = (self.bits[self.words.starts] & UPPER) > 0
        wide = np.where(self.in_chars((self.bits & CJK) > 0) * 4 > size, size // 2, 0)
        stops = find_stops(self.bits)
        columns = [
            np.log1p(self.counts + wide),
            np.log1p(size),
            np.maximum(1, letters) / count,
            stops[self.ends - 1],
            (first & UPPER) > 0,
            self.in_chars((self.bits & DIGIT) > 0) / size,
            self.in_chars((self.bits & UPPER) > 0) / size,
            self.in_chars((self.bits & COMMA) > 0) / count,
            self.in_chars((self.bits & QUOTE) > 0) > 0,
            self.in_words(capital) / count,
            self.in_words(lengths <= SHORT_WORD) / count,
            self.find_bullets(first),
            self.in_chars((self.bits & RULED) > 0) / count,
            [line.endswith(TRAILS) for line in self.text],
            self.find_years(),
            np.log1p(self.in_chars(find_sentences(self.bits, stops))),
            [bool("@" in line or "www." in line or "://" in line) for line in self.text],
            [kind_number(line) for line in self.text],
            self.count_repeats(),
            *self.echo_titles(),
            np.zeros(len(size)),
            np.zeros(len(size)),
            [":" in line[:40] for line in self.text],
        ]
        return np.column_stack(columns).astype(np.float32)

    def find_bullets(self, first: NDArray[np.uint16]) -> Flags:
        """Whether each line begins with a bullet, or with a number and a stop."""
        last = len(self.codes) - 1
        second, third, fourth = (np.minimum(self.starts + i, last) for i in (1, 2, 3))
        point, blank = np.isin(self.codes, POINTS), self.codes == BLANK
        digit = (self.bits & DIGIT) > 0
        bullet = ((first & BULLET) > 0) & blank[second]
        one, two = point[second] & blank[third], digit[second] & point[third] & blank[fourth]
        return np.asarray(bullet | (((first & DIGIT) > 0) & (one | two)))

    def find_years(self) -> Flags:
        """Whether each line holds a year or a clock."""
        starts = self.words.starts
        four = np.flatnonzero(self.words.ends - starts == 4)
        head = self.codes[starts[four]] * 256 + self.codes[starts[four] + 1]
        digits = (self.bits[starts[four] + 2] & self.bits[starts[four] + 3] & DIGIT) > 0
        years = np.zeros(len(starts), np.bool_)
        years[four] = ((head == NINETEEN) | (head == TWENTY)) & digits
        digit = (self.bits & DIGIT) > 0
        clock = np.zeros(len(digit), np.bool_)
        if len(digit) > 3:
            clock[:-3] = digit[:-3] & (self.codes[1:-2] == ord(":")) & digit[2:-1] & digit[3:]
        return np.asarray((self.in_words(years) + self.in_chars(clock)) > 0)

    def count_repeats(self) -> list[int]:
        """How often each line stands on the page."""
        counts = Counter(self.text)
        return [counts[line] for line in self.text]

    def echo_titles(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """The share of each line's words that stand in the title, and for a page without one in its first lines."""
        count = np.maximum(1, self.counts)
        heads = self.words.numbers_of(self.flat.title)
        leads = heads or set(self.words.ids[: self.last[min(2, len(self.text) - 1)]].tolist())
        flags = np.zeros(len(self.words.known) + 1, np.bool_)
        flags[list(leads)] = True
        share = self.in_words(flags[self.words.ids]) / count
        nothing = np.zeros(len(count))
        return (share, nothing) if heads else (nothing, np.where(np.arange(len(count)) < LEADING, share, 0))

    def share_words(self, own: Matrix, para: NDArray[np.float32]) -> None:
        """Fill in how many of a line's longer words the running text elsewhere uses: headlines of other stories use
        none."""
        size = len(self.words.known) + 1
        long = self.words.ends - self.words.starts >= LONG_WORD
        pairs = np.unique(self.owner[long] * size + self.words.ids[long])
        owner, word = pairs // size, pairs % size
        solid = para > 0
        uses = np.bincount(word[solid[owner]], minlength=size)
        others = uses[word] - solid[owner]
        number = np.bincount(owner, minlength=len(para))
        hits = np.bincount(owner, others > 0, len(para))
        own[:, OWN.index("shared")] = np.where(number > 0, hits / np.maximum(1, number), 0.5)
        own[:, OWN.index("shared_rare")] = np.log1p(np.bincount(owner, others, len(para))) / (1 + number)


def within(flags: Flags, starts: Ints, ends: Ints) -> Ints:
    """How many flags stand in each stretch."""
    sums = np.concatenate([[0], np.cumsum(flags, dtype=np.int32)])
    return np.asarray(sums[ends] - sums[starts])


def find_stops(bits: NDArray[np.uint16]) -> Flags:
    """Whether each character closes a sentence: a stop, or up to three closing marks behind one."""
    stops = (bits & STOP) > 0
    closers = (bits & CLOSER) > 0
    for _ in range(3):
        stops[1:] |= stops[:-1] & closers[1:]
    return stops


def find_sentences(bits: NDArray[np.uint16], stops: Flags) -> Flags:
    """The characters with which sentences end: a stop and its closing marks before a blank or the end."""
    blank = np.ones(len(bits), np.bool_)
    blank[:-1] = (bits[1:] & BLANKS) > 0
    return stops & blank


def kind_number(line: str) -> float:
    """The kind of chrome that a line is by its own words, as a number; 0 for none."""
    found = find_chrome(line)
    return KIND_NUMBERS.get(found.kind, 0.0) if found else 0.0


def is_para(own: Matrix, linked: NDArray[np.float32]) -> NDArray[np.float32]:
    """Words of running text in each piece: log words where it ends like a sentence and is no link."""
    sentence = (own[:, OWN.index("stop")] > 0) & (own[:, 0] > np.log1p(7)) | (own[:, 0] > np.log1p(30))
    return np.where(sentence & (linked < 0.5), own[:, 0], 0).astype(np.float32)


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
