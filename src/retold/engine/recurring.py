"""Lines that recur on an outlet's flattened pages: counted by joins, judged on executors as the desk judges them.

Takes pages, gives them with that part of their outlet which each needs. No outlet is ever held in one place: of a line
only the count and its first few pages travel, of a page only its sketch.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import pyarrow as pa

from retold.engine.frames import Row, Tables
from retold.engine.pages import read_row
from retold.extract.recurring import KEPT_PAGES, Outlet, Sketch, find_recurring, read_note
from retold.records import Page

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

HASHES = pa.list_(pa.int64())
NOTES = pa.schema(
    [("id", pa.string()), ("host", pa.string()), ("number", pa.int64())]
    + [(name, HASHES) for name in ("lines", "long", "short")]
)
SIGNED = 1 << 63  # hashes are unsigned, the numbers of tables signed; less this they keep their order
FLAT = "media NOT LIKE '%html%' AND reason IS NULL"

# Each names its tables in braces; `one` has one row for pages of the same lines, `held` one for a line of a page.
ONE = """
    SELECT host, number, told.lines, told.long, told.short
    FROM (SELECT host, number, min(struct(lines, long, short)) AS told FROM {notes} GROUP BY host, number)"""
HELD = "SELECT host, number, explode(lines) AS line FROM {one}"
SPREAD = "SELECT host, line, count(*) AS count FROM {held} GROUP BY host, line HAVING count(*) > 1"
HOLDERS = """
    SELECT host, line, count, collect_list(number) AS pages
    FROM (SELECT host, line, count, number, row_number() OVER (PARTITION BY host, line ORDER BY number) AS rank
          FROM {held} JOIN {spread} USING (host, line))
    WHERE rank <= {kept_pages} GROUP BY host, line, count"""
SKETCHES = """
    SELECT host, number, long, short, collect_list(struct(line, count)) FILTER (WHERE count > 1) AS common
    FROM (SELECT *, explode_outer(long) AS line FROM {one}) LEFT JOIN {spread} USING (host, line)
    GROUP BY host, number, long, short"""
SHARED = """
    SELECT host, number, collect_list(struct(line, count, pages)) AS lines
    FROM {held} JOIN {holders} USING (host, line) GROUP BY host, number"""
KIN = """
    SELECT k.host, k.number, collect_list(struct(s.number, s.long, s.short, s.common)) AS kin
    FROM (SELECT DISTINCT host, number, explode(array_append(flatten(lines.pages), number)) AS other FROM {shared}) k
    JOIN {sketches} s ON s.host = k.host AND s.number = k.other GROUP BY k.host, k.number"""
PARTS = """
    SELECT i.id, struct(c.size, s.lines, k.kin) AS outlet
    FROM (SELECT id, min(host) AS host, min(number) AS number FROM {notes} GROUP BY id) i
    JOIN (SELECT host, count(*) AS size FROM {one} GROUP BY host) c ON c.host = i.host
    JOIN {shared} s ON s.host = i.host AND s.number = i.number
    JOIN {kin} k ON k.host = i.host AND k.number = i.number"""


def with_outlets(tables: Tables, pages: DataFrame) -> DataFrame:
    """Pages with a column `outlet`: the part of it that the page needs; null where no line can recur."""
    flat = pages.where(FLAT)
    notes = tables.keep("notes", tables.each(flat, note_rows, NOTES))
    if notes.isEmpty():
        return pages.selectExpr("*", "NULL AS outlet")
    one = tables.keep("lines", tables.sql(ONE, notes=notes))
    held = tables.sql(HELD, one=one)
    spread = tables.keep("spread", tables.sql(SPREAD, held=held))
    holders = tables.sql(HOLDERS, held=held, spread=spread, kept_pages=KEPT_PAGES)
    sketches = tables.sql(SKETCHES, one=one, spread=spread)
    shared = tables.keep("shared", tables.sql(SHARED, held=held, holders=holders))
    kin = tables.sql(KIN, shared=shared, sketches=sketches)
    parts = tables.keep("outlets", tables.sql(PARTS, notes=notes, one=one, shared=shared, kin=kin))
    told = tables.sql("SELECT p.*, o.outlet FROM {flat} p LEFT JOIN {parts} o ON o.id = p.id", flat=flat, parts=parts)
    return told.unionByName(pages.where(f"NOT ({FLAT})"), allowMissingColumns=True)


def note_rows(rows: Sequence[Row]) -> Iterator[Row]:
    """What is counted of flattened pages."""
    for row in rows:
        page = read_row(row)
        note = read_note(page) if isinstance(page, Page) else None
        if note:
            yield {
                "id": row["id"],
                "host": note.host,
                "number": note.number - SIGNED,
                "lines": [line - SIGNED for line in note.lines],
                "long": sorted(line - SIGNED for line in note.sketch.long),
                "short": sorted(line - SIGNED for line in note.sketch.short),
            }


def recurring_lines(page: Page, part: Row | None) -> frozenset[str]:
    """The lines of a page that recur on the pages of its outlet, by the part of it that came with the page."""
    return find_recurring(page, read_part(part)) if part else frozenset()


def read_part(part: Row) -> Outlet:
    """A part of an outlet."""
    outlet = Outlet()
    for kin in part["kin"]:
        long, short = (frozenset(line + SIGNED for line in kin[name]) for name in ("long", "short"))
        outlet.pages[kin["number"] + SIGNED] = Sketch(long, short)
        outlet.count.update((c["line"] + SIGNED, c["count"]) for c in kin["common"])
    for line in part["lines"]:
        outlet.count[line["line"] + SIGNED] = line["count"]
        outlet.holders[line["line"] + SIGNED] = sorted(p + SIGNED for p in line["pages"])
    outlet.others = part["size"] - len(outlet.pages)
    return outlet
