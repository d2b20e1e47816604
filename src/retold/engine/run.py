"""`retold run --engine spark`: the order of the steps on many machines, tables between them.

Row work runs on executors, page by page, family by family, story by story; set work on the driver, on what is kept of
each page. The results are those of the desk, byte for byte.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from functools import partial
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from retold.engine.errors import EngineError
from retold.engine.family_work import base_of, family_rows
from retold.engine.frames import TAGGED, Row, Tables
from retold.engine.output import Stories, write_output
from retold.engine.page_work import FOUND, SKETCH, extract_rows, sketch_rows
from retold.engine.pages import each_once, open_table, read_table
from retold.engine.pair_work import ASKED, ODDS, SHARES, judge_rows, share_rows
from retold.engine.recurring import with_outlets
from retold.engine.session import open_session
from retold.engine.story_work import story_rows
from retold.engine.unfinished import WORK, begin_run, end_run
from retold.group import Stream, freeze_stream
from retold.match.passages import find_shared
from retold.match.sketches import read_sketches, usual_rate
from retold.pipeline.kept import read_leaf, read_told
from retold.pipeline.sets import Cut, Named, find_families, find_pairs
from retold.pipeline.watching import Progress, Silence
from retold.records import Article, CopyPair, SharedPassage, Stemma, Story
from retold.store.reading import decode
from retold.store.writing import encode, passage_rows
from retold.trace.versions import Told

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

MEMBER = pa.schema([("story", pa.string()), ("page", pa.string())])  # a page, or a stemma, of a story
BOTH_TEXTS = """
    SELECT p.number, a.text AS left, b.text AS right
    FROM {pairs} p JOIN {articles} a ON a.id = p.left JOIN {articles} b ON b.id = p.right"""
FAMILY_PAGES = "SELECT m.key, m.kind, m.id, a.lean AS record FROM {members} m JOIN {articles} a ON a.id = m.id"
STORY_ROWS = """
    SELECT m.story AS key, 'article' AS kind, m.page AS id, a.lean AS record
    FROM {members} m JOIN {articles} a ON a.id = m.page
    UNION ALL
    SELECT m.story, r.kind, m.page, r.record
    FROM {members} m JOIN {read} r ON r.key = m.page AND r.kind IN ('day', 'claims')
    UNION ALL
    SELECT m.story, r.kind, m.page, r.record FROM {stems} m JOIN {read} r ON r.key = m.page AND r.kind = 'stemma'
    UNION ALL
    SELECT * FROM {own}"""


@dataclass(frozen=True, slots=True)
class Finished:
    """What a run on a cluster did; `taken_up` names the tables that a run which did not end had finished."""

    pages: int
    unread: int
    families: int
    stories: int
    taken_up: tuple[str, ...] = ()

    def row(self) -> dict[str, Any]:
        """The same by name."""
        return asdict(self)


def run_cluster(
    source: str,
    target: str,
    master: str,
    *,
    settings: Mapping[str, str] | None = None,
    progress: Progress | None = None,
) -> Finished:
    """Read pages at `source`, write all results below `target`; both as Spark reads and writes paths."""
    with open_session(master, settings) as spark:
        target, pages = target.rstrip("/"), open_table(spark, source)
        with told_failures():
            finished = begin_run(spark, target, pages)
            tables = Tables(spark, f"{target}/{WORK}", finished)
            done = Run(tables, progress or Silence()).all_steps(pages, target)
            end_run(spark, target)
        return replace(done, taken_up=finished)


@contextmanager
def told_failures() -> Iterator[None]:
    """Say what failed on the cluster, without Spark's own story around it."""
    from py4j.protocol import Py4JJavaError  # type: ignore[import-untyped]
    from pyspark.errors import PySparkException

    try:
        yield
    except Py4JJavaError as error:
        raise EngineError(f"the cluster cannot go on: {error.java_exception}") from error
    except PySparkException as error:
        lines = [line.strip() for line in str(error).splitlines() if line.strip()]
        raise EngineError(f"a step failed on the cluster: {lines[-1] if lines else error}") from error


class Run:
    """The steps of one run; each takes tables and gives tables."""

    def __init__(self, tables: Tables, progress: Progress) -> None:
        self.tables = tables
        self.progress = progress

    def all_steps(self, table: DataFrame, target: str) -> Finished:
        """Pages to results."""
        found = self.extract(table)
        articles = found.where("reason IS NULL")
        pages = articles.count()
        self.tables.size_for(pages)
        with self.step("copies", pages):
            pairs, passages = self.compare(articles, pages)
        with self.step("families", pages):
            families = find_families(self.read_told(articles), pairs, partial(self.share, articles))
        with self.step("who copied whom, claims", pages):
            read = self.trace(articles, families)
        with self.step("stories", pages):
            grouped = self.group(articles, read)
            stories = grouped.told.stories
        with self.step("ledgers", len(stories)):
            told = self.reconcile(articles, read, stories, passages)
        with self.step("results", None):
            unread = write_output(self.tables, target, (found, read, told), (pairs, passages, grouped))
        return Finished(pages, unread, len(families), len(stories))

    @contextmanager
    def step(self, name: str, total: int | None) -> Iterator[None]:
        """Tell when a step begins and ends."""
        self.progress.begin(name, total)
        yield
        self.progress.end()

    def extract(self, table: DataFrame) -> DataFrame:
        """The articles of all pages, and what could not be used."""
        with self.step("outlets", None):
            pages = with_outlets(self.tables, read_table(self.tables, table))
        with self.step("pages", None):
            return each_once(self.tables, self.tables.keep("found", self.tables.each(pages, extract_rows, FOUND)))

    def compare(self, articles: DataFrame, pages: int) -> tuple[list[CopyPair], list[SharedPassage]]:
        """Who shares words with whom, and the passages that are no copies."""
        rate = usual_rate(pages)
        texts = articles.select("id", "text")
        made = articles.select("id", "sketch") if rate else self.tables.each(texts, sketch_rows, SKETCH)
        known = sorted((row["id"], row["sketch"]) for row in self.tables.stream(made))
        names, sketches = [name for name, _ in known], read_sketches([blob for _, blob in known], rate)
        del known
        pairs, weak = find_pairs(names, sketches, partial(self.judge, articles))
        return pairs, self.find_passages(articles, weak)

    def find_passages(self, articles: DataFrame, weak: Named) -> list[SharedPassage]:
        """The passages of these pairs: only small sets have any, so their texts are read here."""
        wanted = self.ids_table(sorted({i for pair in weak for i in pair}))
        rows = self.tables.get(articles.select("id", "text").join(wanted, "id")) if weak else ()
        texts = {row["id"]: Article(row["id"], row["text"]) for row in rows}
        return find_shared([(texts[i], texts[j]) for i, j in weak])

    def ids_table(self, ids: Sequence[str]) -> DataFrame:
        """Ids as a table."""
        return self.tables.put([{"id": i} for i in ids], SKETCH.remove(1))

    def read_told(self, articles: DataFrame) -> list[Told]:
        """What families are cut from."""
        return [read_told(row["told"]) for row in self.tables.stream(articles.select("told"))]

    def judge(self, articles: DataFrame, asked: Named) -> list[float]:
        """The log odds of pairs of ids that one tells the other in other words."""
        return [row["odds"] for row in self.ask(articles, asked, judge_rows, ODDS)]

    def share(self, articles: DataFrame, asked: Named) -> list[tuple[float, float]]:
        """What the words of pairs of ids have in common."""
        return [(row["left"], row["right"]) for row in self.ask(articles, asked, share_rows, SHARES)]

    def ask(self, articles: DataFrame, asked: Named, work: Callable[..., Any], schema: Any) -> list[Row]:
        """What executors say of pairs of texts, in the order of the pairs."""
        if not asked:
            return []
        pairs = self.tables.put(({"number": n, "left": i, "right": j} for n, (i, j) in enumerate(asked)), ASKED)
        texts = self.tables.sql(BOTH_TEXTS, pairs=pairs, articles=articles)
        found = self.tables.get(self.tables.each(texts, work, schema))
        return sorted(found, key=lambda row: int(row["number"]))

    def trace(self, articles: DataFrame, families: Sequence[Cut]) -> DataFrame:
        """Stemmas, the days that pages speak from, and claims: tagged rows."""
        members = self.tables.put(
            ({"key": k.articles[0], "kind": "article", "id": i} for k in families for i in k.articles), TAGGED.remove(3)
        )
        pairs = self.tables.put(
            ({"key": k.articles[0], "kind": "pairs", "id": "", "record": encode(k.pairs)} for k in families if k.pairs),
            TAGGED,
        )
        pages = self.tables.sql(FAMILY_PAGES, members=members, articles=articles)
        work = partial(family_rows, base_of())
        return self.tables.keep("read", self.tables.groups(pages.unionByName(pairs), work, TAGGED), ["kind"])

    def group(self, articles: DataFrame, read: DataFrame) -> Stories:
        """The stories."""
        trees = self.tables.stream(read.where("kind = 'tree'").select("record"))
        stemmas = sorted((decode(row["record"], Stemma) for row in trees), key=lambda s: s.id)
        stream = Stream()
        stream.replay(stemmas, (read_leaf(row["leaf"]) for row in self.tables.stream(articles.select("leaf"))))
        return Stories(stream.tell(stemmas=stemmas), tuple(stream.log), freeze_stream(stream))

    def reconcile(
        self, articles: DataFrame, read: DataFrame, stories: Sequence[Story], passages: Sequence[SharedPassage]
    ) -> DataFrame:
        """Ledgers of stories: tagged rows."""
        members = self.tables.put(({"story": s.id, "page": i} for s in stories for i in s.articles), MEMBER)
        stems = self.tables.put(({"story": s.id, "page": i} for s in stories for i in s.stemmas), MEMBER)
        own = self.tables.put(own_rows(stories, passages), TAGGED)
        rows = self.tables.sql(STORY_ROWS, members=members, stems=stems, articles=articles, read=read, own=own)
        return self.tables.keep("told", self.tables.groups(rows, story_rows, TAGGED), ["kind"])


def own_rows(stories: Sequence[Story], passages: Sequence[SharedPassage]) -> Iterator[Row]:
    """The stories themselves, and the passages that two of their pages share."""
    for story in stories:
        yield {"key": story.id, "kind": "story", "id": "", "record": encode(story)}
    story_of = {i: s.id for s in stories for i in s.articles}
    for passage, row in zip(passages, passage_rows(passages), strict=True):
        if story_of[passage.left] == story_of[passage.right]:
            place = f"{passage.left} {passage.right} {row['number']:06d}"
            yield {"key": story_of[passage.left], "kind": "passage", "id": place, "record": row["record"]}
