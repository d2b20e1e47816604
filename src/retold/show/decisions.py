"""What a person decides, from the names that are on the screen to the ids of the log; decides nothing itself.

A page is named as everywhere (id, address, part of a file name), an entry, a story or a claim by its id or the
beginning of it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import get_args

from rich.console import Console
from rich.text import Text

from retold.records import Decision, Entry, Review, ReviewTarget
from retold.show.terminal import plain, plural
from retold.store import naming, reading
from retold.store.database import Store
from retold.store.errors import StoreError
from retold.store.reviews import add_review
from retold.store.waiting import Waiting

TARGETS: tuple[ReviewTarget, ...] = get_args(ReviewTarget)
DECISIONS: tuple[Decision, ...] = get_args(Decision)


@dataclass(frozen=True, slots=True)
class Named:
    """What a decision is about: its ids, the ids of the others, and what the machine says of it."""

    on: tuple[str, ...]
    others: tuple[str, ...] = ()
    suggested: str = ""


def decide(
    store: Store, decision: str, target: str, names: Sequence[str], *, by: str, value: str = "", reason: str = ""
) -> Review:
    """Write a decision into the log; a ValueError or StoreError says what is wrong with it."""
    if decision not in DECISIONS or target not in TARGETS:
        raise ValueError(f"say one of {', '.join(DECISIONS)}, then one of {', '.join(TARGETS)}, then what it is about")
    if not names:
        raise ValueError(f"name the {target}")
    found = FINDERS[target](store, decision, names)
    if target == "verdict" and decision == "confirm":
        value = value or found.suggested.partition(":")[0]
    if target == "edge" and value:
        value = find_node(store, value)
    return add_review(
        store,
        by=by,
        target=target,
        on=found.on,
        decision=decision,
        others=found.others,
        value=value,
        reason=reason,
        suggested=found.suggested,
    )


def find_edge(store: Store, decision: str, names: Sequence[str]) -> Named:
    """A parent and its child."""
    if len(names) != 2:
        raise ValueError("an edge is named by its parent and its child")
    parent, child = (find_node(store, name) for name in names)
    edges = [e for s in reading.read_stemmas_of(store, [child]) for e in s.edges if e.child == child]
    said = next((e.said for e in edges if e.parent == parent), "no copy of it")
    return Named((parent, child), (), said)


def find_node(store: Store, name: str) -> str:
    """A page, or a lost original by its id."""
    return name if name.startswith("lost-") else naming.find_page(store, name)


def find_entry(store: Store, decision: str, names: Sequence[str]) -> Named:
    """An entry; further entries to merge with it, or claims to take out of it."""
    entry = read_entry(store, names[0])
    if decision == "split":
        out = tuple(one_claim(entry, name) for name in names[1:])
        return Named(out, tuple(c for c in entry.claims if c not in out), entry.said)
    rest = [read_entry(store, name) for name in names[1:]]
    return Named(entry.claims, tuple(c for e in rest for c in e.claims), entry.said)


def read_entry(store: Store, name: str) -> Entry:
    """The entry that is meant."""
    entry, story = naming.find_entry(store, name)
    return next(e for e in reading.read_story(store, story)[1].entries if e.id == entry)


def one_claim(entry: Entry, name: str) -> str:
    """The claim of an entry that has this id, or the one that begins so."""
    fits = [i for i in entry.claims if i == name] or [i for i in entry.claims if i.startswith(name)]
    if len(fits) != 1:
        raise StoreError(f"{plural(len(fits), 'claim')} of the entry {entry.id} can be meant by {name!r}")
    return fits[0]


def find_story(store: Store, decision: str, names: Sequence[str]) -> Named:
    """A story; further stories to merge with it, or pages to take out of theirs."""
    if decision == "split":
        pages = tuple(naming.find_page(store, name) for name in names)
        homes = [reading.read_story(store, i)[0] for i in sorted(reading.read_stories_of(store, pages))]
        rest = tuple(i for story in homes for i in story.articles if i not in pages)
        return Named(pages, rest, "; ".join(s.label for s in homes))
    stories = [reading.read_story(store, name)[0] for name in names]
    others = tuple(i for s in stories[1:] for i in s.articles)
    return Named(stories[0].articles, others, "; ".join(s.label for s in stories))


def find_claim(store: Store, decision: str, names: Sequence[str]) -> Named:
    """Claims by their whole ids."""
    return Named(tuple(names))


FINDERS: dict[ReviewTarget, Callable[[Store, str, Sequence[str]], Named]] = {
    "edge": find_edge,
    "entry": find_entry,
    "verdict": find_entry,
    "story": find_story,
    "claim": find_claim,
    "review": find_claim,
}


def bring_up_to_date(store: Store) -> None:
    """Apply what was decided to the results in the store."""
    from retold.pipeline.results import update_results
    from retold.pipeline.watching import Silence

    with store.only_writer():
        update_results(store, Silence(), workers=None)


def as_row(found: Review | Waiting) -> dict[str, object]:
    """A decision, or what waits for one, as a row."""
    return asdict(found)


def print_all(console: Console, found: Sequence[Review | Waiting]) -> None:
    """Decisions, or what waits for one, the most pressing first."""
    if not found:
        console.print(Text("Nothing waits here.", style="dim"))
    for one in found:
        if isinstance(one, Waiting):
            print_waiting(console, one)
        else:
            print_review(console, one)


def print_waiting(console: Console, waiting: Waiting) -> None:
    """What deserves a person's eye, and why."""
    name = waiting.entry or " ".join(waiting.on)
    head = Text(f"{waiting.score:>6.2f}  {waiting.target:<8}", style="bold")
    console.print(head + plain(name) + Text("  ") + plain(waiting.suggested))
    console.print(Text(" " * 16) + plain(waiting.why, "dim"))


def print_review(console: Console, review: Review) -> None:
    """One decision: when, by whom, what, why."""
    told = f"{review.decision} {review.target} {' '.join(review.on[:2])}{' …' * (len(review.on) > 2)}"
    told += f" -> {review.value}" if review.value else ""
    head = plain(f"{review.at[:19]}  {review.id}  {review.by}:", "bold")
    console.print(head + Text(" ") + plain(told) + Text("  ") + plain(review.reason, "dim"))
