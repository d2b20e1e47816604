"""A stream in bytes: what it knows beside its leaves, so that it goes on as if it had never stopped.

Takes a stream, gives bytes; takes these bytes and the leaves, which are stored on their own, gives the stream. The
rows of what a replay has settled are laid out anew all at once; those of later pages follow in their order.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec
import numpy as np

from retold.group.counts import lay_out, stack_profiles, weigh_places
from retold.group.identity import StoryState
from retold.group.index import settle_index
from retold.group.leaves import Leaf, StaleLeafError, as_bytes, as_text
from retold.group.nodes import mean_rows
from retold.group.storylines import StoryLinks
from retold.group.stream import Stream
from retold.records import AttachedPart, Span, StoryLink

FORM = 2  # of snapshots
Id = bytes  # of a page: it may hold half characters


class Snapshot(msgspec.Struct, array_like=True):
    """The state of a stream without its leaves."""

    form: int
    settled: int
    logged: int
    leaves: list[Id]
    node: bytes
    novelty: bytes
    days: bytes
    stories: list[str]
    story: bytes  # of each leaf: its place in `stories`
    redirects: dict[str, str]
    used: list[str]
    live: list[tuple[str, float]]  # how alike the nodes of each story are
    tops: list[tuple[Id, Id]]
    pins: tuple[list[tuple[Id, Id]], list[tuple[Id, Id]]]
    attached: list[tuple[Id, int, int, str, float]]
    links: list[StoryLink]


def freeze_stream(stream: Stream) -> bytes:
    """What a stream knows beside its leaves: about forty bytes a page, and those of its id."""
    state, ids = stream.state, [leaf.id for leaf in stream.leaves]
    stories = sorted(set(state.story_of.values()))
    place = {s: k for k, s in enumerate(stories)}
    return msgspec.msgpack.encode(
        Snapshot(
            FORM,
            stream.settled,
            stream.log_number,
            [i.encode("utf-8", "surrogatepass") for i in ids],
            np.array([stream.node_of[i] for i in ids], dtype="<i4").tobytes(),
            np.array(stream.novelty, dtype="<f8").tobytes(),
            stream.days.all.astype("<f8").tobytes(),
            stories,
            np.array([place[state.story_of[i]] for i in ids], dtype="<i4").tobytes(),
            dict(sorted(state.redirects.items())),
            sorted(state.used),
            [(s, live.inside) for s, live in sorted(stream.live.by_id.items())],
            pack_pairs(sorted(stream.tops.items())),
            (pack_pairs(stream.pins.together), pack_pairs(stream.pins.apart)),
            [
                (as_bytes(i) or b"", p.part.start, p.part.end, p.story, p.score)
                for i, parts in sorted(stream.attached.items())
                for p in parts
            ],
            list(stream.links),
        )
    )


def thaw_stream(frozen: bytes, leaves: Iterable[Leaf]) -> Stream:
    """The stream that was frozen; `leaves` are its leaves in any order, others among them are left out.

    >>> from retold.group.leaves import take_leaf
    >>> from retold.records import Article
    >>> stream = Stream()
    >>> placed = stream.add(Article("a", "A ferry sank off Arn."))
    >>> thaw_stream(freeze_stream(stream), stream.leaves).state == stream.state
    True
    """
    try:
        held = msgspec.msgpack.decode(frozen, type=Snapshot)
    except msgspec.DecodeError as error:
        raise StaleLeafError(f"this is no stream of today's form ({error}): replay all leaves instead") from error
    if held.form != FORM:
        raise StaleLeafError(f"a stream of form {held.form}, not {FORM}: replay all leaves instead")
    by_id = {leaf.id: leaf for leaf in leaves}
    ids = [as_text(i) for i in held.leaves]
    if missing := [i for i in ids if i not in by_id]:
        raise StaleLeafError(f"{len(missing)} leaves are missing, {missing[0]} first: replay all leaves instead")
    stream = Stream(together=unpack_pairs(held.pins[0]), apart=unpack_pairs(held.pins[1]))
    stream.logged, stream.tops, stream.links = held.logged, dict(unpack_pairs(held.tops)), StoryLinks(held.links)
    story = np.frombuffer(held.story, dtype="<i4").tolist()
    story_of = {i: held.stories[k] for i, k in zip(ids, story, strict=True)}
    stream.state = StoryState(story_of, held.redirects, set(held.used))
    for own, start, end, into, score in held.attached:
        part = AttachedPart(as_text(own), Span(start, end), into, score)
        stream.attached[part.article] = (*stream.attached.get(part.article, ()), part)
    seat_leaves(stream, held, [by_id[i] for i in ids])
    for live, inside in held.live:
        stream.live.by_id[live].inside = inside
    return stream


def seat_leaves(stream: Stream, held: Snapshot, leaves: Sequence[Leaf]) -> None:
    """Give a stream its leaves and rows: the settled ones at once, the others one by one."""
    node = np.frombuffer(held.node, dtype="<i4").astype(np.int64)
    novelty = np.frombuffer(held.novelty, dtype="<f8")
    days = np.frombuffer(held.days, dtype="<f8")
    first = leaves[: held.settled]
    if first:
        own, count = node[: held.settled], int(node[: held.settled].max()) + 1
        stream.seat(first, own, novelty[: held.settled], days[:count])
        counts = stack_profiles([leaf.profile for leaf in first])
        weight = weigh_places(counts, np.array([leaf.day for leaf in first]), novelty[: held.settled])
        stream.index = settle_index(counts, novelty[: held.settled], mean_rows(lay_out(counts, weight), own))
    for k, leaf in enumerate(leaves[held.settled :], held.settled):
        at = int(node[k])
        copied = at if at < stream.index.nodes else None
        stream.keep(leaf, stream.index.row(leaf.profile), copied, float(days[at]), float(novelty[k]))
        if copied is None:
            stream.live.enter(stream.state.story_of[leaf.id])


def pack_pairs(pairs: Iterable[tuple[str, str]]) -> list[tuple[Id, Id]]:
    """Pairs of ids as bytes."""
    return [(a.encode("utf-8", "surrogatepass"), b.encode("utf-8", "surrogatepass")) for a, b in pairs]


def unpack_pairs(pairs: Iterable[tuple[Id, Id]]) -> list[tuple[str, str]]:
    """The same back."""
    return [(as_text(a), as_text(b)) for a, b in pairs]
