"""Quotes: who said which words, over odd marks, interrupted and reported speech."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from retold.claims.language import load_model
from retold.claims.marks import find_quoted
from retold.claims.quotes import find_quotes

MODEL = pytest.mark.skipif(load_model() is None, reason="no language model is installed")

# text, the quoted stretches by marks alone
MARKS = [
    ("“We wait,” he said.", ["“We wait,”"]),
    ('"We wait," he said.', ['"We wait,"']),
    ("'We wait,' he said.", ["'We wait,'"]),
    ("‘Nobody’s here,’ she said.", ["‘Nobody’s here,’"]),
    ("«On attend», dit-il.", ["«On attend»"]),
    ("„Wir warten“, sagte sie.", ["„Wir warten“"]),
    ("It’s the clubs' third year and the players' first.", []),
    ("The 6'2\" guard scored.", []),
    ("“One,” he said. “Two.”", ["“One,”", "“Two.”"]),
    ('He said "no" and "never".', ['"no"', '"never"']),
    ("“An open end\nNext paragraph.", ["“An open end"]),
    ("“First paragraph.\n“Second paragraph.”", ["“First paragraph.", "“Second paragraph.”"]),
    ("”Turned mark,” he said.", ["”Turned mark,”"]),
    ("``Old style,'' she said.", ["``Old style,''"]),
    ("“She told us ‘go home’ and left,” he said.", ["“She told us ‘go home’ and left,”"]),
    ("No marks at all.", []),
    ("“”", []),
    ("", []),
]


@pytest.mark.parametrize(("text", "want"), MARKS)
def test_marks_alone_find_the_quoted_words(text: str, want: list[str]) -> None:
    assert [q.span.of(text) for q in find_quoted(text)] == want


# text, words of the direct quote, speaker as named by the article
DIRECT = [
    ("“The bridge is safe,” said Ana Moss.", "bridge is safe", "Ana Moss"),
    ("“The bridge is safe,” Ana Moss said on Monday.", "bridge is safe", "Ana Moss"),
    ("Ana Moss said: “The bridge is safe.”", "bridge is safe", "Ana Moss"),
    ("Ana Moss said, “The bridge is safe.”", "bridge is safe", "Ana Moss"),
    ("Mayor Ana Moss spoke first. “The bridge is safe,” Moss said.", "bridge is safe", "Ana Moss"),
    ("Ana Moss opened the meeting. “The bridge is safe,” she said.", "bridge is safe", "Ana Moss"),
    ("“The bridge is safe,” the engineer told reporters.", "bridge is safe", "the engineer"),
    ("“It sank in minutes,” according to Omar Rey, a fisherman.", "sank in minutes", "Omar Rey"),
    ("“We lost everything,” said Omar Rey, 45, a farmer.", "lost everything", "Omar Rey"),
    ("“We will appeal,” the company’s lawyer, Lena Ott, said.", "will appeal", "Lena Ott"),
    ("“Rates must fall,” Lena Ott, the bank’s chief economist, wrote in a note.", "Rates must fall", "Lena Ott"),
    ("Lena Ott: “Rates must fall.”", "Rates must fall", "Lena Ott"),
    ("“I would not change a thing.” — Jo Park", "change a thing", "Jo Park"),
    ("Coach Jo Park was proud. “They never gave up,” he added.", "never gave up", "Jo Park"),
    ("The court ruled on Friday.\n“The verdict is final,” Judge Ivo Lind declared.", "verdict is final", "Ivo Lind"),
    ('"The ballots are being recounted," said Ines Faro of the electoral board.', "ballots are being", "Ines Faro"),
    ("'We have enough beds,' said Dr Hana Sul.", "enough beds", "Hana Sul"),
    ("Ravi Das thanked the nurses.\nHe said:\n“They saved lives.”", "saved lives", "Ravi Das"),
    ("“Prices rose,” Ott said. “They will rise again.”", "Prices rose", "Ott"),
    ("“Stop!” shouted Ana Moss.", "Stop", "Ana Moss"),
    ("The ministry answered in a statement: “No ship was lost.”", "No ship was lost", "The ministry"),
]


@MODEL
@pytest.mark.parametrize(("text", "words", "speaker"), DIRECT)
def test_direct_quote_keeps_its_speaker(text: str, words: str, speaker: str) -> None:
    quotes = [q for q in find_quotes(text) if words in q.words.of(text)]
    assert quotes and quotes[0].direct
    assert speaker in (quotes[0].speaker or "")


# text, words reported, speaker
INDIRECT = [
    ("The mayor said that the bridge was safe.", "the bridge was safe", "The mayor"),
    ("The bridge was safe, the mayor said.", "The bridge was safe", "the mayor"),
    ("According to the port authority, two ships collided.", "two ships collided", "the port authority"),
    ("Two ships collided, according to the port authority.", "Two ships collided", "the port authority"),
    ("Police say the driver fled.", "the driver fled", "Police"),
    ("The company announced that it would close the plant.", "it would close the plant", "The company"),
    ("Ana Moss denied that she had known of the leak.", "she had known of the leak", "Ana Moss"),
    ("The union claimed 9,000 members had walked out.", "9,000 members had walked out", "The union"),
    ("Doctors warned that the virus was spreading.", "the virus was spreading", "Doctors"),
    ("Omar Rey told the court he had slept that night.", "he had slept that night", "Omar Rey"),
    ("The report found that the dam had cracked in 2019.", "the dam had cracked in 2019", "The report"),
]


@MODEL
@pytest.mark.parametrize(("text", "words", "speaker"), INDIRECT)
def test_reported_words_have_a_speaker(text: str, words: str, speaker: str) -> None:
    quotes = [q for q in find_quotes(text) if any(words in p.of(text) or p.of(text) in words for p in q.parts)]
    assert speaker in [q.speaker for q in quotes]


def test_interrupted_quote_is_one_with_two_parts() -> None:
    text = "“The bridge is safe for all traffic,” said Ana Moss, “and it will stay open tonight.”"
    (quote,) = [q for q in find_quotes(text) if q.direct]
    assert [p.of(text)[:8] for p in quote.parts] == ["“The bri", "“and it "]


def test_quote_keeps_its_speaker_across_paragraphs() -> None:
    text = "“It began at night,” said Ana Moss. \n\n“Then the water came into every house.”"
    assert {q.speaker for q in find_quotes(text) if q.direct} == {"Ana Moss"}


def test_unbalanced_mark_costs_only_its_paragraph() -> None:
    text = "“This never closes and goes on.\n“The bridge is safe,” said Ana Moss.\nNothing more."
    assert any("bridge is safe" in q.words.of(text) and q.speaker == "Ana Moss" for q in find_quotes(text))


def test_words_in_marks_inside_reported_speech_belong_to_it() -> None:
    text = "The mayor said that the talks had been “very good” so far."
    assert len(find_quotes(text)) == 1


def test_text_of_another_language_is_read_by_rules_alone() -> None:
    text = "«La situation est grave», a déclaré le ministre devant les députés réunis à la chambre."
    assert [q.words.of(text) for q in find_quotes(text)] == [] or all(q.direct for q in find_quotes(text))


PIECES = st.lists(
    st.sampled_from(
        ["“", "”", '"', "'", "’", "said", " ", "\n", "Ana Moss", ",", ".", ":", "the mayor", "x" * 30, "12", "—"]
    ),
    max_size=40,
).map("".join)


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.text(max_size=120), PIECES))
def test_quotes_lie_inside_any_text(text: str) -> None:
    for quote in find_quotes(text):
        assert quote.parts
        places = [quote.words, *quote.parts, *filter(None, (quote.cue, quote.speaker_span))]
        assert all(0 <= p.start < p.end <= len(text) for p in places)
        assert quote.words.start == quote.parts[0].start and quote.words.end == quote.parts[-1].end


@settings(max_examples=100, deadline=None)
@given(st.one_of(st.text(max_size=200), PIECES))
def test_quoted_stretches_are_apart_and_in_order(text: str) -> None:
    found = [q.span for q in find_quoted(text)]
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Ida Sorel met the press in Lowmere. “Measles is easy to stop,” she said.", "Ida Sorel"),
        ("In the Weavers’ Yard the mason, Jan Pohl, shrugged. “It will dry,” he said.", "Jan Pohl"),
        ("“So that is nine,” said the baker, Mr Pohl, who counts well.", "Pohl"),
    ],
)
@MODEL
def test_only_persons_speak(text: str, speaker: str) -> None:
    assert [q.speaker for q in find_quotes(text) if q.direct] == [speaker]
