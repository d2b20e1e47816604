"""What a number counts, and what is said to befall it.

Takes a parsed sentence and the place of a number, gives the word counted, the word that governs it and how the two
stand. "131 of its soldiers have been killed" counts soldiers under `kill`; "the death toll rose to 41" counts deaths.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from retold.claims.lemmas import ACT_OF, PASSED_OVER, act_of, lemma, names_act
from retold.claims.quantity_units import MONEY
from retold.claims.quantity_units import WORDS as MONEY_WORDS
from retold.claims.sayings import LEVELS, LIGHT, MOVERS, OTHER_TIMES, PARTS, PUTS, REACHES, TALLIES
from retold.claims.sentences import Sentence
from retold.claims.trees import Tree, Word
from retold.records import Span

Stand = Literal["object", "beside", "subject", "passive", "modified", "noun", "level", "moved", "none"]
PLACES = ("nummod", "quantmod", "amod", "compound", "nmod", "det", "poss", "predet", "advmod")
UP_THROUGH = ("conj", "appos", "nmod", "compound", "nummod", "quantmod", "dep", "npadvmod", "amod")
STATES_OF_PEOPLE = frozenset("dead wounded injured missing homeless displaced infected sick unemployed jobless".split())
HELD_TRUE = frozenset("confirmed known believed feared presumed reported".split())  # "people confirmed dead"
WORKED = frozenset("close open start begin end run".split())  # levels of a price, but also done to things
STEPS = 8  # of climbing from a number to its governor


@dataclass(frozen=True, slots=True)
class Counted:
    """A number in its sentence: its own words, the word counted (None when left out), the governing word."""

    number: tuple[Word, ...]
    top: Word
    counted: Word | None
    governor: Word | None
    stand: Stand
    whole: Word | None = None  # "12 of the 40 ships": the word that names the whole

    @property
    def anchor(self) -> Word:
        """The word that stands for the number in the clause."""
        return self.counted or self.top


def find_counted(sentence: Sentence, number: Span) -> Counted | None:
    """What a number of this sentence counts; None when the sentence is not parsed."""
    tree = sentence.tree
    words = tuple(sentence.words_at(number))
    if tree is None or not words:
        return None
    top = top_of(tree, words)
    counted, whole = counted_by(tree, top, words)
    if counted is not None and counted in words:
        counted = whole = None
    if counted is not None and counted.tag in ("PRP", "WP", "DT", "WDT"):
        counted, whole = None, counted
    governor, stand = governor_of(tree, counted if counted and not whole else top, counted)
    if stand == "beside" and governor is not None and any(w.head == governor.at for w in words):
        stand = "object"  # "cut up to 40 jobs": the preposition is a hedge
    if counted is None and stand == "beside" and governor is not None and moves_object(tree, governor, top):
        stand = "level"
    if counted is None and stand in ("subject", "passive") and governor is not None:
        attr = tree.child(governor, "attr") if lemma(governor.text, governor.tag) == "be" else None
        counted = attr or fronted(tree, governor, top)
    if counted is None and stand in ("level", "moved"):
        counted = measured(tree, top, governor)
        own = participle_of(tree, counted) if counted is not None else None
        if own is not None and stand == "level":
            governor, stand = own, "modified"
    return Counted(words, top, counted, governor, stand, whole)


def moves_object(tree: Tree, verb: Word, top: Word) -> bool:
    """Whether a verb brings its object to the number: "raised the toll to 16"."""
    to = tree.head(top)
    moved = lemma(verb.text, verb.tag) in MOVERS and tree.child(verb, "dobj", "nsubjpass") is not None
    return moved and top.dep == "pobj" and to.low == "to" and to.head == verb.at


def fronted(tree: Tree, verb: Word, top: Word) -> Word | None:
    """The group that a sentence opens with: "Of the confirmed *cases*, 212 were in hospital"."""
    of = next((p for p in tree.children(verb, "prep") if p.low == "of" and p.at < top.at), None)
    inner = tree.child(of, "pobj") if of is not None else None
    return inner if inner is not None and inner.tag in ("NNS", "NNPS") else None


def top_of(tree: Tree, words: tuple[Word, ...]) -> Word:
    """The word of the number that the rest of the sentence hangs on: numerals before hedges."""
    inside = {w.at for w in words}
    tops = [w for w in words if w.head not in inside or w.head == w.at]
    numeral = [w for w in tops if w.tag in ("CD", "$", "NN", "NNS", "NNP") and w.low not in ("some", "nearly")]
    return (numeral or tops)[-1]


def counted_by(tree: Tree, top: Word, words: tuple[Word, ...]) -> tuple[Word | None, Word | None]:
    """The word counted and, for "131 of its soldiers", the word of the whole (the same word)."""
    inside = {w.at for w in words}
    of = next((p for p in tree.children(top, "prep") if p.low == "of" and p.at not in inside), None)
    whole = tree.child(of, "pobj") if of is not None else None
    if whole is not None:
        whole = owned(tree, whole)
        return whole, whole
    if top.dep in PLACES and top.head != top.at:
        head = tree.head(top)
        if head.tag == "CD" and head.dep in PLACES and head.at not in inside:
            head = tree.head(head)
        if head.at not in inside and head.tag[:2] in ("NN", "FW", "JJ") and head.tag not in ("JJR", "JJS"):
            return head, None
    return beside(tree, top, words), None


def owned(tree: Tree, word: Word) -> Word:
    """The noun behind an owner that a parser took for the whole: "40 of the yard's 60 *boats*"."""
    mark = next((c for c in tree.children(word, "case") if c.tag == "POS"), None)
    behind = tree.words[mark.at + 1 : mark.at + 4] if mark is not None else ()
    return next((w for w in behind if w.tag in ("NNS", "NNPS")), word)


def beside(tree: Tree, top: Word, words: tuple[Word, ...]) -> Word | None:
    """A noun counted across a little word or a wrong tree: "a loss of 5", "$5 million in bribes", "5 ships"."""
    if top.dep == "pobj" and tree.head(top).low == "of":
        over = tree.head(tree.head(top))
        if over.tag in ("NN", "NNS") and over.at < top.at:
            return over
    left = tree.words[max(0, words[0].at - 2) : words[0].at]
    if len(left) == 2 and left[1].low == "worth" and left[0].tag in ("NN", "NNS"):
        return left[0]
    right = tree.words[words[-1].at + 1] if words[-1].at + 1 < len(tree.words) else None
    if right is None:
        return None
    if right.low == "in" and any(is_money(w) for w in words):
        inner = tree.child(right, "pobj")
        return inner if inner is not None and inner.tag in ("NN", "NNS") else None
    loose = right.tag == "NNS" and right.head != top.at and top.dep in ("compound", "nummod", "ROOT", "dep")
    return right if loose and not top.tag.startswith("NN") else None


def is_money(word: Word) -> bool:
    """Whether a word of a number makes it money."""
    return word.tag == "$" or word.text in "$€£¥" or MONEY_WORDS.get(word.low, "") in MONEY


def governor_of(tree: Tree, word: Word, counted: Word | None) -> tuple[Word | None, Stand]:
    """The word that governs a counted one: a participle beside it, a verb above it, or a noun of action."""
    own = participle_of(tree, word)
    if counted is not None and counted.at != word.at:
        own = own or participle_of(tree, counted)
    if own is None and light_above(tree, word):
        own = state_of(tree, tree.head(word))
    if own is not None and (counted is None or definite(tree, word) or light_above(tree, word)):
        return own, "modified"
    if counted is not None and is_act(counted):
        return counted, "noun"
    above, stand = climb(tree, word)
    if own is not None and (above is None or stand == "none"):
        return own, "modified"
    return above, stand


def participle_of(tree: Tree, word: Word) -> Word | None:
    """The participle or adjective of state that narrows a word: "captives still held", "12 dead"."""
    for child in tree.children(word, "acl", "relcl", "amod", "oprd", "ccomp"):
        if child.tag in ("VBN", "VBD") and (child.dep != "amod" or child.at > word.at):
            return child
        if child.dep in ("acl", "relcl") and child.is_verb:
            return child
        if child.at > word.at and lemma(child.text, child.tag) in ACT_OF:
            return child
    behind = [w for w in tree.words[word.at + 1 : word.at + 3] if w.low not in HELD_TRUE]
    follower = behind[0] if behind else None
    if follower and follower.low in ACT_OF and (follower.low in ("dead", "missing") or follower.low.endswith("ed")):
        return follower
    return None


def state_of(tree: Tree, verb: Word) -> Word | None:
    """The act that a verb of being or remaining leads to: "remain missing", "are among the dead"."""
    for child in tree.children(verb, "acomp", "oprd", "attr", "xcomp"):
        if child.dep == "acomp" or lemma(child.text, child.tag) in ACT_OF or child.low in ACT_OF:
            return child
    among = next((p for p in tree.children(verb, "prep") if p.low == "among"), None)
    inner = tree.child(among, "pobj") if among else None
    return inner if inner is not None and inner.low in ACT_OF else None


def definite(tree: Tree, word: Word) -> bool:
    """Whether a group is known already: "the 129 captives still held"."""
    return any(d.low in ("the", "these", "those", "all") for d in tree.children(word, "det", "predet"))


def light_above(tree: Tree, word: Word) -> bool:
    """Whether the verb above says little: there are, has, leaves, reports."""
    above = tree.head(word)
    return above.at == word.at or not above.is_verb or lemma(above.text, above.tag) in LIGHT


def is_act(word: Word) -> bool:
    """Whether a counted noun itself names an act: 12 deaths, 40 arrests."""
    base = lemma(word.text, word.tag)
    return word.tag in ("NN", "NNS") and (base in ACT_OF) and base not in ("captive", "job")


def climb(tree: Tree, word: Word) -> tuple[Word | None, Stand]:
    """Up from a word to the verb or noun of action that governs it."""
    at = word
    for _ in range(STEPS):
        head = tree.head(at)
        if head.at == at.at:
            return (at, "none") if at.is_verb else (None, "none")
        if head.low in OTHER_TIMES | PARTS:
            break
        if head.is_verb:
            return settle(tree, at, head)
        over = tree.head(head)
        if at.dep == "pobj" and (over.at == head.at or (head.low == "of" and over.tag == "CD")):
            break
        if at.dep == "pobj" and over.is_verb and head.dep != "agent":
            return settle_phrase(head, over)
        if at.dep == "pobj" and names_deed(over):
            return over, "noun"
        at = over if at.dep == "pobj" else head
    return None, "none"


def names_deed(word: Word) -> bool:
    """Whether a noun above a phrase names an act, not a group or an amount."""
    base = lemma(word.text, word.tag)
    return word.tag in ("NN", "NNS", "VBG") and base not in PASSED_OVER and names_act(base)


def settle(tree: Tree, word: Word, verb: Word) -> tuple[Word, Stand]:
    """How a word stands by its verb; small clauses ("left 40 injured") are governed by what befell."""
    if word.dep in ("nsubj", "nsubjpass") and verb.dep in ("ccomp", "xcomp", "oprd") and verb.tag == "VBN":
        return verb, "passive"
    if word.dep == "nsubjpass" or (word.dep == "nsubj" and verb.tag == "VBN" and not tree.child(verb, "aux")):
        return verb, "passive"
    if word.dep in ("nsubj", "csubj"):
        return verb, "subject"
    base = lemma(verb.text, verb.tag)
    if base in WORKED and word.dep == "dobj" and word.tag in ("NNS", "NN"):
        return verb, "object"
    if word.dep in ("attr", "acomp") or (base in LEVELS and not base_moves(base)):
        return verb, "level"
    return verb, "moved" if base in LEVELS else "object"


def base_moves(verb: str) -> bool:
    """Whether a verb tells a change, so that a number right behind it is its amount: "fell 5%"."""
    return verb in LEVELS and verb not in REACHES


def settle_phrase(prep: Word, verb: Word) -> tuple[Word | None, Stand]:
    """How the object of a verb's preposition stands: a level reached ("rose to 41"), an amount ("by 41"), a party."""
    base = lemma(verb.text, verb.tag)
    if prep.low == "of":
        return None, "none"
    if base in LEVELS and prep.low in ("to", "at", "from", "above", "below", "over", "under"):
        return verb, "level"
    if base in LEVELS and prep.low == "by":
        return verb, "moved"
    if prep.low == "at" and base in PUTS:
        return verb, "level"
    return verb, "beside"


def measured(tree: Tree, top: Word, verb: Word | None) -> Word | None:
    """What is measured where the number stands alone: the subject of "rose to 41", the object of "put it at 41"."""
    if verb is None or not verb.is_verb:
        return None
    if lemma(verb.text, verb.tag) in PUTS | MOVERS and tree.child(verb, "dobj", "nsubjpass"):
        found = tree.child(verb, "dobj", "nsubjpass")
        return tally_inside(tree, found) if found is not None else None
    for at in (*clauses_before(tree, verb), *tree.up(verb)):
        found = tree.child(at, "nsubj", "nsubjpass", "csubj")
        if found is not None and found.at != top.at:
            return tally_inside(tree, found)
        if at.dep in ("acl", "relcl") and tree.head(at).tag.startswith("NN"):
            return tally_inside(tree, tree.head(at))
        if at.dep not in ("xcomp", "conj", "aux", "ccomp", "advcl"):
            return None
    return None


def clauses_before(tree: Tree, verb: Word) -> list[Word]:
    """A verb, then the clauses joined to the same one before it, nearest first: their subject is nearer."""
    joined = tree.children(tree.head(verb), "conj") if verb.dep == "conj" else []
    return [verb, *mistaken_clause(tree, verb), *reversed([w for w in joined if w.is_verb and w.at < verb.at])]


def mistaken_clause(tree: Tree, verb: Word) -> list[Word]:
    """A participle right before a verb that a parser took for a clause: "the people *confirmed* dead rose"."""
    between: list[Word] = []
    for word in reversed(tree.words[max(0, verb.at - STEPS) : verb.at]):
        if word.tag == "VBN" and tree.child(word, "nsubj") and not tree.child(word, "aux", "auxpass"):
            return [] if any(w.tag in (",", "CC", "``") for w in between) else [word]
        if word.is_verb:
            return []
        between.append(word)
    return []


def tally_inside(tree: Tree, word: Word) -> Word:
    """What a tally counts: "the number of deaths" is about deaths; "death toll" stays, its first word names it."""
    if lemma(word.text, word.tag) in TALLIES:
        of = next((p for p in tree.children(word, "prep") if p.low == "of"), None)
        inner = tree.child(of, "pobj") if of else None
        return inner or word
    return word


def noun_of(tree: Tree, word: Word) -> str:
    """The base form of what is counted; a tally gives way to the word before it: "death toll" counts deaths."""
    base = lemma(word.text, word.tag)
    if word.low in STATES_OF_PEOPLE:
        return "people"
    if base in TALLIES:
        before = [w for w in tree.children(word, "compound", "amod", "nmod") if w.tag.startswith("NN")]
        if before:
            return lemma(before[-1].text, before[-1].tag)
    return base if word.tag[:2] not in ("PR", "WP", "DT", "WD") else ""


def predicate_of(tree: Tree, found: Counted) -> str:
    """The base form of the act: the governor's, or that of a noun that names one; "" for verbs that say little."""
    if found.counted is not None and found.stand in ("level", "none", "subject", "object"):
        base = found.counted.low if found.counted.low in STATES_OF_PEOPLE else noun_of(tree, found.counted)
        if base in ACT_OF and base not in ("captive", "job") and (found.stand == "level" or light(found.governor)):
            return ACT_OF[base]
    if found.governor is None or light(found.governor):
        return ""
    if found.stand == "level":
        return ""
    return act_of(found.governor.text, found.governor.tag)


def light(word: Word | None) -> bool:
    """Whether a governing word says little by itself."""
    return word is None or (word.is_verb and lemma(word.text, word.tag) in LIGHT)
