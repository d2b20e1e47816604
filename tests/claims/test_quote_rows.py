"""Quotes across topics: a text, words that somebody is said to have said, who, and whether in marks."""

from __future__ import annotations

import pytest

from retold.claims.language import load_model
from retold.claims.quotes import find_quotes

MODEL = pytest.mark.skipif(load_model() is None, reason="no language model is installed")
ROWS = [
    # disaster
    ("“The water rose in minutes,” said Ana Moss, a nurse.", "water rose in minutes", "Ana Moss", True),
    ("“The water rose in minutes,” Ms Moss told the Tarma Post.", "water rose in minutes", "Moss", True),
    ("Ana Moss said the water rose in minutes.", "the water rose in minutes", "Ana Moss", False),
    ("Rescuers said that 12 people were still missing.", "12 people were still missing", "Rescuers", False),
    ("Twelve people are missing, the fire brigade said.", "Twelve people are missing", "the fire brigade", False),
    ("The fire brigade’s chief, Jan Pohl, said: “We have no more ladders.”", "no more ladders", "Jan Pohl", True),
    ("“We have no more ladders,” Jan Pohl, the fire chief, said.", "no more ladders", "Jan Pohl", True),
    ("“We have no more ladders”, Jan Pohl said on Tuesday.", "no more ladders", "Jan Pohl", True),
    ('"We have no more ladders", said Jan Pohl.', "no more ladders", "Jan Pohl", True),
    ("“Get out!” shouted a guard.", "Get out", "a guard", True),
    ("“Where is my son?” asked Omar Rey.", "Where is my son", "Omar Rey", True),
    ("According to the coastguard, the hull was found at dawn.", "the hull was found at dawn", "the coastguard", False),
    ("The hull was found at dawn, according to Captain Ivo Lind.", "The hull was found at dawn", "Ivo Lind", False),
    ("The dam could fail within hours, engineers warned.", "The dam could fail within hours", "engineers", False),
    ("Engineers warned that the dam could fail.", "the dam could fail", "Engineers", False),
    ("The army denied that its planes had hit the school.", "its planes had hit the school", "The army", False),
    ("The agency reported that the quake struck at noon.", "the quake struck at noon", "The agency", False),
    ("“It began at night,” said Ana Moss. “Then the roof fell.”", "Then the roof fell", "Moss", True),
    ("“It began at night,” said Ana Moss, “and then the roof fell.”", "and then the roof fell", "Ana Moss", True),
    ("Witnesses said they heard two blasts.", "they heard two blasts", "Witnesses", False),
    ("One witness told police that the bus did not stop.", "the bus did not stop", "witness", False),
    # markets
    ("“Rates must fall,” said Lena Ott, chief economist at Novak Bank.", "Rates must fall", "Lena Ott", True),
    ("Lena Ott of Novak Bank said rates must fall.", "rates must fall", "Lena Ott", False),
    ("Analysts expect that prices will rise.", "prices will rise", "Analysts", False),
    ("Novak Lines said it would close two plants.", "it would close two plants", "Novak Lines", False),
    ("Novak Lines announced that it would close two plants.", "it would close two plants", "Novak Lines", False),
    ("The central bank stated that inflation had peaked.", "inflation had peaked", "The central bank", False),
    ("“Inflation has peaked,” the bank wrote in a report.", "Inflation has peaked", "the bank", True),
    ("In a statement, the company said: “We regret the delay.”", "We regret the delay", "the company", True),
    ("The company added that no jobs would be lost.", "no jobs would be lost", "The company", False),
    ("“Nobody expected this,” a trader in Lorn said.", "Nobody expected this", "a trader", True),
    ("Shares will recover, predicted Lena Ott.", "Shares will recover", "Lena Ott", False),
    ("The regulator claims that the fund hid its losses.", "the fund hid its losses", "The regulator", False),
    ("Omar Rey, who runs the fund, says nothing was hidden.", "nothing was hidden", "Omar Rey", False),
    ("“Nothing was hidden,” insisted Rey, 45.", "Nothing was hidden", "Rey", True),
    ("The report found that the bank had lent too much.", "the bank had lent too much", "The report", False),
    ("A survey showed that most firms had raised prices.", "most firms had raised prices", "A survey", False),
    ("“Oil at 90 dollars hurts everyone,” Ott wrote.", "Oil at 90 dollars hurts everyone", "Ott", True),
    ("‘Oil at 90 dollars hurts everyone,’ Ott wrote.", "Oil at 90 dollars hurts everyone", "Ott", True),
    ("Ott told clients that oil would stay dear.", "oil would stay dear", "Ott", False),
    # courts
    ("“I did not do it,” Omar Rey told the court.", "I did not do it", "Omar Rey", True),
    ("Omar Rey told the court that he had slept.", "he had slept", "Omar Rey", False),
    ("Judge Ivo Lind said the evidence was thin.", "the evidence was thin", "Ivo Lind", False),
    ("“The evidence is thin,” Judge Ivo Lind ruled.", "evidence is thin", "Ivo Lind", True),
    ("Prosecutors allege that Rey hid the money.", "Rey hid the money", "Prosecutors", False),
    ("Rey’s lawyer, Hana Sul, said her client would appeal.", "her client would appeal", "Hana Sul", False),
    ("“My client will appeal,” said his lawyer, Hana Sul.", "client will appeal", "Hana Sul", True),
    ("Police said that they had arrested two men.", "they had arrested two men", "Police", False),
    ("The witness testified that the door was open.", "the door was open", "The witness", False),
    ("“The door was open,” she testified.", "The door was open", None, True),
    ("Hana Sul spoke next. “The door was open,” she said.", "The door was open", "Hana Sul", True),
    ("The court said that the letter was forged.", "the letter was forged", "The court", False),
    ("Rey admitted that he had lied.", "he had lied", "Rey", False),
    ("Rey acknowledged he had lied.", "he had lied", "Rey", False),
    ("“We find the accused guilty on all counts.”", "We find the accused guilty", None, True),
    ("Asked about the letter, Rey replied: “No comment.”", "No comment", "Rey", True),
    ("Hana Sul: “The letter is forged.”", "The letter is forged", "Hana Sul", True),
    ("The prosecutor argued that Rey knew the victim.", "Rey knew the victim", "The prosecutor", False),
    ("The victim’s mother, Ida Sorel, said she was relieved.", "she was relieved", "Ida Sorel", False),
    ("“He was my only child,” said the victim’s mother, Ida Sorel.", "my only child", "Ida Sorel", True),
    # sport
    ("“They never gave up,” said coach Jo Park.", "never gave up", "Jo Park", True),
    ("Coach Jo Park said his team never gave up.", "his team never gave up", "Jo Park", False),
    ("“It was a penalty,” the striker insisted after the match.", "It was a penalty", "the striker", True),
    ("Jo Park believes that the referee was wrong.", "the referee was wrong", "Jo Park", False),
    ("The club confirmed that Park would leave in June.", "Park would leave in June", "The club", False),
    ("Park will leave in June, the club confirmed.", "Park will leave in June", "the club", False),
    ("“Two goals in one night is a dream,” Mira Lund said with a smile.", "is a dream", "Mira Lund", True),
    ("“A dream,” said Mira Lund.", "A dream", "Mira Lund", True),
    ("“Never,” Lund said. “Not for any money.”", "Not for any money", "Lund", True),
    ("Lund said she would play on.", "she would play on", "Lund", False),
    ("The federation says the pitch was fit.", "the pitch was fit", "The federation", False),
    ("Park joked that he needed a holiday.", "he needed a holiday", "Park", False),
    ("“I need a holiday,” joked Park.", "I need a holiday", "Park", True),
    ("“Was it fair?” Park asked. “I doubt it.”", "I doubt it", "Park", True),
    ("Lund recalled that the crowd sang all night.", "the crowd sang all night", "Lund", False),
    ("“The crowd sang all night,” Lund recalled.", "The crowd sang all night", "Lund", True),
    # elections
    ("“Every vote counts,” said Ines Faro of the electoral board.", "Every vote counts", "Ines Faro", True),
    ("The electoral board said turnout was 62%.", "turnout was 62%", "The electoral board", False),
    ("Turnout was 62%, the electoral board said on Sunday.", "Turnout was 62%", "the electoral board", False),
    ("Zora Veld promised that rents would fall.", "rents would fall", "Zora Veld", False),
    ("“Rents will fall,” Zora Veld promised.", "Rents will fall", "Zora Veld", True),
    ("Veld’s opponent said the count was rigged.", "the count was rigged", "opponent", False),
    ("The opposition claimed that votes had been bought.", "votes had been bought", "The opposition", False),
    ("Polls suggest that the Greens will win.", "the Greens will win", "Polls", False),
    ("“We lost,” conceded Omar Rey.", "We lost", "Omar Rey", True),
    ("Rey conceded that his party had lost.", "his party had lost", "Rey", False),
    ("President Ivo Lind said he would sign the law.", "he would sign the law", "Ivo Lind", False),
    ("The president’s spokeswoman, Hana Sul, declined. “Not today,” she said.", "Not today", "Hana Sul", True),
    ("“Not today,” a spokeswoman for the president said.", "Not today", "a spokeswoman", True),
    ("A government official said the talks had failed.", "the talks had failed", "A government official", False),
    ("The talks had failed, a source close to the party said.", "The talks had failed", "a source", False),
    ("“My plan is simple: we build,” Veld said.", "My plan is simple", "Veld", True),
    ("Veld wrote on her page: “We build.”", "We build", "Veld", True),
    ("Voters told this paper that they were tired.", "they were tired", "Voters", False),
    ("“I am tired,” one voter, Ravi Das, said.", "I am tired", "Ravi Das", True),
    ("Das added: “But I will vote.”", "But I will vote", "Das", True),
    # health
    ("“Measles is easy to stop,” said Ida Sorel, a doctor.", "Measles is easy to stop", "Ida Sorel", True),
    ("The ministry said that 312 cases were confirmed.", "312 cases were confirmed", "The ministry", False),
    ("Doctors fear that the clinic will close.", "the clinic will close", "Doctors", False),
    ("The health agency advises that water be boiled.", "water be boiled", "The health agency", False),
    ("“Boil your water,” the agency urged.", "Boil your water", "the agency", True),
    ("“Boil your water,” it said.", "Boil your water", None, True),
    ("Dr Hana Sul said: “We have enough beds.”", "enough beds", "Hana Sul", True),
    ("“We have enough beds,” Dr. Hana Sul said.", "enough beds", "Hana Sul", True),
    ("“We have enough beds.” – Hana Sul", "enough beds", "Hana Sul", True),
    ("Nurses say they are worn out.", "they are worn out", "Nurses", False),
    ("The study concluded that the drug works.", "the drug works", "The study", False),
    ("Sul noted that the drug was cheap.", "the drug was cheap", "Sul", False),
    ("“The drug is cheap,” she noted. “It works.”", "It works", None, True),
    ("The hospital’s director, Ida Sorel, thanked all. The director said beds were free.", "beds were free", "Ida Sorel", False),
    ("Ida Sorel, the hospital’s director, thanked all. “Beds are free,” the director said.", "Beds are free", "Ida Sorel", True),
    ("Novak Care, a hospital group, lost money. The group said that it would sell 12 clinics.", "it would sell 12 clinics", "Novak Care", False),
    ("The Health Ministry met on Monday. “We act now,” the ministry said.", "We act now", "Health Ministry", True),
]  # fmt: skip


@MODEL
@pytest.mark.parametrize(("text", "words", "speaker", "direct"), ROWS)
def test_words_are_found_with_whoever_said_them(text: str, words: str, speaker: str | None, direct: bool) -> None:
    found = [q for q in find_quotes(text) if q.direct == direct and any(words in p.of(text) for p in q.parts)]
    assert found
    names = [q.speaker for q in found]
    assert None in names if speaker is None else any(speaker in (n or "") for n in names)


SPANISH = [
    ("«La situación es grave», dijo Ana Ruiz, la alcaldesa de la ciudad.", "La situación es grave", "Ana Ruiz"),
    ("“El puente está cerrado y no se sabe hasta cuándo”, aseguró el ministro.", "El puente está cerrado", "el ministro"),
    ("Ana Ruiz afirmó que los barcos han vuelto y que no hay más heridos.", "los barcos han vuelto", "Ana Ruiz"),
    ("Según la policía, tres personas murieron en la carretera de la costa.", "tres personas murieron", "la policía"),
    ("Tres personas murieron en la carretera de la costa, según la policía.", "Tres personas murieron", "la policía"),
    ("—No hay noticias de los barcos —dijo Ana Ruiz—. Los esperamos en la plaza.", "No hay noticias", "Ana Ruiz"),
    ("El ministerio también informó que los hospitales de la zona no están llenos.", "los hospitales", "ministerio"),
    ("Los vecinos de la costa han denunciado que la ayuda no llega.", "la ayuda no llega", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words", "speaker"), SPANISH)
def test_spanish_is_read_by_its_own_words_of_saying(text: str, words: str, speaker: str | None) -> None:
    found = [q for q in find_quotes(text) if any(words in p.of(text) for p in q.parts)]
    if speaker is None:  # a form that the table does not know is left alone
        assert found == []
    else:
        assert any(speaker in (q.speaker or "") for q in found)


# who is meant by a pronoun, and who is not
PRONOUN_ROWS = [
    ("The Middle East is tense. “It cannot last,” it said.", None),
    ("Beside a sign with “God Save Port Ella” stood two boats. “I like it,” he said.", None),
    ("The rally was held in Port Ella. “We are many,” she said.", None),
    ("Super Bowl Sunday was cold. “I froze,” he said.", None),
    ("Mayor Ana Moss was there. “I froze,” she said.", "Ana Moss"),
    ("Novak Lines lost money in 2025. The Novak Lines board said so. “We are sorry,” it said.", "Novak Lines"),
    ("The results were poor. “We are sorry,” they said.", None),
    ("Two officials met in Lorn. “We are sorry,” they said.", "officials"),
]


@MODEL
@pytest.mark.parametrize(("text", "speaker"), PRONOUN_ROWS)
def test_pronoun_needs_somebody_who_can_speak(text: str, speaker: str | None) -> None:
    names = [q.speaker for q in find_quotes(text) if q.cue is not None]
    assert names
    assert all(n is None if speaker is None else speaker in (n or "") for n in names)


BAD_INPUT = [
    "“" * 400,
    '"' * 401,
    "“a” " * 500,
    "said " * 2_000,
    "“The bridge is safe,”\u202e said \u202cAna Moss.",
    "\x00\x01“The bridge\x02 is safe,” said Ana\x07 Moss.",
    "“Мост безопасен”, said Ana Moss. “桥是安全的,” she said. «الجسر آمن» قال عمر",
    "Ana Moss said that " + "the bridge is safe and " * 400,
    "a b " * 20_000,
    "«»„“”‟〝〞「」『』``''",
]


@pytest.mark.parametrize("text", BAD_INPUT)
def test_bad_input_is_read_without_a_crash(text: str) -> None:
    for quote in find_quotes(text):
        assert all(0 <= p.start < p.end <= len(text) for p in quote.parts)
