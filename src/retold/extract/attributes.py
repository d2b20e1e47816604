"""The attributes of a tag that tell something, and character references resolved.

Takes the inside of a start tag, gives its attributes by lower-case name.
"""

from __future__ import annotations

import re
from html import unescape

ATTRIBUTE = re.compile(
    r"""(?<![\w-])(class|id|role|itemprop|rel|style|aria-hidden|hidden|datetime|href|content|name|property|type|lang)"""
    r"""(?![\w-])(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?""",
    re.IGNORECASE,
)
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def read_attributes(rest: str) -> dict[str, str]:
    """The attributes we use, by lower-case name; the first of each counts."""
    out: dict[str, str] = {}
    for name, double, single, bare in ATTRIBUTE.findall(rest):
        out.setdefault(name.lower(), double or single or bare)
    return out


def is_hidden(attributes: dict[str, str]) -> bool:
    """Whether the element says that it is not shown."""
    style = attributes.get("style")
    return (
        "hidden" in attributes or attributes.get("aria-hidden") == "true" or bool(style and HIDDEN_STYLE.search(style))
    )


def clean(raw: str) -> str:
    """Character references resolved, blanks collapsed."""
    return " ".join(unescape(raw).split())
