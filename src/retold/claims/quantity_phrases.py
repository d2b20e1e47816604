"""The words a quantity is about: the noun counted, and what it belongs to.

With a tree of the sentence, its relations decide; without one, the words beside the number have to do. Gives places
in the sentence only, never words of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from retold.claims.quantity_rules import sign_rules
from retold.claims.quantity_units import UNIT_NAMES
from retold.claims.trees import Tree, Word
from retold.records import Span
from retold.text.tables import DEFAULT

PLURALS = sign_rules(DEFAULT).plural
STOP_WORDS = sign_rules(DEFAULT).stop
NEXT = re.compile(r"[ \u00a0-]([^\W\d_][\w’'.&-]*|\d+)")
MOST_WORDS = 5


@dataclass(frozen=True, slots=True)
class Phrase:
    """The noun counted with the words that narrow it before it; places in the text."""

    words: tuple[Span, ...]  # the last one is the head

    @property
    def head(self) -> Span:
        """The head noun."""
        return self.words[-1]


def phrase_after(text: str, end: int, *, one: bool = False, language: str = DEFAULT) -> Phrase | None:
    """The noun phrase right after a number, by the words alone: up to the first plural, else the first word.

    >>> [w.of("40 wooden fishing boats sank") for w in phrase_after("40 wooden fishing boats sank", 2).words]
    ['wooden', 'fishing', 'boats']
    """
    rules = sign_rules(language)
    gap = rules.clues["blank"].match(text, end)
    at = gap.end() - 1 if gap else end
    words: list[Span] = []
    while len(words) < MOST_WORDS and (m := NEXT.match(text, at)):
        word = m.group(1).rstrip(".")
        low = word.lower()
        if low in rules.stop or (words and rules.clues["past"].search(low) and low not in rules.plural):
            break
        words.append(Span(m.start(1), m.start(1) + len(word)))
        at = words[-1].end
        if is_plural(low, language) and text[at : at + 1] != "-":
            return Phrase(tuple(words))
    if not words:
        return None
    return Phrase(tuple(words) if one else tuple(words[:1]))


def is_plural(word: str, language: str = DEFAULT) -> bool:
    """Whether a word looks like a plural noun."""
    if word in sign_rules(language).plural:
        return True
    return len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "ous"))


# ---- with a tree ---------------------------------------------------------------------------------------------------

SKIPPED_TAGS = frozenset(
    {
        "DT",
        "IN",
        "CC",
        "PRP",
        "PRP$",
        "TO",
        "MD",
        "RB",
        "RP",
        "WDT",
        "WP",
        "EX",
        ",",
        ".",
        ":",
        "''",
        "``",
        "POS",
        "-LRB-",
        "-RRB-",
        "HYPH",
        "PDT",
        "WRB",
        "SYM",
    }
)


def top_word(tree: Tree, inside: list[Word]) -> Word | None:
    """The word of the number (and its unit) that the rest of the sentence hangs on."""
    places = {w.at for w in inside}
    tops = [w for w in inside if w.head not in places or w.head == w.at]
    best = [w for w in tops if w.tag in ("CD", "$", "NN", "NNS", "NNP", "NNPS", "SYM")] or tops
    return best[-1] if best else None


CUT_OFF = frozenset("last this next yesterday today in at on from by to per each a an for with".split())
NUMBER_DEPS = frozenset("nummod quantmod amod compound nmod det poss advmod npadvmod".split())


def counted_head(tree: Tree, top: Word, last: Word) -> Word | None:
    """The noun that the number counts: "9 million *homes*", "118 of its *soldiers*"."""
    head = tree.head(top)
    following = tree.words[last.at + 1] if last.at + 1 < len(tree.words) else None
    if following is not None and following.low in CUT_OFF:
        return None
    if top.dep in NUMBER_DEPS and head.at > last.at:
        return whole_noun(tree, head, last)
    of = next((p for p in tree.children(top, "prep") if p.low == "of" and p.at > last.at), None)
    if of is not None:
        return tree.child(of, "pobj")
    if following is not None and following.tag in ("NNS", "NN", "NNP", "NNPS") and top.dep != "appos":
        return whole_noun(tree, following, last)
    return None


def whole_noun(tree: Tree, noun: Word, last: Word) -> Word | None:
    """The last noun of the compound that begins with `noun`: "gun" of "two machine guns" is no head."""
    while noun.dep in ("compound", "nmod", "amod"):
        above = tree.head(noun)
        if not (above.at > noun.at and above.tag.startswith("NN") and above.at - last.at <= MOST_WORDS):
            break
        noun = above
    return noun if noun.tag.startswith(("NN", "JJ", "VBG", "FW")) else None


APART = ("prep", "relcl", "acl", "appos", "conj", "cc", "advcl", "dep", "punct", "nummod", "quantmod")
PRONOUNS = frozenset({"PRP", "WP", "WDT", "DT", "EX", "WRB"})
UPWARD = ("conj", "appos", "compound", "nmod", "amod", "nummod", "quantmod", "npadvmod", "advmod", "dep", "meta")
SUBJECTS = ("nsubj", "nsubjpass", "csubj")
LOOSE = ("npadvmod", "advmod", "ROOT", "dep", "appos", "conj", "parataxis", "oprd", "amod")
NO_TOPIC = frozenset({*UNIT_NAMES, "-", "–", "—", "%", "per", "cent", "today", "yesterday", "year", "end"})
SAID = frozenset("said says say told tells".split())  # "it would save $5 million he told them"
LIGHT = frozenset("be been being is was were are has have had having do did does done last next such own".split())
PASSED = frozenset("it they he she which that who this".split())  # stand for a subject further up
STEPS = 6  # from a number up to the clause it stands in


def noun_words(tree: Tree, head: Word, *, after: int = -1, numbers: bool = False) -> list[Word]:
    """The head with the content words that narrow it from before, those after the word `after` only."""
    apart = tuple(d for d in APART if d != "nummod") if numbers else APART
    found = [w for w in tree.under(head, without=apart) if after < w.at <= head.at]
    found += [c for w in found if w.dep == "amod" for c in tree.children(w, "conj") if after < c.at < head.at]
    found.sort(key=lambda w: w.at)
    return [w for w in found if w.at == head.at or (w.tag not in SKIPPED_TAGS and (numbers or w.tag != "CD"))]


def scope_words(tree: Tree, head: Word, depth: int = 2) -> list[Word]:
    """What hangs on a noun behind it: "of gasoline in Portum", "studying at the school"."""
    out: list[Word] = []
    if depth == 0:
        return out
    for child in tree.children(head, "prep", "agent", "acl", "relcl", "dobj", "advmod"):
        if child.dep in ("prep", "agent"):
            for noun in tree.children(child, "pobj"):
                if noun.tag not in PRONOUNS and noun.tag != "CD":
                    out += noun_words(tree, noun) + scope_words(tree, noun, depth - 1)
        elif child.dep in ("acl", "relcl") and child.is_verb and child.low not in SAID:
            out += [child, *tree.children(child, "acomp"), *scope_words(tree, child, depth - 1)]
        elif child.dep == "dobj" and head.is_verb and child.tag not in PRONOUNS:
            out += noun_words(tree, child)
        elif child.dep == "advmod" and child.at > head.at and child.tag == "RB" and not head.is_verb:
            out.append(child)
    return out


def subject_words(tree: Tree, verb: Word) -> list[Word]:
    """The subject of a verb, or of the nearest clause above that has one; the noun that a relative clause narrows."""
    for at in (verb, *tree.up(verb)):
        found = tree.child(at, "nsubj", "nsubjpass", "csubj", "expl")
        if found is not None and found.tag not in PRONOUNS:
            return noun_words(tree, found) + scope_words(tree, found, 1)
        narrows = at.dep in ("relcl", "acl") and tree.head(at).tag.startswith("NN")
        if narrows and (found is None or found.tag in ("WDT", "WP")):
            return noun_words(tree, tree.head(at))
        if found is not None and found.low not in PASSED:
            return []
    return []


def owner_words(tree: Tree, anchor: Word) -> list[Word]:
    """What the phrase of a number belongs to: the noun above it, else the object or subject of its verb."""
    out: list[Word] = []
    node = anchor
    for _ in range(STEPS):
        above = tree.head(node)
        if above.at == node.at:
            return out or (subject_words(tree, node) if node.is_verb or node.tag == "RB" else [])
        if node.dep in ("pobj", "pcomp"):
            over = tree.head(above)
            if over.is_verb:
                return out + clause_words(tree, over, node)
            if over.tag.startswith("NN") and over.at != above.at:
                out += noun_words(tree, over)
            node = over if over.at != above.at else above
            continue
        if node.dep == "prep" and above.tag.startswith("NN"):
            out += noun_words(tree, above)
        elif above.is_verb or (above.tag in ("RB", "JJ", "IN", "RP") and tree.child(above, "nsubj")):
            return out + (clause_words(tree, above, node) if node.dep not in SUBJECTS else [])
        elif node.dep == "appos" and above.tag.startswith("NN"):
            out += noun_words(tree, above)
        node = above
    return out


def clause_words(tree: Tree, verb: Word, node: Word) -> list[Word]:
    """The other parts of the clause that a number stands in: subject, object, and what prepositions lead in."""
    out = subject_words(tree, verb)
    for child in tree.children(verb, "dobj", "prep", "agent"):
        nouns = tree.children(child, "pobj") if child.dep != "dobj" else [child]
        for noun in nouns:
            if noun.at != node.at and noun.tag.startswith("NN") and noun.low not in NO_TOPIC:
                out += noun_words(tree, noun) + scope_words(tree, noun, 1)
    return out


def about_words(tree: Tree, inside: list[Word], head: Word | None, *, measured: bool) -> list[Word]:
    """All the words a quantity is about, in order: what it narrows, what narrows it, and what it belongs to."""
    top = top_word(tree, inside)
    if top is None:
        return []
    places = {w.at for w in inside}
    out: list[Word] = []
    if head is not None and head.at not in places:
        if measured:
            out += noun_words(tree, head, after=inside[-1].at)
        else:
            places |= {w.at for w in noun_words(tree, head)}
        out += scope_words(tree, head)
    elif measured:
        out += scope_words(tree, top)
    out += owner_words(
        tree, head if head is not None and head.at > inside[-1].at and not is_inside_of(tree, head, top) else top
    )
    if measured and (top.dep in LOOSE or not any(w.at not in places for w in out)):
        out += nearest_noun(tree, inside)
    kept = {w.at: w for w in out if w.at not in places and w.tag != "CD" and is_topic(w)}
    return [kept[i] for i in sorted(kept)]


def is_topic(word: Word) -> bool:
    """Whether a word says what something is about: no light verb, and no name of a unit unless it is a subject."""
    return word.low not in LIGHT and (word.low not in NO_TOPIC or (word.dep in SUBJECTS and word.low in UNIT_NAMES))


def is_inside_of(tree: Tree, head: Word, top: Word) -> bool:
    """Whether the head hangs below the number ("12 of its boats"), so that the number itself stands in the clause."""
    return any(w.at == top.at for w in tree.up(head))


def nearest_noun(tree: Tree, inside: list[Word]) -> list[Word]:
    """The noun phrase nearest before the number, where relations tell nothing."""
    for word in reversed(tree.words[max(0, inside[0].at - 8) : inside[0].at]):
        if word.tag.startswith("NN") and word.low not in NO_TOPIC:
            return noun_words(tree, word)
    return []
