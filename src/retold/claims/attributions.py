"""Indirect speech, thought and wish: which words hang on a verb, noun or phrase that can carry them.

Takes a parsed sentence, gives candidates: a cue, the words it may attribute, and the frame in which they stand. Which
of them count is decided by weights over plain features (see `weights.py`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from retold.claims.lemmas import lemma
from retold.claims.sayings import SAYING_NOUNS
from retold.claims.trees import Tree, Word

CLAUSES = {"ccomp": "clause", "xcomp": "to", "dobj": "object", "nsubjpass": "passive", "oprd": "as", "attr": "attr"}
WIDE_PREPOSITIONS = frozenset("about on for of to against with over in as at by into from that".split())


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may be attributed: the cue, the head of the words, and how they hang together."""

    cue: Word
    head: Word
    frame: str
    lemma: str
    parts: tuple[tuple[int, int], ...]
    source: Word | None


def find_candidates(tree: Tree) -> list[Candidate]:
    """All candidates of a sentence, in the order of their cues."""
    out: list[Candidate] = []
    for word in tree.words:
        if word.low == "according":
            out += according_candidates(tree, word)
        elif word.is_verb:
            out += verb_candidates(tree, word)
        elif word.tag in ("NN", "NNS") and lemma(word.text, word.tag) in SAYING_NOUNS:
            out += noun_candidates(tree, word)
    return out


def verb_candidates(tree: Tree, cue: Word) -> Iterator[Candidate]:
    """The words that hang on a verb: clause, infinitive, object, the object of its preposition; or that hold it."""
    base = lemma(cue.text, cue.tag)
    source = source_of(tree, cue)
    for child in tree.children(cue):
        if child.dep in CLAUSES:
            yield Candidate(cue, child, CLAUSES[child.dep], base, reach_around(tree, child, cue), source)
        elif child.dep == "prep" and child.low in WIDE_PREPOSITIONS:
            inner = tree.child(child, "pobj", "pcomp")
            if inner:
                yield Candidate(cue, inner, f"prep {child.low}", base, reach_around(tree, inner, cue), source)
    if cue.dep in ("parataxis", "advcl", "ccomp") and cue.head != cue.at:
        host = tree.head(cue)
        if host.is_verb and (cue.dep == "parataxis" or stands_apart(tree, cue)):
            yield Candidate(cue, host, "inserted", base, reach_without(tree, host, cue), source)


def noun_candidates(tree: Tree, cue: Word) -> Iterator[Candidate]:
    """The words that hang on a noun of saying: "a promise to pay", "the claim that it leaked", "fears of a strike"."""
    base = lemma(cue.text, cue.tag)
    source = owner_of(tree, cue)
    for child in tree.children(cue, "acl", "ccomp", "relcl"):
        yield Candidate(cue, child, f"noun {child.dep}", base, (tree.reach(child),), source)
    for prep in tree.children(cue, "prep"):
        inner = tree.child(prep, "pobj", "pcomp")
        if inner and prep.low in ("of", "about", "for", "on"):
            yield Candidate(cue, inner, f"noun {prep.low}", base, (tree.reach(inner),), source)


def according_candidates(tree: Tree, cue: Word) -> Iterator[Candidate]:
    """The clause that "according to X" stands in."""
    source = named_by(tree, cue)
    host = next((w for w in tree.up(cue) if w.is_verb), None)
    if source and host and host.at != cue.at:
        yield Candidate(cue, host, "according", "accord", reach_without(tree, host, cue), source)


def named_by(tree: Tree, according: Word) -> Word | None:
    """Whom "according to" names."""
    to = tree.child(according, "prep")
    return tree.child(to, "pobj") if to else None


def stands_apart(tree: Tree, cue: Word) -> bool:
    """Whether a clause of saying has a subject of its own and no words of its own: ", the mayor said,"."""
    return bool(tree.child(cue, "nsubj")) and not tree.children(cue, "ccomp", "xcomp", "dobj", "mark")


def reach_around(tree: Tree, head: Word, cue: Word) -> tuple[tuple[int, int], ...]:
    """The words under `head`, in two parts when the cue with its source stands inside them."""
    words = tree.under(head)
    return runs_of(tree, [w for w in words if w.at != cue.at])


def reach_without(tree: Tree, head: Word, branch: Word) -> tuple[tuple[int, int], ...]:
    """The words under `head` but for one branch."""
    apart = {w.at for w in tree.under(branch)}
    return runs_of(tree, [w for w in tree.under(head) if w.at not in apart])


def runs_of(tree: Tree, words: list[Word]) -> tuple[tuple[int, int], ...]:
    """Words as stretches without a gap, commas and dashes at their ends left out."""
    runs: list[list[Word]] = []
    for w in words:
        if runs and w.at == runs[-1][-1].at + 1:
            runs[-1].append(w)
        else:
            runs.append([w])
    trimmed = [trim(run) for run in runs]
    return tuple((run[0].start, run[-1].end) for run in trimmed if run)


def trim(run: list[Word]) -> list[Word]:
    """A stretch without commas, dashes and stops at its ends."""
    while run and run[0].tag in (",", ":", ".", "HYPH") and run[0].text not in '“"':
        run = run[1:]
    while run and run[-1].tag in (",", ":", ".", "HYPH"):
        run = run[:-1]
    return run


def source_of(tree: Tree, cue: Word) -> Word | None:
    """Whose words they are: the subject, the agent of a passive, the subject of the verb that governs this one."""
    own = tree.child(cue, "nsubj", "csubj")
    if own:
        return antecedent(tree, cue) if own.low in ("who", "which", "that") else own
    agent = tree.child(cue, "agent")
    if agent or tree.child(cue, "nsubjpass"):
        return tree.child(agent, "pobj") if agent else None
    above = tree.head(cue)
    if cue.dep == "acl" and above.is_noun:
        return above
    if cue.dep in ("conj", "xcomp", "advcl", "pcomp", "aux") and above.at != cue.at:
        verb = above if above.is_verb else next((w for w in tree.up(cue) if w.is_verb), None)
        return source_of(tree, verb) or tree.child(verb, "nsubjpass") if verb else None
    return None


def antecedent(tree: Tree, verb: Word) -> Word | None:
    """The noun that a relative clause stands by."""
    up = [verb, *tree.up(verb)]
    clause = next((w for w in up if w.dep == "relcl"), None)
    return tree.head(clause) if clause else None


def owner_of(tree: Tree, noun: Word) -> Word | None:
    """Whose claim, promise or fear it is: the possessor, the phrase with "by", else the subject of its verb."""
    owner = tree.child(noun, "poss")
    if owner:
        return owner
    by = next((p for p in tree.children(noun, "prep") if p.low in ("by", "from", "among")), None)
    if by:
        return tree.child(by, "pobj")
    verb = next((w for w in tree.up(noun) if w.is_verb), None)
    return source_of(tree, verb) if verb else None
