"""Figures without a parser: noun, act and terms by the words beside the number.

Takes a figure that has its number and sentence only. The first plain word after the number is what it counts; the
nearest word of the sentence that names a known act governs it. Less is found than with a tree, nothing else changes.
In another language than English the noun opens its phrase, and no act is known.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from retold.claims.lemmas import ACT_OF, act_of, lemma
from retold.claims.sayings import LITTLE, TALLIES
from retold.records import Figure, Span
from retold.text.tables import DEFAULT, little_words

WORD = re.compile(r"[^\W\d_][\w’'-]*")
LONGEST_NOUN = 4  # words of a noun phrase behind a number
LEVEL_ACTS = ("rise", "fall")  # they say how a number moved, not what befell whom
NEAR = 160  # characters on either side of a number in which its act is looked for


def plain_figure(text: str, figure: Figure, language: str) -> Figure:
    """The figure with what the words around its number tell."""
    english = language == DEFAULT
    phrase = phrase_after(text, figure, LITTLE if english else little_words(language))
    act = nearest_act(text, figure) if english else None
    head = phrase[-1 if english else 0] if phrase else None
    noun = lemma(head.of(text), "NNS") if head is not None else ""
    words = " ".join(p.of(text) for p in phrase)
    what = " ".join(f"{words} {act.of(text) if act and not any(act == p for p in phrase) else ''}".split())
    places = (Span(phrase[0].start, phrase[-1].end),) if phrase else ()
    return replace(
        figure,
        noun=noun or ("people" if act and not figure.quantity.unit else ""),
        predicate=act_of(act.of(text).split()[0], "VBD") if act else "",
        what=what or figure.what,
        terms=terms_around(text, figure, noun),
        evidence=(figure.evidence[0], *places, *((act,) if act else ())),
        standing="share" if figure.quantity.unit in ("%", "percentage") else "flow" if act else "stock",
    )


def phrase_after(text: str, figure: Figure, little: frozenset[str]) -> list[Span]:
    """The plain words right behind the number, up to the first little word or stop."""
    at = figure.evidence[0].end
    out: list[Span] = []
    while len(out) < LONGEST_NOUN and (gap := re.compile(r"(?: (?:of|de)(?: the| its| their)?)? ").match(text, at)):
        word = WORD.match(text, gap.end())
        if word is None or word.group().lower() in little or word.end() > figure.sentence.end:
            break
        if out and (word.group().lower() in ACT_OF or word.group().endswith("ed")):
            break
        out.append(Span(word.start(), word.end()))
        at = word.end()
    return out


def nearest_act(text: str, figure: Figure) -> Span | None:
    """The nearest word of the sentence that names a known act, words behind the number before those in front."""
    at = figure.evidence[0]
    start, end = max(figure.sentence.start, at.start - NEAR), min(figure.sentence.end, at.end + NEAR)
    found = [Span(start + m.start(), start + m.end()) for m in WORD.finditer(text[start:end])]
    acts = [w for w in found if known_act(w.of(text)) not in ("", *LEVEL_ACTS)]
    best = min(acts, key=lambda w: (abs(w.start - at.start), w), default=None)
    before = found[found.index(best) - 1] if best is not None and found.index(best) else None
    if best is None or before is None or best.of(text).lower() not in TALLIES or not known_act(before.of(text)):
        return best
    return Span(before.start, best.end)


def terms_around(text: str, figure: Figure, noun: str) -> tuple[str, ...]:
    """The longer words of the sentence, in order, as they stand."""
    words = [
        m.group().lower()
        for m in WORD.finditer(text[figure.sentence.start : min(figure.sentence.end, figure.sentence.start + 4 * NEAR)])
    ]
    kept = [lemma(w, "NNS") for w in words if len(w) > 3 and w not in LITTLE]
    return tuple(w for w in dict.fromkeys(kept) if w != noun)[:8]


@lru_cache(maxsize=1 << 14)
def known_act(word: str) -> str:
    """The act that a word names in any of its forms; "" for other words."""
    return ACT_OF.get(word.lower()) or ACT_OF.get(lemma(word, "VBD")) or ACT_OF.get(lemma(word, "NNS"), "")
