"""Every regular expression of the package takes time linear in the text, or is known to be given short texts alone.

Each is run over strings drawn from its own tree, ever longer ones. Those whose time grows faster stand in a table; they
are quadratic at worst, and whole pages of what trips them are read in time that grows as the pages do. Times are CPU
seconds, the best of two where it matters.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from functools import partial
from itertools import count
from pathlib import Path

import pytest

from fuzz.patterns import SOURCE, Found, anchored_names, hostile, literal_patterns
from fuzz.properties import FIRST, STORY
from retold.claims import read_claims
from retold.extract import extract_article
from retold.records import Article, Page

Parts = tuple[str, str, str]  # what leads to a repeat, what is repeated, what makes the match fail
LENGTHS = (25, 125, 625, 3_125)  # characters of a string; what is exponential shows at the first
PAGE_LENGTHS = (2_000, 10_000, 50_000)
CHEAP = 0.006  # CPU seconds in which the longest string is done by most patterns that are linear
TRIES = 4  # times that a slow string is tried again: a busy machine, or a collection of garbage, is slow once
LINEAR = 2.2 * 5  # five times the text may take five times the time, and something for the clock
QUADRATIC = 2.2 * 25
# Files and names of patterns that are quadratic, and given no more than a line, a name, or what stands beside a number.
GIVEN_SHORT = frozenset(
    """
    claims/direct.py
    claims/event_dates.py CLOCK
    claims/lemmas.py
    claims/no_claims.py
    claims/no_claims.py LISTED
    claims/no_claims.py ONE
    claims/parts.py PART_AFTER
    claims/quantity_signs.py AGE_APPOSITION
    claims/quantity_signs.py LIST_ITEM
    claims/quantity_signs.py WORD_BEFORE
    claims/quotes.py NAMING
    claims/saying_rules.py
    claims/sentences.py DATELINE
    claims/speakers.py
    extract/authors.py
    extract/authors.py INSIDE
    extract/chrome.py
    extract/chrome.py FIRST
    extract/decode.py CHARSET
    extract/describe.py SEPARATOR
    extract/header.py
    extract/header.py BYLINE
    extract/header.py BYLINE_ELSEWHERE
    extract/header.py CONTRIBUTED
    extract/header.py NAMES_END
    extract/header.py NAMES_SPLIT
    extract/metadata.py COMMENT
    extract/outlet.py PARTS
    extract/outlet.py RIGHTS
    extract/wounds.py
    reconcile/asked.py PROPER
    reconcile/drift.py MEASURED
    text/number_marks.py
    text/number_words.py BEFORE
    text/tables.py
    text/tables.py COUNTED
    trace/credits.py
    trace/style.py SENTENCE_END
    """.strip().split("\n    ")
)


@pytest.fixture(scope="module")
def patterns() -> list[Found]:
    """Every pattern: compiled while modules were imported and pages worked on, or written out in a call."""
    script = Path(__file__).with_name("patterns.py")
    done = subprocess.run([sys.executable, str(script)], capture_output=True, text=True, check=True)
    anchored = anchored_names()
    found: dict[tuple[str, int], Found] = {}
    for row in map(json.loads, done.stdout.splitlines()):
        name = named_at(row["where"])
        tried = anchored.get(name, Found.tried)
        found[row["text"], row["flags"]] = Found(row["text"], row["flags"], place(row["where"], name), tried)
    known = {text for text, _ in found}
    for literal, where in literal_patterns():
        text = literal if isinstance(literal, str) else literal.decode("latin-1")
        if text not in known:
            found[text, 0] = Found(text, 0, place(where, named_at(where)))
    return sorted(found.values(), key=lambda f: (f.where, f.text))


def place(where: str, name: str) -> str:
    """The file of a pattern and its name there."""
    return f"{where.partition(':')[0]} {name}".strip()


def named_at(where: str) -> str:
    """The name that the line of a pattern gives it, if any."""
    file, _, line = where.partition(":")
    words = (SOURCE / file).read_text(encoding="utf-8").splitlines()[int(line) - 1]
    named = re.match(r"([A-Z][A-Z_]+)(?:: [^=]+)? = ", words)
    return named[1] if named else ""


def seconds_for(pattern: re.Pattern[str], text: str, tried: frozenset[str]) -> float:
    """The CPU seconds of trying a pattern in the ways in which it is tried."""
    start = time.process_time()
    for how in sorted(tried):
        if how == "finditer":
            for _ in pattern.finditer(text):
                pass
        else:
            getattr(pattern, how)(text)
    return time.process_time() - start


def pumped(parts: Parts, length: int) -> str:
    """A string of about this length."""
    lead, body, tail = parts
    return lead + body * (length // len(body)) + tail


def climb(
    parts: Parts, seconds: Callable[[str], float], lengths: Sequence[int], growth: float, base: float = CHEAP
) -> str | None:
    """The times of ever longer strings, in words, where they grow faster than that; None when they do not.

    The shortest string may take as long as `base`, in CPU seconds, and no longer.
    """
    before = base / growth
    for length in lengths:
        text = pumped(parts, length)
        now = seconds(text)
        for _ in range(TRIES):
            if now > CHEAP and now > growth * before:
                now = min(now, seconds(text))
        if now > CHEAP and now > growth * before:
            return f"{before * 1000:.2f} ms, then {now * 1000:.1f} ms for {length} characters"
        before = max(now, CHEAP / growth / 4)
    return None


def slowest(found: Found) -> tuple[Parts, str] | None:
    """The parts of a string on which the time of a pattern grows faster than the string; None when there is none."""
    pattern = found.compiled()
    for parts in dict.fromkeys(hostile(pattern)):
        if said := climb(parts, partial(seconds_for, pattern, tried=found.tried), LENGTHS, LINEAR):
            return parts, said
    return None


@pytest.fixture(scope="module")
def faster(patterns: list[Found]) -> dict[Found, tuple[Parts, str]]:
    """The patterns whose time grows faster than a text that is made to trip them."""
    return {found: said for found in patterns if (said := slowest(found))}


def test_patterns_whose_time_grows_faster_than_the_text_are_those_known_to_be_given_short_ones(
    patterns: list[Found], faster: dict[Found, tuple[Parts, str]]
) -> None:
    assert len(patterns) > 300
    unknown = [f"{f.where} {f.text!r:.120} on {said}" for f, said in faster.items() if f.where not in GIVEN_SHORT]
    assert unknown == [], "\n".join(unknown)


def test_also_those_are_no_worse_than_quadratic(faster: dict[Found, tuple[Parts, str]]) -> None:
    worse = []
    for found, (parts, _) in faster.items():
        pattern = found.compiled()
        said = climb(parts, partial(seconds_for, pattern, tried=found.tried), LENGTHS, QUADRATIC)
        if said:
            worse.append(f"{found.where} {found.text!r:.120} on {parts!r}: {said}")
    assert worse == [], "\n".join(worse)


def test_whole_pages_made_to_trip_them_take_no_longer_than_their_length_explains(
    faster: dict[Found, tuple[Parts, str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("RETOLD_MODEL", "rules")
    slow = []
    plain = {name: LINEAR * max(read("") for _ in range(TRIES)) for name, read in READERS.items()}
    for parts in sorted({p for p, _ in faster.values()}):
        for name, read in READERS.items():
            if said := climb(parts, read, PAGE_LENGTHS, LINEAR, base=plain[name]):
                slow.append(f"{name} on {parts!r}: {said}")
    assert slow == [], "\n".join(slow)


def seconds_to_extract(text: str, media: str) -> float:
    """The CPU seconds of extracting a page that holds a text."""
    start = time.process_time()
    extract_article(Page("p", None, f"{FIRST}\n{STORY} {text} {STORY}".encode(), media))
    return time.process_time() - start


def seconds_to_claim(text: str) -> float:
    """The CPU seconds of reading the claims of an article that holds a text, and a number that no article held before."""
    whole = f"{FIRST}\n{STORY} {text} {next(NUMBERS)} {STORY}"
    start = time.process_time()
    read_claims(Article("p", whole, whole, published="2031-05-15", language="en"))
    return time.process_time() - start


NUMBERS = count(1_000)  # so that nothing is remembered of an article that is read again
READERS: dict[str, Callable[[str], float]] = {
    "extraction of plain text": lambda text: seconds_to_extract(text, "text/plain"),
    "extraction of HTML": lambda text: seconds_to_extract(text, "text/html"),
    "claims": seconds_to_claim,
}
