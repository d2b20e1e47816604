"""Bytes to characters: byte order mark, then the carrier's header, then the page's own meta tag, then detection.

Takes any bytes, always gives a string. What cannot be decoded becomes U+FFFD, never an error. A declared encoding
that the bytes contradict is not believed.
"""

from __future__ import annotations

import codecs
import re
from contextlib import suppress

MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
CHARSET = re.compile(r"charset\s*=\s*[\"']?\s*([\w.:-]{2,40})", re.IGNORECASE)
META_WINDOW = 4096  # bytes at the head in which a page may declare its encoding (HTML Living Standard: 1,024)
# Names that browsers read as a wider encoding (WHATWG Encoding Standard).
WIDER = {"iso-8859-1": "cp1252", "latin-1": "cp1252", "latin1": "cp1252", "ascii": "cp1252", "us-ascii": "cp1252",
         "gb2312": "gb18030", "gbk": "gb18030", "ks_c_5601-1987": "cp949", "euc-kr": "cp949", "shift_jis": "cp932",
         "x-sjis": "cp932", "iso-8859-9": "cp1254"}  # fmt: skip


def decode_body(body: bytes, media: str = "") -> str:
    """The characters of a page.

    >>> decode_body("Zürich".encode("cp1252"), "text/html; charset=utf-8")
    'Zürich'
    """
    for mark, name in MARKS:
        if body.startswith(mark):
            return body.decode(name, "replace")
    with suppress(UnicodeDecodeError):  # most pages are UTF-8, whatever they declare
        return body.decode("utf-8")
    names = [declared(media), declared(body[:META_WINDOW].decode("latin-1"))]
    for declared_name in names:
        if (text := try_decode(body, declared_name)) is not None:
            return text
    return decode_detected(body)


def declared(words: str) -> str | None:
    """The encoding that a header or the head of a page names."""
    found = CHARSET.search(words)
    name = found.group(1).lower() if found else None
    return WIDER.get(name, name) if name else None


def try_decode(body: bytes, name: str | None) -> str | None:
    """The characters in this encoding, or None when it is unknown or the bytes contradict it."""
    if name is None:
        return None
    try:
        if codecs.lookup(name).name == "utf-8":
            text = body.decode("utf-8", "replace")
            return text if text.count("\ufffd") * 200 < len(text) else None
        return body.decode(name)
    except (LookupError, ValueError, AssertionError):
        return None


def decode_detected(body: bytes) -> str:
    """The characters in the encoding that the bytes look like."""
    from resiliparse.parse.encoding import detect_encoding

    try:
        name = detect_encoding(body[: 1 << 18]) or "cp1252"
        return body.decode(WIDER.get(name.lower(), name), "replace")
    except (LookupError, ValueError, RuntimeError):
        return body.decode("cp1252", "replace")
