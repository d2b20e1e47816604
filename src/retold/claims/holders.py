"""Whose a figure is: who did what it counts, who has it, or whose sum it is.

Takes a number in its parsed sentence, gives the phrase of the holder as it stands ("GM and Chrysler"). A pronoun names
nobody, and the subject of a verb of saying is a speaker, no holder.
"""

from __future__ import annotations

from collections.abc import Iterator

from retold.claims.counted import Counted
from retold.claims.figure_terms import OTHER_CLAUSES
from retold.claims.sentences import Sentence
from retold.claims.trees import Tree, Word

LONGEST = 9  # words of a holder
ASIDE = (*OTHER_CLAUSES, "appos", "prep", "det", "punct", "case", "nummod", "npadvmod")
THROUGH = ("conj", "xcomp", "advcl")  # clauses that share the subject of the one above
CLAUSES = 3  # of these, at most
RELATIVE = ("WDT", "WP")
STANDS_FOR = ("PRP", "WP", "WDT", "DT")


def holder_of(sentence: Sentence, tree: Tree, found: Counted) -> str:
    """The words of the holder, or "" where none is named beside the number."""
    own = {w.at for w in found.number} | {found.top.at}
    for words in candidates(tree, found):
        if words and len(words) <= LONGEST and words[-1].tag[:2] == "NN" and not own & {w.at for w in words}:
            return sentence.text[words[0].start : words[-1].end]
    return ""


def candidates(tree: Tree, found: Counted) -> Iterator[list[Word]]:
    """Phrases that may name the holder, the nearest first: an owner, a doer behind "by", the subject of the verb."""
    for noun in nouns(tree, found):
        yield from owners(tree, noun)
    verb = found.governor
    if verb is None or not verb.is_verb:
        return
    yield from (phrase(tree, w) for by in tree.children(verb, "agent") for w in tree.children(by, "pobj"))
    subject = None if found.stand in ("subject", "passive") else subject_of(tree, verb, found)
    if subject is not None:
        yield from owners(tree, subject)
        yield phrase(tree, subject)


def nouns(tree: Tree, found: Counted) -> list[Word]:
    """The counted noun, and the one that governs it."""
    governor = found.governor if found.governor is not None and not found.governor.is_verb else None
    return [w for w in (found.counted, governor) if w is not None]


def owners(tree: Tree, noun: Word) -> Iterator[list[Word]]:
    """Who owns a noun: "Ford's sales", "Ford sales", "the sales of Ford"."""
    yield from (phrase(tree, w) for w in tree.children(noun, "poss"))
    if not noun.tag.startswith("NNP"):
        named = [w for w in tree.children(noun, "compound", "nmod") if w.tag.startswith("NNP") and w.at < noun.at]
        yield [u for w in named for u in phrase(tree, w)]
    behind = (w for p in tree.children(noun, "prep") if p.low == "of" for w in tree.children(p, "pobj"))
    yield from (phrase(tree, w) for w in behind if w.tag.startswith("NNP"))


def phrase(tree: Tree, word: Word) -> list[Word]:
    """A noun with what stands before it, and the nouns joined to it."""
    aside = tree.child(word, "appos")
    if aside is not None and aside.tag.startswith("NNP") and not word.tag.startswith("NNP"):
        word = aside  # "another maker, Ilm Motors, said"
    return [w for w in tree.under(word, without=ASIDE) if w.tag not in ("PRP$", "POS")]


def subject_of(tree: Tree, verb: Word, found: Counted) -> Word | None:
    """The subject of a verb, or of the clause it shares one with; a pronoun is that of the clause above."""
    for _ in range(CLAUSES):
        subject = tree.child(verb, "nsubj", "nsubjpass")
        if subject is not None and subject.tag not in STANDS_FOR:
            return None if found.counted is not None and subject.at == found.counted.at else subject
        if subject is not None and subject.tag in RELATIVE:
            return name_before(tree, subject)
        above = verb_above(tree, verb)
        if above is None or (subject is None and verb.dep not in THROUGH):
            return None
        verb = above
    return None


def name_before(tree: Tree, pronoun: Word) -> Word | None:
    """The name right before a relative pronoun: "Brandt, which"; a parser often ties such clauses to another noun."""
    before = [w for w in tree.words[max(0, pronoun.at - 2) : pronoun.at] if w.text != ","]
    return before[-1] if before and before[-1].tag.startswith("NNP") else None


def verb_above(tree: Tree, verb: Word) -> Word | None:
    """The verb of the clause in which a clause stands."""
    return next((w for w in tree.up(verb) if w.is_verb), None)
