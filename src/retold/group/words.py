"""Counts the words of an article on separate channels: head, body, names, places, numbers, quotes.

Takes an article, gives a Profile. Words are folded: case, marks over letters and a plural or possessive s are lost,
numbers lose their separators. What other languages share with English (names, figures, days) has one form; all other
words of theirs carry the name of their language. It weighs nothing and decides nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache

import numpy as np

from retold.group.languages import COMMON_FORM, ENGLISH, LITTLE, OWN_SHARE, PLACE_WORDS, SPELT, find_language
from retold.group.lexicon import MOST, NAME, NUMBER, WORDS, Keys, Lexicon, Numbers, Reader
from retold.group.profiles import CHANNELS, Profile
from retold.group.profiles import MOST as MOST_COUNTED
from retold.records import Article
from retold.text.common import page_shares
from retold.text.number_english import SMALL, TENS
from retold.text.tokens import WORD, fold_word

HEAD = 80  # words after the title; the first paragraphs tell the event, the rest its background
BODY = 600  # words; on the development stream 1,500 words gained nothing and took twice the time
TOLD_BY = 200  # words by which a language is known
LETTERS_A_WORD = 8  # an upper bound of the mean, blanks included: what is cut off before it is split
LETTERS = BODY * LETTERS_A_WORD

ENGLISH_SPELT = {w: n for n, w in enumerate(SMALL[10:], 10)} | {w: 10 * n for n, w in enumerate(TENS, 2)}
QUOTED = re.compile(r'["“«]([^"“”«»\n]{15,400})["”»]')
GROUPED = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))")
INNER_CAPITAL = re.compile(r"(?<=[^\W_][ ,;])\s?([^\W\d_]+)")
LONGEST_PLACE = 4  # words
THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")


@dataclass(frozen=True, slots=True)
class Reading:
    """The words of an article by number, number words written in figures."""

    lexicon: Lexicon
    language: str
    title: Numbers
    words: Numbers
    place: Numbers  # of the dateline
    quoted: Numbers  # inside quote marks, as they are written

    @property
    def keys(self) -> Keys:
        """The keys of the words of the text that have a form."""
        keys = self.lexicon.key[self.words]
        found: Keys = keys[keys != 0]
        return found


def profile_article(article: Article) -> Profile:
    """The words of an article, counted.

    >>> found = words_of(Article("a", "The ferry Osprey sank in Skarn. Thirty-one of 1,200 people died."))
    >>> sorted(found["names"]), sorted(found["places"]), sorted(found["numbers"])
    (['osprey', 'skarn'], ['skarn'], ['1200', '31'])
    """
    return count_words(read_article(article))


def read_article(article: Article) -> Reading:
    """The words of title and text, as far as they count."""
    text, title = article.text[:LETTERS], article.title or ""
    lexicon = english_lexicon()
    (words, starts), language = lexicon.read_places(text), ENGLISH
    told_by = words[:TOLD_BY]
    if int(lexicon.little[told_by].sum()) < OWN_SHARE * len(told_by):
        language = find_language(Counter(WORD.findall(text)[:TOLD_BY]))
    if language != ENGLISH:
        lexicon = foreign_lexicon(language, text)
        text = GROUPED.sub("", text)
        words, starts = lexicon.read_places(text)
    place = article.dateline.place if article.dateline else ""
    return Reading(
        lexicon,
        language,
        write_figures(lexicon.read(title), lexicon),
        write_figures(words[:BODY], lexicon),
        lexicon.read(place),
        words[find_quoted(text, starts)],
    )


def count_words(reading: Reading) -> Profile:
    """The words of an article, counted."""
    numbers, counts = count_numbers(reading)
    key, form = reading.lexicon.key, reading.lexicon.form
    order = np.argsort(key[numbers])
    numbers, counts = numbers[order], np.ascontiguousarray(counts[:, order])
    named = numbers[counts[CHANNELS.index("names")] > 0].tolist()
    return Profile(key[numbers], counts, "\n".join([form[n] for n in named]), reading.language)


def words_of(article: Article) -> dict[str, dict[str, int]]:
    """The words of an article as they can be shown, counted, channel by channel."""
    reading = read_article(article)
    numbers, counts = count_numbers(reading)
    forms = [reading.lexicon.form[n] for n in numbers.tolist()]
    rows = (dict(zip(forms, row, strict=True)) for row in counts.tolist())
    return {c: {form: n for form, n in row.items() if n} for c, row in zip(CHANNELS, rows, strict=True)}


def count_numbers(reading: Reading) -> tuple[Numbers, np.ndarray[tuple[int, ...], np.dtype[np.uint8]]]:
    """For each form of an article the number of one word that has it, and the counts on each channel."""
    lexicon = reading.lexicon
    written = np.concatenate((reading.title, reading.words))
    keys = lexicon.key[written]
    written, keys = written[keys != 0], keys[keys != 0]
    own, first, at = np.unique(keys, return_index=True, return_inverse=True)
    size = len(own)
    head = int((lexicon.key[reading.title] != 0).sum() + (lexicon.key[reading.words[:HEAD]] != 0).sum())

    def count(found: Keys) -> Numbers:
        """How often each form is among these."""
        place = np.minimum(np.searchsorted(own, found), max(size - 1, 0))
        return np.bincount(place[own[place] == found] if size else place, minlength=size)

    body = np.bincount(at, minlength=size)
    names, numbers = (
        np.where(np.bincount(at, lexicon.kind[written] == kind, size) > 0, body, 0) for kind in (NAME, NUMBER)
    )
    places = count(lexicon.key[find_places(reading.words, lexicon)])
    places = places + np.where(names > 0, count(lexicon.key[reading.place]), 0)
    quotes = count(lexicon.key[reading.quoted])
    channels = np.array((np.bincount(at[:head], minlength=size), body, names, places, numbers, quotes))
    return written[first], np.minimum(channels, MOST_COUNTED).astype(np.uint8)


def find_quoted(text: str, starts: Numbers) -> np.ndarray[tuple[int, ...], np.dtype[np.bool_]]:
    """Which of the words that begin here stand inside quote marks.

    >>> find_quoted('He said: "It was never that cold" and left', np.array([0, 3, 10, 13, 34])).tolist()
    [False, False, True, True, False]
    """
    edges = np.array([m.span(1) for m in QUOTED.finditer(text)], dtype=np.int64)
    return np.asarray(np.searchsorted(edges.ravel(), starts, side="right") % 2 == 1)


def find_places(words: Numbers, lexicon: Lexicon) -> Numbers:
    """The names that follow a word of place, with those that go on from them ("in Skarn Ella").

    >>> lexicon = english_lexicon()
    >>> [lexicon.form[n] for n in find_places(lexicon.read("sank off Skarn Ella on Monday"), lexicon).tolist()]
    ['skarn', 'ella']
    """
    at = np.flatnonzero(lexicon.lead[words])
    found = [words[:0]]
    for _ in range(LONGEST_PLACE):
        at = at[at + 1 < len(words)] + 1
        at = at[lexicon.capital[words[at]] & (lexicon.key[words[at]] != 0)]
        found.append(words[at[lexicon.kind[words[at]] == NAME]])
    return np.concatenate(found)


def write_figures(words: Numbers, lexicon: Lexicon) -> Numbers:
    """The words with number words from ten on in figures: one page says "thirty-one dead", another "31".

    >>> lexicon = english_lexicon()
    >>> written = write_figures(lexicon.read("Thirty one of seventeen crews and five"), lexicon)
    >>> [lexicon.form[n] for n in written.tolist()]
    ['31', 'of', '17', 'crew', 'and', 'five']
    """
    at = np.flatnonzero(lexicon.spelt[words])
    if not len(at):
        return words
    value = lexicon.spelt[words[at]].astype(np.int64)
    follows = (value >= 20) & (at + 1 < len(words))
    unit = np.where(follows, lexicon.unit[words[np.minimum(at + 1, len(words) - 1)]], 0)
    out = words.copy()
    out[at] = [lexicon.number_of(str(n)) for n in (value + unit).tolist()]
    return np.delete(out, at[unit > 0] + 1)


LEXICON: list[Lexicon] = []


def english_lexicon() -> Lexicon:
    """The words of English met so far; it begins anew when it has grown too large."""
    if not LEXICON or len(LEXICON[0].form) > MOST:
        own = Lexicon(read_word, spelt=spelt_forms(ENGLISH), leads=PLACE_WORDS[ENGLISH], little=LITTLE[ENGLISH])
        LEXICON[:] = [own]
    return LEXICON[0]


def foreign_lexicon(language: str, text: str) -> Lexicon:
    """The words of a text of another language: which of them are names, its own capitals tell."""
    return Lexicon(reader_of(language, text), spelt=spelt_forms(language), leads=PLACE_WORDS[language], little=())


@cache
def spelt_forms(language: str) -> dict[str, int]:
    """The number words of a language as they are written, also at the start of a sentence."""
    table = ENGLISH_SPELT if language == ENGLISH else SPELT.get(language, {})
    return {form: n for word, n in table.items() for form in (word, word.capitalize())}


def plain(word: str) -> str:
    """A word folded, without possessive and plural s, marks over letters, and separators of thousands.

    >>> plain("Moss’s"), plain("Ferries"), plain("crisis"), plain("México"), plain("3.400"), plain("7,5")
    ('moss', 'ferrie', 'crisis', 'mexico', '3400', '7.5')
    """
    if word[0].isdigit():
        return re.sub("[.,]", "", word) if THOUSANDS.fullmatch(word) else fold_word(word).replace(",", ".")
    word = fold_word(word)
    if not word.isascii():
        word = COMMON_FORM.get(word) or strip_marks(word)
    word = word.removesuffix("'s")
    if len(word) > 3 and word[-1] == "s" and word[-2] not in "sui'":
        return word[:-1]
    return word


def strip_marks(word: str) -> str:
    """A word without the marks over and under its letters; one of nothing else stays."""
    return "".join(c for c in unicodedata.normalize("NFKD", word) if not unicodedata.combining(c)) or word


def read_word(word: str) -> tuple[str, int]:
    """An English word folded, and whether it is a name (with a capital, and no common word) or a number."""
    form = plain(word)
    if word[0].isdigit():
        return form, NUMBER
    return form, NAME if len(word) > 1 and word[0].isupper() and form not in plain_shares() else WORDS


def reader_of(language: str, text: str) -> Reader:
    """How the words of a text of another language are read.

    A little word becomes "", a day or month the English one, a name or number itself, all else carries the language.
    """
    inside = {w for w in INNER_CAPITAL.findall(text) if w[0].isupper()}
    little = LITTLE[language]

    def read(word: str) -> tuple[str, int]:
        low = word.casefold()
        if low in little:
            return "", WORDS
        if low in COMMON_FORM:
            return COMMON_FORM[low], WORDS
        if word[0].isdigit():
            return plain(word), NUMBER
        return (plain(word), NAME) if word in inside else (f"{language}:{plain(word)}", WORDS)

    return read


@cache
def plain_shares() -> dict[str, float]:
    """The share of pages that hold each common word, by its plain form."""
    out: dict[str, float] = {}
    for word, share in page_shares().items():
        out[plain(word)] = max(share, out.get(plain(word), 0.0))
    return out
