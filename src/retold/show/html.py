"""Templates for everything that is HTML: escaping is always on, and every text of a page is made harmless first.

What the report and the web app share is in `templates/`: the drawing of trees and timelines, badges, one style.
"""

from __future__ import annotations

from urllib.parse import urlsplit

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from retold.show.terminal import clean, one_a_source, plural
from retold.show.view import Wording, name_time

VERDICT_SIGNS = {
    "contradicted": "≠",
    "superseded": "→",
    "range": "↔",
    "agreed": "=",
    "drifted": "≈",
    "only-here": "·",
}
SOURCE_TONES = 8  # colours of sources; the letter beside each tells those apart that share one


def make_environment(*packages: str) -> Environment:
    """The templates of these packages, the first one first."""
    env = Environment(
        loader=ChoiceLoader([PackageLoader(p) for p in packages]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=harmless,
    )
    env.filters |= {
        "plural": plural,
        "number": show_number,
        "tone": tone_of,
        "web_address": web_address,
        "letter": letter_of,
    }
    env.globals |= {
        "name_time": name_time,
        "one_a_source": one_a_source,
        "in_context": in_context,
        "verdict_signs": VERDICT_SIGNS,
    }
    return env


def harmless(value: object) -> object:
    """Text of pages without control and direction marks, in every place it is printed."""
    if type(value) is not str or value.isprintable():
        return value
    return clean(value)


def show_number(value: object) -> str:
    """A number with its thousands set apart.

    >>> show_number(20000)
    '20,000'
    """
    return f"{value:,f}" if not isinstance(value, int) else f"{value:,}"


def letter_of(sigil: str) -> str:
    """The family of a short name.

    >>> letter_of("AB12"), letter_of("A*")
    ('AB', 'A')
    """
    return sigil.rstrip("*0123456789")


def tone_of(letter: str) -> int:
    """The colour of a source or a page by its letter: A1, A2 and A* share theirs.

    >>> tone_of("A"), tone_of("A12"), tone_of("B*"), tone_of("I")
    (0, 0, 1, 0)
    """
    number = 0
    for c in letter_of(letter):
        number = number * 26 + ord(c) - 64
    return (number - 1) % SOURCE_TONES if number else 0


def web_address(value: str | None) -> str:
    """The address when a browser may follow it, else nothing.

    >>> web_address("https://gull.example/a"), web_address("javascript:alert(1)")
    ('https://gull.example/a', '')
    """
    try:
        parts = urlsplit(value or "")
    except ValueError:
        return ""
    return value if value and parts.scheme in ("http", "https") and parts.hostname else ""


def in_context(wording: Wording) -> Markup:
    """A wording in its sentence, the claim itself marked with its place, so that `retold verify` finds it again."""
    before, words, after = (clean(p.replace("\n", " ")) for p in (wording.before, wording.words, wording.after))
    at = Markup('<mark data-page="{}" data-start="{}" data-end="{}">').format(
        wording.article, wording.place.start, wording.place.end
    )
    return Markup("{}{}{}</mark>{}").format(before, at, words, after)
