"""What people put together or keep apart, made free of contradictions.

Takes pairs of article ids, gives those that can hold at once. Apart outranks together: of a chain of pairs that would
join two articles kept apart, the last in order is left out, and can be shown to whoever pinned it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable

Pair = tuple[str, str]


def settle_pins(
    together: Iterable[Pair], apart: Iterable[Pair], known: Collection[str]
) -> tuple[list[Pair], list[Pair], list[Pair]]:
    """The pairs together and apart that hold for the known articles, and the pairs together that cannot.

    >>> settle_pins([("a", "b"), ("b", "c")], [("c", "a")], "abc")
    ([('a', 'b')], [('a', 'c')], [('b', 'c')])
    """
    never = in_order(apart, known)
    group = {i: frozenset((i,)) for i in known}
    hold: list[Pair] = []
    refused: list[Pair] = []
    for a, b in in_order(together, known):
        joined = group[a] | group[b]
        if any(x in joined and y in joined for x, y in never):
            refused.append((a, b))
            continue
        hold.append((a, b))
        group.update(dict.fromkeys(joined, joined))
    return hold, never, refused


def in_order(pairs: Iterable[Pair], known: Collection[str]) -> list[Pair]:
    """The pairs of two known articles, each once, in order."""
    return sorted({(min(p), max(p)) for p in pairs if p[0] in known and p[1] in known and p[0] != p[1]})
