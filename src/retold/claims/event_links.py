"""Mentions of one event share an id: inside an article, and across the articles of a run.

Only mentions of one act are compared: all of an article, and those of two articles that stand near the same name. The
likeliest pairs join first; two groups stay apart when they tell different dates. A mention whose own date is a guess
takes the date that another mention of its event tells. Ids are made of the mentions they join, so they do not depend on
the order of the articles.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from retold.claims.event_likeness import Mention, excludes, likeness, mention_of
from retold.claims.sayings import SAY
from retold.records import Article, Event
from retold.text.hashes import content_id

ALONE = (SAY - {"announce", "report"}) | {"be", "have", "do", "get", "make", "take", "use"}
THRESHOLD = 0.0  # log odds; see `bench/train_links.py --try`
BACK = 24  # mentions before one, in the order of their dates, with which it is compared


def link_events(found: Sequence[tuple[Article, Sequence[Event]]]) -> list[list[Event]]:
    """The events of each article with shared ids, in the same order; a mention on its own has None."""
    groups = join_mentions(scored_pairs(candidate_groups(found)))
    names: dict[str, str] = {}
    whens: dict[str, str] = {}
    for members in groups:
        name = content_id(*sorted(m.event.id for m in members), prefix="E")
        names |= {m.event.id: name for m in members}
        when = told_when(members)
        whens |= {m.event.id: when for m in members if when is not None}
    return [[with_event(e, names.get(e.id), whens.get(e.id)) for e in events] for _, events in found]


def with_event(event: Event, name: str | None, when: str | None) -> Event:
    """A mention with the id of its event, and with the date told elsewhere when its own is a guess."""
    own = event.when or ""
    if when is None or event.when_basis == "told" or own.startswith(when) or when > own > "":
        return event if event.event == name else replace(event, event=name)
    return replace(event, event=name, when=when, when_basis="mention")


def told_when(members: Sequence[Mention]) -> str | None:
    """The most precise date that a mention tells, the first of equals."""
    told = sorted(
        (m.event.when for m in members if m.event.when and m.event.when_basis == "told"), key=lambda w: (-len(w), w)
    )
    return told[0] if told else None


def candidate_groups(found: Iterable[tuple[Article, Sequence[Event]]]) -> list[list[Mention]]:
    """Mentions that may name one event, each group in the order of dates."""
    groups: dict[tuple[str, str], list[Mention]] = defaultdict(list)
    rows = sorted(found, key=lambda row: row[0].id)
    told = Counter(event.did for _, events in rows for event in events)
    for article, events in rows:
        for event in events:
            if event.did in ALONE or told[event.did] == 1:
                continue
            mention = mention_of(article, event)
            groups[event.did, article.id].append(mention)
            for name in mention.names:
                groups[event.did, f"name {name}"].append(mention)
    return [sorted(groups[k], key=order) for k in sorted(groups) if len(groups[k]) > 1]


def order(mention: Mention) -> tuple[str, str, int]:
    """The place of a mention among others of its act."""
    return (mention.event.when or "", mention.article, mention.event.span.start)


def compared(left: Mention, right: Mention) -> bool:
    """Whether two mentions can name one event."""
    return not excludes(left.event, right.event)


def scored_pairs(groups: Iterable[Sequence[Mention]]) -> list[tuple[float, Mention, Mention]]:
    """The pairs that are more likely one event than not, the likeliest first."""
    out: dict[tuple[str, str], tuple[float, Mention, Mention]] = {}
    for group in groups:
        for n, right in enumerate(group):
            for left in reversed(group[max(0, n - BACK) : n]):
                a, b = (left, right) if left.event.id <= right.event.id else (right, left)
                ends = (a.event.id, b.event.id)
                if ends not in out and compared(a, b):
                    out[ends] = (likeness(a, b), a, b)
    kept = [row for row in out.values() if row[0] > THRESHOLD]
    return sorted(kept, key=lambda row: (-row[0], row[1].event.id, row[2].event.id))


def join_mentions(pairs: Iterable[tuple[float, Mention, Mention]]) -> list[list[Mention]]:
    """Groups of mentions of one event: pairs joined in order, unless the groups tell different dates."""
    group_of: dict[str, Joined] = {}
    for _, left, right in pairs:
        ends = [group_of.setdefault(m.event.id, Joined([m], {stance(m.event): m.event})) for m in (left, right)]
        small, large = sorted(ends, key=lambda g: len(g.members))
        if small is large or any(excludes(x, y) for x in small.stances.values() for y in large.stances.values()):
            continue
        large.members.extend(small.members)
        large.stances.update(small.stances)
        group_of |= {m.event.id: large for m in small.members}
    unique = {id(g): g.members for g in group_of.values() if len(g.members) > 1}
    return list(unique.values())


@dataclass(frozen=True, slots=True)
class Joined:
    """Mentions of one event, and what they tell of its date, once each: copies tell the same."""

    members: list[Mention]
    stances: dict[tuple[object, ...], Event]


def stance(event: Event) -> tuple[object, ...]:
    """All of a mention that may exclude another one."""
    return event.negated, event.when, event.when_basis
