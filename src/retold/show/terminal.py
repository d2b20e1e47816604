"""Stories, ledgers, trees and differences on a terminal. Text of pages is printed as text: no markup, no controls."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path

from rich.console import Console
from rich.table import Table
from rich.text import Text
from rich.tree import Tree

from retold.pipeline.run import RunSummary
from retold.records import Article, Stemma, Unread
from retold.show.difference import Difference, Piece
from retold.show.forest import walk_family
from retold.show.health import Finding
from retold.show.view import StoryView, Wording, name_time
from retold.store.reading import StoryRow

VERDICT_STYLE = {
    "contradicted": "bold red",
    "superseded": "yellow",
    "range": "cyan",
    "agreed": "green",
    "drifted": "magenta",
    "only-here": "dim",
}
CHANGE_STYLE = {
    "same": "",
    "punctuation": "dim",
    "wording": "blue",
    "added": "green",
    "dropped": "red",
    "moved": "cyan",
}
SHOWN_WORDINGS = 6
PIPE_WIDTH = 400


def clean(text: str) -> str:
    """Text that cannot steer a terminal: control and direction marks become spaces.

    >>> clean("a\\x1b[31mb")
    'a [31mb'
    """
    return "".join(" " if unicodedata.category(c) in ("Cc", "Cf", "Cs") and c != "\u200d" else c for c in text)


def plain(text: str, style: str = "") -> Text:
    """Text of a page on one line."""
    return Text(" ".join(clean(text).split()), style=style)


def plural(count: int, noun: str) -> str:
    """A count with its noun.

    >>> plural(1, "story"), plural(3, "story"), plural(2, "page")
    ('1 story', '3 stories', '2 pages')
    """
    if count == 1:
        return f"1 {noun}"
    return f"{count:,} {noun[:-1]}ies" if noun.endswith("y") else f"{count:,} {noun}s"


def make_console() -> Console:
    """A console on standard output; in a pipe without colours and wide, so that lines stay whole."""
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=PIPE_WIDTH)


def print_stories(console: Console, rows: Sequence[StoryRow]) -> None:
    """A table of stories."""
    table = Table("story", "first", "sources", "pages", "disputed", "id", box=None, header_style="bold")
    for r in rows:
        counts = (str(r.sources), str(r.pages), str(r.disputed or ""))
        table.add_row(plain(r.label), (r.first or "")[:10], *counts, plain(r.id, "dim"))
    console.print(table)


def print_head(console: Console, view: StoryView) -> None:
    """The story in two lines: its headline, its pages against its sources."""
    console.print(plain(view.story.label, "bold"))
    pages, sources = len(view.articles), view.ledger.sources
    when = " to ".join(dict.fromkeys(d[:10] for d in (view.story.first, view.story.last) if d))
    line = f"{plural(pages, 'page')}, {plural(sources, 'independent source')}" + (f", {when}" if when else "")
    console.print(Text(line, style="bold green"))


def print_story(console: Console, view: StoryView) -> None:
    """A story at a glance: pages by family, then the timeline."""
    print_head(console, view)
    table = Table("", "outlet", "headline", "published", "found in", box=None, header_style="bold")
    for stemma in view.families:
        for a in map(view.articles.__getitem__, view.members(stemma)):
            found = view.pages[a.id].found_in
            date = (a.published or "")[:10]
            table.add_row(
                view.sigils[a.id], plain(view.name_of(a.id)), plain(a.title or a.text[:70]), date, plain(found, "dim")
            )
    console.print(table)
    print_timeline(console, view)
    for r in view.related:
        console.print(plain(f"{'follows' if r.before else 'is followed by'} {r.label} ({r.story}): {r.why}"))
    for note in view.ledger.notes:
        console.print(plain(note, "dim"))


def print_timeline(console: Console, view: StoryView) -> None:
    """What happened when, as the pages tell it."""
    if not view.ledger.timeline:
        return
    console.print(Text("\nTimeline", style="bold"))
    for m in view.ledger.timeline:
        line = (
            Text(f"  {name_time(m.first, m.last):<24}")
            + plain(m.text)
            + Text(f"  ({plural(m.sources, 'source')})", style="dim")
        )
        console.print(line)


def print_ledger(console: Console, view: StoryView, *, explain: bool = False) -> None:
    """Every question with its verdict, its answers and who gives them."""
    print_head(console, view)
    for entry in view.ledger.entries:
        console.print()
        head = Text(f"{entry.verdict:<13}", style=VERDICT_STYLE[entry.verdict]) + plain(entry.question, "bold")
        counts = f"  {plural(entry.sources, 'source')} on {plural(entry.pages, 'page')}"
        console.print(head + Text(counts, style="dim"))
        wordings = view.wordings(entry)
        for w in wordings if explain else one_a_source(wordings):
            console.print(wording_line(view, w))
        for d in entry.drifts:
            names = Text(
                f"   drift ({d.kind}) {view.sigils.get(d.parent, '?')} -> {view.sigils.get(d.child, '?')}: ", "magenta"
            )
            console.print(names + plain(d.before, "red") + Text(" -> ") + plain(d.after, "green"))
        if explain:
            console.print(plain(f"   why: {entry.why}", "italic"))


def one_a_source(wordings: Sequence[Wording]) -> list[Wording]:
    """The different wordings, each once for a source, at most a few."""
    first: dict[tuple[str, str], Wording] = {}
    for w in wordings:
        first.setdefault((w.source, w.words.casefold()), w)
    return list(first.values())[:SHOWN_WORDINGS]


def wording_line(view: StoryView, wording: Wording) -> Text:
    """One wording in its sentence, with the page it stands on."""
    line = Text(f"   {view.sigils.get(wording.article, ''):<4} ", style="dim") + plain(
        view.name_of(wording.article), "dim"
    )
    return line + Text(": ") + sentence_of(wording)


def sentence_of(wording: Wording) -> Text:
    """A wording in its sentence, the claim itself bold."""
    before, words, after = (clean(p).replace("\n", " ") for p in (wording.before, wording.words, wording.after))
    return Text.assemble(before.lstrip(), (words, "bold"), after.rstrip())


def print_lineage(console: Console, view: StoryView, *, explain: bool = False) -> None:
    """The tree of every family of copies."""
    print_head(console, view)
    alone = [s for s in view.families if len(s.witnesses) == 1]
    for stemma in view.families:
        if len(stemma.witnesses) > 1:
            console.print()
            console.print(family_tree(view, stemma, explain=explain))
    if alone:
        console.print(Text("\nOn their own", style="bold"))
    for stemma in alone:
        a = stemma.family[0]
        console.print(Text(f"  {view.sigils[a]} ") + plain(f"{view.name_of(a)}: {view.articles[a].title or ''}"))


def family_tree(view: StoryView, stemma: Stemma, *, explain: bool) -> Tree:
    """One family as a tree."""
    top = Tree(Text(f"{plural(len(stemma.witnesses), 'page')}, {plural(stemma.sources, 'source')}", style="bold"))
    path = [top]
    for node in walk_family(stemma):
        label = Text(f"{view.sigils.get(node.id, '')} ", style="bold") + plain(view.name_of(node.id))
        if node.edge is not None:
            label += Text(f"  {node.edge.relation}, {node.edge.confidence:.0%}", style="dim")
        for e in node.also:
            label += Text(f"; also {e.relation} of {view.sigils.get(e.parent, '')}", style="dim")
        del path[node.depth + 1 :]
        path.append(path[-1].add(label))
        if explain and node.edge is not None:
            for sign in node.edge.signs:
                path[-1].add(plain(f"{sign.weight:+.1f} {sign.note}", "italic dim"))
    return top


def print_difference(console: Console, left: Article, right: Article, difference: Difference) -> None:
    """The changes with their kinds, then both texts side by side."""
    kinds: dict[str, int] = {}
    for c in difference.changes:
        kinds[c.kind] = kinds.get(c.kind, 0) + 1
    console.print(Text(", ".join(f"{n} {k}" for k, n in sorted(kinds.items())) or "no change of words", style="bold"))
    for c in difference.changes:
        line = Text(f"{c.kind:<12}", style=CHANGE_STYLE.get(c.kind, "magenta"))
        console.print(line + plain(c.note))
    table = Table(expand=True, header_style="bold")
    for article in (left, right):
        table.add_column(plain(article.outlet or article.id), ratio=1)
    table.add_row(colour(difference.left), colour(difference.right))
    console.print(table)


def colour(pieces: Iterable[Piece]) -> Text:
    """Pieces of a text in the colours of their changes."""
    line = Text()
    for p in pieces:
        kept = "".join(c if c == "\n" else clean(c) for c in p.text)
        line.append(kept, style=CHANGE_STYLE.get(p.kind, "magenta"))
    return line


def print_unread(console: Console, unread: Sequence[Unread]) -> None:
    """What could not be used, and why."""
    if unread:
        console.print(Text(f"\n{plural(len(unread), 'page')} could not be used", style="bold yellow"))
    for u in unread:
        console.print(plain(f"  {u.found_in}" + (f" {u.url}" if u.url else "") + f": {u.reason}"))


def print_summary(console: Console, store: Path | str, summary: RunSummary, stories: Sequence[StoryRow]) -> None:
    """What a run did, and what it could not use."""
    print_unread(console, summary.unread)
    sources = sum(s.sources for s in stories)
    console.print(
        Text(
            f"\n{plural(summary.pages, 'page')} ({summary.new:,} new), {plural(len(stories), 'story')}, ", style="bold"
        )
        + Text(f"{plural(sources, 'independent source')}", style="bold green")
        + Text(f", kept in {store}")
    )


def print_findings(console: Console, findings: Sequence[Finding]) -> None:
    """What the doctor found."""
    for f in findings:
        mark = Text("ok      " if f.good else "missing ", style="green" if f.good else "bold yellow")
        console.print(mark + plain(f"{f.name}: {f.found}"))
        if f.advice:
            console.print(plain(f"        {f.advice}", "italic"))
