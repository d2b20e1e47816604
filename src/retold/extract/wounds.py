"""Places where a text has probably lost characters: words run together, ligatures gone, broken encodings, cut ends.

Takes the text of an article as it is and its language, gives spans of it with a kind and a reason; nothing is altered.
What only words can show (ligatures, a small word run into the one before it) is looked for in English, the rest in any
language.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import chain, islice

from retold.records import Span, Wound
from retold.text.common import is_common, news_shares, page_shares

MOST_WOUNDS = 200  # of one text; a text with more is broken throughout
MOST_TEXT = 400_000  # characters that are looked at
FOLLOWS = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"  # what the later bytes of a character look like when misread
MISREAD = re.compile(f"(?:[Â-ß][{FOLLOWS}]|[à-ï][{FOLLOWS}]{{2}})+")
LEADS = "ÂÃÄÅÆÇÈÎÏÐÑÒÓâ"  # the first of them, for Latin, Greek, Cyrillic and for typographic signs
PRIVATE = re.compile("[\ue000-\uf8ff]+")
# A sign that a text must hold, what is looked for, its kind, and why. Each pattern begins with a plain character, so
# that a text without it is passed over at once.
BROKEN = (
    ("\ufffd", re.compile("\ufffd+"), "encoding", "a character that could not be read was replaced"),
    (
        "&",
        re.compile(r"&(?:amp;)?(?:#\d{2,6}|#x[\da-fA-F]{2,5}|nbsp|quot|amp|[lr][sd]quo|[mn]dash|hellip|apos);"),
        "encoding",
        "a character reference was never resolved",
    ),
    ("?", re.compile(r"\?(?<=[A-Za-z]{2}\?)(?=[a-z])"), "encoding", "a question mark stands inside a word"),
    ("(", re.compile(r"\((?<=\w .)\s*[,;]?\s*\)"), "gap", "what stood between these marks is gone"),
    ("“", re.compile(r"“(?<=\w .)\s*[,;]?\s*”"), "gap", "what stood between these marks is gone"),
)
AFTER_STOP = tuple(re.compile(rf"{re.escape(stop)}(?=[^\W\d_]{{2}})") for stop in ".!?…")
WORDS = re.compile(r"\w+")
LETTERS_BEFORE = re.compile(r"(?<![\w.@/#&?=-])[^\W\d_]+$")
LETTERS_AFTER = re.compile(r"[^\W\d_]+(?![\w@/=&]|\.\w)")
LONGEST_WORD = 40
LIGATURES = ("ffi", "ffl", "ff", "fi", "fl")
SHORTEST = 3  # letters of a damaged word, and of the word before a seam
ENDINGS = ("s", "ed", "d", "ing", "ly", "er")
# Words that follow a noun so often that a noun with one of them at its end is two words run together: a closed class.
FOLLOWERS = frozenset(
    "where which while who whom whose with when that than then the and for from have has had was were will would said "
    "says told after before because about into over under against between during until since but not are this".split()
)
# The same for words that begin a sentence.
OPENERS = frozenset(
    "The This That These Those There They Then When While Where What Who How Why His Her Its Our Their She But And "
    "After Before Since For From With Earlier Later Meanwhile However Also Some Most Many Both Each".split()
)
LONG_END = 60  # characters from which a last line is a paragraph that should end with a stop
MOSTLY = 0.7  # share of a text's long lines that must end with one for a last line without to say something
SENTENCE_END = re.compile(r"[.!?。！？।؟:;\"'”’»)\]*_\-–—|/]\s*$")
DOTS_END = re.compile(r"(?<![.!?])(?:\.{3}|…|\[(?:\.{3}|…|\+\d+ chars)\])\s*$")
ADDRESS = re.compile(r"(?:https?://|www\.|@)\S*$")


def find_wounds(text: str, language: str | None = None) -> tuple[Wound, ...]:
    """The wounds of a text in order.

    >>> text = "Aid reached Sund. The convoy left Sundwhere it had waited.Then came the nancial news."
    >>> [(w.kind, w.span.of(text)) for w in find_wounds(text, "en")]
    [('joined', 'Sundwhere'), ('joined', 'waited.Then'), ('ligature', 'nancial')]
    """
    seen = text[:MOST_TEXT]
    words = Counter(WORDS.findall(seen))
    known = known_words()
    odd = [word for word in words.keys() - known if words[word] == 1 and word.isalpha() and word.lower() not in known]
    found = [*find_broken(seen), *find_joined(seen), *find_seams(seen, words, odd), *find_cut_ends(text)]
    if language in (None, "en"):
        found += find_damaged_words(seen, words, odd)
    kept: list[Wound] = []
    for wound in sorted(found, key=lambda w: (w.span, w.kind != "joined", w.kind)):
        if wound.kind == "cut" or not kept or not kept[-1].span.meets(wound.span):
            kept.append(wound)
    return tuple(kept[:MOST_WOUNDS])


def find_broken(text: str) -> Iterator[Wound]:
    """Characters that an encoding has destroyed, and brackets that have lost what stood in them."""
    for sign, pattern, kind, why in BROKEN:
        for found in islice(pattern.finditer(text), MOST_WOUNDS) if sign in text else ():
            if not ADDRESS.search(text[max(0, found.start() - 200) : found.start()]):
                yield Wound(Span(*found.span()), kind, why)
    if text.isascii():
        return
    for found in islice(PRIVATE.finditer(text), MOST_WOUNDS):
        yield Wound(Span(*found.span()), "encoding", "a character without meaning stands for another")
    for found in islice(MISREAD.finditer(text), MOST_WOUNDS) if any(lead in text for lead in LEADS) else ():
        if meant := read_again(found.group()):
            yield Wound(Span(*found.span()), "encoding", f"bytes of {meant!r} were read in another encoding")


def read_again(misread: str) -> str | None:
    """What a misread stretch was, if its bytes are UTF-8 of Latin, Greek or Cyrillic letters or of signs.

    >>> read_again("Ã©"), read_again("ß’")
    ('é', None)
    """
    try:
        whole = b"".join(c.encode("latin-1" if "\x80" <= c <= "\x9f" else "cp1252") for c in misread).decode("utf-8")
    except UnicodeError:
        return None
    return whole if all(c < "\u0530" or "\u2000" <= c <= "\u22ff" for c in whole) else None


def find_joined(text: str) -> Iterator[Wound]:
    """Sentences run together: a stop with letters on both sides, the second a capital."""
    for found in chain.from_iterable(islice(stop.finditer(text), MOST_WOUNDS) for stop in AFTER_STOP):
        if pair := words_around(text, found.start(), found.end()):
            left, right, span = pair
            if left.islower() and right[0].isupper() and right[1:].islower():
                yield Wound(span, "joined", "no blank after the end of a sentence")


def find_seams(text: str, words: Counter[str], odd: list[str]) -> Iterator[Wound]:
    """Words run together where a capital stands inside, among the `odd` ones; names that are written so are none."""
    for word in odd:
        if word[1:].islower() or word.isupper():
            continue
        seam = next((i for i in range(2, len(word)) if word[i].isupper() and word[i - 1].islower()), None)
        if seam and is_seam(words, word[:seam], word[seam:]) and (place := place_of(text, word)):
            yield Wound(place, "joined", f"{word[:seam]!r} and {word[seam:]!r} are words of their own")


def place_of(text: str, word: str) -> Span | None:
    """Where a word stands by itself, outside addresses and code, or None."""
    found = re.search(rf"(?<![\w.@/#&?='’-]){word}(?![\w@/=&'’-]|\.\w)", text)
    return Span(*found.span()) if found else None


def words_around(text: str, start: int, end: int) -> tuple[str, str, Span] | None:
    """The letters just before and just after a place, where these are whole words, and the place of both."""
    left = LETTERS_BEFORE.search(text[max(0, start - LONGEST_WORD) : start])
    right = LETTERS_AFTER.match(text[end : end + LONGEST_WORD])
    if left is None or right is None or len(left.group()) < SHORTEST:
        return None
    return left.group(), right.group(), Span(start - len(left.group()), end + len(right.group()))


def is_seam(words: Counter[str], left: str, right: str) -> bool:
    """Whether two parts of a word are two words: the second opens a sentence, or the first is no part of a name."""
    if not right[1:].islower():
        return False
    return stands(left, words) and (right in OPENERS or (left.islower() and stands(right, words)))


def stands(word: str, words: Counter[str]) -> bool:
    """Whether a part of a word is one by itself: in this text, or in the language at large."""
    return words[word] > 0 or is_common(word)


def find_damaged_words(text: str, words: Counter[str], odd: list[str]) -> Iterator[Wound]:
    """Words that are none, but are two with a blank, or one with a ligature; those that occur twice are left alone."""
    for word in odd:
        if not SHORTEST <= len(word) <= LONGEST_WORD or not word.isascii() or is_known(word):
            continue
        why = None
        if parts := split_follower(word, words):
            why = "joined", f"{parts[0]!r} and {parts[1]!r} are words of their own"
        elif whole := without_ligatures().get(word):
            why = "ligature", f"{whole!r} without its ligature"
        if why and (span := place_of(text, word)):
            yield Wound(span, *why)


def is_known(word: str) -> bool:
    """Whether a word is one of the language or of the news, as it stands or with a common ending."""
    folded, known = word.lower(), known_words()
    return folded in known or (
        folded.endswith(ENDINGS) and any(folded.endswith(end) and folded[: -len(end)] in known for end in ENDINGS)
    )


@cache
def known_words() -> frozenset[str]:
    """The words of the language and of the news."""
    return frozenset((*page_shares(), *news_shares()))


def split_follower(word: str, words: Counter[str]) -> tuple[str, str] | None:
    """A name or noun of this text and the small word that has run into its end, or None."""
    for size in range(3, 8):
        left, right = word[:-size], word[-size:]
        if len(left) > SHORTEST and right in FOLLOWERS and words[left] > 0:
            return left, right
    return None


@cache
def without_ligatures() -> dict[str, str]:
    """Common words as they look when a ligature is lost, each with the whole word; what is a word itself is none.

    >>> without_ligatures()["nancial"]
    'financial'
    """
    out: dict[str, str] = {}
    for whole in sorted(page_shares()):
        for damaged in (whole.replace(part, "", 1) for part in LIGATURES if part in whole):
            if len(damaged) >= SHORTEST and whole.isalpha() and not is_known(damaged):
                out.setdefault(damaged, whole)
    return out


def find_cut_ends(text: str) -> Iterator[Wound]:
    """The last word of a text that breaks off, and the first of one that begins inside a sentence."""
    lines = [line for line in text.split("\n") if len(line) >= LONG_END]
    body = text.rstrip()
    last = re.search(r"\S+$", body[-200:])
    if last is None:
        return
    span, end = Span(len(body) - len(last.group()), len(body)), body[body.rfind("\n") + 1 :]
    whole = sum(bool(SENTENCE_END.search(line[-8:])) for line in lines[:-1]) >= MOSTLY * max(1, len(lines) - 1)
    if DOTS_END.search(end):
        yield Wound(span, "cut", "ends in dots")
    elif len(end) >= LONG_END and whole and not SENTENCE_END.search(end) and not is_title(end):
        yield Wound(span, "cut", "ends inside a sentence")
    first = re.match(r"\s*([^\W\d_]+)", text)
    if first and first.group(1).islower() and whole and len(text.split("\n", 1)[0]) >= LONG_END:
        yield Wound(Span(*first.span(1)), "cut", "begins inside a sentence")


def is_title(line: str) -> bool:
    """Whether a line that needs no stop: an address at its end, or most of its longer words with capitals."""
    words = [w for w in line.split() if len(w) > SHORTEST]
    return bool(ADDRESS.search(line)) or sum(w[:1].isupper() for w in words) * 2 > len(words)
