"""Which pieces of a flat page are the article, and what the others are.

Takes a flat page, gives a choice for every piece with its kind and reason. Trained trees judge a piece by its shape,
its place and its markup (`features`, `markup`); rules about the words of a line (`chrome`) decide where they are surer
than the trees, and name what is set aside.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from retold.extract.chrome import Rule, find_chrome, first_letters, rule
from retold.extract.days import parse_date
from retold.extract.flat import Flat, Piece
from retold.extract.glyphs import CJK_LETTER
from retold.extract.header import is_sign_off, read_byline
from retold.extract.markup import measure
from retold.extract.metadata import Facts
from retold.extract.tags import AREA_BIT, HEADINGS, PART_BIT
from retold.extract.trees import load_trees

CUT = {
    "html": 0.4,
    "text": 0.4,
}  # chosen out of fold on the 778 pages of the extraction set: F1 is flat from .35 to .45
CERTAIN, UNSURE = 0.9, 0.6  # scores from which a piece with markup marks the article, and up to which another strays
FEWEST_CERTAIN = 3  # pieces that must be certain
MOST_TEXT = 1_000_000  # characters of a page that are judged
MOST_PIECES = 20_000  # blocks of a page that are judged; the longest page of the extraction set has 5,000
CLEAN = 0.8  # share of a flattened page that must be article for its doubtful lines to be kept: on a held-out half of
CLEAN_CUT = 0.05  # the injected pages this keeps 40 of 101 lost paragraphs and costs .001 of F1 on the flat ones
PURE = 0.93  # the same for doubtful lines anywhere
PURE_CUT = 0.15
SURE = frozenset(
    ("related", "comments", "newsletter", "cookie", "separator", "navigation", "legal", "promotion", "caption")
)
TAIL = frozenset(("related", "comments", "newsletter", "promotion", "legal"))
OF_ARTICLE = frozenset(("caption", "promotion"))
# A flattened page on which no line is furniture by its words is all article from this share on, when it begins near the
# top: no real page of the extraction set (778) is so bare, 42 of a held-out half of the injected ones are.
BARE, BARE_FIRST = 0.5, 8
LONGEST_ITEM = 120  # characters of an item of a list
# The first letters of lines that can be a sign-off or a byline: only these are compared with all forms.
SIGN_OFF_FIRSTS = frozenset("add rep wri edi com tra pro fin rea see fol thi".split())
BYLINE_FIRSTS = frozenset("wri rep sto wor pos art tex aut von par por di doo av af".split())
INSIDE = frozenset(("a lead-in to another story", "a step to another page", "an advertisement"))
DOUBTFUL = 0.7  # score below which a line without a stop goes with the list of teasers that it stands above
SOLID = 15  # words of a sentence that cannot stand in a list of teasers below the text
LONGEST_LINK = 200  # characters of a line that is a link to another story by its first words
PLAIN_LINK = re.compile(
    r"(?:(?:also|related)?\s*(?:read|see|watch)\s*(?:also|more|next)|(?:also|must) (?:read|see|watch)"
    r"|related (?:stor(?:y|ies)|articles?|news|posts?|coverage))\s*[:|»>]\s*\S",
    re.IGNORECASE,
)
HALF_DAY = re.compile(r"\b([ap])\.m\.", re.IGNORECASE)
LONGEST_DATE_LINE = 160  # characters of it
DATE_LINE_WORDS = 14  # words, the date's own among them, that a line holding nothing but a date may have
STOP = re.compile(r"[.?!…。！？][\"'”’»)\]]*$")
PART_KINDS = (
    ("hidden", "hidden"), ("cookie", "cookie"), ("comment", "comments"), ("letter", "newsletter"), ("ad", "promotion"),
    ("caption", "caption"), ("byline", "byline"), ("date", "page-date"), ("share", "navigation"), ("related",
    "related"),
    ("nav", "navigation"), ("footer", "navigation"), ("side", "related"), ("header", "navigation"), ("meta",
    "navigation"),
)  # fmt: skip
AREA_KINDS = (("figcaption", "caption"), ("figure", "caption"), ("nav", "navigation"), ("footer", "navigation"),
              ("form", "form"), ("button", "navigation"), ("aside", "related"), ("header", "navigation"))  # fmt: skip
RECURS = rule("navigation", "stands on pages of this outlet that tell other stories")


class Choice(NamedTuple):
    """Whether a piece is kept, its kind, and the rule that decided."""

    kept: bool
    kind: str
    why: str


def choose(flat: Flat, facts: Facts, recurring: frozenset[str] = frozenset()) -> list[Choice]:
    """A choice for every piece, in order; `recurring` lines stand on pages of the outlet that tell other stories."""
    if not flat.pieces:
        return []
    judged = count_judged(flat)
    if judged < len(flat.pieces):
        beyond = Choice(False, "aside", "stands beyond what is judged of a page")
        head = replace(flat, pieces=flat.pieces[:judged])
        return choose(head, facts, recurring) + [beyond] * (len(flat.pieces) - judged)
    score = judge(flat, facts)
    mode = flat.nodes[0].name
    lines = [flat.text[p.start : p.end] for p in flat.pieces]
    rules = [find_chrome(line) or (RECURS if line in recurring else None) for line in lines]
    again = np.array([line in recurring for line in lines])
    sure = np.array([is_sure(line, rule, mode) for line, rule in zip(lines, rules, strict=True)])
    keep = (score >= CUT[mode]) & ~sure
    if not (keep & ~again).any():
        own = [rule is None for rule in rules]
        keep = longest_run(lines, own) if recurring else best_of_doubtful(flat.pieces, lines, score, sure)
    if mode == "text":
        keep = keep_flattened(lines, rules, score, keep, sure) & ~again
    else:
        keep &= ~stray(flat.pieces, score)
    kept = np.flatnonzero(keep)
    first, last = (int(kept[0]), int(kept[-1])) if len(kept) else (len(keep), -1)
    places = ["before" if i < first else "after" if i > last else "inside" for i in range(len(keep))]
    return [
        Choice(True, kind_kept(line, piece), f"reads like the article (score {s:.2f})")
        if k
        else decide(line, piece, rule, place, f"score {s:.2f}")
        for line, piece, rule, place, s, k in zip(lines, flat.pieces, rules, places, score.tolist(), keep, strict=True)
    ]


def stray(pieces: list[Piece], score: NDArray[np.float32]) -> NDArray[np.bool_]:
    """The doubtful pieces outside the smallest element that holds all that is surely the article."""
    sure = [pieces[i].node for i in np.flatnonzero(score >= CERTAIN)]
    if len(sure) < FEWEST_CERTAIN:
        return np.zeros(len(pieces), np.bool_)
    first, last = min(n.index for n in sure), max(n.index for n in sure)
    node = sure[0]
    while node.parent is not None and not (node.index <= first and last < node.end):
        node = node.parent
    outside = np.array([not node.index <= p.node.index < node.end for p in pieces])
    return np.asarray(outside & (score < UNSURE), np.bool_)


def keep_flattened(
    lines: list[str],
    rules: list[Rule | None],
    score: NDArray[np.float32],
    keep: NDArray[np.bool_],
    sure: NDArray[np.bool_],
) -> NDArray[np.bool_]:
    """What is kept of a flattened page: of one that is nearly all article more than the scores say, of the furniture
    below the text nothing."""
    kept = np.flatnonzero(keep)
    first, last = (kept[0], kept[-1]) if len(kept) else (len(keep), -1)
    share = share_kept(lines, keep, sure)
    if share >= BARE and first <= BARE_FIRST and is_bare(lines):
        return np.array([rule is None or rule.kind in OF_ARTICLE for rule in rules])
    number = np.arange(len(keep))
    inside = (number >= first) & (number <= last)
    keep = keep | (inside & ~sure & (score >= CLEAN_CUT) & (share >= CLEAN))
    keep |= ~sure & (score >= PURE_CUT) & (share >= PURE)
    keep |= ~sure & like_kept(lines, keep)
    keep[find_tail(lines, rules, score) :] = False
    return keep


def count_judged(flat: Flat) -> int:
    """How many pieces of a page are judged, one at least."""
    inside = bisect_right(flat.pieces, MOST_TEXT, hi=min(len(flat.pieces), MOST_PIECES), key=lambda piece: piece.end)
    return max(1, inside)


def is_sure(line: str, rule: Rule | None, mode: str) -> bool:
    """Whether the words of a line alone set it aside; beside markup only the plainest do."""
    if rule is None:
        return False
    if mode == "text":
        return rule.kind in SURE and rule is not RECURS
    return rule.kind == "cookie" or bool(len(line) <= LONGEST_LINK and PLAIN_LINK.match(line))


def is_bare(lines: list[str]) -> bool:
    """Whether no line of a page is furniture by its words: somebody has given the article alone."""
    return not any(is_furniture(find_chrome(line)) for line in lines)


def is_furniture(rule: Rule | None) -> bool:
    """Whether a line is of a kind that only stands around an article, never put between its paragraphs."""
    return (
        rule is not None and rule.kind not in (*OF_ARTICLE, "separator") and rule.name != "a lead-in to another story"
    )


def like_kept(lines: list[str], keep: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The lines of a list of which a third is kept: between the words of all stand the same signs."""
    shapes = [shape_of(line) for line in lines]
    total, kept = Counter(shapes), Counter(s for s, k in zip(shapes, keep.tolist(), strict=True) if k)
    return np.array([bool(s) and kept[s] >= 3 and kept[s] * 3 >= total[s] for s in shapes], np.bool_)


def shape_of(line: str) -> str:
    """The signs between the words of a short line, "" when there are none but bullets and stops.

    >>> shape_of("June 9 -- Vell Arena, Port Ella"), shape_of("- Vell Arena opens")
    ('--,', '')
    """
    return "" if len(line) > LONGEST_ITEM else re.sub(r"[\w\s'’.]+", "", line.lstrip("-•*·–—► ").rstrip(".!?…"))


def find_tail(lines: list[str], rules: list[Rule | None], score: NDArray[np.float32]) -> int:
    """Where the furniture below the text of a flattened page begins: at the first title of a list or first form after
    the last line of running text, with the doubtful lines just above that end without a stop; else the end.
    """
    solid = [i for i, s in enumerate(lines) if rules[i] is None and is_sentence(s) and len(s.split()) >= SOLID]
    below = solid[-1] + 1 if solid else len(lines)
    marks = [i for i in range(below, len(lines)) if (r := rules[i]) and r.kind in TAIL and r.name not in INSIDE]
    start = marks[0] if marks else len(lines)
    while marks and start > below and not is_sentence(lines[start - 1]) and score[start - 1] < DOUBTFUL:
        start -= 1
    return start


def best_of_doubtful(
    pieces: list[Piece], lines: list[str], score: NDArray[np.float32], sure: NDArray[np.bool_]
) -> NDArray[np.bool_]:
    """What is kept of a page on which nothing is likely, a very short article: the likelier half of its running text,
    else its sentences, else the only block of words it has."""
    open_ = np.array([2 * p.linked < p.end - p.start for p in pieces]) & ~sure
    for fits in (is_sentence, ends_sentence):
        running = np.array([fits(s) for s in lines]) & open_
        if running.any():
            return np.asarray(running & (score >= score[running].max() / 2), np.bool_)
    return open_ if open_.sum() == 1 else np.zeros(len(lines), np.bool_)


def longest_run(lines: list[str], own: list[bool]) -> NDArray[np.bool_]:
    """The longest stretch of lines that no other page of the outlet has, by characters: a page of lists has its text
    there, between the furniture above and below."""
    keep = np.zeros(len(lines), np.bool_)
    runs = [list(run) for mine, run in groupby(range(len(lines)), key=own.__getitem__) if mine]
    if runs:
        keep[max(runs, key=lambda run: (sum(len(lines[i]) for i in run), -run[0]))] = True
    return keep


def share_kept(lines: list[str], keep: NDArray[np.bool_], sure: NDArray[np.bool_]) -> float:
    """The share of a flattened page that is kept, lines that are chrome by their words left out of the count."""
    words = np.array([len(line.split()) for line in lines])
    return float(words[keep].sum() / max(1, words[~sure].sum()))


def judge(flat: Flat, facts: Facts) -> NDArray[np.float32]:
    """How likely each piece is part of the article, from 0 to 1."""
    return load_trees(flat.nodes[0].name).score(measure(flat, facts))


def decide(line: str, piece: Piece, rule: Rule | None, place: str, sure: str) -> Choice:
    """The kind of a piece that is set aside, and the reason."""
    if rule:
        return Choice(False, rule.kind, rule.name)
    begins = first_letters(line[:40].lower())
    if begins in SIGN_OFF_FIRSTS and is_sign_off(line):
        return Choice(False, "sign-off", "tells who made the report or where more of it is")
    if is_date_line(line):
        return Choice(False, "page-date", "a date alone on its line")
    if (begins in BYLINE_FIRSTS or begins[:2] == "by" or "," in line or not line.isascii()) and read_byline(line):
        return Choice(False, "byline", "names who wrote it")
    return Choice(False, *kind_left(piece, place, sure))


def is_date_line(line: str) -> bool:
    """Whether a line is there for its date: short, no sentence, and most of its words no prose.

    >>> is_date_line("Author: admin Date: 2031-05-06 07:48:29"), is_date_line("He died on May 6, 2031 in Port Ella.")
    (True, False)
    """
    if len(line) > LONGEST_DATE_LINE or not any(map(str.isdigit, line)) or len(line.split()) > DATE_LINE_WORDS:
        return False
    line = HALF_DAY.sub(r"\1m", line)
    if STOP.search(line):
        return False
    return parse_date(line) is not None and sum(w.isalpha() and w.islower() for w in line.split()) < 4


def kind_kept(line: str, piece: Piece) -> str:
    """What a kept piece is."""
    if piece.node.name in HEADINGS or (
        len(line) < 90 and not STOP.search(line) and piece.node.name in ("text", "strong")
    ):
        return "heading"
    if piece.node.name in ("li", "dd", "dt") or piece.node.areas & (AREA_BIT["ul"] | AREA_BIT["ol"]):
        return "list"
    return "quote" if piece.node.areas & AREA_BIT["blockquote"] else "paragraph"


def kind_left(piece: Piece, place: str, sure: str) -> tuple[str, str]:
    """What a piece that was set aside is, by its markup, and why."""
    for name, kind in AREA_KINDS[:2]:
        if piece.node.areas & AREA_BIT[name]:
            return kind, f"stands in <{name}>"
    for name, kind in PART_KINDS:
        if piece.node.parts & PART_BIT[name]:
            return kind, f"its markup says {name}"
    for name, kind in AREA_KINDS[2:]:
        if piece.node.areas & AREA_BIT[name]:
            return kind, f"stands in <{name}>"
    kind = {"before": "navigation", "after": "related", "inside": "aside"}[place]
    return kind, f"stands {place} the article and does not read like it ({sure})"


def is_sentence(line: str) -> bool:
    """Whether a line looks like running text."""
    words = count_words(line)
    return words >= 4 and bool(STOP.search(line) or words > 25)


def ends_sentence(line: str) -> bool:
    """Whether a line of more than one word ends with a stop."""
    return count_words(line) > 1 and bool(STOP.search(line))


def count_words(line: str) -> int:
    """The words of a line; in a script without blanks two characters count as one.

    >>> count_words("The ferry sank."), count_words("渡轮周一沉没。")
    (3, 3)
    """
    return len(line.split()) + (len(line) // 2 - 1 if CJK_LETTER.match(line) else 0)
