"""How a language reports speech, for readers without a parser: a table of words for each, patterns made of them.

A language is a file, `rules/<language>/sayings.tsv`, and its tests. Texts of a language without one are read by the
marks alone: nobody is found to say anything by form.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from retold.text.tables import DEFAULT, either

RULES = files("retold.claims") / "rules"
NEVER = "(?!)"
NAME_WORD = r"(?:(?:Mr|Mrs|Ms|Dr|Dra|Sr|Sra|Sen|Rep|Gov|Gen|Lt|Prof|St|[A-Z])\.|[^\W\d_a-z][\w’'-]*)"
LINK = r"(?:\s(?:de|del|de\sla|de\slos|van|von|bin|al))?"
BESIDE = r"(?:,\s[^,.\n]{2,60},)?"
SOURCE = r"[^,.;“”\"\n]{2,90}"


@dataclass(frozen=True, slots=True)
class SayingRules:
    """The patterns of one language."""

    after: re.Pattern[str]  # words of saying right behind a quote
    before: re.Pattern[str]  # and right before one
    forms: tuple[re.Pattern[str], ...]  # whole sentences of reported speech


@cache
def saying_rules(language: str) -> SayingRules:
    """The rules of a language; those that find nothing for a language without a file."""
    words = read_words(language)
    said, who, day = forms_of(words, "said"), who_of(words), forms_of(words, "day")
    helper = rf"(?:(?:{forms_of(words, 'helper')})\s)*"
    cue_first = rf"{helper}(?P<cue1>{said})\s(?P<who1>{who})"
    after = rf"[\s,—–-]*(?:{cue_first}|(?P<who2>{who}){BESIDE}\s{helper}(?P<cue2>{said}))(?!\w)"
    before = rf"(?P<who>{who})\s{helper}(?P<cue>{said})(?:[^.!?]{{0,80}})?[\s,:]*$"
    return SayingRules(re.compile(after), re.compile(before), indirect_forms(words, said, who, helper, day))


def indirect_forms(
    words: dict[str, tuple[str, ...]], said: str, who: str, helper: str, day: str
) -> tuple[re.Pattern[str], ...]:
    """The plainest sentences of reported speech: "X said that …", "…, X said", "according to X, …"."""
    cue = f"{said}|{forms_of(words, 'say')}"
    that, by = forms_of(words, "that"), forms_of(words, "according")
    opener = r"[^\W\d_a-z][^,.;:“”\"\n]{0,60}?"
    must = "" if "that" in words.get("that", ()) else "+"  # English may leave "that" out
    that = rf"(?:\s(?:{that}))" + (must or "?")
    forms = (
        rf"(?P<who>{opener}){BESIDE}\s{helper}(?P<cue>{cue})(?:\s(?:{day}))?{that}\s(?P<words>[^“”\"]+)",
        rf"(?P<cue>(?i:{by}))\s(?P<who>{SOURCE}),\s(?P<words>.+)",
        rf"(?P<words>[^“”\"]+?),\s(?P<cue>{by})\s(?P<who>{SOURCE})\W*",
        rf"(?P<words>[^“”\"]+),\s(?:(?P<who>{who}){BESIDE}\s{helper}(?P<cue>{said})(?:\s(?:{day}))?)\W*",
        rf"(?P<words>[^“”\"]+),\s(?P<cue>{said})\s(?P<who>{who})(?:\s(?:{day}))?\W*",
    )
    return tuple(re.compile(form) for form in forms)


def read_words(language: str) -> dict[str, tuple[str, ...]]:
    """The words of each table of a language."""
    source = RULES / language / "sayings.tsv"
    out: dict[str, tuple[str, ...]] = {}
    for line in source.read_text(encoding="utf-8").splitlines() if source.is_file() else ():
        if line and not line.startswith("#"):
            name, words = line.split("\t")
            out[name] = (*out.get(name, ()), *(w.replace("_", " ") for w in words.split()))
    return out


def forms_of(words: dict[str, tuple[str, ...]], table: str) -> str:
    """A pattern for any word of a table."""
    return f"(?:{either(words[table])})" if words.get(table) else NEVER


def who_of(words: dict[str, tuple[str, ...]]) -> str:
    """A pattern for whoever speaks: a name, a pronoun, or an article and a few words."""
    articles = (*words.get("article", ()), *(w.capitalize() for w in words.get("article", ())))
    pronouns = (*words.get("who", ()), *(w.capitalize() for w in words.get("who", ())))
    article = f"(?:{either(articles)})" if articles else NEVER
    pronoun = f"(?:{either(pronouns)})" if pronouns else NEVER
    name = rf"(?:{article}\s)?{NAME_WORD}(?:{LINK}\s{NAME_WORD}){{0,4}}"
    return rf"(?:{name}|{pronoun}|{article}\s[\w’'-]+(?:\s[\w’'-]+){{0,3}}?)"


SAID = forms_of(read_words(DEFAULT), "said")
