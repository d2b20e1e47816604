"""Ids made of content: the same input gives the same id, on every machine and in any order of pages."""

from __future__ import annotations

from hashlib import blake2b


def content_id(*parts: str | bytes | None, prefix: str = "", size: int = 6) -> str:
    """An id of 2 x `size` hexadecimal digits for these parts, in this order. None and "" differ.

    >>> content_id("a", "b") == content_id("a", "b") != content_id("ab")
    True
    """
    digest = blake2b(digest_size=size)
    for part in parts:
        data = (
            b"\x00"
            if part is None
            else b"\x01" + (part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part)
        )
        digest.update(len(data).to_bytes(8, "little") + data)
    return prefix + digest.hexdigest()
