"""What a figure answers: the thing counted, what befell it, and the words, names and times around it.

Takes a figure and its article, gives an Asked. It compares nothing; `question.py` does.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from operator import itemgetter

from retold.reconcile.fates import act_of
from retold.reconcile.units import dimension_of
from retold.reconcile.values import Answer, read_answer
from retold.reconcile.words import FATES, KEPT, act_class, concept, concepts, content_words, group_class
from retold.records import Article, Figure, Span
from retold.text.common import is_common
from retold.text.names import find_names
from retold.text.stems import stem_word
from retold.text.tokens import fold_word, folded_words

NEAR = 8  # words on each side that belong to the figure more than the rest of the sentence
BESIDE = 50  # characters on each side within which a name is the figure's own
CLOSE = 5  # words on each side that can govern the figure
AROUND = 240  # characters on each side of the sentence that may say what it is about
TIME = re.compile(
    r"\b(?:(?P<day>mon|tues|wednes|thurs|fri|satur|sun)day"
    r"|(?:(?P<before>\d{1,2})(?:st|nd|rd|th)?\s+(?:of\s+)?)?"
    r"(?P<month>(?:jan|febr)uary|march|april|may|june|july|august|(?:sept|nov|dec)ember|october|sept|oct|nov|dec)\b"
    r"(?:\.?\s+(?P<date>\d{1,2})\b)?"
    r"|(?P<year>(?:19|20)\d\d)\b(?!,\d)"
    r"|(?P<quarter>first|second|third|fourth|final|last)[\s-](?:fiscal[\s-])?quarter)",
    re.I,
)
CLAUSE = re.compile(r"[,;:—–()“”\"]|\b(?:and|but|while|after|before|when|as|since|because|which|who|that)\b")
AGED = re.compile(
    r"\b(?:people|persons?|those|adults?|m[ae]n|wom[ae]n|patients|residents|children|anyone|everyone)\s+"
    r"(?:(?:aged|older|younger)\s+)?(?:over|under|above|below|than|aged)\s+(?:the age of\s+)?\d{1,2}$",
    re.I,
)
CORRECTION = re.compile(
    r"\b(?:correction|corrects|corrected to|clarification|erroneously|incorrectly|misstated|"
    r"an earlier version|a previous version|earlier versions|previous versions)\b",
    re.I,
)
PART = re.compile(
    r"\b(?:including|among(?:st)? (?:them|those|whom|the)|of (?:them|whom|those|these|which)|out of|one of|another|"
    r"more|additional|other|the rest)\b|\bof the\b[^,.;]*,\s*$",
    re.I,
)
PART_AFTER = re.compile(
    r"^(?:\W+\w+){0,2}?\W+(?:of (?:them|whom|those|these|which|the)|more|additional|others?)\b", re.I
)


@dataclass(frozen=True)
class Page:
    """An article with what many figures of it need, found once: its names, numbers and notices of correction."""

    article: Article

    @cached_property
    def names(self) -> list[tuple[int, int, str]]:
        """Start, end and last folded word of every name; days and months are times, not names."""
        text = self.article.text
        found = ((at.start, at.end, folded_words(at.of(text))) for at in find_names(text))
        rows = [(start, end, words[-1].removesuffix("'s")) for start, end, words in found if words]
        return [row for row in rows if not TIME.fullmatch(row[2])]

    @cached_property
    def all_names(self) -> frozenset[str]:
        """Every name of the article."""
        return frozenset(n for _, _, n in self.names)

    @cached_property
    def all_numbers(self) -> frozenset[str]:
        """Every number of the article that is written in two digits or more."""
        return frozenset(n for n in numbers_of(self.article.text) if len(n) > 1)

    @cached_property
    def corrections(self) -> tuple[Span, ...]:
        """The words with which the article takes something back."""
        return tuple(Span(*m.span()) for m in CORRECTION.finditer(self.article.text))

    def names_in(self, span: Span) -> frozenset[str]:
        """The names that stand in a place."""
        return frozenset(name for _, _, name in self.rows_in(span))

    def stems_in(self, span: Span) -> frozenset[str]:
        """Every word of the names in a place, written as other words are."""
        text = self.article.text
        return frozenset(stem for start, end, _ in self.rows_in(span) for stem in stems_of_name(text[start:end]))

    def rows_in(self, span: Span) -> list[tuple[int, int, str]]:
        """The rows of the names that stand wholly in a place; they are in order and do not meet."""
        first = bisect_left(self.names, span.start, key=itemgetter(0))
        return self.names[first : bisect_right(self.names, span.end, lo=first, key=itemgetter(1))]


@lru_cache(maxsize=KEPT)
def stems_of_name(name: str) -> tuple[str, ...]:
    """The words of a name, written as other words are."""
    return tuple(map(concept, folded_words(name)))


@dataclass(frozen=True, eq=False)
class Asked:
    """A figure with what it answers, ready to be compared; one is itself only, so that what is found of it is kept.

    What most figures of a story are never compared by is found out when it is asked for.
    """

    figure: Figure
    article: Article
    page: Page
    sentence: Span  # with the number, which may stand before it
    at: Span
    before: str  # what stands in the sentence before the number
    number: str  # the number's own words
    after: str
    answer: Answer
    noun: str  # class of the thing counted; "" when it names anything
    act: str  # class of what befell it; "" when nothing governs it
    family: str  # of copies

    @cached_property
    def acts(self) -> frozenset[str]:
        """The classes of the words in its own clause."""
        return acts_beside(self.before, self.after)

    @cached_property
    def terms(self) -> frozenset[str]:
        """What the claim says that is counted, as stems."""
        return frozenset(stem_word(t.casefold()) for t in self.figure.terms)

    @cached_property
    def near(self) -> frozenset[str]:
        """The words next to the number."""
        return words_beside(self.before, self.after)[0]

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the sentence."""
        return words_beside(self.before, self.after)[1]

    @cached_property
    def around(self) -> frozenset[str]:
        """The words of the sentence and of what stands around it; copies repeat their lines."""
        wide = self.article.text[max(0, self.sentence.start - AROUND) : self.sentence.end + AROUND]
        return frozenset[str]().union(*map(concepts, wide.split("\n")))

    @cached_property
    def names(self) -> frozenset[str]:
        """The names in the sentence."""
        return self.page.names_in(self.sentence)

    @cached_property
    def name_stems(self) -> frozenset[str]:
        """Every word of the names in the sentence, as the other words are written."""
        return self.page.stems_in(self.sentence)

    @cached_property
    def close_names(self) -> frozenset[str]:
        """The names that may be the figure's own."""
        return self.page.names_in(Span(self.at.start - BESIDE, self.at.end + BESIDE))

    @property
    def all_names(self) -> frozenset[str]:
        """Every name of the article."""
        return self.page.all_names

    @cached_property
    def numbers(self) -> frozenset[str]:
        """The other numbers of the sentence."""
        return frozenset(numbers_of(self.before) + numbers_of(self.after))

    @cached_property
    def own_numbers(self) -> frozenset[str]:
        """The number as it is written, where that is two digits or more."""
        return frozenset(n for n in numbers_of(self.number) if len(n) > 1)

    @property
    def all_numbers(self) -> frozenset[str]:
        """Every number of the article that is written in two digits or more."""
        return self.page.all_numbers

    @cached_property
    def times(self) -> frozenset[str]:
        """The times that the sentence names."""
        return frozenset(times_of(self.before + " … " + self.after))

    @cached_property
    def part(self) -> bool:
        """Whether a word nearby says that it counts a part."""
        return bool(PART.search(self.before[-40:]) or PART_AFTER.search(self.after[:40]))

    @cached_property
    def denied(self) -> bool:
        """Whether the figure itself is denied."""
        return is_denied(self.figure, self.article.text)

    @property
    def holders(self) -> frozenset[str]:
        """The names of whose it is, folded."""
        return names_of_holder(self.figure.holder)


def ask(figure: Figure, page: Page, family: str = "") -> Asked:
    """What a figure answers."""
    text = page.article.text
    at = figure.evidence[0] if figure.evidence else figure.sentence
    sentence = figure.sentence if figure.sentence.holds(at) else Span(min(at.start, figure.sentence.start), at.end)
    before, own, after = text[sentence.start : at.start], at.of(text), text[at.end : sentence.end]
    answer = read_answer(figure.quantity, own, text[at.end : at.end + 24])
    if not answer.dimension and AGED.search(before + own):
        answer = replace(answer, dimension="age")
    return Asked(
        figure=figure,
        article=page.article,
        page=page,
        sentence=sentence,
        at=at,
        before=before,
        number=own,
        after=after,
        answer=answer,
        noun=noun_class(figure, own + after),
        act=act_of(figure.predicate, figure.noun, bool(answer.dimension), before, after),
        family=family or page.article.id,
    )


@lru_cache(maxsize=KEPT)
def acts_beside(before: str, after: str) -> frozenset[str]:
    """The classes of the words in the clause of a number; remembered, for copies repeat it."""
    return frozenset(map(act_class, clause_words(before, after)))


@lru_cache(maxsize=KEPT)
def words_beside(before: str, after: str) -> tuple[frozenset[str], frozenset[str]]:
    """The words next to a number, and all of its sentence."""
    left, right = content_words(before), content_words(after)
    near = frozenset(map(concept, left[-NEAR:] + right[:NEAR]))
    return near, near.union(map(concept, left), map(concept, right))


def noun_class(figure: Figure, words: str) -> str:
    """The class of the thing counted: "met 11 times" counts times, and nothing else."""
    if TIMES.match(words):
        return "times"
    return group_class(figure.noun) if figure.noun and not dimension_of(figure.noun)[0] else ""


TIMES = re.compile(r"[\w\s,.-]{0,40}? (?:times|occasions)\b")


@lru_cache(maxsize=KEPT)
def names_of_holder(holder: str) -> frozenset[str]:
    """The folded words of the names that end a phrase or a part of it, each name of several words with its initials.

    >>> sorted(names_of_holder("the Ilm Motor Company and Brandt")), names_of_holder("the Ilm workers")
    (['brandt', 'ilm', 'imc', 'motor'], frozenset())
    """
    found: set[str] = set()
    for name in JOINED.split(holder):
        proper = PROPER.search(name)
        words = [w.replace(".", "").removesuffix("'s") for w in folded_words(proper.group())] if proper else []
        telling = [w for w in words if not is_common(w)] or words
        found |= {*telling, "".join(w[:1] for w in words)} if len(words) > 1 else set(words)
    return frozenset(w for w in found if len(w) > 1)


JOINED = re.compile(r",\s|\s(?:and|or|with)\s|\s&\s")
PROPER = re.compile(r"\b[A-Z][\w.&’'-]*(?: (?:of )?[A-Z][\w.&’'-]*)*$")


def clause_words(before: str, after: str) -> list[str]:
    """The nearest words on both sides of a number, as far as its clause goes.

    >>> clause_words("the army freed 30 men and the rebels released ", " prisoners, after months of talks")
    ['rebels', 'released', 'prisoners']
    """
    left, right = CLAUSE.split(before)[-1], CLAUSE.split(after)[0]
    return [*content_words(left)[-CLOSE:], *content_words(right)[:CLOSE]]


def ask_all(figures: Sequence[Figure], article: Article, family: str = "") -> list[Asked]:
    """What each of these figures of one article answers, in their order."""
    page = Page(article)
    return [ask(f, page, family) for f in figures]


def numbers_of(text: str) -> list[str]:
    """The numbers written in digits in a text, folded."""
    return [fold_word(w) for w in DIGITS.findall(text)]


DIGITS = re.compile(r"\d+(?:[.,]\d+)*")


@lru_cache(maxsize=4096)
def times_of(text: str) -> tuple[str, ...]:
    """The days, months, years and quarters that a text names.

    >>> times_of("On Tuesday, 4 March 2031; on Oct. 7")
    ('tues', 'mar-4', '2031', 'oct-7')
    """
    folded = text.casefold()
    if not any(part in folded for part in PARTS_OF_TIMES):
        return ()
    out = []
    for m in TIME.finditer(text):
        if m["month"]:
            month = m["month"][:3].lower()
            if m["month"].islower() and month in ("mar", "may"):
                continue
            date = m["date"] or m["before"]
            out.append(month + (f"-{int(date)}" if date else ""))
        else:
            out.append((m["day"] or m["year"] or "q-" + (m["quarter"] or "")).lower())
    return tuple(out)


PARTS_OF_TIMES = (
    *("day", "19", "20", "quarter"),
    *("jan", "feb", "march", "apr", "may", "june", "july", "aug", "sep", "oct", "nov", "dec"),
)  # one of them stands in whatever `TIME` finds


def is_denied(figure: Figure, text: str) -> bool:
    """Whether a figure itself is denied, not only something said of those it counts ("300 boats that did not sail")."""
    if not figure.negated or not figure.evidence or act_class(figure.predicate) in FATES:
        return figure.negated
    return not NOT_THEY.match(text[figure.evidence[0].end : figure.sentence.end])


NOT_THEY = re.compile(r"[^.;,]{0,60}?\b(?:that|who|which)\b[^.;,]{0,30}?(?:\bnot\b|\bnever\b|n['’]t\b)", re.I)
