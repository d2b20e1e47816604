"""Article to claims: figures, quotes, events, times.

The names below are loaded when they are first asked for, so that `import retold.claims` stays quick.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from retold.claims.event_links import link_events as link_events
    from retold.claims.events import find_events as find_events
    from retold.claims.inheritance import inherit_claims as inherit_claims
    from retold.claims.quantities import find_quantities as find_quantities
    from retold.claims.quotes import find_quotes as find_quotes
    from retold.claims.reading import figure_at as figure_at
    from retold.claims.reading import read_claims as read_claims

HOMES = {
    "find_quantities": "quantities",
    "find_quotes": "quotes",
    "find_events": "events",
    "link_events": "event_links",
    "read_claims": "reading",
    "figure_at": "reading",
    "inherit_claims": "inheritance",
}


def __getattr__(name: str) -> Any:
    if name not in HOMES:
        raise AttributeError(f"retold.claims has no {name}")
    return getattr(import_module(f"retold.claims.{HOMES[name]}"), name)
