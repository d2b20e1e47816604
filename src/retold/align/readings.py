"""A collation read by people: single words joined into readings, and who has which reading.

Takes a Collation of words, gives one whose neighbouring columns are joined where the same rows agree in both; nothing
of a text is lost or doubled. Philologists call the columns in which rows differ the apparatus.
"""

from __future__ import annotations

from collections.abc import Sequence

from retold.records import Collation, Column, Span


def join_readings(collation: Collation) -> Collation:
    """The collation with words joined into readings.

    >>> from retold.align.collate import collate_texts
    >>> from retold.records import CollatedWitness as Row
    >>> table = collate_texts([Row("A", "a", "the old mill burned"), Row("B", "b", "the new house burned")])
    >>> [" | ".join(map(" ".join, c.words)) for c in join_readings(table).columns]
    ['the | the', 'old mill | new house', 'burned | burned']
    """
    groups: list[list[Column]] = []
    for column in collation.columns:
        if groups and fits(groups[-1][-1], column):
            groups[-1].append(column)
        else:
            groups.append([column])
    return Collation(collation.witnesses, tuple(map(join_columns, groups)))


def fits(before: Column, after: Column) -> bool:
    """Whether the same rows agree in both, and every row goes on from one to the other without a break."""
    joined = all(
        not (a and b) or p.end == q.start
        for a, b, p, q in zip(before.words, after.words, before.places, after.places, strict=True)
    )
    return joined and before.moved == after.moved and agreement(before) == agreement(after)


def agreement(column: Column) -> list[int]:
    """For each row the first that has the same reading; -1 where it has none.

    >>> agreement(Column((("a",), ("b",), (), ("a",)), ()))
    [0, 1, -1, 0]
    """
    first: dict[tuple[str, ...], int] = {(): -1}
    return [first.setdefault(words, k) for k, words in enumerate(column.words)]


def join_columns(columns: Sequence[Column]) -> Column:
    """Several columns as one."""
    words = tuple(tuple(w for c in columns for w in c.words[row]) for row in range(len(columns[0].words)))
    places = tuple(
        Span(columns[0].places[row].start, max(c.places[row].end for c in columns)) for row in range(len(words))
    )
    return Column(words, places, columns[0].moved)


def find_variants(collation: Collation) -> list[Column]:
    """The columns in which the rows do not all read the same."""
    return [c for c in collation.columns if len(set(c.words)) > 1]
