"""Text to quotes: direct and indirect, each with its cue and its speaker.

Direct quotes come from the marks, indirect ones from the parser's trees (without a tree: from the plainest forms). A
quoted stretch inside reported speech belongs to it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from retold.claims.attributions import Candidate, find_candidates
from retold.claims.direct import Spoken, find_spoken
from retold.claims.identity import claim_id
from retold.claims.language import KEPT_SENTENCES
from retold.claims.marks import Quoted, find_quoted
from retold.claims.plain_quotes import plain_indirect
from retold.claims.sentences import Reading, Sentence, read_sentences
from retold.claims.speakers import mention_span, person_before, speaker_name
from retold.claims.trees import Tree
from retold.claims.weights import THRESHOLD, weight
from retold.records import Quote, Span
from retold.text.quote_marks import find_dialogue

SENTENCE = re.compile(r"[\"“'‘«`„]{1,2}[^\W\d_a-z].*[.!?,…]\W{0,3}$", re.DOTALL)
ENDED = re.compile(r"[.!?]\W{0,2}$|^\W{1,2}[^\W\d_a-z].*,\W?$", re.DOTALL)
NAMING = re.compile(
    r"\b(?:as|(?:nick)?named|dubbed|called|label+ed|phrases?|slogan|words?|terms?|motto|typed)\s*(?:an?|the)?\s*$",
    re.IGNORECASE,
)
BEFORE = 30  # characters in front of marks in which a word of naming is looked for


def find_quotes(text: str) -> list[Quote]:
    """The quotes of a text, in order.

    >>> [(q.words.of("“We wait,” said Ana Moss."), q.speaker) for q in find_quotes("“We wait,” said Ana Moss.")]
    [('“We wait,”', 'Ana Moss')]
    """
    return quotes_in(read_sentences(text), "")


def quotes_in(reading: Reading, article: str) -> list[Quote]:
    """The quotes of a text that is read already."""
    told = (indirect_in(s) if s.tree else plain_indirect(s, reading.language) for s in reading.sentences)
    indirect = [i for found in told for i in found]
    spoken = find_spoken(reading, quoted_in(reading))
    direct = [lengthen(s, indirect) for s in spoken if is_sentence(reading, s) or not inside_any(s, indirect)]
    kept = inherit(reading, [s for s in direct if is_speech(reading, s)], indirect)
    apart = [i for i in indirect if not any(covered(i, s) for s, _ in kept)]
    return number_quotes(reading, article, kept, apart)


def quoted_in(reading: Reading) -> list[Quoted]:
    """The stretches between marks, and the lines of dialogue where the language opens them with a dash."""
    quoted = find_quoted(reading.text)
    lines = [Quoted(at, closed=True) for at in find_dialogue(reading.text, reading.language)]
    apart = [line for line in lines if not any(line.span.meets(q.span) for q in quoted)]
    return sorted([*quoted, *apart], key=lambda q: q.span)


def indirect_in(sentence: Sentence) -> list[Spoken]:
    """The reported words of one sentence, as places of the text."""
    assert sentence.tree is not None
    return [
        Spoken(
            tuple(sentence.place(*p) for p in c.parts),
            sentence.place(*c.cue),
            None if c.who is None else sentence.place(*c.who),
        )
        for c in reported_in(sentence.tree)
    ]


class Reported(NamedTuple):
    """Reported words as places of their sentence, with their cue and the mention of whoever says them."""

    parts: tuple[tuple[int, int], ...]
    cue: tuple[int, int]
    who: tuple[int, int] | None


@lru_cache(maxsize=KEPT_SENTENCES)
def reported_in(tree: Tree) -> tuple[Reported, ...]:
    """The reported words of a tree, in order, the likeliest reading first where two compete."""
    scored = [(weight(tree, c), n, c) for n, c in enumerate(find_candidates(tree)) if c.parts]
    chosen: list[tuple[float, Candidate]] = []
    for score, _, c in sorted(scored, key=lambda row: (-row[0], row[1])):
        if score > THRESHOLD and not any(alike(c.parts, other.parts) for _, other in chosen):
            chosen.append((score, c))
    return tuple(
        Reported(c.parts, (c.cue.start, c.cue.end), mention_span(tree, c.source) if c.source else None)
        for _, c in sorted(chosen, key=lambda row: (row[1].parts, row[1].cue.at))
    )


def alike(left: Sequence[tuple[int, int]], right: Sequence[tuple[int, int]]) -> bool:
    """Whether two candidates are about the same words."""
    a, b = Span(left[0][0], left[-1][1]), Span(right[0][0], right[-1][1])
    shared = min(a.end, b.end) - max(a.start, b.start)
    return 2 * shared > max(a.end, b.end) - min(a.start, b.start)


def lengthen(spoken: Spoken, indirect: Iterable[Spoken]) -> Spoken:
    """An utterance with the reported words that follow its marks: "“the wind is ours” despite the loss"."""
    first = spoken.parts[0]
    if len(spoken.parts) > 1 or (spoken.cue is not None and spoken.cue.start > first.end):
        return spoken
    longer = [i for i in indirect if abs(i.parts[0].start - first.start) <= 1 and i.parts[-1].end > first.end + 2]
    return max(longer, key=lambda i: i.parts, default=spoken)


def inside_any(spoken: Spoken, indirect: Iterable[Spoken]) -> bool:
    """Whether an utterance lies in reported words that begin before it."""
    first, last = spoken.parts[0], spoken.parts[-1]
    return any(i.parts[0].start < first.start - 1 and last.end <= i.parts[-1].end + 2 for i in indirect)


def covered(indirect: Spoken, spoken: Spoken) -> bool:
    """Whether reported words are a quoted utterance, or a part of one."""
    return any(
        p.start - 2 <= indirect.parts[0].start and indirect.parts[-1].end <= p.end + 2 for p in spoken.parts
    ) or (abs(indirect.parts[0].start - spoken.parts[0].start) <= 2)


def is_sentence(reading: Reading, spoken: Spoken) -> bool:
    """Whether marks beside words of saying hold a whole sentence, which no reported speech can take in."""
    words = spoken.parts[0].of(reading.text)
    return spoken.cue is not None and (len(spoken.parts) > 1 or SENTENCE.match(words) is not None)


def is_speech(reading: Reading, spoken: Spoken) -> bool:
    """Whether marks hold speech: words of saying or naming stand by it, it is long, or it ends as sentences do."""
    if spoken.cue or len(spoken.parts) > 1:
        return True
    at = spoken.parts[0]
    words, before = at.of(reading.text), reading.text[max(0, at.start - BEFORE) : at.start]
    if before.endswith("="):
        return False  # an attribute of markup
    return len(words.split()) >= 5 or ENDED.search(words) is not None or NAMING.search(before) is not None


def inherit(reading: Reading, spoken: Sequence[Spoken], indirect: Sequence[Spoken]) -> list[tuple[Spoken, Span | None]]:
    """Each utterance with its speaker's mention: its own, else that of the words it continues."""
    out: list[tuple[Spoken, Span | None]] = []
    for s in spoken:
        who = s.who
        if who is None and out:
            between = reading.text[out[-1][0].parts[-1].end : s.parts[0].start]
            if between.count("\n\n") + between.count("\n") <= 3 and len(between) < 400:
                who = out[-1][1]
        out.append((s, who or last_reported(reading, s, indirect)))
    return out


def last_reported(reading: Reading, spoken: Spoken, indirect: Sequence[Spoken]) -> Span | None:
    """Whose words the sentence before an utterance reports: "They lack ice, she reckons. “They always do.”"."""
    at = reading.index_at(spoken.parts[0].start)
    if not at or reading.sentences[at].span.start != spoken.parts[0].start:
        return None
    before = reading.sentences[at - 1].span
    if "\n" in reading.text[before.end : spoken.parts[0].start]:
        return None
    told = [i.who for i in indirect if i.who is not None and before.holds(i.who)]
    return told[-1] if told else None


def number_quotes(
    reading: Reading, article: str, direct: Sequence[tuple[Spoken, Span | None]], indirect: Sequence[Spoken]
) -> list[Quote]:
    """All quotes in the order of their words, with names and ids."""
    rows = [(s, who, True) for s, who in direct] + [(s, s.who, False) for s in indirect]
    out: list[Quote] = []
    named: str | None = None
    for s, who, is_direct in sorted(rows, key=lambda r: (r[0].parts[0].start, r[0].parts[-1].end, not r[2])):
        words = Span(s.parts[0].start, s.parts[-1].end)
        mention = who or (person_before(reading, words) if is_direct else None)
        name = speaker_name(reading, mention, named) if mention else None
        named = name or named
        mark = claim_id(article, "quote", words)
        out.append(Quote(mark, article, words, s.parts, is_direct, name, mention, s.cue))
    return out
