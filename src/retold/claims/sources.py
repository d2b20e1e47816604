"""On whose word a figure stands.

Takes a figure's place in its scene, gives the speaker of the words that hold it, or the one who reports it as the
object of a verb of reporting. The outlet itself is never a speaker.
"""

from __future__ import annotations

from retold.claims.attributions import source_of
from retold.claims.counted import Counted
from retold.claims.lemmas import lemma
from retold.claims.plain_quotes import plain_indirect
from retold.claims.sayings import PUTS, VOUCH
from retold.claims.scenes import Scene
from retold.claims.sentences import Sentence
from retold.claims.speakers import mention_span, speaker_name
from retold.claims.trees import Tree
from retold.records import Quote, Span

REPORTS = frozenset(
    "report confirm estimate announce say claim put place peg count record register state declare disclose cite "
    "promise pledge determine calculate reckon".split()
)


def find_source(scene: Scene, sentence: Sentence, found: Counted | None, at: Span) -> str | None:
    """Who says it: one who puts the number to something, else whoever speaks the words, else who reports it."""
    told = spoken_by(scene, at) or named_by_form(scene, sentence, at)
    if found is None or sentence.tree is None:
        return told
    verb = found.governor
    puts = found.stand == "level" and verb is not None and lemma(verb.text, verb.tag) in PUTS
    return (reporter(scene, sentence, sentence.tree, found) or told) if puts or told is None else told


def spoken_by(scene: Scene, at: Span) -> str | None:
    """The speaker of the shortest reported or quoted words that hold the number."""
    holding = [q for q in scene.quotes_over(at) if q.speaker and vouches(scene, q) and not names_itself(q, at)]
    best = min(holding, key=lambda q: (q.words.end - q.words.start, q.words), default=None)
    return best.speaker if best else None


def named_by_form(scene: Scene, sentence: Sentence, at: Span) -> str | None:
    """Whose words a sentence reports by its plain form, where its tree tells nothing: "X said on Monday that …"."""
    for told in plain_indirect(sentence, scene.reading.language):
        if told.who is not None and any(p.holds(at) for p in told.parts):
            return speaker_name(scene.reading, told.who)
    return None


def names_itself(quote: Quote, at: Span) -> bool:
    """Whether the number stands in the mention of the speaker: a number says nothing of itself."""
    return quote.speaker_span is not None and quote.speaker_span.meets(at)


def reporter(scene: Scene, sentence: Sentence, tree: Tree, found: Counted) -> str | None:
    """Who reports a number as an object: "officials reported dozens of people killed"."""
    for word in tree.up(found.anchor):
        if word.is_verb and tree.child(word, "nsubj") and lemma(word.text, word.tag) in REPORTS:
            source = source_of(tree, word)
            if source is not None and source.at < word.at and found.anchor not in tree.under(source):
                return speaker_name(scene.reading, sentence.place(*mention_span(tree, source)))
    return None


def vouches(scene: Scene, quote: Quote) -> bool:
    """Whether the cue is one of saying, not of wishing or of mere talk about something."""
    if quote.cue is None:
        return quote.direct
    cue = quote.cue.of(scene.reading.text)
    return quote.direct or lemma(cue, "VBD") in VOUCH or cue.lower() == "according"
