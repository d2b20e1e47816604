"""Quantities of a text: number, unit, bound or direction, and what they are about.

Amounts are found by rules alone (quantity_amounts.py). `find_quantities` adds, from the tree of each sentence that
holds one, the thing counted as the unit and the words it is about; `plain_quantities` leaves both to its reader.
"""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from retold.claims.compounds import join_compounds
from retold.claims.language import parse_all
from retold.claims.lemmas import lemma
from retold.claims.quantity_amounts import Amount, bare, find_amounts
from retold.claims.quantity_phrases import (
    about_words,
    counted_head,
    noun_words,
    phrase_after,
    top_word,
)
from retold.claims.quantity_rules import sign_rules
from retold.claims.quantity_units import MEASURES, Unit, with_rate
from retold.claims.trees import Tree, Word
from retold.records import Quantity, QuantitySeen, Span
from retold.text.sentences import find_sentences
from retold.text.tables import DEFAULT, language_of


def plain_quantities(text: str, language: str | None = DEFAULT) -> list[QuantitySeen]:
    """Every quantity by rules alone, a counted thing left out of the unit: for readers that have a tree themselves.

    What says the quantity before it again, in another unit, is left out: one measure is one quantity.
    """
    language = language_of(language, text)
    found = join_compounds(text, find_amounts(text, language))
    return [QuantitySeen(a.span, latest(text, a, language), "") for a in found if a.restates is None]


def latest(text: str, amount: Amount, language: str) -> Quantity:
    """Where a level came to, when the amount tells a change of it: 41 of "rose from 30 to 41"."""
    q = amount.quantity
    before = text[max(0, amount.span.start - LEVEL_REACH) : amount.span.start]
    if not amount.moved or not (q.low > q.high or sign_rules(language).clues["changed"].search(before)):
        return q
    return replace(q, low=q.high)


LEVEL_REACH = 64  # characters before "from" in which a verb of change stands


# ---- with the tree of the sentence ---------------------------------------------------------------------------------


def find_quantities(text: str, language: str | None = DEFAULT) -> list[QuantitySeen]:
    """Every quantity of the text, in order, with the thing counted as its unit and the words it is about.

    The parser reads English only; in other languages the words beside the number have to do.
    """
    language = language_of(language, text)
    amounts = find_amounts(text, language)
    if not amounts:
        return []
    sentences = sentences_with(text, amounts)
    words = [s.of(text) for s, _ in sentences]
    trees = parse_all(words) if language == DEFAULT else [None] * len(words)
    out: list[QuantitySeen] = []
    for (sentence, held), tree in zip(sentences, trees, strict=True):
        out += lend_units(text, read_sentence(text, (sentence, tree), held, language))
    return out


def read_sentence(text: str, place: tuple[Span, Tree | None], held: list[Amount], language: str) -> list[QuantitySeen]:
    """The quantities of one sentence, each with what the ones before it lend."""
    sentence, tree = place
    out: list[QuantitySeen] = []
    counted: QuantitySeen | None = None
    for amount in held:
        seen = complete(text, sentence, tree, amount) if tree else complete_plain(text, amount, language)
        if amount.restates and out:
            seen = replace(seen, what=out[-1].what, restates=out[-1].span)
        if out and is_level_of(text, out[-1], seen, language):
            seen = replace(seen, what=out[-1].what)
        if out and is_step_of_list(text, out[-1], seen, language):
            seen = replace(seen, quantity=replace(seen.quantity, change=out[-1].quantity.change))
        if bare(amount):
            counted = seen = take_over(text, counted, seen, language) if counted else seen
        out.append(seen)
    in_points = any(a.quantity.unit == "point" for a in held)
    return [level_in_points(text, seen, language) for seen in out] if in_points else out


def is_level_of(text: str, step: QuantitySeen, seen: QuantitySeen, language: str) -> bool:
    """Whether a level stands right behind its step and is about the same: "fell 68 p to 1,112 p"."""
    between = text[step.span.end : seen.span.start]
    moved = step.quantity.change in ("up", "down") and len(between) < LEVEL_REACH
    return moved and bool(sign_rules(language).clues["level_before"].fullmatch(between.lstrip()))


def is_step_of_list(text: str, step: QuantitySeen, seen: QuantitySeen, language: str) -> bool:
    """Whether a list tells the direction only once: "A was down 2.3%, B by 2.6%"."""
    alike = step.quantity.change in ("up", "down") and step.quantity.unit == seen.quantity.unit
    between = text[step.span.end : seen.span.start]
    if not alike or seen.quantity.change != "=" or len(between) > LEVEL_REACH:
        return False
    rules, words = sign_rules(language), between.lower().split()
    return words[-1:] != [] and words[-1] in rules.step_by and not any(w in rules.directions for w in words)


def level_in_points(text: str, seen: QuantitySeen, language: str) -> QuantitySeen:
    """A bare level in a sentence of points is told in points: "rose 12 points to 7,425"."""
    clues, (start, end) = sign_rules(language).clues, (seen.span.start, seen.span.end)
    is_level = clues["level_before"].search(text, max(0, start - LEVEL_REACH), start)
    if seen.quantity.unit or not (is_level or clues["level_after"].match(text, end)):
        return seen
    return replace(seen, quantity=with_unit(seen.quantity, "point"))


def lend_units(text: str, found: list[QuantitySeen]) -> list[QuantitySeen]:
    """Numbers cut off at a hyphen with the unit of the next: "four-, five- and six-door cars"."""
    out = list(found)
    for i in range(len(out) - 2, -1, -1):
        left, right = out[i], out[i + 1]
        if text[left.span.end : left.span.end + 2] in ("-,", "- "):
            out[i] = replace(left, quantity=with_unit(left.quantity, right.quantity.unit))
    return out


AGAIN_REACH = 120  # characters between a number and one that counts the same


def take_over(text: str, left: QuantitySeen, right: QuantitySeen, language: str) -> QuantitySeen:
    """A number that names nothing, with the thing counted before it: "4 million homes, 2 million of them"."""
    known = left.quantity.unit
    between = text[left.span.end : right.span.start]
    if right.quantity.unit or not known or len(between) > AGAIN_REACH:
        return right
    if not sign_rules(language).clues["again"].fullmatch(between):
        return right
    return replace(right, quantity=with_unit(right.quantity, known))


def sentences_with(text: str, amounts: list[Amount]) -> list[tuple[Span, list[Amount]]]:
    """The sentences that hold amounts, each with its own."""
    out, i = [], 0
    for sentence in find_sentences(text):
        held = []
        while i < len(amounts) and amounts[i].core.start < sentence.end:
            held.append(amounts[i])
            i += 1
        if held:
            out.append((sentence, held))
    return out


def complete(text: str, sentence: Span, tree: Tree, amount: Amount) -> QuantitySeen:
    """The amount with the thing counted and the words it is about."""
    inside = tree.inside(amount.span.start - sentence.start, amount.span.end - sentence.start)
    top = top_word(tree, inside)
    if top is None:
        return complete_plain(text, amount, DEFAULT)
    head = counted_head(tree, top, inside[-1])
    counts = amount.kind in ("count", "share") and not amount.quantity.unit
    unit = amount.quantity.unit
    if counts and head is not None:
        unit = counted_unit(text, sentence, tree, (inside[-1], head))
    about = about_words(tree, inside, head, measured=not counts)
    if amount.kind == "share" and unit:
        unit = f"% {unit}"
    return QuantitySeen(amount.span, with_unit(amount.quantity, unit), " ".join(w.text for w in about))


def counted_unit(text: str, sentence: Span, tree: Tree, place: tuple[Word, Word]) -> str:
    """The thing counted as a unit, with its rate: "eligible voter", "test per day"."""
    last, head = place
    if head.tag in ("PRP", "WP", "WDT", "DT"):
        return ""
    if text[sentence.start + last.end] == "-":
        following = tree.words[last.at + 1 : last.at + 3]
        head = next((w for w in following if w.tag.startswith("NN")), head)
    name = unit_words(
        noun_words(tree, head, after=last.at, numbers=not text.startswith(" of ", sentence.start + last.end))
    )
    return with_rate(text, Unit(name, sentence.start + head.end)).name


def with_unit(quantity: Quantity, unit: str) -> Quantity:
    """The quantity under another unit."""
    return Quantity(quantity.low, quantity.high, unit, quantity.change)


def unit_words(words: list[Word]) -> str:
    """A counted thing as a unit: its words with the last in the singular."""
    *before, head = words
    base = head.text.rstrip(".") if head.tag.startswith("NNP") else lemma(head.text, head.tag)
    base = head.text.removesuffix("s") if head.tag == "NNPS" and not head.text.endswith("ss") else base
    if before and base in MEASURES:
        return base  # "300 rushing yards"
    kept = [w for w in before if w.tag not in ("VBN", "VBD") and w.low not in ("more", "additional", "other", "extra")]
    said = [lemma(w.text, w.tag) if w.tag in ("JJS", "JJR") else w.text for w in kept]
    ties = ["-" if a.end + 1 == b.start and b.at == a.at + 2 else " " for a, b in pairwise([*kept, head])]
    return "".join(w + tie for w, tie in zip(said, ties, strict=True)) + ("people" if base == "person" else base)


def complete_plain(text: str, amount: Amount, language: str) -> QuantitySeen:
    """The amount with the words right after it, where no tree is to be had."""
    phrase = phrase_after(text, amount.span.end, language=language)
    words = [w.of(text) for w in phrase.words] if phrase else []
    if amount.kind != "count" or not words:
        return QuantitySeen(amount.span, amount.quantity, " ".join(words))
    unit = " ".join([*words[:-1], lemma(words[-1], "NNS")] if language == DEFAULT else words)
    return QuantitySeen(amount.span, with_unit(amount.quantity, unit), " ".join(words))
