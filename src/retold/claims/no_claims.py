"""Numbers that say how many of nothing: dates, ages, scores, items of a list, pointers to a known group.

Takes a quantity in its scene, gives whether it makes a claim. Each sign is a row; the first that applies decides.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from retold.claims.quantity_units import MONEY, UNITS
from retold.claims.scenes import Scene
from retold.records import QuantitySeen, Span

AGE = re.compile(r"[\s-]years?[\s-]olds?\b", re.IGNORECASE)
AGED = re.compile(r"\b(?:aged?|ages)\s*$", re.IGNORECASE)
SCORE = re.compile(r"(?<![\d,.])\d{1,3}\s?[-–:]\s?\d{1,3}(?![\d,.]|[-–]?[A-Za-z])")
SCORE_WORD = re.compile(
    r"\b(?:win|wins|won|beat|beats|beating|lost|lose|loss|lead|led|draw|drew|victory|defeat|score|scored|vote[sd]?|set|"
    r"sets|ruled|tied?|trail(?:ed|ing)?|final|half-?time)\b",
    re.IGNORECASE,
)
LISTED = re.compile(r"(?:^|\n)\s*\(?$")
POINTING = re.compile(
    r"\b(?:the|these|those|both|its|their|his|her|our|all)\s+(?:other\s+|first\s+|last\s+)?$", re.IGNORECASE
)
FEW = 10  # what "the" may point back at without counting
MEASURES = frozenset((*UNITS, *MONEY))
BETWEEN_COMMAS = re.compile(r",\s$")
ONE = re.compile(r"\s+(?:of|another|day|that|who|or|can|more thing)\b")
ORDINAL = re.compile(r"^an?\s(?:third|fourth|fifth|sixth|seventh|eighth|ninth|tenth)$", re.IGNORECASE)
# Lines beside pictures and in lists of other things: they name, they tell nothing.
CAPTION = re.compile(
    r"\((?:photo|image|picture|file|video|credit|source)\b|\b(?:photo(?:graph)?|image|picture|video|credit)s?\s?(?:by|:)|"
    r"\bfile (?:photo|picture)|\b(?:AP|AFP|EPA) photo\b|\bgetty images\b|"
    r"^\W*(?:image|photo|picture|slide|gallery|video|page|part|step|item|chapter|episode)\s\d+\b|"
    r"^\W*\d+\s(?:comments?|shares?|views?|likes?|replies|min(?:utes?)? read|(?:hours?|days?) ago|photos|images)\W*$",
    re.IGNORECASE,
)
FINITE = ("VBD", "VBZ", "VBP", "MD")
LONGEST_CAPTION = 240
LISTED_LINES = 3  # lines without a verb or a stop that follow each other: a list of headlines, links or names
AROUND = 24  # characters on either side that tell what a number is


def is_claim(scene: Scene, seen: QuantitySeen) -> bool:
    """Whether a quantity says how many of something."""
    return not any(sign(scene, seen) for sign in SIGNS)


def is_date(scene: Scene, seen: QuantitySeen) -> bool:
    """Whether it stands in a date or a time of day."""
    around = Span(max(0, seen.span.start - 40), seen.span.end)
    return any(t.span.meets(seen.span) for t in scene.dates_in(around))


def is_age(scene: Scene, seen: QuantitySeen) -> bool:
    """Whether it is an age: "aged 45", "a 45-year-old", "Moss, 45, said"."""
    text, at = scene.reading.text, seen.span
    words, after, before = at.of(text), text[at.end : at.end + AROUND], text[max(0, at.start - AROUND) : at.start]
    if seen.quantity.unit == "year of age" or AGE.match(after) or AGE.search(words) or AGED.search(before):
        return True
    bare = words.isdigit() and len(words) <= 2 and re.match(r"\s*[,.]", after) is not None
    return bare and BETWEEN_COMMAS.search(before) is not None


def is_item(scene: Scene, seen: QuantitySeen) -> bool:
    """Whether it numbers an item of a list."""
    text, at = scene.reading.text, seen.span
    opens = LISTED.search(text[max(0, at.start - AROUND) : at.start]) if at.end - at.start <= 3 else None
    return opens is not None and re.match(r"[.)]\s", text[at.end : at.end + 2]) is not None


def is_score(scene: Scene, seen: QuantitySeen) -> bool:
    """Whether it is a side of a score or a vote: "won 3-1", near a word of contest."""
    text, at = scene.reading.text, seen.span
    sides = SCORE.finditer(text, max(0, at.start - 6), at.end + 6)
    found = next((m for m in sides if m.start() < at.end and at.start < m.end()), None)
    return found is not None and SCORE_WORD.search(text[max(0, at.start - 60) : at.end + 40]) is not None


def is_reference(scene: Scene, seen: QuantitySeen) -> bool:
    """Whether a small number only points back at a known group: "the two sides", "both of its three seats"."""
    if seen.quantity.high > FEW or seen.quantity.unit in MEASURES or seen.span.of(scene.reading.text).isdigit():
        return False
    before = scene.reading.text[max(0, seen.span.start - 12) : seen.span.start]
    return POINTING.search(before) is not None


def is_pronoun(scene: Scene, seen: QuantitySeen) -> bool:
    """Whether it is a "one" that counts nothing: "one of the best", "one another"."""
    text, at = scene.reading.text, seen.span
    return at.of(text).lower() == "one" and ONE.match(text, at.end) is not None


def is_ordinal(scene: Scene, seen: QuantitySeen) -> bool:
    """Whether a fraction is none: "a third party", "a third-largest maker" are about one more, not about parts."""
    text, at = scene.reading.text, seen.span
    if not ORDINAL.search(at.of(text)):
        return False
    if re.match(r"-[a-z]", text[at.end : at.end + 2]):
        return True
    n = scene.reading.index_at(at.start)
    sentence = scene.reading.sentences[n] if n is not None else None
    words = sentence.words_at(Span(at.end, at.end + 2)) if sentence is not None and sentence.tree is not None else []
    return bool(words) and words[0].tag in ("NN", "NNP", "JJ") and text[at.end : at.end + 1] == " "


def is_caption(scene: Scene, seen: QuantitySeen) -> bool:
    """Whether it stands in the line of a picture or a counter: "Photo 3 of 12", "(Photo by A. Moss)"."""
    line = line_at(scene.reading.text, seen.span)
    return len(line) <= LONGEST_CAPTION and CAPTION.search(line) is not None


def line_at(text: str, at: Span) -> str:
    """The line that holds a place, as much of it as a caption can be long on either side."""
    first, last = max(0, at.start - LONGEST_CAPTION), at.end + LONGEST_CAPTION
    end = text.find("\n", at.end, last)
    return text[max(first, text.rfind("\n", first, at.start) + 1) : end if end >= 0 else last]


def is_listing(scene: Scene, seen: QuantitySeen) -> bool:
    """Whether it stands in a list of lines that are no sentences: headlines of other pages, names, links."""
    reading = scene.reading
    n = reading.index_at(seen.span.start)
    if n is None or not is_bare(scene, n):
        return False
    first = last = n
    while first > 0 and n - first < LISTED_LINES and is_bare(scene, first - 1):
        first -= 1
    while last + 1 < len(reading.sentences) and last - n < LISTED_LINES and is_bare(scene, last + 1):
        last += 1
    return last - first + 1 >= LISTED_LINES


def is_bare(scene: Scene, number: int) -> bool:
    """Whether a sentence is a line of its own without a stop and, as far as it was parsed, without a finite verb."""
    sentence, text = scene.reading.sentences[number], scene.reading.text
    if sentence.span.end - sentence.span.start > LONGEST_CAPTION:
        return False
    alone = line_at(text, sentence.span).strip() == sentence.text.strip()
    if not alone or re.search(r"[.!?:;,…”\"')]\s*$", sentence.text):
        return False
    return sentence.tree is None or not any(w.tag in FINITE for w in sentence.tree.words)


SIGNS: tuple[Callable[[Scene, QuantitySeen], bool], ...] = (
    is_date,
    is_age,
    is_item,
    is_score,
    is_reference,
    is_pronoun,
    is_ordinal,
    is_caption,
    is_listing,
)
