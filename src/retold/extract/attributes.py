"""The attributes of a tag that tell something, and character references resolved.

Takes the inside of a start tag, gives its attributes by lower-case name.
"""

from __future__ import annotations

import re
from html import unescape

VALUE = r"""(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?"""


def pattern_of(names: str) -> re.Pattern[str]:
    """A pattern of attributes by name, in lower or in upper case: blind to case it would take twice as long."""
    return re.compile(rf"""[\s"'/]({names}|{names.upper()})(?![\w-]){VALUE}""")


ATTRIBUTE = pattern_of("class|id|role|itemprop|rel|style|aria-hidden|hidden")
FACT = re.compile(rf"""[\s"'/](itemprop|rel|datetime|href|content|name|property|lang)(?![\w-]){VALUE}""", re.IGNORECASE)
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


def read_attributes(rest: str, kinds: re.Pattern[str] = ATTRIBUTE) -> dict[str, str]:
    """The attributes of these kinds, by lower-case name; the first of each counts.

    >>> read_attributes(' class="lead" data-x="1" ID=top')
    {'class': 'lead', 'id': 'top'}
    """
    out: dict[str, str] = {}
    for name, double, single, bare in kinds.findall(rest):
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
