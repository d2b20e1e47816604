"""Who used an agency's copy: how much of it, credited or not, what was changed, with excerpts that can be checked.

Takes the ids of the agency's own pages and a store whose lineage is up to date; gives a row for every other page that
shares their words. Whether a use was allowed is not its business.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from retold import __version__
from retold.pipeline import compare_articles
from retold.records import Alignment, Article, CopyPair, Span, Stemma, TypedChange
from retold.show.crediting import Owner, how_credited, name_owner
from retold.show.report import environment
from retold.show.tables import Table, Value
from retold.store import reading
from retold.store.database import Store
from retold.store.reading import PageRow

MOST_EXCERPTS = 3
SHORTEST_EXCERPT = 40  # characters
MEANT = {  # kinds of change that change what is said; the others are punctuation, chrome, wording
    "figure",
    "name",
    "quote",
    "date",
    "attribution",
    "hedge",
    "negation",
}
STANDINGS = {
    "copy": "made from ours",
    "kin": "made from the same original",
    "parent": "ours was made from it",
    "unclear": "the direction is unclear",
}


@dataclass(frozen=True, slots=True)
class Excerpt:
    """Words that stand in both pages, and where: spans in the two articles' texts."""

    ours: Span
    theirs: Span
    words: str


@dataclass(frozen=True, slots=True)
class Use:
    """One page that shares words or facts with one of ours."""

    ours: Article
    theirs: Article
    seen: PageRow
    pair: CopyPair
    standing: str  # a key of STANDINGS
    confidence: float | None
    via: tuple[str, ...]  # outlets between ours and theirs in the tree
    credited: str | None
    changes: tuple[TypedChange, ...]
    excerpts: tuple[Excerpt, ...]

    @property
    def of_ours(self) -> float:
        """The share of our words that was used."""
        return self.pair.left_share

    @property
    def of_theirs(self) -> float:
        """The share of their words that is ours."""
        return self.pair.right_share

    @property
    def counts(self) -> dict[str, int]:
        """How many changes of which kind."""
        return dict(sorted(Counter(c.kind for c in self.changes).items()))


def find_uses(store: Store, own: Sequence[str]) -> list[Use]:
    """Every use of these pages by pages that are not among them, those that took most first."""
    ours = set(own)
    best = best_pairs(reading.read_pairs(store), ours)
    articles = {a.id: a for a in reading.read_articles(store, sorted(ours | best.keys()))}
    owner = name_owner(articles[i] for i in sorted(ours) if i in articles)
    rows = reading.read_page_rows(store, sorted(best))
    stemmas = {i: s for s in reading.read_stemmas_of(store, sorted(best)) for i in s.family}
    uses = [
        make_use(articles[p.left], articles[theirs], rows[theirs], p, Kin(stemmas.get(theirs), owner, store))
        for theirs, p in best.items()
    ]
    return sorted(uses, key=lambda u: (-u.of_ours, -u.of_theirs, u.theirs.id))


def best_pairs(pairs: Sequence[CopyPair], ours: set[str]) -> dict[str, CopyPair]:
    """For each foreign page the pair with the one of ours that it took most of, ours on the left."""
    best: dict[str, CopyPair] = {}
    for pair in pairs:
        if (pair.left in ours) == (pair.right in ours):
            continue
        turned = pair if pair.left in ours else turn(pair)
        known = best.get(turned.right)
        if known is None or rank(turned) > rank(known):
            best[turned.right] = turned
    return dict(sorted(best.items()))


def turn(pair: CopyPair) -> CopyPair:
    """The same pair from the other side."""
    relation = {"excerpt": "expanded", "expanded": "excerpt"}.get(pair.relation, pair.relation)
    return CopyPair(pair.right, pair.left, relation, pair.right_share, pair.left_share, pair.why)  # type: ignore[arg-type]


def rank(pair: CopyPair) -> tuple[float, float, str]:
    """More of ours first, then more of theirs; ties by id."""
    return (pair.left_share, pair.right_share, pair.left)


@dataclass(frozen=True, slots=True)
class Kin:
    """What a use is judged with: the tree of the page, and who we are."""

    stemma: Stemma | None
    owner: Owner
    store: Store


def make_use(ours: Article, theirs: Article, seen: PageRow, pair: CopyPair, kin: Kin) -> Use:
    """One use, aligned and judged."""
    alignment, changes = compare_articles(ours, theirs)
    standing, confidence, between = stand(kin.stemma, ours.id, theirs.id)
    names = reading.read_outlets(kin.store, between)
    return Use(
        ours=ours,
        theirs=theirs,
        seen=seen,
        pair=pair,
        standing=standing,
        confidence=confidence,
        via=tuple(names.get(i, "lost original") for i in between),
        credited=how_credited(theirs, kin.owner),
        changes=() if pair.relation == "rewrite" else tuple(changes),  # words of its own are no changes of ours
        excerpts=tuple(pick_excerpts(alignment, ours.text)),
    )


def stand(stemma: Stemma | None, ours: str, theirs: str) -> tuple[str, float | None, list[str]]:
    """How two pages stand in the tree: standing, its confidence, and the nodes between them."""
    if stemma is None or ours not in stemma.family:
        return "unclear", None, []
    above = {e.child: (e.parent, e.confidence) for e in sorted(stemma.edges, key=lambda e: (e.confidence, e.parent))}
    if (path := climb(above, theirs, ours)) is not None:
        return "copy", path[1], path[0]
    if (path := climb(above, ours, theirs)) is not None:
        return "parent", path[1], path[0]
    tops = [list(ancestors(above, i))[-1:] for i in (ours, theirs)]
    return ("kin", None, []) if tops[0] == tops[1] and tops[0] else ("unclear", None, [])


def climb(above: Mapping[str, tuple[str, float]], start: str, goal: str) -> tuple[list[str], float] | None:
    """The nodes between `start` and its ancestor `goal`, nearest to the goal first, and the chance of the whole way."""
    between: list[str] = []
    chance, node = 1.0, start
    for parent in ancestors(above, start):
        chance *= above[node][1]
        if parent == goal:
            return between[::-1], chance
        between.append(parent)
        node = parent
    return None


def ancestors(above: Mapping[str, tuple[str, float]], node: str) -> Iterator[str]:
    """The nodes above, nearest first."""
    seen = {node}
    while node in above and (parent := above[node][0]) not in seen:
        yield parent
        seen.add(parent)
        node = parent


def pick_excerpts(alignment: Alignment, text: str) -> Iterator[Excerpt]:
    """The longest stretches that both pages share word for word."""
    same = [r for r in alignment.runs if r.kind in ("same", "moved") and r.left.end - r.left.start >= SHORTEST_EXCERPT]
    longest = sorted(same, key=lambda r: (r.left.start - r.left.end, r.left.start))[:MOST_EXCERPTS]
    for run in sorted(longest, key=lambda r: r.left.start):
        yield Excerpt(run.left, run.right, run.left.of(text))


def count_meant(use: Use) -> int:
    """How many changes touch what is said."""
    return sum(n for kind, n in use.counts.items() if kind in MEANT)


def render_uses(uses: Sequence[Use]) -> str:
    """The uses as one HTML file that needs nothing else."""
    template = environment().get_template("reuse.html")
    return template.render(
        uses=uses,
        outlets=len({u.theirs.outlet or u.theirs.url or u.theirs.id for u in uses}),
        credited=sum(u.credited is not None for u in uses),
        standings=STANDINGS,
        meant=count_meant,
        shortest=SHORTEST_EXCERPT,
        version=__version__,
    )


COLUMNS = (
    ("outlet", str),
    ("url", str),
    ("found_in", str),
    ("fetched", str),
    ("published", str),
    ("sha256", str),
    ("relation", str),
    ("of_ours", float),
    ("of_theirs", float),
    ("standing", str),
    ("confidence", float),
    ("via", str),
    ("credited", str),
    ("changes", str),
    ("changes_of_meaning", int),
    ("our_page", str),
    ("our_title", str),
    ("page", str),
    ("excerpt", str),
    ("excerpt_start", int),
    ("excerpt_end", int),
)


def uses_table(uses: Sequence[Use]) -> Table:
    """The uses as a table, a row a page; the excerpt's places are in the text of the page named."""
    return Table("reuse", COLUMNS, [use_row(u) for u in uses])


def use_row(use: Use) -> tuple[Value, ...]:
    """One use."""
    longest = max(use.excerpts, key=lambda e: (e.theirs.end - e.theirs.start, -e.theirs.start), default=None)
    at = longest.theirs if longest else None
    return (
        use.theirs.outlet,
        use.theirs.url,
        use.seen.found_in,
        use.seen.fetched,
        use.theirs.published,
        use.seen.sha256,
        use.pair.relation,
        round(use.of_ours, 4),
        round(use.of_theirs, 4),
        STANDINGS[use.standing],
        None if use.confidence is None else round(use.confidence, 4),
        " > ".join(use.via),
        use.credited,
        ", ".join(f"{n} {kind}" for kind, n in use.counts.items()),
        count_meant(use),
        use.ours.id,
        use.ours.title,
        use.theirs.id,
        at.of(use.theirs.text) if at else None,
        at.start if at else None,
        at.end if at else None,
    )
