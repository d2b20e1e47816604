"""Uses of an agency's copy and faults of a store on a terminal."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.table import Table

from retold.show.reuse import STANDINGS, Use, count_meant
from retold.show.terminal import plain, plural
from retold.show.verify import Fault, Tally


def print_uses(console: Console, uses: Sequence[Use]) -> None:
    """Who used our copy, those that took most first."""
    table = Table(box=None, pad_edge=False)
    for head in ("outlet", "of ours", "of theirs", "names us", "how it stands", "changes of meaning"):
        table.add_column(head, justify="right" if head.startswith("of ") else "left")
    for u in uses:
        sure = "" if u.confidence is None else f" ({u.confidence:.0%})"
        way = f" by way of {', '.join(u.via)}" if u.via else ""
        table.add_row(
            plain(u.theirs.outlet or u.theirs.url or u.seen.found_in),
            f"{u.of_ours:.0%}",
            f"{u.of_theirs:.0%}",
            plain(u.credited or "no", style="" if u.credited else "bold red"),
            plain(f"{STANDINGS[u.standing]}{sure}{way}"),
            str(count_meant(u)),
        )
    console.print(table)
    named = sum(u.credited is not None for u in uses)
    console.print(
        f"\n{plural(len(uses), 'page')} share words or facts with ours; {named} name us, {len(uses) - named} do not"
    )


def print_faults(console: Console, faults: Sequence[Fault], tally: Tally) -> None:
    """What does not hold, then what was looked at."""
    for fault in faults:
        console.print(plain(f"{fault.where}: {fault.what}", style="red"))
    looked = [plural(tally.pages, "page"), plural(tally.spans, "place")]
    looked += [plural(n, noun) for n, noun in ((tally.files, "file"), (tally.excerpts, "excerpt")) if n]
    found = plural(len(faults), "fault") if faults else "everything holds"
    console.print(f"{', '.join(looked)} looked at: {found}")
