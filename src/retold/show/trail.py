"""A followed claim on a terminal and as a row: the tree it came down, the changes, and who is alone with it.

Copies that say the same in the same words are drawn as one line.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from itertools import groupby
from typing import Any

from rich.console import Console
from rich.text import Text

from retold.show.follow import Alone, Step, Trail
from retold.show.terminal import VERDICT_STYLE, plain, plural, sentence_of
from retold.show.view import StoryView

NAMED = 3  # copies alike that are named before the rest are counted
MARKS = {"first": "●", "told": "○", "retold": "├", "changed": "≠", "silent": "·"}
STYLES = {"first": "bold green", "told": "bold", "retold": "", "changed": "magenta", "silent": "dim"}


def print_trails(console: Console, view: StoryView, trails: Sequence[Trail]) -> None:
    """Where a claim stands, from the tops of the trees down."""
    for trail in trails:
        e = trail.entry
        head = Text(f"{e.verdict:<13}", style=VERDICT_STYLE[e.verdict]) + plain(e.question, "bold")
        console.print(head + Text(f"  {plural(e.sources, 'source')} on {plural(e.pages, 'page')}", style="dim"))
        if trail.first:
            console.print(Text("  first here: ", style="dim") + plain(name_node(view, trail.first)))
        for line in draw_steps(view, trail.steps):
            console.print(line)
        for alone in trail.alone:
            console.print(Text("  ") + plain(word_alone(alone), "yellow"))


def draw_steps(view: StoryView, steps: Sequence[Step]) -> Iterator[Text]:
    """A line for each node that says something, with its changes; nodes alike or silent share one."""
    for _, alike in groupby(steps, key=alike_key):
        rows = list(alike)
        first, indent = rows[0], "  " + "   " * rows[0].depth
        line = Text(f"{indent}{MARKS[first.state]} ", style=STYLES[first.state]) + name_all(view, rows)
        if first.wording is None:
            yield line + Text("  silent", style="dim")
            continue
        yield line + Text(": ") + sentence_of(first.wording)
        for d in first.changes:
            changed = Text(f"{indent}  changed the {d.kind}: ", style="magenta")
            yield changed + plain(d.before, "red") + Text(" -> ") + plain(d.after, "green")


def alike_key(step: Step) -> tuple[object, ...]:
    """Neighbours in the tree that are drawn as one line."""
    said = step.wording and (step.wording.before + step.wording.words + step.wording.after)
    return (step.depth, step.state, " ".join((said or "").split()), step.drifts or None, step.state == "first")


def name_all(view: StoryView, rows: Sequence[Step]) -> Text:
    """The names of nodes alike: a few, then how many more."""
    names = [name_node(view, s.node) for s in rows[:NAMED]]
    more = f" and {len(rows) - NAMED} more" if len(rows) > NAMED else ""
    day = f" ({rows[0].published[:10]})" if rows[0].published else ""
    return plain(", ".join(names) + more + day)


def name_node(view: StoryView, node: str) -> str:
    """A node by its short name and its outlet."""
    return f"{view.sigils.get(node, '')} {view.name_of(node)}".strip()


def word_alone(alone: Alone) -> str:
    """Who is alone with what."""
    pages = plural(alone.pages, "page")
    if not alone.words:
        return f"only {alone.name} tells it, on {pages}"
    return f"only {alone.name} says “{alone.words}”, on {pages}"


def trail_row(view: StoryView, trail: Trail) -> dict[str, Any]:
    """One followed claim as a row."""
    return {
        "story": view.story.id,
        "entry": trail.entry.id,
        "question": trail.entry.question,
        "verdict": trail.entry.verdict,
        "first": trail.first,
        "alone": [asdict(a) for a in trail.alone],
        "steps": [step_row(view, s) for s in trail.steps],
    }


def step_row(view: StoryView, step: Step) -> dict[str, Any]:
    """One node of a trail as a row."""
    w = step.wording
    return {
        "node": step.node,
        "sigil": view.sigils.get(step.node),
        "outlet": view.name_of(step.node),
        "depth": step.depth,
        "state": step.state,
        "published": step.published,
        "words": w.words if w else None,
        "sentence": " ".join((w.before + w.words + w.after).split()) if w else None,
        "drifts": step.drifts,
    }
