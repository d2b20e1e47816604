"""Who copied whom, over a store: pairs of copies, families, and the stemma of each.

Pairs are found anew when pages came; a family is traced again only when its own pages or pairs changed. This process
holds no text: workers read what they need from the store.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from retold import __version__
from retold.pipeline.families import Family, trace_one, untraced
from retold.pipeline.kept import read_told
from retold.pipeline.sets import Cut, Named, find_families, find_pairs
from retold.pipeline.stores import store_at
from retold.pipeline.watching import Progress
from retold.pipeline.workers import map_items
from retold.records import Article, CopyPair, Review, Stemma
from retold.store import reading, writing
from retold.store.database import Store
from retold.store.errors import StoreError
from retold.store.kept import read_kept
from retold.text.hashes import content_id
from retold.trace.versions import Told, share_groups

if TYPE_CHECKING:
    from retold.match.sketches import Sketches

Item = TypeVar("Item")
Result = TypeVar("Result")
JUDGED_AT_ONCE = 64  # pairs of texts


def update_lineage(
    store: Store, progress: Progress, decided: Sequence[Review], inputs: tuple[str, str], *, workers: int | None
) -> list[Stemma]:
    """The stemmas, with what people decided about their edges.

    `inputs` tell what pairs are made from, which is the pages, and what stemmas are, which is decisions, too.
    """
    from retold.review import apply_to_stemmas

    of_pages, of_all = inputs
    if reading.step_inputs(store, "lineage") == of_all:
        return reading.read_stemmas(store)
    if reading.step_inputs(store, "copies") != of_pages:
        update_pairs(store, progress, of_pages, workers=workers)
    told = [read_told(data) for _, data in read_kept(store, "told")]
    families = cut_families(store, told, reading.read_pairs(store))
    progress.begin("who copied whom", len(families))
    traced = dict(trace_families(store, families, progress, workers=workers))
    progress.end()
    stemmas = apply_to_stemmas(sorted(traced.values(), key=lambda s: s.id), decided)
    writing.write_stemmas(store, stemmas, traced, inputs=of_all)
    return stemmas


# ---- pairs ---------------------------------------------------------------------------------------------------------


def update_pairs(store: Store, progress: Progress, inputs: str, *, workers: int | None) -> None:
    """Find the pairs among all pages of the store, and the passages that others share."""
    from retold.match.passages import find_shared

    names, sketches = read_sketches(store)
    progress.begin("copies", len(names))
    pairs, weak = find_pairs(names, sketches, lambda asked: judge_pairs(store.address, asked, workers=workers))
    passages = find_shared(read_both(store, weak))
    writing.write_copies(store, pairs, passages, inputs=inputs)
    progress.advance(len(names))
    progress.end()


def read_sketches(store: Store) -> tuple[list[str], Sketches]:
    """The ids and the sketches of all pages: of many those that are kept, of few finer ones."""
    from retold.match import sketches

    names = sorted(reading.known_pages(store))
    rate = sketches.usual_rate(len(names))
    if rate:
        return names, sketches.read_sketches([data for _, data in read_kept(store, "sketch")], rate)
    texts = reading.read_texts(store, names)
    return names, sketches.sketch_texts([texts[i] for i in names], rate)


def read_both(store: Store, pairs: Named) -> list[tuple[Article, Article]]:
    """The texts of pairs of pages."""
    texts = reading.read_texts(store, sorted({i for pair in pairs for i in pair}))
    pages = {i: Article(i, text) for i, text in texts.items()}
    return [(pages[i], pages[j]) for i, j in pairs]


@dataclass(frozen=True, slots=True)
class Asked:
    """Pairs of pages of the store at this address, by id."""

    address: str
    pairs: Named

    @property
    def id(self) -> str:
        """The first pair, in words."""
        return " ".join(self.pairs[0])


def judge_pairs(address: str, pairs: Named, *, workers: int | None = None) -> list[float]:
    """The log odds of pairs that one page tells the other in other words."""
    tasks = [Asked(address, pairs[k : k + JUDGED_AT_ONCE]) for k in range(0, len(pairs), JUDGED_AT_ONCE)]
    return [odds for part in finished(map_items(judge_asked, tasks, workers=workers, seconds=None)) for odds in part]


def judge_asked(asked: Asked) -> list[float]:
    """The log odds of some pairs."""
    from retold.match.rewrites import judge_texts

    names = sorted({i for pair in asked.pairs for i in pair})
    number = {name: k for k, name in enumerate(names)}
    texts = reading.read_texts(store_at(asked.address), names)
    return judge_texts(lambda k: texts[names[k]], [(number[i], number[j]) for i, j in asked.pairs])


def finished(found: Iterable[tuple[Item, Result | Exception]]) -> Iterator[Result]:
    """The results, of work that must not fail."""
    for _, result in found:
        if isinstance(result, Exception):
            raise result
        yield result


# ---- families ------------------------------------------------------------------------------------------------------


def cut_families(store: Store, told: Sequence[Told], pairs: Sequence[CopyPair]) -> list[Cut]:
    """The families of these pages."""

    def share(asked: Named) -> Sequence[tuple[float, float]]:
        texts = reading.read_texts(store, sorted({i for pair in asked for i in pair}))
        return share_groups(texts.__getitem__, asked)

    return find_families(told, pairs, share)


@dataclass(frozen=True, slots=True)
class CutTask:
    """A family of the store at this address."""

    address: str
    cut: Cut

    @property
    def id(self) -> str:
        """An id that the same pages always have."""
        return content_id(*self.cut.articles)


def trace_families(
    store: Store, families: Sequence[Cut], progress: Progress, *, workers: int | None
) -> Iterator[tuple[str, Stemma]]:
    """The stemma of each family under the fingerprint of what it was made from; traced only where it is not known."""
    keys = [family_inputs(f.articles, f.pairs) for f in families]
    known = reading.read_traced(store, [k for k, f in zip(keys, families, strict=True) if len(f.articles) > 1])
    waiting: list[tuple[str, CutTask]] = []
    for key, family in zip(keys, families, strict=True):
        if key in known:
            yield key, known[key]
        elif len(family.articles) == 1:
            yield key, trace_one(Family((Article(family.articles[0], ""),), ()))
        else:
            waiting.append((key, CutTask(store.address, family)))
            continue
        progress.advance()
    found = map_items(trace_cut, [t for _, t in waiting], workers=workers, seconds=None)
    for (key, _), (task, stemma) in zip(waiting, found, strict=True):
        if isinstance(stemma, StoreError):
            raise stemma
        if isinstance(stemma, Stemma):
            yield key, stemma
        else:
            edgeless, unread = untraced(task.cut.articles, stemma)
            writing.write_unread(store, [unread])
            yield f"failed {key}", edgeless
        progress.advance()


def trace_cut(task: CutTask) -> Stemma:
    """The stemma of a family of a store."""
    articles = reading.read_articles(store_at(task.address), task.cut.articles, with_flat=False)
    return trace_one(Family(tuple(articles), task.cut.pairs))


def family_inputs(articles: Sequence[str], pairs: Sequence[CopyPair]) -> str:
    """A fingerprint of all that a stemma is made from: pages are named by content."""
    told = sorted(f"{p.left} {p.right} {p.relation} {p.left_share:.6f} {p.right_share:.6f}" for p in pairs)
    return content_id(__version__, *sorted(articles), None, *told, size=16)
