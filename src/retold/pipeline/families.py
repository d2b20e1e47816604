"""Work on one family of copies: trace it, date its pages, read its claims. What a worker process is given and gives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from retold.pipeline.limits import check_claims, time_limit
from retold.pipeline.order import Aligner, date_by_family
from retold.pipeline.stores import store_at
from retold.records import Article, Claims, CopyPair, Stemma, Unread, Witness
from retold.store import reading
from retold.text.hashes import content_id


@dataclass(frozen=True, slots=True)
class Family:
    """The pages of a family, and the pairs among them."""

    articles: tuple[Article, ...]
    pairs: tuple[CopyPair, ...]

    @property
    def id(self) -> str:
        """An id that the same pages always have."""
        return content_id(*sorted(a.id for a in self.articles))


@dataclass(frozen=True, slots=True)
class Dated:
    """A traced family whose pages are dated from the days they speak from, and the claims of those read already."""

    articles: tuple[Article, ...]
    stemma: Stemma
    base: str  # what all pages share: the version, and the language model
    inputs: Mapping[str, str]  # for each page, a fingerprint of what its claims are made from
    done: Mapping[str, str] = field(default_factory=dict)  # the same of those read already
    known: tuple[Claims, ...] = ()

    @property
    def id(self) -> str:
        """The id of the family."""
        return self.stemma.id

    def was_made_from(self, article: Article, above: str | None) -> bool:
        """Whether the claims of a page were made from this day and that page above it, as it was read then."""
        return self.done.get(article.id) == inputs_of(self.base, article, above, self.done.get(above or ""))


@dataclass(frozen=True, slots=True)
class FamilyTask:
    """A traced family of the store at this address, and what the claims of its pages are made from, and were."""

    address: str
    stemma: Stemma
    base: str
    inputs: Mapping[str, str]
    done: Mapping[str, str]

    @property
    def id(self) -> str:
        """The id of the family."""
        return self.stemma.id

    @property
    def stale(self) -> list[str]:
        """The pages whose claims were made from something else, or were not read yet."""
        return [i for i in self.stemma.family if self.done.get(i) != self.inputs[i]]


@dataclass(frozen=True, slots=True)
class Read:
    """What a page claims, and what that was made from; no claims where `fault` tells why they could not be read.

    `same` are claims that are those of before, made from something else.
    """

    article: Article
    claims: Claims
    inputs: str
    fault: str | None = None
    same: bool = False

    def unread(self) -> Unread | None:
        """The fault as a row of the list of what could not be used."""
        why = f"its claims could not be read: {self.fault}"
        return Unread(self.article.id, self.article.url, why) if self.fault else None


def trace_one(family: Family) -> Stemma:
    """The stemma of a family."""
    from retold.trace import trace_family

    return trace_family(family.articles, family.pairs, Aligner(family.articles).align)


def untraced(pages: Sequence[str], error: Exception) -> tuple[Stemma, Unread]:
    """A family whose tree could not be drawn: one source, no edges; and the reason."""
    from retold.trace.stemma import sigil

    ids = sorted(pages)
    witnesses = tuple(Witness(sigil(n), i) for n, i in enumerate(ids))
    why = f"its family of {len(ids)} pages could not be traced: {error}"
    return Stemma(content_id(*ids, prefix="s"), witnesses, (), (), None), Unread(ids[0], None, why)


def read_task(task: FamilyTask) -> list[Read]:
    """The claims of the stale pages of a family of a store."""
    store, family = store_at(task.address), task.stemma.family
    articles = date_by_family(reading.read_articles(store, family, with_flat=False), [task.stemma])
    known = reading.read_claims_of(store, [i for i in family if i in task.done]).values()
    in_order = tuple(articles[i] for i in family)
    return read_family_claims(Dated(in_order, task.stemma, task.base, task.inputs, task.done, tuple(known)))


def read_family_claims(dated: Dated) -> list[Read]:
    """The claims of a family's stale pages: a copy takes over from the page it was made from what is unchanged."""
    by_id = {a.id: a for a in dated.articles}
    aligner = Aligner(dated.articles)
    was = {c.article: c for c in dated.known}
    now: dict[str, Claims] = {}
    found: list[Read] = []
    for page, above in walk_down(dated.stemma, by_id):
        stale = page not in was or dated.done[page] != dated.inputs[page]
        if not stale or (above is not None and stands(dated, by_id[page], by_id[above], was, now)):
            now[page] = was[page]
            found += [Read(by_id[page], now[page], dated.inputs[page], same=True)] if stale else []
            continue
        try:
            with time_limit():
                now[page] = claims_of_page(by_id[page], by_id.get(above or ""), now.get(above or ""), aligner)
            found.append(Read(by_id[page], now[page], dated.inputs[page]))
        except Exception as error:  # noqa: BLE001 - listed with its reason; the other pages go on
            found.append(failed(by_id[page], dated.inputs[page], f"{type(error).__name__}: {error}"))
    return found


def stands(dated: Dated, page: Article, above: Article, was: Mapping[str, Claims], now: Mapping[str, Claims]) -> bool:
    """Whether a page claims what it did: it hangs where it hung, below a page of the same day and claims as before."""
    if page.id not in was or above.id not in was or was[above.id] != now.get(above.id):
        return False
    hung = (None, *dated.stemma.family)  # where the page above may have hung then
    return dated.was_made_from(page, above.id) and any(dated.was_made_from(above, i) for i in hung)


def claims_of_page(article: Article, above: Article | None, claims: Claims | None, aligner: Aligner) -> Claims:
    """What one page claims: taken over where it can be, read where it must be."""
    from retold.claims import inherit_claims, read_claims

    if above is None or claims is None:
        return check_claims(read_claims(article))
    return check_claims(inherit_claims(above, claims, article, aligner.align(above.id, article.id)))


def failed(article: Article, inputs: str, fault: str) -> Read:
    """A page whose claims could not be read."""
    return Read(article, Claims(article.id, model=f"failed: {fault}"), inputs, fault)


def claim_inputs(stemma: Stemma, articles: Mapping[str, Article], base: str) -> dict[str, str]:
    """For each page of a family a fingerprint of what its claims are made from: its day, and what it takes over.

    `base` is what all pages share: the version, and the language model.
    """
    inputs: dict[str, str] = {}
    for page, above in walk_down(stemma, articles):
        inputs[page] = inputs_of(base, articles[page], above, inputs.get(above or ""))
    return inputs


def inputs_of(base: str, article: Article, above: str | None, inputs_above: str | None) -> str:
    """The fingerprint of one page."""
    return content_id(base, article.published, above, inputs_above, size=16)


def walk_down(stemma: Stemma, pages: Mapping[str, Article]) -> Iterator[tuple[str, str | None]]:
    """Every page with the page it takes over from: its parent, or, below a lost original, its eldest sibling."""
    above = {e.child: e.parent for e in sorted(stemma.edges, key=lambda e: (e.confidence, e.parent))}
    eldest: dict[str, str] = {}
    for page in in_order(stemma.family, above):
        parent = above.get(page)
        if parent is not None and parent not in pages:
            yield page, eldest.get(parent)
            eldest.setdefault(parent, page)
        else:
            yield page, parent


def in_order(pages: Sequence[str], above: Mapping[str, str]) -> list[str]:
    """Pages in an order in which each stands after the page it was made from; a ring is entered anywhere."""
    ordered: dict[str, None] = {}
    inside = set(pages)
    for page in pages:
        way: list[str] = []
        at: str | None = page
        while at in inside and at not in ordered and at not in way:
            way.append(at)
            at = above.get(at)
        ordered |= dict.fromkeys(reversed(way))
    return list(ordered)
