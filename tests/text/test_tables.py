"""Languages as tables: which one a text is in, and that every table says all that the code asks of it."""

from __future__ import annotations

import re

import pytest

from retold.text.number_rules import number_rules
from retold.text.tables import ANY, DEFAULT, RULES, clues_of, known_languages, language_of, rows_of, words_of
from retold.text.time_readings import READINGS
from retold.text.time_rules import any_pattern, row_patterns, time_rules

LANGUAGES = (*known_languages(), ANY)

TOLD = [
    ("en", "en"),
    ("en-GB", "en"),
    ("ES_mx", "es"),
    ("de", ANY),
    ("zh-Hant", ANY),
    (" es ", "es"),
    ("any", ANY),
]


@pytest.mark.parametrize(("told", "language"), TOLD)
def test_a_language_told_is_taken_at_its_word(told: str, language: str) -> None:
    assert language_of(told, "The dam broke and the water rose.") == language


SEEN = [
    ("The dam broke and the water rose over the walls of the town.", "en"),
    ("El dique se rompió y el agua subió por encima de los muros de la ciudad.", "es"),
    ("12 dead", "en"),
    ("", "en"),
    ("Der Damm brach, und das Wasser stieg über die Mauern der Stadt. " * 8, ANY),
    ("Плотина прорвалась, и вода поднялась выше стен города. " * 8, ANY),
]


@pytest.mark.parametrize(("text", "language"), SEEN)
def test_without_a_word_the_little_words_of_the_text_tell(text: str, language: str) -> None:
    assert language_of(None, text) == language


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_row_of_times_has_a_reading(language: str) -> None:
    assert {row.reading for row in time_rules(language).rows} <= set(READINGS)
    assert len(row_patterns(language)) == len(time_rules(language).rows)
    assert any_pattern(language).search("2031-05-12")


@pytest.mark.parametrize("table", ["times", "signs", "units"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_tells_the_same_clues(language: str, table: str) -> None:
    def names(of: str) -> set[str]:
        return {row[1] for row in rows_of(of, table) if row[0] == "clue"}

    assert names(language) == names(DEFAULT)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_language_has_every_file(language: str) -> None:
    files = {f.name for f in (RULES / language).iterdir()}
    assert files == {"numbers.tsv", "times.tsv", "units.tsv", "signs.tsv", "quotes.tsv"}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_hedge_and_mark_is_a_known_one(language: str) -> None:
    rules = number_rules(language)
    assert {*rules.hedges_before.values(), *rules.hedges_after.values()} <= {"~", ">", "<"}
    assert all(len(m.group) == len(m.point) == 1 for m in rules.marks)


def test_words_are_lower_case() -> None:
    for language in LANGUAGES:
        for table in ("numbers", "times"):
            words = [w for words in words_of(language, table).values() for w in words]
            assert [w for w in words if w != w.lower()] == []


def test_a_clue_may_name_a_table() -> None:
    clues = clues_of(DEFAULT, "signs", lambda table: ["may", "june"] if table == "month" else ["x"], re.IGNORECASE)
    assert clues["date_before"].search("on May ")
