"""A stage over a stream of lines: each record in its turn, or all at once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial

import msgspec

from retold.records import Article
from retold.stages.given import Json, StageError, article_from, page_from, read_record
from retold.stages.work import READERS, ROW_STAGES, SET_STAGES, stage_extract

WINDOW_PAGES = 2_000  # flattened pages that are compared with each other
WINDOW_CHARACTERS = 32 << 20  # characters of them that are held


def run_stage(name: str, lines: Iterable[str]) -> Iterator[str]:
    """The output lines of a stage for these input lines, in order."""
    records = (read_record(number, line) for number, line in enumerate(lines, 1) if line.strip())
    if name == "extract":
        return map(write_record, extract_records(records))
    if name in ROW_STAGES:
        return map(write_record, each_record(ROW_STAGES[name], records))
    return map(write_record, all_records(SET_STAGES[name], records, READERS.get(name, article_from)))


def extract_records(records: Iterable[Json]) -> Iterator[Json]:
    """Each page's article. Flattened pages wait for others of their outlet, as many as a window holds."""
    from retold.extract import Tally

    for window in windows(records):
        tally = Tally()
        for record in window if len(window) > 1 else ():
            with suppress(StageError, TypeError, ValueError):  # told when the record is read for its article
                tally.note(page_from(record))
        yield from each_record(partial(stage_extract, tally=tally), window)


def windows(records: Iterable[Json]) -> Iterator[list[Json]]:
    """The records in lists that begin with a flattened page; pages with markup before it come alone."""
    window: list[Json] = []
    held = 0
    for record in records:
        window.append(record)
        held += sum(len(body) for body in (record.get("text"), record.get("html")) if isinstance(body, str))
        flattened = isinstance(window[0].get("text"), str) and "html" not in window[0]
        if not flattened or len(window) >= WINDOW_PAGES or held >= WINDOW_CHARACTERS:
            yield window
            window, held = [], 0
    if window:
        yield window


def write_record(row: Json) -> str:
    """A line of JSON; half characters, which UTF-8 cannot hold, are escaped."""
    try:
        return msgspec.json.encode(row).decode()
    except UnicodeEncodeError:
        return json.dumps(row)


def each_record(stage: Callable[[Json], Json], records: Iterable[Json]) -> Iterator[Json]:
    """The stage applied to each record; a failure stands in the place of its record."""
    for record in records:
        if "error" in record:
            yield {"id": record["id"], "error": record["error"]}
            continue
        try:
            yield stage(record)
        except Exception as error:  # noqa: BLE001 - the contract: no single record ends the stream
            yield {"id": record["id"], "error": f"{type(error).__name__}: {error}"}


def all_records(
    stage: Callable[[list[Article]], Iterable[Json]], records: Iterable[Json], read: Callable[[Json], Article]
) -> Iterator[Json]:
    """The stage applied to all usable records; unusable and repeated ones are reported first."""
    articles: dict[str, Article] = {}
    for record in records:
        if "error" in record:
            yield {"id": record["id"], "error": record["error"]}
            continue
        try:
            article = read(record)
        except (StageError, ValueError, TypeError) as error:
            yield {"id": record["id"], "error": str(error)}
            continue
        if article.id in articles:
            yield {"id": article.id, "error": f"the id {article.id} occurs twice: the first record is used"}
        else:
            articles[article.id] = article
    yield from stage(list(articles.values()))
