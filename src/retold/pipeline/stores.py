"""The stores that this process reads from while it works on items of one: opened once, by address."""

from __future__ import annotations

from retold.store.database import Store, open_store

OPEN: dict[str, Store] = {}


def store_at(address: str) -> Store:
    """The store at an address, opened once in a process."""
    if address not in OPEN:
        OPEN[address] = open_store(address)
    return OPEN[address]


def close_stores() -> None:
    """Let go of the stores that this process opened."""
    while OPEN:
        OPEN.popitem()[1].close()
