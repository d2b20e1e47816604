"""The history of figures, the figure that a policy chooses, and what people decided: as rows and on a terminal.

Decides nothing; a policy is applied to a stored ledger again, so that a reader may change it without a run.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, replace
from typing import Any

from rich.console import Console
from rich.text import Text

from retold.reconcile import apply_policy
from retold.records import Decided, Entry, Point, Policy, Recommended
from retold.show.rows import entry_row
from retold.show.terminal import VERDICT_STYLE, plain, plural, print_head
from retold.show.view import StoryView

Row = dict[str, Any]
GAP = Text("  ")


def choose(view: StoryView, policy: Policy | None) -> StoryView:
    """The view with the figures that a policy chooses; as it was stored where none is named."""
    return view if policy is None else replace(view, ledger=apply_policy(view.ledger, policy))


def chosen_rows(view: StoryView) -> Iterator[Row]:
    """A row an entry: what the ledger says, the history of the figure, the one chosen and those beside it."""
    for entry in view.ledger.entries:
        yield {**entry_row(view, entry), **choice_row(entry)}


def choice_row(entry: Entry) -> Row:
    """The history of an entry, the figure chosen, the points beside it, and what people decided."""
    found = entry.recommended
    return {
        "recommended": asdict(found) if found else None,
        "series": [point_row(p) for p in entry.series],
        "beside": [p.source for p in beside(entry)],
        "decided": [asdict(d) for d in entry.decided],
    }


def point_row(point: Point) -> Row:
    """One point of a history."""
    return asdict(point)


def beside(entry: Entry) -> list[Point]:
    """The points that stand, and on which the chosen figure does not rest."""
    used = set(entry.recommended.claims) if entry.recommended else set()
    return [p for p in entry.series if p.standing == "stands" and used.isdisjoint(p.claims)]


def print_choices(console: Console, view: StoryView) -> None:
    """Every figure with its verdict, the one chosen, and its history."""
    print_head(console, view)
    if view.ledger.policy:
        console.print(Text(f"policy: {name_policy(view.ledger.policy)}", style="bold"))
    for entry in (e for e in view.ledger.entries if e.series):
        head = Text(f"\n{entry.verdict:<13}", style=VERDICT_STYLE[entry.verdict]) + plain(entry.question, "bold")
        console.print(head + Text(f"  {plural(entry.sources, 'source')} on {plural(entry.pages, 'page')}", style="dim"))
        console.print(Text("   ") + word_choice(entry.recommended))
        for line in history_lines(entry.series):
            console.print(Text("   ") + line)
        for d in entry.decided:
            console.print(Text("   ") + word_decided(d))


def word_choice(found: Recommended | None) -> Text:
    """The figure chosen, and why."""
    if found is None:
        return Text("the policy chooses no figure", style="dim")
    number = f"{found.low:,f}" if found.low == found.high else f"{found.low:,f} to {found.high:,f}"
    return plain(f"recommended: {number} {found.unit}", "bold green") + GAP + plain(found.why, "dim")


def history_lines(series: Iterable[Point]) -> Iterator[Text]:
    """The points of a history, a line each, the oldest first."""
    for p in series:
        style = "" if p.standing == "stands" else "dim strike" if p.standing == "corrected" else "dim"
        on_word = f", on the word of {p.speaker}" if p.speaker else ""
        state = "" if p.standing == "stands" else f" ({p.standing})"
        line = Text(f"{p.as_of or 'no date':<12}", "dim") + plain(p.words, style)
        yield line + GAP + plain(f"{p.name}{on_word}, {plural(p.pages, 'page')}{state}", "dim")


def word_decided(decided: Decided) -> Text:
    """A person's decision in one line, what the machine says beside it."""
    told = f"{decided.by} on {decided.at[:10]}: {decided.decision}"
    told += f" {decided.value}" if decided.value else ""
    told += f" ({decided.reason})" if decided.reason else ""
    line = plain(f"decided by {told}", "bold blue") + GAP + plain(f"the machine says: {decided.machine}", "dim")
    return line + GAP + plain(f"new: {decided.against}", "bold yellow") if decided.against else line


def name_policy(policy: Policy) -> str:
    """A policy as a person writes it.

    >>> name_policy(Policy("hierarchy", ("Harbour Office", "Coastwire")))
    'hierarchy: Harbour Office > Coastwire'
    """
    return f"{policy.name}: {' > '.join(policy.sources)}" if policy.sources else policy.name
