"""Several witnesses in one table: every word of each in the column of the words that stand for it in the others.

Takes rows with their texts, gives a Collation of single words (`readings.py` joins them). Witnesses enter the table one
after another, the likest first, and each is then laid against all others once more. Folded words are compared; the
texts are only pointed at. The columns do not depend on the order of the rows.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from itertools import zip_longest

import numpy as np
from rapidfuzz.distance import Indel

from retold.align.gaps import Readings, pair_up
from retold.align.runs import Words, cut_words, word_id
from retold.align.tiles import Tile, find_tiles, pick_chain
from retold.records import CollatedWitness, Collation, Column, Span
from retold.text.tokens import fold_word

BROKEN = 4  # changed words inside of a stretch that stands elsewhere
MANY = 60  # witnesses up to which all are compared with all to find the order in which they enter

Cells = dict[int, int]  # row -> number of its word


def collate_texts(witnesses: Sequence[CollatedWitness]) -> Collation:
    """The table of these witnesses, its rows in their order.

    >>> rows = [CollatedWitness(s, s, t) for s, t in (("A", "The old mill."), ("B", "The mill!"), ("C", "An old mill"))]
    >>> [[" ".join(cell) or "-" for cell in c.words] for c in collate_texts(rows).columns]
    [['the', 'the', 'an'], ['old', '-', 'old'], ['mill', 'mill', 'mill']]
    """
    texts = sorted({w.text for w in witnesses})
    table = Table([cut_witness(t) for t in texts])
    for row in order_of_entry(table.words):
        table.place(row)
    for row in range(len(texts)):
        table.take_out(row)
        table.place(row)
    number = {text: k for k, text in enumerate(texts)}
    return table.read([number[w.text] for w in witnesses], witnesses)


def cut_witness(text: str) -> Words:
    """The words of a witness, each with what stands up to the next; a text without words is one."""
    words = cut_words(text)
    if words.ids:
        return words
    return Words(text, [word_id(text)], [0, len(text)], [len(text)]) if text else Words(text, [], [0], [])


def order_of_entry(words: Sequence[Words]) -> list[int]:
    """The row most like all others first, then always the one most like any row that is in."""
    if len(words) > MANY:
        first = max(range(len(words)), key=lambda k: (len(words[k].ids), -k))
        near = [likeness(words[first], w) for w in words]
        return sorted(range(len(words)), key=lambda k: (k != first, -near[k], k))
    like = np.array([[likeness(a, b) for b in words] for a in words]).reshape(len(words), len(words))
    order: list[int] = []
    best = like.sum(axis=1) if len(words) else np.zeros(0)
    for _ in words:
        best[order] = -1.0
        row = int(best.argmax())
        best = like[row].copy() if not order else np.maximum(best, like[row])
        order.append(row)
    return order


def likeness(a: Words, b: Words) -> float:
    """The share of their words that two witnesses have in common and in one order."""
    return float(Indel.normalized_similarity(a.ids, b.ids))


class Table:
    """Columns in order; each knows which word of which row stands in it."""

    def __init__(self, words: Sequence[Words]) -> None:
        self.words = words
        self.columns: list[Cells] = []
        self.moved: set[tuple[int, int]] = set()  # (row, word)
        self.spelling = {i: fold_word(w) for x in words for i, w in zip(x.ids, words_of(x), strict=True)}

    def place(self, row: int) -> None:
        """Put the words of a row into the columns, and into new ones where nothing stands for them."""
        found, moved = self.align(row)
        out: list[Cells] = []
        at = 0
        for word in range(len(self.words[row].ids)):
            column = found.get(word)
            if word in moved:
                self.columns[moved[word]][row] = word
                self.moved.add((row, word))
            elif column is None:
                out.append({row: word})
            else:
                self.columns[column][row] = word
                out += self.columns[at : column + 1]
                at = column + 1
        self.columns = [*out, *self.columns[at:]]

    def take_out(self, row: int) -> None:
        """Take the words of a row out of all columns."""
        for column in self.columns:
            column.pop(row, None)
        self.columns = [c for c in self.columns if c]
        self.moved = {m for m in self.moved if m[0] != row}

    def align(self, row: int) -> tuple[Mapping[int, int], Mapping[int, int]]:
        """The columns of the words of a row: of those in order, and of those in stretches that stand elsewhere."""
        ids = self.words[row].ids
        readings = [self.readings_of(c) for c in self.columns]
        tiles = find_tiles([max(r, key=lambda i: (r[i], i)) for r in readings], ids)
        chain = pick_chain(tiles)
        found = self.align_in_order(ids, readings, chain, {})
        in_order = set(chain)
        elsewhere = [t for t in tiles if t not in in_order and not stays(t, found, ids, readings)]
        moved = self.follow(ids, readings, elsewhere)
        return (self.align_in_order(ids, readings, chain, moved), moved) if moved else (found, moved)

    def align_in_order(
        self, ids: Sequence[int], readings: Sequence[Readings], chain: Sequence[Tile], moved: Mapping[int, int]
    ) -> dict[int, int]:
        """The columns of the words in order: those of the chain, and what fits between; moved ones stand aside."""
        taken = set(moved.values())
        found: dict[int, int] = {}
        at_word = at_column = 0
        for tile in (*chain, Tile(len(readings), len(ids), 0)):
            words = [w for w in range(at_word, tile.right) if w not in moved]
            columns = [c for c in range(at_column, tile.left) if c not in taken]
            pairs = pair_up([ids[w] for w in words], [readings[c] for c in columns], self.spelling)
            found.update((words[w], columns[c]) for w, c in pairs)
            found.update((tile.right + k, tile.left + k) for k in range(tile.size))
            at_word, at_column = tile.right + tile.size, tile.left + tile.size
        return found

    def follow(self, ids: Sequence[int], readings: Sequence[Readings], tiles: Sequence[Tile]) -> dict[int, int]:
        """The words of stretches that stand elsewhere and their columns, with what changed inside of a stretch."""
        moved: dict[int, int] = {}
        for tile, after in zip_longest(tiles, tiles[1:]):
            moved.update((tile.right + k, tile.left + k) for k in range(tile.size))
            if after is not None:
                words = range(tile.right + tile.size, after.right)
                columns = range(tile.left + tile.size, after.left)
                if len(words) <= BROKEN and len(columns) <= BROKEN:
                    pairs = pair_up([ids[w] for w in words], [readings[c] for c in columns], self.spelling)
                    moved.update((words[w], columns[c]) for w, c in pairs)
        return moved

    def readings_of(self, column: Cells) -> dict[int, int]:
        """The words of a column, and how many rows have each."""
        counts: dict[int, int] = defaultdict(int)
        for row, word in column.items():
            counts[self.words[row].ids[word]] += 1
        return counts

    def read(self, rows: Sequence[int], witnesses: Sequence[CollatedWitness]) -> Collation:
        """The table as a record, with these of its rows."""
        ends = [0] * len(self.words)
        folded = [words_of(w) for w in self.words]
        columns = []
        for cells in self.columns:
            places = [Span(end, end) for end in ends]
            for row, word in cells.items():
                starts = self.words[row].starts
                places[row] = Span(starts[word] if word else 0, starts[word + 1])
                if (row, word) not in self.moved:
                    ends[row] = starts[word + 1]
            columns.append(
                Column(
                    tuple((fold_word(folded[r][cells[r]]),) if r in cells else () for r in rows),
                    tuple(places[r] for r in rows),
                    tuple(k for k, r in enumerate(rows) if (r, cells.get(r, -1)) in self.moved),
                )
            )
        return Collation(tuple(witnesses), tuple(columns))


def stays(tile: Tile, found: Mapping[int, int], ids: Sequence[int], readings: Sequence[Readings]) -> bool:
    """Whether half of the words of a stretch, or of its columns, have equal partners where they stand."""
    right = range(tile.right, tile.right + tile.size)
    left = range(tile.left, tile.left + tile.size)
    equal = {w: c for w, c in found.items() if ids[w] in readings[c]}
    kept = sum(w in equal for w in right), len(set(left) & set(equal.values()))
    return 2 * max(kept) > tile.size


def words_of(words: Words) -> list[str]:
    """The words of a witness without what stands between them."""
    return [words.text[a:b] for a, b in zip(words.starts, words.ends, strict=False)]
