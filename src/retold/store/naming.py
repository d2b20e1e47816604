"""What people mean by the names they give: ids, the beginnings of ids, addresses, parts of file names."""

from __future__ import annotations

from sqlalchemy import select

from retold.store import schema
from retold.store.database import Store
from retold.store.errors import StoreError


def find_story(store: Store, name: str) -> str:
    """The id of the story that has this id, or the one that begins so."""
    ids = select(schema.stories.c.id)
    with store.read() as connection:
        fits = list(connection.execute(ids.where(schema.stories.c.id == name)).scalars())
        if not fits:
            every = connection.execute(ids.order_by(schema.stories.c.id)).scalars()
            fits = [i for i in every if i.startswith((name, f"story-{name}"))]
    if len(fits) != 1:
        said = "no story" if not fits else f"{len(fits)} stories"
        raise StoreError(f"{said} in {store.path} has the id {name!r}: `retold stories` lists them")
    return str(fits[0])


def find_entry(store: Store, name: str) -> tuple[str, str]:
    """The entry that has this id, or the one that begins so, and its story."""
    t = schema.entries
    query = select(t.c.id, t.c.story)
    with store.read() as connection:
        fits = connection.execute(query.where(t.c.id == name)).all()
        fits = fits or connection.execute(query.where(t.c.id.startswith(name, autoescape=True))).all()
    if len(fits) != 1:
        said = "no entry" if not fits else f"{len(fits)} entries"
        raise StoreError(f"{said} in {store.path} {'has' if not fits else 'have'} the id {name!r}: give more of it")
    return str(fits[0].id), str(fits[0].story)


def find_page(store: Store, name: str) -> str:
    """The id of the page that is meant by an id, the beginning of one, an address, or a part of a file name."""
    t = schema.articles
    with store.read() as connection:
        if connection.execute(select(t.c.id).where(t.c.id == name)).first():
            return name
        rows = connection.execute(select(t.c.id, t.c.url, t.c.found_in).order_by(t.c.id)).all()
    for fits in (
        [r.id for r in rows if name in (r.url, r.found_in)],
        [r.id for r in rows if r.id.startswith(name) or name in r.found_in],
    ):
        if len(fits) == 1:
            return str(fits[0])
        if fits:
            raise StoreError(f"{len(fits)} pages are meant by {name!r}: {', '.join(fits[:5])}; give more of the name")
    raise StoreError(f"no page in {store.path} is called {name!r}: give an id, an address or a file name")
