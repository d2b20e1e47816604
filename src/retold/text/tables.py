"""Languages as tables: each folder of `rules/` is a language, each file in it a table of its words and patterns.

A line of a table is tab-separated: table, value, words ("-" stands for no value, "_" for a blank inside a word, "'" for
any apostrophe). A value "20+10" counts: 20 for the first word, 30 for the second. The folder `any` serves texts of a
language that has no folder: digits, marks and ISO dates only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from importlib.resources import files
from types import MappingProxyType

RULES = files("retold.text") / "rules"
DEFAULT = "en"
ANY = "any"
NOTHING = "(?!)"  # a pattern that nothing matches
Clues = Mapping[str, re.Pattern[str]]
COUNTED = re.compile(r"(\d+)\+(\d+)")
SAMPLE = 4_000  # characters in which the language of a text is looked for
WORD = re.compile(r"[^\W\d_]+")
PATTERNS = frozenset({"piece", "clue", "row"})  # lines that hold patterns, not words
ENOUGH = 60  # words by which a text shows its language
LEAST_SHARE = 0.05  # of little words; news in a known language has .2 and more, in German .02
LEAST_LEAD = 3  # little words that another language must have more than the default


@cache
def known_languages() -> tuple[str, ...]:
    """The languages that have a folder, the default one first."""
    found = sorted(f.name for f in RULES.iterdir() if f.is_dir() and f.name not in (ANY, DEFAULT))
    return (DEFAULT, *found)


def language_of(told: str | None, text: str = "") -> str:
    """The folder for a language told as ISO 639-1 or BCP 47; where none is told, for the one that the text looks like.

    >>> language_of("es-MX"), language_of("de"), language_of(None, "La cifra de los muertos es de 12 y no se sabe más.")
    ('es', 'any', 'es')
    """
    if told:
        code = told.strip().lower().replace("_", "-").split("-")[0]
        return code if code in (*known_languages(), ANY) else ANY
    return guess_language(text)


def guess_language(text: str) -> str:
    """The known language with the most little words in the text; the default one unless another is plainly ahead.

    A text of some length that has hardly a little word of any known language is in another one.
    """
    words = WORD.findall(text[:SAMPLE].lower())
    hits = {code: sum(w in little_words(code) for w in words) for code in known_languages()}
    best = max(known_languages(), key=lambda code: hits[code])
    if len(words) >= ENOUGH and hits[best] < LEAST_SHARE * len(words):
        return ANY
    return best if hits[best] >= hits[DEFAULT] + LEAST_LEAD else DEFAULT


@cache
def little_words(language: str) -> frozenset[str]:
    """The commonest words of a language that no other known one has."""
    return frozenset(words_of(language, "numbers").get("little", {}))


@cache
def rows_of(language: str, table: str) -> tuple[tuple[str, ...], ...]:
    """The lines of a table of a language as their fields; comments left out."""
    lines = (RULES / language / f"{table}.tsv").read_text(encoding="utf-8").splitlines()
    return tuple(tuple(line.split("\t")) for line in lines if line and not line.startswith("#"))


@cache
def words_of(language: str, table: str) -> Mapping[str, Mapping[str, str]]:
    """The words of each table of a file with their values, in the order of the file.

    >>> words_of("en", "numbers")["pack"], words_of("en", "numbers")["tens"]["forty"]
    ({'dozen': '12'}, '40')
    """
    out: dict[str, dict[str, str]] = {}
    for name, value, words, *_ in rows_of(language, table):
        if name in PATTERNS:
            continue
        entry = out.setdefault(name, {})
        for n, word in enumerate(words.split()):
            entry |= dict.fromkeys(spellings(word.replace("_", " ")), counted(value, n))
    return out


def spellings(word: str) -> tuple[str, ...]:
    """A word with either apostrophe."""
    return (word, word.replace("'", "’")) if "'" in word else (word,)


def counted(value: str, n: int) -> str:
    """The value of the nth word of a line.

    >>> counted("20+10", 2), counted("7", 2)
    ('40', '7')
    """
    found = COUNTED.fullmatch(value)
    return str(int(found[1]) + n * int(found[2])) if found else value


# ---- patterns ------------------------------------------------------------------------------------------------------

TABLE = re.compile(r"\{([a-z_]+)\}")


def either(words: Iterable[str]) -> str:
    """A pattern for any of these words, the longest first."""
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


def filled(pattern: str, words: Callable[[str], Iterable[str]]) -> str:
    """A pattern with the words of the tables that it names in braces in place.

    >>> filled("(?P<day>{day})", lambda table: ["today", "yesterday"])
    '(?P<day>(?:yesterday|today))'
    """
    return TABLE.sub(lambda m: f"(?:{either(words(m[1])) or NOTHING})", pattern)


def clues_of(language: str, table: str, words: Callable[[str], Iterable[str]], flags: int = 0) -> Clues:
    """The patterns that a file tells under `clue`, by name."""
    lines = [row for row in rows_of(language, table) if row[0] == "clue"]
    return MappingProxyType({row[1]: re.compile(filled(row[2], words), flags) for row in lines})
