"""One story, loaded from a store, with everything that is shown of it; decides nothing.

Every view of a story (terminal, report, export) is made from a StoryView, so that they cannot disagree.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from urllib.parse import urlsplit

from retold.pipeline.watching import Progress, Silence
from retold.records import (
    Article,
    Claim,
    Claims,
    CopyPair,
    Entry,
    Figure,
    Ledger,
    Quote,
    Span,
    Stemma,
    Story,
    StoryCard,
)
from retold.store import reading, story_log
from retold.store.database import Store
from retold.store.errors import StoreError
from retold.store.reading import PageRow

CONTEXT = 90  # characters shown on each side of a claim


@dataclass(frozen=True, slots=True)
class Wording:
    """How one page words a claim: the sentence around it, cut in three."""

    claim: str
    article: str
    before: str
    words: str
    after: str
    source: str  # id of the independent origin behind it
    place: Span  # of the words, in the article's text


@dataclass(frozen=True, slots=True)
class Related:
    """Another story of the same people: what came before, or what follows."""

    story: str
    label: str
    before: bool  # whether the other story is the earlier one
    why: str


@dataclass(frozen=True)
class StoryView:
    """A story and all that belongs to it, by id."""

    story: Story
    ledger: Ledger
    articles: Mapping[str, Article]
    pages: Mapping[str, PageRow]
    claims: Mapping[str, Claims]
    stemmas: Sequence[Stemma]
    pairs: Sequence[CopyPair]
    elsewhere: Mapping[str, str] = field(default_factory=dict)  # family members in other stories: how they are called
    related: Sequence[Related] = ()
    card: StoryCard | None = None

    @cached_property
    def claim_of(self) -> dict[str, Claim]:
        """Every claim by its id."""
        return {c.id: c for cs in self.claims.values() for c in cs.all()}

    @cached_property
    def sigils(self) -> dict[str, str]:
        """A short name for each page: its sigil, numbered through all families of the story (A1, A2, B1, ...)."""
        names: dict[str, str] = {}
        for family, stemma in enumerate(self.families):
            for number, witness in enumerate(stemma.witnesses, 1):
                names[witness.article] = f"{letters(family)}{number}"
            for number, hidden in enumerate(stemma.hidden, 1):
                names[hidden.id] = f"{letters(family)}*{number if len(stemma.hidden) > 1 else ''}"
        return names

    @cached_property
    def families(self) -> list[Stemma]:
        """The stemmas, largest first."""
        return sorted(self.stemmas, key=lambda s: (-len(self.members(s)), s.id))

    def members(self, stemma: Stemma) -> list[str]:
        """The pages of a family that belong to this story."""
        return [i for i in stemma.family if i in self.articles]

    def name_of(self, node: str) -> str:
        """The outlet of a page, its host or file; for a lost original what the copies say of it."""
        if node in self.elsewhere:
            return f"{self.elsewhere[node]} (in another story)"
        article = self.articles.get(node)
        if article is not None:
            host = urlsplit(article.url or "").hostname
            return article.outlet or host or self.pages[node].found_in
        hidden = {h.id: h for s in self.stemmas for h in s.hidden}[node]
        return f"lost original ({hidden.credit})" if hidden.credit else "lost original"

    def wordings(self, entry: Entry) -> list[Wording]:
        """Every wording of an entry, by source and page."""
        source_of = dict(entry.source_of)
        found = [self.wording(c, source_of.get(c, "")) for c in entry.claims if c in self.claim_of]
        return sorted(found, key=lambda w: (w.source, self.sigils.get(w.article, ""), w.claim))

    def wording(self, claim: str, source: str) -> Wording:
        """One claim in its sentence."""
        c = self.claim_of[claim]
        text = self.articles[c.article].text
        span = place_of(c)
        around = c.sentence if isinstance(c, Figure) else Span(max(0, span.start - CONTEXT), span.end + CONTEXT)
        around = Span(max(around.start, span.start - 2 * CONTEXT), min(around.end, span.end + 2 * CONTEXT))
        return Wording(
            claim, c.article, text[around.start : span.start], span.of(text), text[span.end : around.end], source, span
        )


def place_of(claim: Claim) -> Span:
    """Where a claim stands: its number, its words, or the word that names the event."""
    if isinstance(claim, Figure):
        return claim.evidence[0]
    return claim.words if isinstance(claim, Quote) else claim.span


def name_time(first: str, last: str) -> str:
    """A day, a month, a year, or the stretch from one day to another.

    >>> name_time("1994-01-01", "1994-12-31"), name_time("2031-02-01", "2031-02-28")
    ('1994', '2031-02')
    """
    if first == last:
        return first
    if first[4:] == "-01-01" and last == f"{first[:4]}-12-31":
        return first[:4]
    if first[7:] == "-01" and first[:7] == last[:7] and last[8:] == str(monthrange(int(first[:4]), int(first[5:7]))[1]):
        return first[:7]
    return f"{first} to {last}"


def letters(number: int) -> str:
    """A, B, ... Z, AA, AB, ...

    >>> letters(0), letters(25), letters(26)
    ('A', 'Z', 'AA')
    """
    name = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(65 + rest) + name
    return name


def load_story(store: Store, name: str | None) -> StoryView:
    """The story with this id (or beginning of one); without a name the only one there is."""
    story, ledger = reading.read_story(store, name or only_story(store))
    stemmas = reading.read_stemmas_of(store, story.articles)
    inside = set(story.articles)
    return StoryView(
        story=story,
        ledger=ledger,
        articles={a.id: a for a in reading.read_articles(store, story.articles)},
        pages=reading.read_page_rows(store, story.articles),
        claims=reading.read_claims_of(store, story.articles),
        stemmas=stemmas,
        pairs=reading.read_pairs(store, story.articles),
        elsewhere=reading.read_outlets(store, [i for s in stemmas for i in s.family if i not in inside]),
        related=related_stories(store, story.id),
        card=story_log.read_cards(store, [story.id]).get(story.id),
    )


def load_stories(store: Store, watch: Progress | None = None) -> Iterator[StoryView]:
    """All stories of a store in the order of their ids, one after the other."""
    progress = watch or Silence()
    ids = sorted(s.id for s in reading.list_stories(store))
    progress.begin("stories", len(ids))
    for one in ids:
        yield load_story(store, one)
        progress.advance()
    progress.end()


def related_stories(store: Store, story: str) -> list[Related]:
    """The stories that this one follows, then those that follow it."""
    links = story_log.read_links(store, story)
    labels = reading.read_labels(store, sorted({s for k in links for s in (k.earlier, k.later)}))
    before = [Related(k.earlier, labels.get(k.earlier, ""), True, k.why) for k in links if k.later == story]
    after = [Related(k.later, labels.get(k.later, ""), False, k.why) for k in links if k.earlier == story]
    return before + after


def only_story(store: Store) -> str:
    """The id of the only story of a store."""
    rows = reading.list_stories(store)
    if len(rows) == 1:
        return rows[0].id
    if not rows:
        raise StoreError(f"{store.path} holds no story yet: fill it with `retold run PATH --store {store.path}`")
    raise StoreError(f"{store.path} holds {len(rows)} stories: name one of those that `retold stories` lists")
