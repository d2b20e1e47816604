"""Counts the words of an article on separate channels: head, body, names, places, numbers, quotes.

Takes an article, gives a Profile. Words are folded: case, marks over letters and a plural or possessive s are lost,
numbers lose their separators. What other languages share with English (names, figures, days) has one form; all other
words of theirs carry the name of their language. It weighs nothing and decides nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from retold.group.languages import COMMON_FORM, ENGLISH, LITTLE, PLACE_WORDS, SPELT, find_language
from retold.records import Article
from retold.text.common import news_shares, page_shares
from retold.text.number_english import SMALL, TENS
from retold.text.tokens import WORD, fold_word

HEAD = 80  # words after the title; the first paragraphs tell the event, the rest its background
BODY = 600  # words; on the development stream 1,500 words gained nothing and took twice the time
TOLD_BY = 200  # words by which a language is known
LETTERS_A_WORD = 8  # an upper bound of the mean, blanks included: what is cut off before it is split

CHANNELS = ("head", "body", "names", "places", "numbers", "quotes")
UNSEEN = 1 / 2000  # share of pages that hold a word which the table of news words lacks
FOREIGN = 1 / 60  # the same for a word of content of another language, of which there is no table
UNITS = {w: n for n, w in enumerate(SMALL[1:10], 1)}
ENGLISH_SPELT = {w: n for n, w in enumerate(SMALL[10:], 10)} | {w: 10 * n for n, w in enumerate(TENS, 2)}
QUOTED = re.compile(r'["“«]([^"“”«»\n]{15,400})["”»]')
GROUPED = re.compile(r"(?<=\d)[ \u00a0\u202f](?=\d{3}(?!\d))")
INNER_CAPITAL = re.compile(r"(?<=[^\W_][ ,;])\s?([^\W\d_]+)")
Reader = Callable[[str], tuple[str, int]]  # the folded form of a word and its kind
WORDS, NAME, NUMBER = range(3)  # kinds of words
LONGEST_PLACE = 4  # words
MOST_WORDS = 1 << 18  # remembered
THOUSANDS = re.compile(r"\d{1,3}(?:[.,]\d{3})+")


@dataclass(frozen=True, slots=True)
class Profile:
    """How often an article uses each folded word, on each channel, in the order of CHANNELS."""

    channels: tuple[Mapping[str, int], ...]
    language: str

    def of(self, channel: str) -> Mapping[str, int]:
        """The counts of one channel."""
        return self.channels[CHANNELS.index(channel)]


def profile_article(article: Article) -> Profile:
    """The words of an article, counted.

    >>> found = profile_article(Article("a", "The ferry Osprey sank in Skarn. Thirty-one of 1,200 people died."))
    >>> sorted(found.of("names")), sorted(found.of("places")), sorted(found.of("numbers"))
    (['osprey', 'skarn'], ['skarn'], ['1200', '31'])
    """
    text = article.text[: BODY * LETTERS_A_WORD]
    title, words = WORD.findall(article.title or ""), WORD.findall(text)
    language = find_language(Counter(words[:TOLD_BY]))
    lexicon = english_lexicon()
    if language != ENGLISH:
        words = WORD.findall(GROUPED.sub("", text))
        lexicon = Lexicon(reader_of(language, text))
    title, words = write_figures(title, language), write_figures(words[:BODY], language)
    written = title + words
    forms = list(map(lexicon.__getitem__, written))
    body, head = count_forms(forms), count_forms(forms[: len(title) + HEAD])
    names, numbers = (
        {form: body[form] for form in sorted({lexicon[w] for w in lexicon.of[kind].intersection(written)})}
        for kind in (NAME, NUMBER)
    )
    places = find_places(words, PLACE_WORDS[language], lexicon)
    if article.dateline:
        places.update(f for w in WORD.findall(article.dateline.place) if (f := lexicon[w]) in names)
    quotes = {f: n for f, n in count_forms(map(lexicon.__getitem__, quoted_words(text))).items() if f in body}
    return Profile((head, body, names, places, numbers, quotes), language)


class Lexicon(dict[str, str]):
    """The folded form of each word as written, and which of them are names and numbers, as they are met."""

    def __init__(self, read: Reader) -> None:
        super().__init__()
        self.read = read
        self.of: dict[int, set[str]] = {WORDS: set(), NAME: set(), NUMBER: set()}

    def __missing__(self, word: str) -> str:
        form, kind = self.read(word)
        self[word] = form
        self.of[kind].add(word)
        return form


LEXICON: list[Lexicon] = []


def english_lexicon() -> Lexicon:
    """The words of English met so far; it begins anew when it has grown too large."""
    if not LEXICON or len(LEXICON[0]) > MOST_WORDS:
        LEXICON[:] = [Lexicon(read_word)]
    return LEXICON[0]


def count_forms(forms: Iterable[str]) -> Counter[str]:
    """How often each form is used; little words of other languages have none."""
    out = Counter(forms)
    out.pop("", None)
    return out


def quoted_words(text: str) -> list[str]:
    """The words inside quote marks."""
    return [w for q in QUOTED.findall(text) for w in WORD.findall(q)]


def find_places(words: Sequence[str], leads: frozenset[str], lexicon: Lexicon) -> Counter[str]:
    """The names that follow a word of place, with those that go on from them ("in Skarn Ella").

    >>> sorted(find_places("sank off Skarn Ella on Monday".split(), frozenset({"off"}), Lexicon(read_word)))
    ['ella', 'skarn']
    """
    out: Counter[str] = Counter()
    for at in [at for at, word in enumerate(words) if word in leads]:
        for word in words[at + 1 : at + 1 + LONGEST_PLACE]:
            form = lexicon[word]
            if not word[0].isupper() or not form:
                break
            if word in lexicon.of[NAME]:
                out[form] += 1
    return out


def write_figures(words: Sequence[str], language: str = ENGLISH) -> list[str]:
    """The words with number words from ten on in figures: one page says "thirty-one dead", another "31".

    >>> write_figures("Thirty one of seventeen crews and five".split())
    ['31', 'of', '17', 'crews', 'and', 'five']
    """
    spelt = spelt_forms(language)
    if spelt.keys().isdisjoint(words):
        return list(words)
    return list(join_figures(words, spelt))


def join_figures(words: Iterable[str], spelt: Mapping[str, int]) -> Iterator[str]:
    """The words, a ten and the unit after it as one figure."""
    ten = 0
    for word in words:
        unit = UNITS.get(word.casefold(), 0) if ten else 0
        if ten:
            yield str(ten + unit)
        ten = 0
        value = spelt.get(word)
        if value is not None and value >= 20:
            ten = value
        elif value is not None:
            yield str(value)
        elif not unit:
            yield word
    if ten:
        yield str(ten)


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


def share_of(word: str) -> float:
    """The share of pages that hold a plain word."""
    return news_shares().get(word, FOREIGN if ":" in word else UNSEEN)
