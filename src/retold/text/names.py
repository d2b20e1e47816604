"""Names of people, places and bodies, by their shape.

Takes any string, gives spans in order that do not meet. A name is a run of capitalised words, little words allowed
inside ("Bank of the North", "Abdel al-Masri"). Capitals that only a sentence start, a headline or a shouted line
explains do not make a name. No model, no list of names: a language without capitals gives nothing.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from retold.records import Span
from retold.text.common import is_common

LETTERS = [chr(c) for c in (*range(0x41, 0x590), *range(0x1E00, 0x2000))]
UPPER = "[" + "".join(c for c in LETTERS if c.isupper()) + "]"
LINK = "of the|of|for the|de la|de los|de|del|della|la|le|du|da|do|dos|di|van der|van den|van|von|der|den|bin|ibn|y"
PART = rf"(?:(?:{UPPER}\.){{2,}}|{UPPER}\.(?=\s?{UPPER})|{UPPER}[^\W_]*(?:['’](?![st]\b)[^\W\d_]+)*)"
ARTICLE_PREFIX = "(?:(?:al|el|ul|as|an|at|ad|d|l)[-'’])"
RUN = re.compile(rf"(?<![^\W_]){PART}(?:(?:-|[ \u00a0](?:&[ ])?(?:(?:{LINK})[ ])?){ARTICLE_PREFIX}?{PART})*")
STOPS = ".!?…:;"
QUOTES = "\"“”‘'’«»()[]*•-–— \u00a0"
WORD = re.compile(r"[^\W\d_]+")
TITLED = 0.6  # of a line's long words capitalised: a headline; body sentences of news stay under .5
LONG_WORD = re.compile(r"[^\W\d_]{4,}")


def find_names(text: str) -> list[Span]:
    """The place of every name.

    >>> text = "Police met Ana de la Cruz in Port Ella. The mayor of Ella, J. Moss, praised her."
    >>> [n.of(text) for n in find_names(text)]
    ['Ana de la Cruz', 'Port Ella', 'Ella', 'J. Moss']
    """
    return list(read_names(text))


@lru_cache(maxsize=512)
def read_names(text: str) -> tuple[Span, ...]:
    """The same; the last few texts are remembered for those who ask one after the other."""
    lines = lines_of(text)
    known = inner_capitals(lines)
    out: list[Span] = []
    for line in lines:
        for run in line.runs:
            at = Span(line.start + run.start(), line.start + run.end())
            if line.headline:
                out.extend(names_in_headline(text, at, known))
            else:
                opens = starts_sentence(line.text, run.start())
                out.extend(names_in_sentence(text, at, known, opens=opens))
    return tuple(out)


@dataclass(frozen=True, slots=True)
class Line:
    """A line with its place, whether capitals say nothing in it, and its runs of capitalised words."""

    start: int
    text: str
    headline: bool
    runs: tuple[re.Match[str], ...]


def lines_of(text: str) -> list[Line]:
    """The lines that hold runs of capitalised words."""
    out = []
    start = 0
    for line in text.split("\n"):
        runs = tuple(RUN.finditer(line))
        if runs:
            out.append(Line(start, line, is_headline(line), runs))
        start += len(line) + 1
    return out


def inner_capitals(lines: Iterable[Line]) -> set[str]:
    """Words that stand with a capital inside an ordinary sentence: what the text itself shows to be names."""
    known: set[str] = set()
    for line in lines:
        for run in () if line.headline else line.runs:
            words = WORD.findall(run.group())
            known.update(words[1:] if starts_sentence(line.text, run.start()) else words)
    return {w.casefold() for w in known if w not in NEVER}


def is_headline(line: str) -> bool:
    """Whether capitals say nothing here: a shouted line, or one With Most Words Like This and no full stop."""
    words = LONG_WORD.findall(line)
    if len(words) < 3:
        return line.isupper()
    most = TITLED * len(words)
    if sum(not w[0].islower() for w in words) <= most:
        return False
    if sum(w.isupper() for w in words) > most:
        return True
    return sum(w[0].isupper() for w in words) > most and not line.rstrip(QUOTES).endswith((".", "?", "!"))


def starts_sentence(line: str, at: int) -> bool:
    """Whether the word at this place of a line has its capital from the sentence, quote or item it opens."""
    end = at
    while end and line[end - 1] in QUOTES:
        end -= 1
    return end == 0 or line[end - 1] in STOPS or line[at - 1] in '“"‘«•'


def names_in_sentence(text: str, at: Span, known: set[str], *, opens: bool) -> list[Span]:
    """The run without what is no name: an honorific, a pronoun, an ordinary word that opens the sentence."""
    words = deque((m.start(), m.group()) for m in WORD.finditer(text, at.start, at.end))
    while words and (
        words[0][1] in NEVER or (opens and words[0][1].casefold() not in known and is_ordinary(words[0][1]))
    ):
        words.popleft()
        while words and words[0][1].islower():
            words.popleft()
        opens = False
    return [Span(words[0][0], at.end)] if words else []


def names_in_headline(text: str, at: Span, known: set[str]) -> list[Span]:
    """The stretches of a headline's run whose words the text shows to be names, or the language does not know."""
    out: list[Span] = []
    held: list[re.Match[str]] = []
    for word in [*WORD.finditer(text, at.start, at.end), None]:
        if word and word.group().islower():
            continue
        if word and (word.group().casefold() in known or not is_ordinary(word.group())):
            held.append(word)
        elif held:
            out.append(Span(held[0].start(), held[-1].end()))
            held = []
    return out


def is_ordinary(word: str) -> bool:
    """Whether a word, or the same without a plural s, is a common word of the language."""
    return is_common(word) or (word[-1] in "sS" and is_common(word[:-1]))


NEVER = frozenset(
    "I A An The This That These Those It Its He She We They You My Your His Her Our Their "
    "Mr Mrs Ms Miss Dr Prof Sir Dame Lord Lady".split()
)
