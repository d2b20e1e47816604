"""Every regular expression of the package, and strings made to trip it.

`python patterns.py` imports all modules, works through a few pages, and prints each pattern that was compiled on the way
as a JSON line. `hostile` gives strings drawn from a pattern's own tree: each part that may repeat is repeated, after
what leads to it and before what makes the match fail.
"""

from __future__ import annotations

import ast
import importlib
import json
import pkgutil
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from re import _constants as names  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import retold

SOURCE = Path(retold.__file__).parent
MANY = 40  # repetitions from which a bounded repeat is pumped as well
FULL = 65_535
TAILS = ("\x00", "~", "")
CANDIDATES = "a1 A.,-\n<>&/='\"“’é中()$%:;_\t"
GENERIC = (
    *("a", "A", "1", " ", "\t", "\n", ".", ",", "-", "'", '"', "“", "’", "<", ">", "&", "/", "=", "(", "[", "é", "中", "٣"),
    *("a ", "1 ", "1,", "1.", "A ", "Ab ", "A. ", "a-", "a.", "a, ", "1:", "1/", " \n", "<a ", "<!--", "&a", "a='", '="', "http://", "@a"),
    *("the ", "of ", "and ", "said ", "one ", "two hundred ", "May ", "May 1, ", "1 May ", "19", "$1 ", "by A B ", "said A ", "a of the "),
)  # fmt: skip
REPEATS = (names.MAX_REPEAT, names.MIN_REPEAT, names.POSSESSIVE_REPEAT)
ANCHORED = frozenset(("match", "fullmatch"))


@dataclass(frozen=True)
class Found:
    """One pattern: what it is, the file and the name it has there, and how it is tried: searched for, unless named."""

    text: str  # one of bytes as latin-1
    flags: int
    where: str
    tried: frozenset[str] = frozenset(("finditer",))

    def compiled(self) -> re.Pattern[str]:
        """The pattern itself."""
        return re.compile(self.text, self.flags & ~re.LOCALE)


# ---- which there are ---------------------------------------------------------------------------------------------------


def record_patterns() -> list[dict[str, Any]]:
    """Import everything, work through the example, and note every pattern that one of our modules compiles."""
    compile_really = re._compile  # type: ignore[attr-defined]
    seen: dict[tuple[Any, int], str] = {}

    def note(pattern: Any, flags: Any) -> Any:
        frame = sys._getframe(1)
        while frame.f_back is not None and frame.f_code.co_filename == re.__file__:
            frame = frame.f_back
        name = frame.f_code.co_filename
        made = compile_really(pattern, flags)
        if name.startswith(str(SOURCE)):
            seen.setdefault((made.pattern, made.flags), f"{Path(name).relative_to(SOURCE).as_posix()}:{frame.f_lineno}")
        return made

    re._compile = note  # type: ignore[attr-defined]
    for module in pkgutil.walk_packages([str(SOURCE)], "retold."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    work_through()
    return [describe(pattern, flags, where) for (pattern, flags), where in seen.items()]


def describe(pattern: str | bytes, flags: int, where: str) -> dict[str, Any]:
    """A pattern as a row."""
    raw = isinstance(pattern, bytes)
    return {
        "text": pattern.decode("latin-1") if isinstance(pattern, bytes) else pattern,
        "raw": raw,
        "flags": flags,
        "where": where,
    }


def work_through() -> None:
    """Some pages through all stages, so that what is compiled late is compiled."""
    from retold.example import example_folder
    from retold.pipeline.order import reconcile_articles
    from retold.pipeline.run import PageTask, extract_page
    from retold.read import read_pages
    from retold.records import Page

    pages = [p for p in read_pages([example_folder()]) if isinstance(p, Page)][:4]
    list(reconcile_articles([extract_page(PageTask(p, frozenset())) for p in pages]))


def literal_patterns() -> Iterator[tuple[str | bytes, str]]:
    """The patterns written out in calls of `re`, wherever they stand, with their places."""
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            call = node.func if isinstance(node, ast.Call) else None
            if not (isinstance(call, ast.Attribute) and isinstance(call.value, ast.Name) and call.value.id == "re"):
                continue
            assert isinstance(node, ast.Call)
            first = node.args[0] if node.args else None
            if isinstance(first, ast.Constant) and isinstance(first.value, (str, bytes)):
                yield first.value, f"{path.relative_to(SOURCE).as_posix()}:{node.lineno}"


def anchored_names() -> dict[str, frozenset[str]]:
    """The names whose patterns are only ever asked to match at one place, and how: no use of them searches."""
    uses: dict[str, list[str]] = {}
    attributes: dict[str, list[str]] = {}
    for path in sorted(SOURCE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id.isupper():
                attributes.setdefault(node.value.id, []).append(node.attr)
            elif isinstance(node, ast.Name) and node.id.isupper() and isinstance(node.ctx, ast.Load):
                uses.setdefault(node.id, []).append(path.name)
    return {
        name: frozenset(how)
        for name, how in attributes.items()
        if set(how) <= ANCHORED and len(how) == len(uses.get(name, ()))
    }


# ---- strings against them ----------------------------------------------------------------------------------------------


def hostile(pattern: re.Pattern[str]) -> Iterator[tuple[str, str, str]]:
    """Strings against a pattern in three parts: what leads to a repeat, what is repeated, what makes the match fail."""
    tree = parser.parse(pattern.pattern, pattern.flags)
    for variant in range(3):
        for lead, body in repeats(tree, "", variant):
            for tail in TAILS:
                yield lead, body, tail
    for piece in GENERIC:
        yield "", piece, "\x00"


def repeats(tree: Any, lead: str, variant: int) -> Iterator[tuple[str, str]]:
    """The parts of a tree that may repeat many times, each after a string that leads to it."""
    for operator, value in tree:
        for inner in children(operator, value):
            yield from repeats(inner, lead, variant)
        if operator in REPEATS and value[1] >= MANY:
            body = sample(value[2], variant, generous=True)
            if body:
                yield lead, body
            more = sample(value[2], variant + 1, generous=True)
            if body and more and body != more:
                yield lead, body + more
        lead += sample([(operator, value)], variant)


def children(operator: Any, value: Any) -> list[Any]:
    """The trees inside one node."""
    if operator in REPEATS:
        return [value[2]]
    if operator is names.SUBPATTERN:
        return [value[3]]
    if operator is names.BRANCH:
        return list(value[1])
    if operator is names.ATOMIC_GROUP:
        return [value]
    if operator in (names.ASSERT, names.ASSERT_NOT):
        return [value[1]]
    if operator is names.GROUPREF_EXISTS:
        return [v for v in value[1:] if v]
    return []


def sample(tree: Any, variant: int, *, generous: bool = False) -> str:
    """A string that a tree matches; variants differ in the letters and branches that they choose."""
    out = []
    for operator, value in tree:
        if operator is names.LITERAL:
            out.append(chr(value))
        elif operator in (names.NOT_LITERAL, names.IN, names.ANY):
            out.append(letter(operator, value, variant))
        elif operator in REPEATS:
            times = value[0] or (1 if generous and value[1] else 0)
            out.append(sample(value[2], variant, generous=generous) * min(times, MANY))
        elif operator is names.BRANCH:
            out.append(sample(value[1][variant % len(value[1])], variant, generous=generous))
        elif operator in (names.SUBPATTERN, names.ATOMIC_GROUP):
            out += [sample(inner, variant, generous=generous) for inner in children(operator, value)]
    return "".join(out)


def letter(operator: Any, value: Any, variant: int) -> str:
    """A letter that one place of a pattern takes."""
    own = [chr(v) for o, v in (value if operator is names.IN else ()) if o is names.LITERAL]
    own += [chr(v[0]) for o, v in (value if operator is names.IN else ()) if o is names.RANGE]
    fits = [c for c in (*CANDIDATES, *own) if takes(operator, value, c)]
    return fits[variant % len(fits)] if fits else ""


def takes(operator: Any, value: Any, character: str) -> bool:
    """Whether one place of a pattern takes a letter."""
    if operator is names.ANY:
        return character != "\n"
    if operator is names.NOT_LITERAL:
        return bool(ord(character) != value)
    negated = bool(value) and value[0][0] is names.NEGATE
    return any(is_in(o, v, character) for o, v in value if o is not names.NEGATE) is not negated


def is_in(operator: Any, value: Any, character: str) -> bool:
    """Whether a part of a class holds a letter."""
    if operator is names.LITERAL:
        return bool(ord(character) == value)
    if operator is names.RANGE:
        return bool(value[0] <= ord(character) <= value[1])
    kinds = {
        names.CATEGORY_DIGIT: character.isdigit(),
        names.CATEGORY_SPACE: character.isspace(),
        names.CATEGORY_WORD: character.isalnum() or character == "_",
    }
    opposite = {
        names.CATEGORY_NOT_DIGIT: names.CATEGORY_DIGIT,
        names.CATEGORY_NOT_SPACE: names.CATEGORY_SPACE,
        names.CATEGORY_NOT_WORD: names.CATEGORY_WORD,
    }
    return kinds[value] if value in kinds else not kinds[opposite[value]]


if __name__ == "__main__":
    for row in record_patterns():
        print(json.dumps(row))
