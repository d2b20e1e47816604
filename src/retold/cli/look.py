"""Commands that look into a store: stories, one story, its ledger and lineage, two pages, one figure, a report."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from retold.cli.edges import open_story, raise_usage, write_lines, write_report
from retold.cli.options import DEFAULT_STORE, ExplainOption, JsonOption, StoreOption, StoryArgument


def stories(store: StoreOption = DEFAULT_STORE, json: JsonOption = False) -> None:
    """List the stories: sources against pages, and how much is disputed."""
    from retold.show import rows, terminal
    from retold.store import reading
    from retold.store.database import open_store

    kept = open_store(store)
    if json:
        write_lines(map(rows.to_json, rows.story_rows(kept)))
    else:
        terminal.print_stories(terminal.make_console(), reading.list_stories(kept))


def show(story: StoryArgument = None, store: StoreOption = DEFAULT_STORE, json: JsonOption = False) -> None:
    """One story at a glance: its pages by family, and its timeline."""
    from retold.show import rows, terminal

    _, view = open_story(store, story)
    if json:
        write_lines([rows.to_json(rows.show_row(view))])
    else:
        terminal.print_story(terminal.make_console(), view)


def ledger(
    story: StoryArgument = None,
    store: StoreOption = DEFAULT_STORE,
    json: JsonOption = False,
    explain: ExplainOption = False,
    policy: Annotated[
        str | None,
        typer.Option(
            help="Choose a figure of each: range, most-conservative, majority, manual, or hierarchy: NAME > NAME."
        ),
    ] = None,
) -> None:
    """What the pages of a story claim, counted over independent sources."""
    from retold.reconcile import read_policy
    from retold.show import choices, rows, terminal

    try:
        asked = read_policy(policy) if policy is not None else None
    except ValueError as error:
        raise_usage(str(error))
    _, view = open_story(store, story)
    view = choices.choose(view, asked)
    if json:
        write_lines(map(rows.to_json, choices.chosen_rows(view)))
    elif asked is not None:
        choices.print_choices(terminal.make_console(), view)
    else:
        terminal.print_ledger(terminal.make_console(), view, explain=explain)


def lineage(
    story: StoryArgument = None,
    store: StoreOption = DEFAULT_STORE,
    json: JsonOption = False,
    explain: ExplainOption = False,
) -> None:
    """Who copied whom: every family of copies as a tree."""
    from retold.show import rows, terminal

    _, view = open_story(store, story)
    if json:
        write_lines(map(rows.to_json, rows.lineage_rows(view)))
    else:
        terminal.print_lineage(terminal.make_console(), view, explain=explain)


def diff(
    left: Annotated[str, typer.Argument(help="A page: its id, address or file name.")],
    right: Annotated[str, typer.Argument(help="Another page.")],
    store: StoreOption = DEFAULT_STORE,
    json: JsonOption = False,
) -> None:
    """What differs between two pages, word by word, each change with its kind."""
    from retold.pipeline import compare_articles
    from retold.show import rows, terminal
    from retold.show.difference import lay_out
    from retold.store import naming, reading
    from retold.store.database import open_store

    kept = open_store(store)
    ids = [naming.find_page(kept, name) for name in (left, right)]
    found = {a.id: a for a in reading.read_articles(kept, ids)}
    a, b = (found[i] for i in ids)
    alignment, changes = compare_articles(a, b)
    if json:
        write_lines(rows.to_json(rows.change_row(a, b, c)) for c in changes)
    else:
        difference = lay_out(a.text, b.text, alignment, changes)
        terminal.print_difference(terminal.make_console(), a, b, difference)


def trace(
    words: Annotated[str, typer.Argument(help='The figure to follow, such as "129 captives".')],
    story: Annotated[str | None, typer.Option(help="Only in this story.")] = None,
    store: StoreOption = DEFAULT_STORE,
    json: JsonOption = False,
) -> None:
    """Follow one claim: where it first stands, every retelling, where it changed, who is alone with it."""
    from retold.show import rows, terminal, trail
    from retold.show.follow import find_trails
    from retold.show.view import load_story
    from retold.store import reading
    from retold.store.database import open_store

    kept = open_store(store)
    names = [story] if story else [s.id for s in reading.list_stories(kept)]
    views = (load_story(kept, name) for name in names)
    found = [(view, trails) for view in views if (trails := find_trails(view, words))]
    for view, trails in found:
        if json:
            write_lines(rows.to_json(trail.trail_row(view, t)) for t in trails)
        else:
            trail.print_trails(terminal.make_console(), view, trails)
    if not found:
        typer.echo(f"retold: no claim in {store} answers {words!r}; `retold ledger` lists all", err=True)
        raise typer.Exit(1)


def report(
    story: StoryArgument = None,
    output: Annotated[Path, typer.Option("--output", "-o", help="The HTML file to write.")] = Path("report.html"),
    store: StoreOption = DEFAULT_STORE,
) -> None:
    """Write a story as one HTML file that needs nothing else."""
    _, view = open_story(store, story)
    write_report(view, output)
    typer.echo(f"report written to {output}")
