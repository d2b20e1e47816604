"""Pages that tell of several stories, stories that follow from one another, pages in other languages, bad dates."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retold.group import Stream, card_story, group_pages, group_stories
from retold.group.languages import find_language
from retold.group.segments import find_parts
from retold.group.words import profile_article, words_of
from retold.records import Article, Story

FERRY = (
    "The ferry Osprey ran onto rocks off Skarn on Monday, killing at least 14 of the 212 people on board. Captain Ana "
    "Moss told investigators that the radar had failed in thick fog near the Tolmer lighthouse. Divers from Tornvik "
    "searched the flooded car deck while the coast guard of Brennock counted survivors."
)
FERRY_TOO = (
    "Fourteen passengers, perhaps more, lost their lives when the Osprey hit a reef close to the Tolmer lighthouse. Of "
    "212 travellers most reached Skarn in lifeboats. Its captain, Ana Moss, blames a broken radar and fog; divers who "
    "came over from Tornvik are still looking through the vessel."
)
STRIKE = (
    "Teachers in Velmora walked out over pay on Tuesday, closing 460 schools. Union leader Rosa Quint asked for 7.5 "
    "percent; Education Minister Pavel Drozd offered 3 percent and called the strike reckless. Parents in Ostrell "
    "brought 2,300 children to sports halls."
)
STRIKE_TOO = (
    "Pavel Drozd, the education minister, called the walkout of Velmora's teachers reckless after 460 schools stayed "
    "shut. Rosa Quint of their union wants 7.5 percent more and was offered 3. In Ostrell 2,300 children spent the "
    "day in sports halls."
)
ROUND_UP = "\n\n".join(
    (
        "Fourteen of 212 people died when the ferry Osprey ran onto rocks off Skarn; Captain Ana Moss spoke of failed "
        "radar near the Tolmer lighthouse, and divers from Tornvik searched the car deck.",
        "Teachers in Velmora closed 460 schools: union leader Rosa Quint asked for 7.5 percent, Pavel Drozd offered 3 "
        "and called the strike reckless, and Ostrell put 2,300 children into sports halls.",
        "The orchard fair of Upper Quell has crowned a pear of 41 ounces; its grower, Imke Sand, said that she had sung "
        "to it, and nobody in the tent laughed at her for long.",
    )
)
PAGES = [
    Article("ferry-1", FERRY, title="Ferry runs onto rocks off Skarn, 14 dead", published="2031-05-06"),
    Article("ferry-2", FERRY_TOO, title="Osprey hits reef near lighthouse", published="2031-05-07"),
    Article("strike-1", STRIKE, title="Teachers walk out in Velmora", published="2031-05-07"),
    Article("strike-2", STRIKE_TOO, title="460 schools shut in Velmora", published="2031-05-07"),
]
MORNING = Article("morning", ROUND_UP, title="Your morning briefing", published="2031-05-07")


def story_of(stories: list[Story] | tuple[Story, ...]) -> dict[str, str]:
    return {a: s.id for s in stories for a in s.articles}


def test_a_round_up_is_tied_by_its_parts_and_bridges_nothing() -> None:
    found = group_pages([*PAGES, MORNING])
    of = story_of(found.stories)
    assert of["ferry-1"] == of["ferry-2"] != of["strike-1"] == of["strike-2"]
    assert of["morning"] not in (of["ferry-1"], of["strike-1"])
    told = {p.story: p.part.of(ROUND_UP).split()[0] for p in found.attached}
    assert told == {of["ferry-1"]: "Fourteen", of["strike-1"]: "Teachers"}


def test_a_round_up_that_comes_into_a_stream_is_tied_in_the_same_way() -> None:
    stream = Stream()
    for page in PAGES:
        stream.add(page)
    placed = stream.add(MORNING)
    of = stream.state.story_of
    assert placed.opened
    assert {p.story for p in placed.attached} == {of["ferry-1"], of["strike-1"]}
    stream.replay()
    assert {s.articles for s in stream.stories()} == {s.articles for s in group_stories([*PAGES, MORNING])}


def test_a_report_in_paragraphs_is_of_one_piece() -> None:
    assert find_parts(FERRY.replace(". ", ".\n\n"), PAGES[0].title) == []
    assert len(find_parts(ROUND_UP, MORNING.title)) == 3


def test_a_trial_is_linked_to_the_arrest_and_not_merged_with_it() -> None:
    arrest = (
        "Police in Skarn arrested Bruno Welk, the treasurer of Tallgrove, on Friday over 3.2 million crowns that are "
        "missing from the lifeboat fund. Inspector Hedda Kolar said that he had booked a passage to Hestrand."
    )
    again = (
        "Bruno Welk of Tallgrove was led away in handcuffs in Skarn. Some 3.2 million crowns of the lifeboat fund are "
        "gone, said Inspector Hedda Kolar, and a ticket to Hestrand was found in his coat."
    )
    trial = (
        "The court in Skarn took eleven minutes on Thursday to send Bruno Welk to prison for six years. Judge Merete "
        "Lind spoke of a betrayal of those at sea. His counsel, Otto Brandt, will appeal to the bench in Velmora. The "
        "jury of nine had heard 31 witnesses in four weeks, among them the bookkeeper Ilse Dorn and the jeweller Emil "
        "Rask, who sold him a watch. Tallgrove has let its house on the quay to the painter Lotte Quill."
    )
    pages = [
        Article("arrest-1", arrest, title="Treasurer of Tallgrove arrested", published="2031-03-07"),
        Article("arrest-2", again, title="Welk led away over lifeboat fund", published="2031-03-08"),
        Article("trial", trial, title="Six years for Welk", published="2031-09-20"),
    ]
    found = group_pages(pages)
    of = story_of(found.stories)
    assert of["arrest-1"] == of["arrest-2"] != of["trial"]
    (link,) = found.links
    assert (link.earlier, link.later) == (of["arrest-1"], of["trial"])
    assert "welk" in link.why


def test_a_card_is_cut_from_the_pages() -> None:
    found = group_pages(PAGES)
    card = next(c for c in found.cards if "Osprey" in c.lede)
    assert card.label in {p.title for p in PAGES}
    assert "Ana Moss" in card.people
    assert "Tornvik" in card.places
    assert card_story(found.stories[0], [PAGES[0]]).lede.startswith("The ferry Osprey ran onto rocks")


def test_a_town_that_acts_is_no_person() -> None:
    text = "Port Callis wants the ferry back, said Ana Moss. The Osk River rose, and Port Callis closed its quay."
    (card,) = group_pages([Article("a", text)]).cards
    assert card.people == ("Ana Moss",)
    assert set(card.places) == {"Port Callis", "Osk River"}


# ---- other languages ------------------------------------------------------------------------------------------------

FRENCH = (
    "Le ferry Osprey s'est échoué lundi sur des rochers au large de Skarn. Au moins quatorze des 212 personnes à bord "
    "sont mortes, selon la commandante Ana Moss, qui a parlé d'un radar en panne près du phare de Tolmer. Des plongeurs "
    "venus de Tornvik fouillent le pont inondé."
)
SPANISH = (
    "El transbordador Osprey encalló el lunes frente a Skarn y murieron al menos catorce de las 212 personas que iban a "
    "bordo. La capitana Ana Moss dijo que el radar había fallado cerca del faro de Tolmer. Buzos de Tornvik buscan "
    "todavía en la cubierta inundada."
)
FRENCH_OTHER = (
    "Le gouvernement a annoncé mardi une hausse des impôts sur le logement. Les députés de l'opposition ont quitté la "
    "salle avant le vote, selon le ministre des Finances, Paul Aubrac. La réforme doit entrer en vigueur en janvier et "
    "touchera environ 40 % des ménages."
)
FRENCH_THIRD = (
    "Le ministre de la Santé a annoncé mardi que les hôpitaux du sud recevront des médecins. Les syndicats ont quitté la "
    "salle avant la fin, selon la déléguée Claire Mottin. La mesure doit entrer en vigueur en mars et concernera environ "
    "120 services."
)


@pytest.mark.parametrize(("text", "language"), [(FRENCH, "fr"), (SPANISH, "es"), (FERRY, "en"), ("Osprey 14", "en")])
def test_a_language_is_known_by_its_little_words(text: str, language: str) -> None:
    assert profile_article(Article("a", text)).language == language
    assert find_language({}) == "en"


def test_a_report_in_another_language_joins_by_names_numbers_and_days() -> None:
    foreign = [
        Article("french", FRENCH, title="Le ferry Osprey s'échoue au large de Skarn", published="2031-05-06"),
        Article("spanish", SPANISH, title="Encalla el transbordador Osprey frente a Skarn", published="2031-05-07"),
        Article("impots", FRENCH_OTHER, title="Les impôts augmentent", published="2031-05-06"),
        Article("sante", FRENCH_THIRD, title="Des médecins pour le sud", published="2031-05-06"),
    ]
    of = story_of(group_stories([*PAGES, *foreign]))
    assert of["french"] == of["spanish"] == of["ferry-1"]
    assert len({of["impots"], of["sante"], of["ferry-1"], of["strike-1"]}) == 4


def test_numbers_and_days_have_one_form_in_all_languages() -> None:
    words = words_of(Article("a", "El lunes murieron catorce de las 3.400 personas que iban en los barcos."))
    assert set(words["numbers"]) == {"14", "3400"}
    assert "monday" in words["body"]


# ---- bad input ------------------------------------------------------------------------------------------------------

CHROME = "Menu Home News Sport Weather Sign in Subscribe Share on Facebook Most read Cookies Terms"


@pytest.mark.parametrize(
    "spoil",
    [
        lambda a: replace(a, published=None),
        lambda a: replace(a, published="2999-01-01", fetched="2031-05-08"),
        lambda a: replace(a, published="no date"),
        lambda a: replace(a, title=""),
        lambda a: replace(a, title="   "),
        lambda a: replace(a, text=f"{CHROME}\n{a.text}\n{CHROME}"),
    ],
    ids=["no date", "future", "false", "empty title", "blank title", "chrome"],
)
def test_spoilt_pages_are_grouped_all_the_same(spoil: object) -> None:
    pages = [spoil(a) if a.id.endswith("2") else a for a in PAGES]  # type: ignore[operator]
    of = story_of(group_stories(pages))
    assert of["ferry-1"] == of["ferry-2"] != of["strike-1"] == of["strike-2"]


def test_one_false_date_in_five_costs_no_page() -> None:
    pages = [replace(PAGES[1], published="2012-11-30"), *PAGES[:1], *PAGES[2:]]
    of = story_of(group_stories(pages))
    assert of["ferry-1"] == of["ferry-2"]
