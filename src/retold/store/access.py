"""Who may use a server on this store: names, roles, and hashes of their tokens; no token itself is kept."""

from __future__ import annotations

import hashlib
import secrets
from dataclasses import dataclass
from typing import Literal, get_args

from sqlalchemy import Column, String, Table, delete, insert, select

from retold.store.database import Store
from retold.store.errors import StoreError
from retold.store.schema import metadata

Role = Literal["read", "review", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)  # each may do what those before it may
TOKEN_BYTES = 32

tokens = Table(
    "tokens",
    metadata,
    Column("name", String(80), primary_key=True),
    Column("role", String(8), nullable=False),
    Column("hash", String(64), nullable=False, unique=True),
)


@dataclass(frozen=True, slots=True)
class User:
    """Who asks, and what they may do."""

    name: str
    role: Role

    def may(self, role: Role) -> bool:
        """Whether this user has the role, or a higher one.

        >>> User("ada", "review").may("read"), User("ada", "review").may("admin")
        (True, False)
        """
        return ROLES.index(self.role) >= ROLES.index(role)


def as_role(name: str) -> Role:
    """The role of this name."""
    for role in ROLES:
        if role == name:
            return role
    raise StoreError(f"no role is called {name!r}; the roles are {', '.join(ROLES)}")


def add_token(store: Store, name: str, role: Role) -> str:
    """A new token for this name; it is told once and cannot be read again. A name has one token."""
    if not name.strip() or len(name) > 80:
        raise StoreError("a token needs a name of up to 80 characters")
    token = secrets.token_urlsafe(TOKEN_BYTES)
    with store.write() as connection:
        connection.execute(delete(tokens).where(tokens.c.name == name))
        connection.execute(insert(tokens).values(name=name, role=role, hash=hash_token(token)))
    return token


def drop_token(store: Store, name: str) -> None:
    """Take a name's token away; at once, also for those who are signed in with it."""
    with store.write() as connection:
        if not connection.execute(delete(tokens).where(tokens.c.name == name)).rowcount:
            raise StoreError(f"nobody called {name!r} has a token; `retold token list` names those who have")


def list_users(store: Store) -> list[User]:
    """Everybody who has a token, by name."""
    with store.read() as connection:
        rows = connection.execute(select(tokens.c.name, tokens.c.role).order_by(tokens.c.name))
        return [User(r.name, r.role) for r in rows]


def find_user(store: Store, token: str) -> User | None:
    """Whose token this is."""
    query = select(tokens.c.name, tokens.c.role).where(tokens.c.hash == hash_token(token))
    with store.read() as connection:
        row = connection.execute(query).one_or_none()
    return User(row.name, row.role) if row else None


def hash_token(token: str) -> str:
    """The hash under which a token is kept; tokens are 256 random bits, so a fast hash is enough."""
    return hashlib.sha256(token.encode("utf-8", "replace")).hexdigest()
