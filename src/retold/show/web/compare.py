"""The difference of two or more pages: paragraphs side by side, every change with its kind, filters in the address."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from retold.pipeline import compare_articles
from retold.records import Article, Span, TypedChange
from retold.show.difference import Compared, lay_rows
from retold.show.web.ask import Ask, MissingError, Part, Shown, part_of
from retold.show.web.outline import Outline, Place, load_outline
from retold.store import outline as light
from retold.store import reading
from retold.store.outline import Card

MOST_PAGES = 4
LONGEST_TEXT = 100_000  # characters of a page that are compared: 15,000 words
ROWS_A_PAGE = 60
CHANGES_A_PAGE = 40
CHOICES_A_PAGE = 60
CONTEXT = 50
LONGEST_TOLD = 220
SOFT = frozenset({"punctuation", "wording", "chrome"})  # kinds that leave the meaning; marked more quietly


@dataclass(frozen=True, slots=True)
class PageHead:
    """One of the pages that are compared."""

    page: Card
    place: Place
    story: str | None

    @property
    def name(self) -> str:
        """What a reader calls the page."""
        return f"{self.place.sigil} {self.place.name}".strip()


@dataclass(frozen=True, slots=True)
class Told:
    """Words of one side with a little before and after."""

    before: str
    words: str
    after: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """One change between the first page and another one."""

    number: int
    column: int
    kind: str
    note: str
    left: Told
    right: Told


@dataclass(frozen=True, slots=True)
class Comparison:
    """Pages side by side. `kinds` counts all changes, `changes` holds those of the asked kinds."""

    story: str | None
    label: str
    pages: tuple[PageHead, ...]
    choices: Part[Place]  # pages of the story that can be chosen
    kinds: dict[str, int]
    asked: tuple[str, ...]
    changes: Part[ChangeRow]


def show_difference(ask: Ask) -> Shown:
    """The pages that the address names, the first one against each of the others."""
    ids = ask.many("page")[:MOST_PAGES]
    articles = read_pages(ask, ids)
    heads = heads_of(ask, ids)
    results = [compare_articles(articles[0], other) for other in articles[1:]]
    asked = ask.many("kind")
    numbered = number_changes([changes for _, changes in results], asked)
    others = [
        Compared(other.text, alignment, tuple((n, c) for n, at, c in numbered if at == column))
        for column, (other, (alignment, _)) in enumerate(zip(articles[1:], results, strict=True), 1)
    ]
    changes = part_of(numbered, ask, "list", CHANGES_A_PAGE)
    shown = changes.holding(change_row(articles, *c) for c in changes.items)
    story = next((h.story for h in heads if h.story), ask.one("story")) or None
    outline = load_outline(ask.store, story) if story else None
    wanted = len(heads) < 2 or ask.one("choose") == "yes"
    choices = part_of(choices_of(outline) if outline and wanted else [], ask, "choices", CHOICES_A_PAGE)
    label = outline.view.story.label if outline else ""
    data = Comparison(story, label, heads, choices, count_kinds(c for _, cs in results for c in cs), asked, shown)
    laid = part_of(lay_rows(articles[0].text, others) if articles else [], ask, "rows", ROWS_A_PAGE)
    cut = any(len(a.text) == LONGEST_TEXT for a in articles)
    drawn = {"rows": laid, "soft": SOFT, "cut": LONGEST_TEXT if cut else 0, "most": MOST_PAGES}
    title = " and ".join(h.name for h in heads)
    return Shown(f"Difference of {title}" if title else "Difference", data, drawn)


def read_pages(ask: Ask, ids: Sequence[str]) -> list[Article]:
    """The articles of these pages, in this order."""
    found = {a.id: a for a in reading.read_articles(ask.store, ids)}
    if missing := [i for i in ids if i not in found]:
        raise MissingError(f"This store holds no page {missing[0]}.")
    return [replace(found[i], text=found[i].text[:LONGEST_TEXT]) for i in ids]


def heads_of(ask: Ask, ids: Sequence[str]) -> tuple[PageHead, ...]:
    """Who the pages are."""
    cards = light.read_cards(ask.store, ids)
    stories = {c.story: load_outline(ask.store, c.story) for c in cards.values() if c.story}
    return tuple(head_of(cards[i], stories.get(cards[i].story or "")) for i in ids)


def choices_of(outline: Outline) -> list[Place]:
    """The pages of the story, by family."""
    return [outline.place(i) for s in outline.view.families for i in outline.view.members(s)]


def head_of(card: Card, outline: Outline | None) -> PageHead:
    """One page, under the name that its story gives it."""
    place = outline.place(card.id) if outline else Place(card.id, "", card.outlet or card.found_in, "page")
    return PageHead(card, place, card.story)


def number_changes(found: Sequence[Sequence[TypedChange]], kinds: Sequence[str]) -> list[tuple[int, int, TypedChange]]:
    """The changes of the asked kinds, numbered through all columns: number, column, change."""
    wanted = [(at, c) for at, cs in enumerate(found, 1) for c in cs if not kinds or c.kind in kinds]
    return [(n, at, c) for n, (at, c) in enumerate(wanted, 1)]


def count_kinds(changes: Iterable[TypedChange]) -> dict[str, int]:
    """How many changes there are of each kind, by name."""
    counts: dict[str, int] = {}
    for c in changes:
        counts[c.kind] = counts.get(c.kind, 0) + 1
    return dict(sorted(counts.items()))


def change_row(articles: Sequence[Article], number: int, column: int, change: TypedChange) -> ChangeRow:
    """A change, cut out of both texts."""
    left, right = articles[0].text, articles[column].text
    return ChangeRow(number, column, change.kind, change.note, tell(left, change.left), tell(right, change.right))


def tell(text: str, span: Span) -> Told:
    """The words of a span with a little around them, on their own line."""
    before = text[max(0, span.start - CONTEXT) : span.start].rpartition("\n")[2]
    after = text[span.end : span.end + CONTEXT].partition("\n")[0]
    if len(before) == CONTEXT:
        before = "… " + before.partition(" ")[2]
    if len(after) == CONTEXT:
        after = after.rpartition(" ")[0] + " …"
    words = span.of(text)
    if len(words) > LONGEST_TOLD:
        words = f"{words[: LONGEST_TOLD // 2].rstrip()} … {words[-LONGEST_TOLD // 2 :].lstrip()}"
    return Told(before, words, after, span.start, span.end)
