"""Quantities to figures: what is counted, under which act, on whose word, as of when, and as a part of what.

Takes a reading with its quantities, quotes and times, gives the figures in order. Dates, ages, ordinals, scores and
numbers of lists are no claims. Where nothing is parsed, the words beside the number have to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from retold.claims.attributions import source_of
from retold.claims.counted import Counted, find_counted, noun_of, predicate_of
from retold.claims.figure_words import terms_of, what_of, what_places
from retold.claims.lemmas import lemma, participle
from retold.claims.plain_figures import plain_figure
from retold.claims.quantity_units import MONEY, UNITS
from retold.claims.sayings import PUTS, TALLIES, VOUCH
from retold.claims.sentences import Reading, Sentence
from retold.claims.speakers import full_name, mention_span
from retold.claims.trees import Tree
from retold.records import Figure, Quantity, QuantitySeen, Quote, Span, Standing, TimeSeen
from retold.text.hashes import content_id

# Acts that befall people: a number that stands alone under one counts people.
OF_PEOPLE = frozenset(
    "kill injure displace miss arrest abduct release hold hospitalize infect evacuate rescue convict sentence "
    "employ lay vaccinate flee charge".split()
)
STATES = frozenset(
    "hold remain have be live own keep stand miss employ operate serve contain include belong support oppose want "
    "believe think say know need use stay sit lie".split()
)
PLANS = frozenset(
    "plan expect aim intend propose want seek pledge promise hope target vow consider forecast predict project order "
    "offer threaten agree commit schedule prepare".split()
)
MODALS = frozenset("will would shall should could may might can 'll 'd".split())
AGE = re.compile(r"[\s-]years?[\s-]olds?\b", re.IGNORECASE)
AGED = re.compile(r"\b(?:aged?|ages)\s*$", re.IGNORECASE)
SCORE = re.compile(r"(?<![\d,.])\d{1,3}\s?[-–:]\s?\d{1,3}(?![\d,.]|[-–]?[A-Za-z])")
SCORE_WORD = re.compile(
    r"\b(?:win|wins|won|beat|beats|beating|lost|lose|loss|lead|led|draw|drew|victory|defeat|score|scored|vote[sd]?|set|"
    r"sets|ruled|tied?|trail(?:ed|ing)?|final|half-?time)\b",
    re.IGNORECASE,
)
LISTED = re.compile(r"(?:^|\n)\s*\(?$")
PART_BEFORE = re.compile(
    r"\b(?:including|among them|of them|of whom|of those|of which|includes?|among those)[\s,:]+(?:\w+\s){0,3}$", re.I
)
PART_AFTER = re.compile(r"^\s*(?:\w+\s){0,2}?(?:of (?:them|whom|which|those|these)|among them)\b", re.IGNORECASE)
POINTING = re.compile(
    r"\b(?:the|these|those|both|its|their|his|her|our|all)\s+(?:other\s+|first\s+|last\s+)?$", re.IGNORECASE
)
FEW = 10  # what "the" may point back at without counting
MEASURES = frozenset((*UNITS, *MONEY))
UNNAMED = frozenset(("", "other", "more", "rest", "number", "figure", "total", "tally", "count"))
OUT_OF = re.compile(r"^(?:Of|Out of|Among)\b", re.IGNORECASE)
NEAR = 240  # characters behind a part in which its whole must stand
DAY = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?(?=$|T)")


@dataclass(frozen=True, slots=True)
class Scene:
    """What a figure is read against: the text, its quotes, its times."""

    reading: Reading
    article: str
    quotes: Sequence[Quote]
    times: Sequence[TimeSeen]


def figures_in(scene: Scene, quantities: Iterable[QuantitySeen]) -> list[Figure]:
    """The figures among these quantities, in order, each tied to the figure it is a part of."""
    out: list[Figure] = []
    for seen in sorted(quantities, key=lambda q: (q.span, q.what)):
        if is_claim(scene, seen):
            out.append(inherit_noun(make_figure(scene, seen), out))
    return [link_part(scene.reading.text, f, out) for f in out]


def is_claim(scene: Scene, seen: QuantitySeen) -> bool:
    """Whether a quantity says how many: not a date, an age, a score, an item of a list, a pronoun."""
    text, at = scene.reading.text, seen.span
    if seen.quantity.unit == "year of age":
        return False
    if any(t.type in ("DATE", "TIME") and t.span.meets(at) for t in scene.times):
        return False
    words, after, before = at.of(text), text[at.end : at.end + 24], text[max(0, at.start - 24) : at.start]
    if AGE.match(after) or AGE.search(words) or AGED.search(before):
        return False
    if re.search(r",\s$", before) and re.fullmatch(r"\d{1,2}", words) and re.match(r"\s*[,.]", after):
        return False
    if LISTED.search(before) and re.match(r"[.)]\s", after) and len(words) <= 3:
        return False
    if is_score(text, at) or is_reference(scene, seen):
        return False
    return words.lower() != "one" or not re.match(r"\s+(?:of|another|day|that|who|or|can|more thing)\b", after)


def is_score(text: str, at: Span) -> bool:
    """Whether a number is a side of a score or a vote: "won 3-1", near a word of contest."""
    left, right = max(0, at.start - 6), at.end + 6
    found = next((m for m in SCORE.finditer(text, left, right) if m.start() < at.end and at.start < m.end()), None)
    return found is not None and SCORE_WORD.search(text[max(0, at.start - 60) : at.end + 40]) is not None


def in_hundredths(quantity: Quantity) -> Quantity:
    """A fraction of a group ("half of the ships") as a share in percent; other quantities as they are."""
    if not quantity.unit.startswith("% "):
        return quantity
    return replace(quantity, low=quantity.low * 100, high=quantity.high * 100, unit="%")


def is_reference(scene: Scene, seen: QuantitySeen) -> bool:
    """Whether a small number only points back at a known group: "the two sides", "both of its three seats"."""
    if seen.quantity.high > FEW or seen.quantity.unit in MEASURES or seen.span.of(scene.reading.text).isdigit():
        return False
    before = scene.reading.text[max(0, seen.span.start - 12) : seen.span.start]
    return POINTING.search(before) is not None


def make_figure(scene: Scene, seen: QuantitySeen) -> Figure:
    """One figure with all that its sentence tells."""
    text, at = scene.reading.text, seen.span
    index = scene.reading.index_at(at.start)
    sentence = scene.reading.sentences[index] if index is not None else Sentence(at, at.of(text), None)
    found = find_counted(sentence, at)
    mark = content_id(scene.article, "figure", str(at.start), str(at.end), prefix="f")
    speaker = speaker_of(scene, at)
    as_of = date_near(scene.times, sentence.span, at)
    base = Figure(
        mark,
        scene.article,
        in_hundredths(seen.quantity),
        seen.what,
        "",
        "",
        (),
        (at,),
        sentence.span,
        speaker=speaker,
        as_of=as_of,
    )
    if found is None or sentence.tree is None:
        return plain_figure(text, base)
    nearer = found.stand == "level" and found.governor is not None
    if speaker is None or (nearer and lemma(found.governor.text, found.governor.tag) in PUTS):
        base = replace(base, speaker=reporter(scene, sentence, sentence.tree, found) or speaker)
    return with_words(sentence, sentence.tree, found, base)


def with_words(sentence: Sentence, tree: Tree, found: Counted, base: Figure) -> Figure:
    """A figure with noun, predicate, terms, words and places from its tree."""
    noun = noun_of(tree, found.counted) if found.counted is not None else ""
    if found.counted is None and found.stand == "noun" and found.governor is not None:
        noun = noun_of(tree, found.governor)
    predicate = predicate_of(tree, found)
    what = what_of(sentence, found)
    if not noun and predicate in OF_PEOPLE and base.quantity.unit not in MEASURES:
        noun = "people"
        what = what if found.counted is not None else f"people {what}"
    return replace(
        base,
        quantity=reached(base.quantity, found),
        noun=noun,
        predicate=predicate,
        what=what or base.what,
        terms=terms_of(sentence, found, noun),
        evidence=(base.evidence[0], *what_places(sentence, found)),
        standing=standing_of(tree, found, base, predicate),
        negated=is_negated(tree, found),
    )


def reached(quantity: Quantity, found: Counted) -> Quantity:
    """A level is a level, however it was reached: "rose to 57" says 57."""
    level = found.stand in ("level", "modified")
    return replace(quantity, change="=") if level and quantity.change in ("up", "down") else quantity


def standing_of(tree: Tree, found: Counted, base: Figure, predicate: str) -> Standing:
    """Whether the figure is a level, a flow, a share, a change or a plan."""
    verb = found.governor
    if found.stand == "moved" or (base.quantity.change in ("up", "down") and found.stand not in ("level", "modified")):
        return "change"
    if verb is not None and verb.is_verb and is_planned(tree, found):
        return "plan"
    if base.quantity.unit == "%":
        return "share"
    if verb is None or predicate in STATES or found.stand == "level":
        return "stock"
    if verb.tag in ("VBG", "VBZ", "VBP") and any(a.low == "still" for a in tree.children(verb, "advmod")):
        return "stock"
    return "flow"


def is_planned(tree: Tree, found: Counted) -> bool:
    """Whether the act is still to come: a modal, or a verb of planning above it."""
    verb = found.governor
    assert verb is not None
    if any(a.low in MODALS for a in tree.children(verb, "aux")):
        return True
    if verb.dep in ("xcomp", "ccomp", "acl") and verb.tag == "VB":
        return lemma(tree.head(verb).text, tree.head(verb).tag) in PLANS or verb.dep != "ccomp"
    return False


def is_negated(tree: Tree, found: Counted) -> bool:
    """Whether the act is denied in its own clause."""
    words = [w for w in (found.governor, found.counted) if w is not None]
    return any(tree.child(w, "neg") for w in words) or any(
        d.low == "no" for w in words for d in tree.children(w, "det")
    )


def speaker_of(scene: Scene, at: Span) -> str | None:
    """Who says it: the speaker of the shortest reported or quoted words that hold the number."""
    holding = [q for q in scene.quotes if q.speaker and any(p.holds(at) for p in q.parts) and vouches(scene, q)]
    best = min(holding, key=lambda q: (q.words.end - q.words.start, q.words), default=None)
    return best.speaker if best else None


REPORTS = frozenset(
    "report confirm estimate announce say claim put count record register state declare disclose cite".split()
)


def reporter(scene: Scene, sentence: Sentence, tree: Tree, found: Counted) -> str | None:
    """Who reports a number as an object: "officials reported dozens of people killed"."""
    for word in tree.up(found.anchor):
        if word.is_verb and tree.child(word, "nsubj") and lemma(word.text, word.tag) in REPORTS:
            source = source_of(tree, word)
            if source is not None and source.at < word.at:
                return full_name(scene.reading, sentence.place(*mention_span(tree, source)))
    return None


def vouches(scene: Scene, quote: Quote) -> bool:
    """Whether the cue is one of saying, not of wishing or of mere talk about something."""
    if quote.cue is None:
        return quote.direct
    cue = quote.cue.of(scene.reading.text)
    return quote.direct or lemma(cue, "VBD") in VOUCH or cue.lower() == "according"


def date_near(times: Sequence[TimeSeen], sentence: Span, at: Span) -> str | None:
    """The date of the sentence that stands nearest to the number."""
    dated = [(t, DAY.match(t.value)) for t in times if t.type in ("DATE", "TIME") and sentence.holds(t.span)]
    near = sorted((min(abs(t.span.start - at.end), abs(at.start - t.span.end)), m.group()) for t, m in dated if m)
    return near[0][1] if near else None


def inherit_noun(figure: Figure, before: Sequence[Figure]) -> Figure:
    """A number without a noun takes that of the figure before it in the sentence: "sank 12 ships and damaged 30"."""
    moved = figure.standing == "change" and figure.quantity.unit == "%"
    if not (figure.noun in UNNAMED and (moved or figure.quantity.unit not in MEASURES)):
        return figure
    near = [f for f in before if f.sentence.end >= figure.sentence.start - 2 and f.noun]
    last = next((f for f in reversed(near) if moved or f.quantity.unit not in MEASURES), None)
    if last is None:
        return figure
    act = participle(figure.predicate) if figure.predicate else ""
    if moved or figure.noun in TALLIES:
        return replace(figure, noun=last.noun, what=last.what, predicate=figure.predicate or last.predicate)
    rest = " ".join(w for w in figure.what.split() if w not in ("others", "more", "other"))
    core = last.what.split(" ")
    stop = next((n for n, w in enumerate(core) if w in (act, "by") or n and w.endswith("ed")), len(core))
    return replace(figure, noun=last.noun, what=" ".join([*core[:stop], rest]).strip())


def link_part(text: str, figure: Figure, figures: Sequence[Figure]) -> Figure:
    """The figure tied to its whole: "including 40 children" to the dead, "12 of the 26 charged" to the 26."""
    at = figure.evidence[0]
    before = [f for f in figures if f.evidence[0].end <= at.start and at.start - f.evidence[0].end < NEAR]
    whole = None
    if PART_BEFORE.search(text[max(0, at.start - 48) : at.start]) or PART_AFTER.match(text[at.end : at.end + 40]):
        whole = next(
            (f for f in reversed(before) if f.part_of is None and f.quantity.high >= figure.quantity.low), None
        )
    same = [f for f in before if f.sentence == figure.sentence]
    if len(same) == 1 and OUT_OF.match(figure.sentence.of(text)) and same[0].quantity.high >= figure.quantity.low:
        whole = same[0]
    partitive = re.match(r"\s+(?:\w+\s)?of (?:the|these|those|its|their|all|some)?\s*", text[at.end : at.end + 30])
    if partitive:
        start = at.end + partitive.end()
        whole = next((f for f in figures if f.evidence[0].start <= start + 2 and start < f.evidence[0].end), whole)
    if whole is None or whole.id == figure.id:
        return figure
    if figure.predicate or not whole.predicate:
        return replace(figure, part_of=whole.id)
    what = f"{figure.what} {participle(whole.predicate)}"
    return replace(figure, part_of=whole.id, predicate=whole.predicate, what=what, standing=whole.standing)
