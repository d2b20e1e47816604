"""The words of a figure: `what` it is about, the terms that narrow it, and where they stand.

Takes a number with what it counts, gives readable words ("captives still held"), content words in their base form, and
the place in the text. Words of another clause never enter: in "holding 129 after most of the rest, mainly women, were
freed" the women belong to the freed.
"""

from __future__ import annotations

from itertools import groupby

from retold.claims.counted import STATES_OF_PEOPLE, Counted
from retold.claims.extents import extent_owner
from retold.claims.figure_terms import NARROWING, NO_SCOPE, OTHER_CLAUSES
from retold.claims.lemmas import ACT_OF, ALIKE, lemma, participle
from retold.claims.sentences import Sentence
from retold.claims.trees import Tree, Word
from retold.records import Span
from retold.text.common import is_common

ASIDE = (*OTHER_CLAUSES, "appos", "punct", "cc", "conj")
LITTLE_TAGS = ("DT", "IN", "PRP$", "PDT", "TO")
LENGTHS = frozenset("kilometre kilometer metre meter mile km m".split())
LONGEST_SCOPE = 9  # words of one phrase beside the governor
RECKONINGS = frozenset("count reckoning estimate account calculation tally measure".split())  # "by his count"
STRONG = ("n", "gone", "done")  # participles that are no past tense: "people have taken part"
REASONS = frozenset("for over despite because amid".split())
HOLDING = frozenset(("have", "include", "comprise"))


def what_of(sentence: Sentence, found: Counted) -> str:
    """What the figure is about, in words of the sentence (a verb may take the form of its participle)."""
    tree = sentence.tree
    assert tree is not None
    if found.counted is not None and found.counted.low in STATES_OF_PEOPLE:
        return f"people {found.counted.text}"
    distance = distance_words(sentence, tree, found)
    if distance:
        return distance
    core = [w for w in core_words(tree, found) if not stands_for(w) and w.text != "%"]
    return clause_phrase(sentence, tree, found, core)


def clause_phrase(sentence: Sentence, tree: Tree, found: Counted, core: list[Word]) -> str:
    """What is counted with what is said of it, by how the number stands in its clause."""
    used = {w.at for w in core} | {w.at for w in found.number} | {found.top.at}
    behind = phrases(sentence, tree, found.counted, used) if found.counted is not None else []
    if found.stand == "beside" and found.governor is not None and not is_size(tree, found):
        return beside_words(sentence, tree, found, core)
    if found.stand == "noun" and found.governor is not None and not names_same(found):
        return noun_words(sentence, tree, found, core)
    if found.stand == "beside":  # the size of a noun
        return " ".join([join(sentence, core), *behind[:1]])
    if holds(found):
        return " ".join([join(sentence, core), *owner_words(sentence, tree, found, used), *behind[:1]])
    return act_phrase(sentence, tree, found, core, behind)


def act_phrase(sentence: Sentence, tree: Tree, found: Counted, core: list[Word], behind: list[str]) -> str:
    """What is counted with the act that governs it and one phrase of its scope: "captives still held in the north"."""
    used = {w.at for w in core} | {w.at for w in found.number} | {found.top.at}
    middle = governing_words(sentence, tree, found)
    scope = [] if not middle else scope_words(sentence, tree, found, used)
    rest = [*behind[:1], *scope] if not middle else [*scope, *behind]
    plain = [p for p in rest if not p.startswith("by ") and p not in middle][:1]
    doers = [p for p in rest if p.startswith("by ")][:1]
    words = " ".join(w for w, _ in groupby(" ".join([join(sentence, core), middle, *plain, *doers]).split()))
    if found.counted is None and found.stand in ("object", "none", "beside"):
        return with_subject(sentence, tree, found, words)
    return words or bare_words(sentence, found)


def holds(found: Counted) -> bool:
    """Whether the number is what somebody has, or what a tally includes: no act befalls it."""
    verb = found.governor
    return found.stand == "object" and verb is not None and lemma(verb.text, verb.tag) in HOLDING


def owner_words(sentence: Sentence, tree: Tree, found: Counted, used: set[int]) -> list[str]:
    """Whose they are, where somebody has them: "of the company"."""
    verb = found.governor
    if verb is None or lemma(verb.text, verb.tag) != "have":
        return []
    return [f"of {s}" for s in doer_words(sentence, tree, tree.child(verb, "nsubj"), used)[:1]]


def with_subject(sentence: Sentence, tree: Tree, found: Counted, words: str) -> str:
    """A measure without a noun, told with the subject of its verb: "meeting lasted"."""
    verb = found.governor
    clauses = [] if verb is None else [verb, *[w for w in tree.up(verb) if verb.dep == "conj" and w.is_verb]]
    subject = next((s for v in clauses if (s := tree.child(v, "nsubj", "nsubjpass")) is not None), None)
    if verb is None or subject is None or subject.tag[:2] != "NN" or subject in found.number:
        return words or bare_words(sentence, found)
    phrase = [w for w in tree.under(subject, without=(*ASIDE, "prep", "det", "poss")) if w.at <= subject.at]
    told = join(sentence, phrase)
    if found.stand == "object" or not words:
        return f"{told} {verb.text}"
    return words if told in words else f"{told} {words}"


def bare_words(sentence: Sentence, found: Counted) -> str:
    """What is left to say of a number whose noun is only pointed at: its unit and its verb, "kroner cost"."""
    units = [w for w in found.number if w.tag in ("NN", "NNS")]
    verb = found.governor
    said_of_it = verb is not None and verb.is_verb and lemma(verb.text, verb.tag) != "be"
    return " ".join([join(sentence, units), verb.text if verb is not None and said_of_it else ""]).strip()


def distance_words(sentence: Sentence, tree: Tree, found: Counted) -> str:
    """What a length is the distance from, when a place follows it: "distance off the cape"; "" for other numbers."""
    if not any(lemma(w.text, w.tag) in LENGTHS for w in found.number):
        return ""
    last = found.number[-1].at
    for word in tree.words[last + 1 : last + 1 + LONGEST_SCOPE]:
        if word.low in ("off", "from", "away", "north", "south", "east", "west"):
            words = [w for w in tree.under(word, without=ASIDE) if w.at >= word.at]
            return f"distance {join(sentence, words)}" if 1 < len(words) <= LONGEST_SCOPE else ""
        if word.text not in "()" and not word.text[0].isdigit() and lemma(word.text, word.tag) not in LENGTHS:
            return ""
    return ""


def extent_words(sentence: Sentence, tree: Tree, found: Counted, extent: str) -> str:
    """An extent with whose it is, when that is a noun of few words: "delay of the ferry"."""
    owner = extent_owner(tree, found)
    if owner is None or owner.tag[:2] != "NN":
        return extent
    words = [w for w in tree.under(owner, without=(*OTHER_CLAUSES, "punct", "prep")) if w.at <= owner.at]
    own = {w.at for w in found.number}
    fits = len(words) <= LONGEST_SCOPE and not own & {w.at for w in words}
    return f"{extent} of {join(sentence, words)}" if fits else extent


def stands_for(word: Word) -> bool:
    """Whether a word only stands for a noun: "it", "they", "which"."""
    return word.tag in ("PRP", "WP", "WDT", "EX")


def is_size(tree: Tree, found: Counted) -> bool:
    """Whether the number tells the size of a noun before it: "a town of 23,000"."""
    over = tree.head(tree.head(found.top)) if found.top.dep == "pobj" else None
    return over is not None and found.counted is not None and over.at == found.counted.at


def names_same(found: Counted) -> bool:
    """Whether the governing noun names an act known by a verb, or is the word counted itself."""
    assert found.governor is not None
    base = lemma(found.governor.text, found.governor.tag)
    return base in ACT_OF or (found.counted is not None and lemma(found.counted.text, found.counted.tag) == base)


def noun_words(sentence: Sentence, tree: Tree, found: Counted, core: list[Word]) -> str:
    """What a phrase behind a noun counts, in the order of the sentence: "tests on public wells"."""
    noun, word = found.governor, found.anchor
    assert noun is not None
    link = next((w for w in [word, *tree.up(word)] if w.head == noun.at), word)
    prep = link.text if core and link.dep in ("prep", "agent") else ""
    return " ".join(f"{noun_phrase(sentence, tree, noun)} {prep} {join(sentence, core)}".split())


def beside_words(sentence: Sentence, tree: Tree, found: Counted, core: list[Word]) -> str:
    """What a phrase beside a verb counts: "power cut to households"."""
    verb, word = found.governor, found.anchor
    assert verb is not None
    prep = next((w for w in [word, *tree.up(word)] if w.head == verb.at), word)
    own = {w.at for w in found.number} | {w.at for w in tree.under(prep)}
    object_ = tree.child(verb, "dobj", "nsubjpass") or tree.child(verb, "nsubj")
    words = tree.under(object_, without=(*ASIDE, "det", "nummod", "poss", "prep")) if object_ is not None else []
    thing = join(sentence, [w for w in words if w.at not in own and w.tag != "CD" and not stands_for(w)])
    passive = object_ is not None and object_.dep in ("dobj", "nsubjpass")
    if core and prep.low in REASONS:
        return join(sentence, core)  # "lauded for 12 reforms" counts reforms
    form = participle(lemma(verb.text, verb.tag)) if passive and verb.tag != "VBN" else verb.text
    if lemma(verb.text, verb.tag) == "be":
        form = ""
    return " ".join(f"{thing} {form} {prep.text if core else ''} {join(sentence, core)}".split())


def core_words(tree: Tree, found: Counted) -> list[Word]:
    """The noun counted with what stands before it and its phrases with "of"; no number, article or owner."""
    noun = found.counted
    if noun is None:
        return []
    own = {w.at for w in found.number} | {found.top.at}
    left = [w for w in tree.under(noun, without=(*ASIDE, "prep", "neg", "det", "predet", "poss")) if w.at <= noun.at]
    last = max(own)
    words = [w for w in left if w.at not in own and w.tag not in ("CD", "$") and (w.at > last or noun.at < last)]
    for prep in tree.children(noun, "prep"):
        phrase = tree.under(prep, without=ASIDE)
        if prep.low == "of" and len(phrase) <= LONGEST_SCOPE and not own & {w.at for w in phrase}:
            words += phrase
    return words


def phrases(sentence: Sentence, tree: Tree, word: Word, used: set[int]) -> list[str]:
    """The short phrases behind a word that say where, when or of whom; no other clause, no list of parts."""
    out = []
    for child in tree.children(word, "prep", "agent", "prt", "acomp", "npadvmod"):
        words = tree.under(child, without=ASIDE)
        if child.at < word.at or child.low in NO_SCOPE or len(words) > LONGEST_SCOPE or len(words) < 2:
            continue
        if any(lemma(w.text, w.tag) in RECKONINGS for w in tree.children(child, "pobj")):
            continue
        if not used & {w.at for w in words} and not any(w.tag in ("WDT", "WP", "WP$") for w in words):
            out.append(join(sentence, words))
    return out


def governing_words(sentence: Sentence, tree: Tree, found: Counted) -> str:
    """The governor as a word that can follow the noun: "still held", "killed", "rose"."""
    verb = found.governor
    if verb is None or found.stand == "level" or (found.counted is not None and verb.at == found.counted.at):
        return ""
    base = lemma(verb.text, verb.tag)
    if found.stand == "noun":
        return participle(ACT_OF[base]) if base in ACT_OF else ""
    if not verb.is_verb:
        return said(verb)
    if base == "be":
        return state_words(sentence, tree, found)
    adverbs = [w.text for w in tree.children(verb, "advmod") if w.low in NARROWING]
    if found.stand == "object" and ACT_OF.get(base) in ALIKE:
        base = ACT_OF[base]
    keeps = found.stand != "object"
    form = said(verb) if keeps else participle(base)
    if found.stand == "subject" and verb.tag == "VBN" and form.endswith(STRONG) and tree.child(verb, "aux"):
        form = f"have {form}"
    return " ".join([*adverbs, form, *[w.text for w in tree.children(verb, "prt")]])


def state_words(sentence: Sentence, tree: Tree, found: Counted) -> str:
    """The state that a verb of being leads to: "still in hospital", "without electricity"."""
    verb = found.governor
    if verb is None or found.stand != "subject" or tree.child(verb, "attr"):
        return ""
    adverbs = [w.text for w in tree.children(verb, "advmod") if w.low in NARROWING]
    for child in tree.children(verb, "acomp", "prep"):
        words = tree.under(child, without=ASIDE)
        if child.at > verb.at and child.low not in NO_SCOPE and len(words) <= LONGEST_SCOPE:
            return " ".join([*adverbs, join(sentence, words)])
    return ""


def noun_phrase(sentence: Sentence, tree: Tree, noun: Word) -> str:
    """A noun of action with what stands before it: "ground assault"."""
    words = tree.under(noun, without=(*ASIDE, "prep", "nummod", "det", "poss"))
    return join(sentence, [w for w in words if w.at <= noun.at])


def scope_words(sentence: Sentence, tree: Tree, found: Counted, used: set[int]) -> list[str]:
    """Place, instrument, agent and state beside the governor, short ones only."""
    verb = found.governor
    if verb is None:
        return []
    out = phrases(sentence, tree, verb, used)
    if found.stand == "moved":
        out = [p for p in out if p.split()[0] not in ("to", "from", "by", "at")]
    if found.stand in ("subject", "moved"):
        out = [*object_words(sentence, tree, verb, used), *out]
    if found.stand == "object":
        out += [f"by {s}" for s in doer_words(sentence, tree, tree.child(verb, "nsubj"), used)]
    if found.stand == "noun":
        out = [f"by {s}" for s in doer_words(sentence, tree, tree.child(verb, "poss"), used)]
    return out


def object_words(sentence: Sentence, tree: Tree, verb: Word, used: set[int]) -> list[str]:
    """What the counted did it to: "backed the plan"."""
    found = tree.child(verb, "dobj", "attr", "acomp")
    words = tree.under(found, without=ASIDE) if found else []
    return [join(sentence, words)] if words and len(words) <= LONGEST_SCOPE and not used & {w.at for w in words} else []


def doer_words(sentence: Sentence, tree: Tree, subject: Word | None, used: set[int]) -> list[str]:
    """Who did it, when that is a noun of few words."""
    if subject is None or subject.tag[:2] != "NN":
        return []
    words = [w for w in tree.under(subject, without=(*OTHER_CLAUSES, "punct")) if w.tag not in ("POS", "WP$", "PRP$")]
    fits = len(words) <= LONGEST_SCOPE and not used & {w.at for w in words}
    return [join(sentence, words)] if fits else []


def join(sentence: Sentence, words: list[Word]) -> str:
    """Words with the blanks that the sentence has between neighbours."""
    while words and words[-1].tag == "CC":
        words = words[:-1]
    out = ""
    for before, word in zip([None, *words], words, strict=False):
        apart = before is not None and (word.at != before.at + 1 or word.start > before.end)
        out += (" " if apart else "") + said(word)
    return out


def said(word: Word) -> str:
    """A word as it stands inside a sentence: a common word that opens one loses its capital."""
    opens = word.at == 0 and not word.text.isupper() and not word.tag.startswith("NNP")
    return word.low if opens and (word.tag in LITTLE_TAGS or is_common(word.low)) else word.text


def what_places(sentence: Sentence, found: Counted) -> list[Span]:
    """Where the words of `what` stand: the noun with what stands before it, then the governing word."""
    tree = sentence.tree
    assert tree is not None
    noun, verb = found.counted, found.governor
    out: list[Span] = []
    if noun is not None:
        left = [w for w in core_words(tree, found) if w.at <= noun.at]
        out.append(sentence.place(left[0].start if left else noun.start, noun.end))
    if verb is not None and (noun is None or verb.at != noun.at):
        out.append(sentence.place(verb.start, verb.end))
    return [s for s in out if s.start < s.end]
