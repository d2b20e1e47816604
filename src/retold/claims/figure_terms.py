"""The terms of a figure: base forms of the content words of its own clause, which tell it from figures like it."""

from __future__ import annotations

from retold.claims.counted import Counted
from retold.claims.lemmas import lemma
from retold.claims.sayings import OTHER_TIMES, PARTS
from retold.claims.sentences import Sentence
from retold.claims.trees import Tree, Word

OTHER_CLAUSES = ("advcl", "relcl", "ccomp", "parataxis", "csubj", "acl")
NO_SCOPE = OTHER_TIMES | PARTS | {"according", "of"}
NARROWING = frozenset("still already currently so".split())
CONTENT = ("NN", "NNS", "NNP", "NNPS", "JJ", "JJR", "JJS", "VBN", "VBG", "RB", "VBD", "VB", "VBP", "VBZ")
MOST_TERMS = 14
EMPTY = frozenset(
    "be have do own such other many several more most much few total number nearly about around almost some least "
    "estimated estimate approximately roughly mr mrs percent cent up only just also even then now here there this that "
    "not n't as very too however".split()
)


OPENS_OTHER = OTHER_TIMES | PARTS | {"according"}


def terms_of(sentence: Sentence, found: Counted, noun: str) -> tuple[str, ...]:
    """Base forms of the content words of the figure's own clause, in order."""
    tree = sentence.tree
    assert tree is not None
    own = {w.at for w in found.number}
    if found.governor is not None:
        own.add(found.governor.at)
    own |= strayed(tree)
    taken = {w.at: w for w in clause_words(tree, found) if w.at not in own}
    out: list[str] = []
    for at in sorted(taken):
        word = taken[at]
        base = lemma(word.text, word.tag)
        if word.tag not in CONTENT or (word.tag == "RB" and word.low not in NARROWING):
            continue
        if base not in EMPTY and base != noun and base not in out and any(c.isalnum() for c in base):
            out.append(base)
    return tuple(out[:MOST_TERMS])


def clause_words(tree: Tree, found: Counted) -> list[Word]:
    """The words of the counted noun's own clause: its phrase, its governor's phrases, nothing of other clauses."""
    words = own_words(tree, found.top, OTHER_CLAUSES)
    if found.counted is not None:
        words += own_words(tree, found.counted, OTHER_CLAUSES)
    verb = found.governor
    if verb is None or (found.counted is not None and verb.at == found.counted.at):
        return words
    if found.stand == "modified":
        return words + own_words(tree, verb, ("advcl", "ccomp", "parataxis"))
    for child in tree.children(verb):
        if child.dep not in (*OTHER_CLAUSES, "conj", "punct", "cc", "xcomp") and child.low not in NO_SCOPE:
            words += own_words(tree, child, OTHER_CLAUSES)
    return words


def own_words(tree: Tree, word: Word, without: tuple[str, ...]) -> list[Word]:
    """The words under a word, but for other clauses, other times ("after …") and lists of parts ("including …")."""
    apart: set[int] = set()
    words = tree.under(word, without=without)
    for w in words:
        if w.at != word.at and w.low in OPENS_OTHER and w.dep in ("prep", "mark"):
            apart |= {u.at for u in tree.under(w)}
    return [w for w in words if w.at not in apart]


def strayed(tree: Tree) -> set[int]:
    """Words that a parser ties to a noun over a clause of another time: in "holding 129 after the rest, mainly women,
    were freed" the women stand by the rest, whatever the tree says."""
    bounds = [w.at for w in tree.words if w.low in OTHER_TIMES and w.dep in ("prep", "mark")]
    loose = [
        w
        for w in tree.words
        if w.dep in ("appos", "conj", "dep", "npadvmod") and any(w.head < b < w.at for b in bounds)
    ]
    return {u.at for w in loose for u in tree.under(w)}
