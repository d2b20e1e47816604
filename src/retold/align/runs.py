"""Two texts side by side: what stayed, changed, was lost, added or moved, in code points of both.

Takes two texts, gives an Alignment whose runs cover both end to end. Words are compared folded; blanks never make a
difference, other characters between words do. It judges nothing: kinds of change are `changes.py`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import zip_longest

from rapidfuzz.distance import Indel

from retold.align.tiles import Seeds, Tile, find_seeds, find_tiles, pick_chain
from retold.records import Alignment, Run, RunKind, Span
from retold.text.tokens import WORD, fold_word, hash_word

LARGEST_GAP = 40_000_000  # words x words; a gap beyond it is one change (the bit matrix would take 5 MB and more)
SURE_BLOCK = 3  # equal words that count wherever they stand
KEPT_TEXTS, LONG_TEXT = 128, 100_000  # texts whose words are kept, at most so many characters each: some 30 MB
SHORT_GAP = 12  # characters on both sides: most gaps are a blank against a comma, and come again and again
LONE_REACH = 3  # a shorter block counts when the changes around it are at most this many times longer

Part = tuple[RunKind, tuple[int, int], tuple[int, int]]  # places in both of two short texts

FOLDED_MARKS = str.maketrans(
    {**dict.fromkeys("“”„«»", '"'), **dict.fromkeys("’‘`´", "'"), **dict.fromkeys("–—‒−", "-")}
)


@dataclass(frozen=True)
class Words:
    """A text cut into units: a word with the characters that follow it. Unit k is text[starts[k]:starts[k + 1]]."""

    text: str
    ids: list[int]  # hashes of the folded words
    starts: list[int]  # one longer than ids; the last is the length of the text
    ends: list[int]  # where the word of each unit ends

    @cached_property
    def seeds(self) -> Seeds:
        """Where each run of some words stands."""
        return find_seeds(self.ids)


@dataclass(frozen=True, slots=True)
class Step:
    """Units l1:l2 of the left against r1:r2 of the right."""

    kind: RunKind
    l1: int
    l2: int
    r1: int
    r2: int


def align_texts(left_text: str, right_text: str, *, left: str = "", right: str = "") -> Alignment:
    """The runs of two texts; `left` and `right` are their ids.

    >>> a, b = "The old ferry sank, he said.", "The ferry sank he said today."
    >>> [(r.kind, r.left.of(a), r.right.of(b)) for r in align_texts(a, b).runs]
    [('same', 'The ', 'The '), ('lost', 'old', ''), ('same', ' ferry sank', 'ferry sank'), ('lost', ',', ''), \
('same', ' he said', ' he said '), ('added', '', 'today'), ('same', '.', '.')]
    """
    a, b = cut_words(left_text), cut_words(right_text)
    return Alignment(left, right, tuple(merge_runs(lay_out(find_steps(a, b), a, b))))


def cut_words(text: str) -> Words:
    """The units of a text; those of the last texts are kept, as a family compares each text with many."""
    return cut_again(text) if len(text) > LONG_TEXT else cut_once(text)


def cut_again(text: str) -> Words:
    """The units of a text."""
    words = list(WORD.finditer(text))
    starts = [m.start() for m in words]
    return Words(text, [word_id(m.group()) for m in words], [*starts, len(text)], [m.end() for m in words])


cut_once = lru_cache(maxsize=KEPT_TEXTS)(cut_again)


@lru_cache(maxsize=1 << 17)
def word_id(word: str) -> int:
    """A number for a word, equal for words that are equal when folded."""
    return hash_word(fold_word(word))


# ---- units ---------------------------------------------------------------------------------------------------------


def find_steps(a: Words, b: Words) -> list[Step]:
    """Same, changed and moved stretches of units, in the order of the right side."""
    left, right = a.ids, b.ids
    if left == right:
        return [Step("same", 0, len(left), 0, len(right))] if left else []
    tiles = find_tiles(left, right, a.seeds)
    chain = pick_chain(tiles)
    in_chain = set(chain)
    moved = [t for t in tiles if t not in in_chain]
    steps: list[Step] = []
    i = j = 0
    for tile in [*chain, Tile(len(left), len(right), 0)]:
        steps += fill_gap(left, right, Step("changed", i, tile.left, j, tile.right), moved)
        i, j = tile.left + tile.size, tile.right + tile.size
        if tile.size:
            steps.append(Step("same", tile.left, i, tile.right, j))
    return steps


def fill_gap(left: Sequence[int], right: Sequence[int], gap: Step, moved: list[Tile]) -> list[Step]:
    """The steps between two tiles: around moved stretches, pieces of both sides are compared in order."""
    going = sorted((t.left, t.left + t.size) for t in moved if gap.l1 <= t.left < gap.l2)
    coming = [t for t in moved if gap.r1 <= t.right < gap.r2]
    lefts = pieces_between(gap.l1, gap.l2, going)
    rights = pieces_between(gap.r1, gap.r2, [(t.right, t.right + t.size) for t in coming])
    last = max(len(lefts), len(rights))
    lefts += [(gap.l2, gap.l2)] * (last - len(lefts))
    rights += [(gap.r2, gap.r2)] * (last - len(rights))
    out: list[Step] = []
    for k, ((l1, l2), (r1, r2)) in enumerate(zip(lefts, rights, strict=True)):
        out += compare_piece(left, right, Step("changed", l1, l2, r1, r2))
        if k < len(coming):
            tile = coming[k]
            out.append(Step("moved", tile.left, tile.left + tile.size, tile.right, tile.right + tile.size))
    return out


def pieces_between(start: int, end: int, taken: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """What is left of start..end around the taken stretches, empty pieces included: one more than `taken`."""
    edges = [start, *(edge for pair in taken for edge in pair), end]
    return list(zip(edges[::2], edges[1::2], strict=True))


def compare_piece(left: Sequence[int], right: Sequence[int], piece: Step) -> list[Step]:
    """The longest common subsequence of a piece, without equal words that stand alone among changes."""
    wide, high = piece.l2 - piece.l1, piece.r2 - piece.r1
    if not wide or not high or wide * high > LARGEST_GAP:
        return [piece] if wide or high else []
    codes = Indel.opcodes(left[piece.l1 : piece.l2], right[piece.r1 : piece.r2])
    blocks = [Tile(c.src_start, c.dest_start, c.src_end - c.src_start) for c in codes if c.tag == "equal"]
    out: list[Step] = []
    i, j = piece.l1, piece.r1
    for block in [*sure_blocks(blocks, wide, high), Tile(wide, high, 0)]:
        start, at = piece.l1 + block.left, piece.r1 + block.right
        if i < start or j < at:
            out.append(Step("changed", i, start, j, at))
        i, j = start + block.size, at + block.size
        if block.size:
            out.append(Step("same", start, i, at, j))
    return out


def sure_blocks(blocks: list[Tile], wide: int, high: int) -> list[Tile]:
    """Equal blocks that are long, or close to the one before or after: a lone "the" is no agreement."""
    kept: list[Tile] = []
    for k, block in enumerate(blocks):
        before = blocks[k - 1] if k else Tile(0, 0, 0)
        after = blocks[k + 1] if k + 1 < len(blocks) else Tile(wide, high, 0)
        room = min(distance(before, block), distance(block, after))
        if block.size >= SURE_BLOCK or room <= LONE_REACH * block.size:
            kept.append(block)
    return kept


def distance(first: Tile, then: Tile) -> int:
    """Words between two blocks, on the side that has more of them."""
    return max(then.left - first.left - first.size, then.right - first.right - first.size)


# ---- characters ----------------------------------------------------------------------------------------------------


def lay_out(steps: Sequence[Step], a: Words, b: Words) -> Iterator[Run]:
    """The runs of all steps. What stands between two words belongs to the step of the first, or to the change after."""
    yield from differing(Span(0, a.starts[0]), Span(0, b.starts[0]), a.text, b.text)
    open_left = open_right = -1  # where the equal words before a change end
    for step, then in zip_longest(steps, steps[1:]):
        to_left, to_right = a.starts[step.l2], b.starts[step.r2]
        if step.kind == "changed":
            from_left = a.starts[step.l1] if open_left < 0 else open_left
            from_right = b.starts[step.r1] if open_right < 0 else open_right
            yield from differing(Span(from_left, to_left), Span(from_right, to_right), a.text, b.text)
            open_left = open_right = -1
            continue
        if step.kind == "same" and then and (then.kind, then.l1, then.r1) == ("changed", step.l2, step.r2):
            to_left, to_right = open_left, open_right = a.ends[step.l2 - 1], b.ends[step.r2 - 1]
        yield from equal_runs(step, a, b, to_left, to_right)


def equal_runs(step: Step, a: Words, b: Words, to_left: int, to_right: int) -> Iterator[Run]:
    """The runs of equal words up to these characters; other characters may differ between the words."""
    start_left, start_right = a.starts[step.l1], b.starts[step.r1]
    if a.text[start_left:to_left] == b.text[start_right:to_right]:
        yield Run(step.kind, Span(start_left, to_left), Span(start_right, to_right))
        return
    for k in range(step.l2 - step.l1):
        end_left, end_right = a.ends[step.l1 + k], b.ends[step.r1 + k]
        next_left, next_right = min(a.starts[step.l1 + k + 1], to_left), min(b.starts[step.r1 + k + 1], to_right)
        between, across = a.text[end_left:next_left], b.text[end_right:next_right]
        if between == across or marks(between) == marks(across):
            continue
        yield Run(step.kind, Span(start_left, end_left), Span(start_right, end_right))
        yield from differing(Span(end_left, next_left), Span(end_right, next_right), a.text, b.text)
        start_left, start_right = next_left, next_right
    yield Run(step.kind, Span(start_left, to_left), Span(start_right, to_right))


def marks(between: str) -> str:
    """The characters between two words that count, in comparable form."""
    return "".join(between.translate(FOLDED_MARKS).split())


def differing(left: Span, right: Span, a: str, b: str) -> Iterator[Run]:
    """What differs here, with the equal characters at both ends set off when they are no parts of words."""
    x, y = left.of(a), right.of(b)
    part = part_once if len(x) + len(y) <= SHORT_GAP else part_again
    for kind, (l1, l2), (r1, r2) in part(x, y):
        yield Run(kind, Span(left.start + l1, left.start + l2), Span(right.start + r1, right.start + r2))


def part_again(x: str, y: str) -> tuple[Part, ...]:
    """Equal head, what differs, equal tail, as far as there are any.

    >>> part_again(", ", " ")
    (('lost', (0, 1), (0, 0)), ('same', (1, 2), (0, 1)))
    """
    head = common_head(x, y)
    tail = common_head(x[head:][::-1], y[head:][::-1])
    if not head + tail or any(c.isalnum() for c in x[head : len(x) - tail] + y[head : len(y) - tail]):
        head = sum(1 for _ in common_marks(x, y))
        tail = sum(1 for _ in common_marks(x[head:][::-1], y[head:][::-1]))
    return tuple(p for p in set_off(x, y, head, tail) if p[1][0] < p[1][1] or p[2][0] < p[2][1])


part_once = lru_cache(maxsize=1 << 14)(part_again)


def common_head(x: str, y: str) -> int:
    """How many characters are equal from the start."""
    size = 0
    for c, d in zip(x, y, strict=False):
        if c != d:
            break
        size += 1
    return size


def common_marks(x: str, y: str) -> Iterator[str]:
    """Equal characters from the start that belong to no word."""
    for c, d in zip(x, y, strict=False):
        if c != d or c.isalnum():
            return
        yield c


def set_off(x: str, y: str, head: int, tail: int) -> Iterator[Part]:
    """Equal head, what differs, equal tail; blanks around what differs belong to the equal parts."""
    inner, across = x[head : len(x) - tail], y[head : len(y) - tail]
    (l1, l2), (r1, r2) = trimmed(head, inner), trimmed(head, across)
    kind: RunKind = "changed" if inner.strip() and across.strip() else "lost" if inner.strip() else "added"
    yield "same", (0, l1), (0, r1)
    yield "same" if marks(inner) == marks(across) else kind, (l1, l2), (r1, r2)
    yield "same", (l2, len(x)), (r2, len(y))


def trimmed(start: int, words: str) -> tuple[int, int]:
    """The place of these words without the blanks around them."""
    lead = len(words) - len(words.lstrip())
    return start + lead, start + lead + len(words.strip())


def merge_runs(runs: Iterator[Run]) -> Iterator[Run]:
    """Neighbouring runs of one kind as one; empty ones left out."""
    last: Run | None = None
    for run in runs:
        if run.left.start == run.left.end and run.right.start == run.right.end:
            continue
        if last and last.kind == run.kind and last.left.end == run.left.start and last.right.end == run.right.start:
            last = Run(last.kind, Span(last.left.start, run.left.end), Span(last.right.start, run.right.end))
            continue
        if last:
            yield last
        last = run
    if last:
        yield last
