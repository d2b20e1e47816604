"""The words a quantity is about: the noun counted, and what it belongs to.

With a tree of the sentence, its relations decide; without one, the words beside the number have to do. Gives places
in the sentence only, never words of its own.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from retold.claims.trees import Tree, Word
from retold.records import Span

PLURALS = frozenset(
    "people men women children police staff personnel cattle sheep fish aircraft spacecraft crew troops dead injured "
    "wounded missing persons youth clergy media data lives wives knives teeth mice geese oxen homeless elderly".split()
)
STOP_WORDS = frozenset(
    "the a an of in on at to for from by with and or but nor as than that which who whom whose when where while if "
    "is are was were be been being has have had do does did will would can could may might must should shall not "
    "this these those there here it its he she they them his her their we our you your i my me us him over under "
    "between during after before since until per more less most least so also still then now today yesterday both "
    "each every either said says say because although though about against into onto out up down off near across "
    "through without within among around such very too just only even ago later earlier each other".split()
)
NEXT = re.compile(r"[ \u00a0-]([^\W\d_][\w’'.&-]*|\d+)")
MOST_WORDS = 5
BLANK = re.compile(r"\s+(?:of\s+)?(?:(?:the|its|their|his|her|our|these|those|all|such|other|more|additional)\s+){0,2}")


@dataclass(frozen=True, slots=True)
class Phrase:
    """The noun counted with the words that narrow it before it; places in the text."""

    words: tuple[Span, ...]  # the last one is the head

    @property
    def head(self) -> Span:
        """The head noun."""
        return self.words[-1]


def phrase_after(text: str, end: int, *, one: bool = False) -> Phrase | None:
    """The noun phrase right after a number, by the words alone: up to the first plural, else the first word.

    >>> [w.of("40 wooden fishing boats sank") for w in phrase_after("40 wooden fishing boats sank", 2).words]
    ['wooden', 'fishing', 'boats']
    """
    gap = BLANK.match(text, end)
    at = gap.end() - 1 if gap else end
    words: list[Span] = []
    while len(words) < MOST_WORDS and (m := NEXT.match(text, at)):
        word = m.group(1).rstrip(".")
        low = word.lower()
        if low in STOP_WORDS or (words and low.endswith("ed") and low not in PLURALS):
            break
        words.append(Span(m.start(1), m.start(1) + len(word)))
        at = words[-1].end
        if is_plural(low) and not (text[at : at + 1] == "-"):
            return Phrase(tuple(words))
    if not words:
        return None
    return Phrase(tuple(words) if one else tuple(words[:1]))


def is_plural(word: str) -> bool:
    """Whether a word looks like a plural noun."""
    return word in PLURALS or (len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "ous")))


# ---- with a tree ---------------------------------------------------------------------------------------------------

UP_THROUGH = ("nummod", "quantmod", "compound", "amod", "advmod", "nmod", "det", "predet", "poss", "punct")
NARROWING = ("compound", "amod", "nmod", "nummod")
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


def counted_head(tree: Tree, top: Word, last: Word) -> Word | None:
    """The noun that the number counts: "7 million *homes*", "131 of its *soldiers*"."""
    head = tree.head(top)
    if top.dep in ("nummod", "quantmod", "amod", "compound", "nmod", "det", "poss", "advmod") and head.at > last.at:
        while (
            head.dep in ("compound", "nmod", "amod")
            and tree.head(head).at > head.at
            and tree.head(head).tag.startswith("NN")
            and tree.head(head).at - last.at <= MOST_WORDS
        ):
            head = tree.head(head)
        if head.tag.startswith(("NN", "JJ", "VBG", "FW", "CD")):
            return head
    of = next((p for p in tree.children(top, "prep") if p.low == "of" and p.at > last.at), None)
    if of is not None:
        return tree.child(of, "pobj")
    following = tree.words[last.at + 1] if last.at + 1 < len(tree.words) else None
    if following is not None and following.tag in ("NNS", "NN", "NNP", "NNPS") and top.dep != "appos":
        return following if following.dep not in ("compound", "nmod") else tree.head(following)
    return None


def noun_words(tree: Tree, head: Word, *, after: int = -1) -> list[Word]:
    """The head with the content words that narrow it from before, those after the word `after` only."""
    found = [
        w
        for w in tree.under(head, without=("prep", "relcl", "acl", "appos", "conj", "cc", "advcl", "dep", "punct"))
        if after < w.at <= head.at
    ]
    return [w for w in found if w.tag not in SKIPPED_TAGS and w.tag != "CD"]


def scope_words(tree: Tree, head: Word, depth: int = 2) -> list[Word]:
    """The nouns that hang on a noun through prepositions: "of gasoline in Portum"."""
    out: list[Word] = []
    if depth == 0:
        return out
    for prep in tree.children(head, "prep", "agent"):
        for noun in tree.children(prep, "pobj"):
            if noun.tag != "CD":
                out += noun_words(tree, noun) + scope_words(tree, noun, depth - 1)
    return out


def subject_of(tree: Tree, word: Word) -> Word | None:
    """The subject of the nearest clause around a word."""
    for at in (word, *tree.up(word)):
        if at.is_verb or at.tag in ("JJ", "IN", "RB", "NN", "NNS"):
            found = tree.child(at, "nsubj", "nsubjpass", "csubj")
            if found is not None and found.at != word.at:
                return found
    return None


def about_words(tree: Tree, inside: list[Word], head: Word | None, *, measured: bool) -> list[Word]:
    """All the words a quantity is about, in order: what it narrows, what it is part of, and the subject."""
    top = top_word(tree, inside)
    if top is None:
        return []
    places = {w.at for w in inside}
    out: list[Word] = []
    if measured and head is not None and head.at not in places:
        out += noun_words(tree, head, after=inside[-1].at) + scope_words(tree, head)
    elif head is not None:
        out += scope_words(tree, head)
    out += scope_words(tree, top)
    subject = subject_of(tree, head or top)
    if (
        subject is not None
        and subject.at not in places
        and (head is None or subject.at != head.at)
        and subject.tag not in ("PRP", "WP", "WDT", "DT", "EX")
    ):
        out += noun_words(tree, subject) + scope_words(tree, subject, 1)
    return sorted({w.at: w for w in out if w.at not in places}.values(), key=lambda w: w.at)
