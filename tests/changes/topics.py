"""Ten invented events, told as facts whose parts can be changed one by one.

A fact is one sentence, worded in several ways that say the same. Its slots: {n} the number with its bound or hedge,
{noun}, {act}, {unit}, {place}, {day}, {speaker}, {base}. `other` holds what a typed change puts in place of a slot.
Places, people and sentences are made up.
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Fact:
    """One sentence of an article: wordings that say the same, what stands in the slots, and what could."""

    wordings: tuple[str, ...]
    slots: dict[str, str]
    number: str = ""  # the bare number of {n}
    bound: str = ""  # "at least", "more than", "about", ...
    other: dict[str, str] = field(default_factory=dict)


def fact(*wordings: str, number: str = "", bound: str = "", **slots: str) -> Fact:
    """A fact; a slot that can be changed is given as "what stands there -> what could"."""
    own = {k: v.partition(" -> ")[0] for k, v in slots.items()}
    other = {k: v.partition(" -> ")[2] for k, v in slots.items() if " -> " in v}
    return Fact(wordings, own, number, bound, other)


FLOOD = (
    fact(
        "{speaker} said {n} people were {act} when the river Osk broke its banks at {place}.",
        "When the river Osk broke its banks at {place}, {n} people were {act}, {speaker} said.",
        number="129",
        bound="at least",
        speaker="Fire chief Ilse Marrow -> Mayor Tom Haldane",
        act="killed -> injured",
        place="Marn",
    ),
    fact(
        "The water rose {n} {unit} within one night at the bridge of {place}.",
        "At the bridge of {place} the water rose {n} {unit} within one night.",
        number="4.6",
        bound="about",
        unit="metres -> feet",
        place="Tolm",
    ),
    fact(
        "{n} {noun} were flooded along the lower Osk by {day}, the district office said.",
        "By {day} {n} {noun} were flooded along the lower Osk, the district office said.",
        number="2,350",
        noun="homes -> shops",
        day="Tuesday -> Thursday",
    ),
    fact(
        "Repairs to the dikes will cost {n} crowns, according to {speaker}.",
        "According to {speaker}, repairs to the dikes will cost {n} crowns.",
        number="84 million",
        bound="more than",
        speaker="engineer Petra Voss -> treasurer Karl Ansgar",
    ),
    fact(
        "{n} per cent of {base} were still without power in the evening.",
        "In the evening {n} per cent of {base} were still without power.",
        number="37",
        bound="about",
        base="households in the valley -> schools in the province",
    ),
)
STRIKE = (
    fact(
        "{n} {noun} joined the walkout at the docks of {place} on {day}, {speaker} said.",
        "On {day}, {speaker} said, {n} {noun} joined the walkout at the docks of {place}.",
        number="6,350",
        noun="crane drivers -> truck drivers",
        place="Port Ilm",
        day="Monday -> Friday",
        speaker="union leader Bram Ellery -> port director Nadia Quist",
    ),
    fact(
        "{n} ships were waiting off the harbour on Wednesday evening.",
        "On Wednesday evening {n} ships were waiting off the harbour.",
        number="43",
        bound="at least",
    ),
    fact(
        "The port loses {n} crowns {base}, the chamber of trade said.",
        "The chamber of trade said that the port loses {n} crowns {base}.",
        number="2.4 million",
        bound="about",
        base="per day -> per week",
    ),
    fact(
        "Police arrested {n} pickets at the northern gate.",
        "At the northern gate police arrested {n} pickets.",
        number="18",
    ),
    fact(
        "The owners offered a rise of {n} per cent over {unit}.",
        "A rise of {n} per cent over {unit} was offered by the owners.",
        number="5.5",
        unit="two years",
    ),
)
COURT = (
    fact(
        "The court in {place} sentenced {n} {noun} to prison on {day}.",
        "On {day} the court in {place} sentenced {n} {noun} to prison.",
        number="26",
        noun="officers -> brokers",
        place="Callis",
        day="3 March -> 13 March",
    ),
    fact(
        "The longest term was {n} {unit}, {speaker} said.",
        "{speaker} said that the longest term was {n} {unit}.",
        number="14",
        unit="years -> months",
        speaker="prosecutor Lena Okoro -> lawyer Simon Trask",
    ),
    fact(
        "The group had stolen {n} litres of fuel from army depots since 2021.",
        "Since 2021 the group had stolen {n} litres of fuel from army depots.",
        number="310,000",
        bound="more than",
    ),
    fact(
        "Judge Ada Moss heard {n} witnesses during the trial.",
        "During the trial Judge Ada Moss heard {n} witnesses.",
        number="112",
        bound="about",
    ),
    fact(
        "{n} of the accused were acquitted, the court said.",
        "The court said that {n} of the accused were acquitted.",
        number="9",
    ),
)
FEVER = (
    fact(
        "{speaker} reported {n} new infections with river fever in {place}.",
        "In {place}, {speaker} reported, there were {n} new infections with river fever.",
        number="412",
        bound="about",
        speaker="health minister Ruth Calder -> hospital director Omar Brandt",
        place="Sarrow",
    ),
    fact(
        "{n} patients have {act} since the outbreak began.",
        "Since the outbreak began {n} patients have {act}.",
        number="31",
        bound="at least",
        act="died -> recovered",
    ),
    fact(
        "Doctors gave {n} doses of the vaccine by {day}.",
        "By {day} doctors gave {n} doses of the vaccine.",
        number="58,000",
        day="Saturday -> Sunday",
    ),
    fact(
        "The rate stands at {n} cases {base}, the institute said.",
        "The institute said that the rate stands at {n} cases {base}.",
        number="74",
        base="per 100,000 residents -> per 100,000 children",
    ),
    fact(
        "The ministry did not close {n} {noun} in the delta.",
        "In the delta the ministry did not close {n} {noun}.",
        number="64",
        noun="markets",
    ),
)
VOTE = (
    fact(
        "The Harbour Party won {n} seats in the assembly of {place}.",
        "In the assembly of {place} the Harbour Party won {n} seats.",
        number="83",
        place="Velmark",
    ),
    fact(
        "Turnout was {n} per cent of {base}, {speaker} said.",
        "{speaker} said that turnout was {n} per cent of {base}.",
        number="61.4",
        base="registered voters -> all adults",
        speaker="election officer Jana Pohl -> party chairman Viktor Lund",
    ),
    fact(
        "{n} polling stations opened late on {day}.",
        "On {day} {n} polling stations opened late.",
        number="240",
        bound="about",
        day="Sunday -> Saturday",
    ),
    fact(
        "Observers counted {n} complaints, the commission said.",
        "The commission said that observers counted {n} complaints.",
        number="1,180",
        bound="more than",
    ),
    fact(
        "The losing side asked for a recount in {n} districts.",
        "In {n} districts the losing side asked for a recount.",
        number="17",
    ),
)
LAYOFFS = (
    fact(
        "Norrland Steel will cut {n} jobs at its mill in {place}, {speaker} said.",
        "{speaker} said that Norrland Steel will cut {n} jobs at its mill in {place}.",
        number="1,900",
        bound="about",
        place="Brack",
        speaker="chief executive Dora Hamsun -> works council head Nils Aker",
    ),
    fact(
        "The company lost {n} crowns in the last quarter.",
        "In the last quarter the company lost {n} crowns.",
        number="312 million",
    ),
    fact(
        "The mill makes {n} {unit} of steel a year.",
        "A year the mill makes {n} {unit} of steel.",
        number="420,000",
        bound="more than",
        unit="tonnes -> pounds",
    ),
    fact(
        "{n} {noun} met the board in the canteen on {day}.",
        "On {day} {n} {noun} met the board in the canteen.",
        number="75",
        noun="welders -> apprentices",
        day="Wednesday -> Monday",
    ),
    fact(
        "Sales fell by {n} per cent against the year before.",
        "Against the year before sales fell by {n} per cent.",
        number="12.5",
    ),
)
CRASH = (
    fact(
        "{n} {noun} were on board when the train left the rails near {place}.",
        "When the train left the rails near {place}, {n} {noun} were on board.",
        number="214",
        noun="passengers -> soldiers",
        place="Hesk",
    ),
    fact(
        "{n} people were {act} in the crash, {speaker} said.",
        "{speaker} said that {n} people were {act} in the crash.",
        number="37",
        bound="at least",
        act="injured -> killed",
        speaker="police spokeswoman Greta Lind -> rail manager Paul Sorrel",
    ),
    fact(
        "The train ran at {n} {unit} in the curve.",
        "In the curve the train ran at {n} {unit}.",
        number="138",
        unit="kilometres per hour -> miles per hour",
    ),
    fact(
        "Rescuers brought {n} passengers to Hesk, mostly children, and 30 to Aldmoor.",
        "To Hesk rescuers brought {n} passengers, mostly children, and 30 to Aldmoor.",
        number="52",
    ),
    fact(
        "The line will stay shut for {n} days, the operator said on {day}.",
        "On {day} the operator said that the line will stay shut for {n} days.",
        number="11",
        bound="about",
        day="Friday -> Tuesday",
    ),
)
POWER = (
    fact(
        "The wind farm off {place} will power {n} homes, {speaker} said.",
        "{speaker} said that the wind farm off {place} will power {n} homes.",
        number="140,000",
        bound="more than",
        place="Skarn",
        speaker="project manager Ivo Ness -> fishing spokesman Aron Tveit",
    ),
    fact(
        "{n} turbines stand in the water since {day}.",
        "Since {day} {n} turbines stand in the water.",
        number="64",
        day="8 May -> 18 May",
    ),
    fact(
        "Each blade is {n} {unit} long.",
        "The length of each blade is {n} {unit}.",
        number="107",
        unit="metres -> yards",
    ),
    fact(
        "The state did not pay {n} crowns of the cost.",
        "Of the cost the state did not pay {n} crowns.",
        number="90 million",
    ),
    fact(
        "The farm covers {n} per cent of {base}.",
        "Of {base} the farm covers {n} per cent.",
        number="8",
        bound="about",
        base="national demand -> regional demand",
    ),
)
SCHOOL = (
    fact(
        "{n} {noun} sat the new test in {place} on {day}.",
        "On {day} {n} {noun} sat the new test in {place}.",
        number="18,700",
        noun="pupils -> teachers",
        place="Ostrava Bay",
        day="12 June -> 21 June",
    ),
    fact(
        "{n} per cent of {base} failed, {speaker} said.",
        "{speaker} said that {n} per cent of {base} failed.",
        number="23",
        bound="about",
        base="the girls -> the boys",
        speaker="inspector Maud Ferrer -> head teacher Joris Valk",
    ),
    fact(
        "The ministry had not printed {n} papers in time.",
        "In time the ministry had not printed {n} papers.",
        number="3,200",
    ),
    fact(
        "Parents filed {n} complaints within a week.",
        "Within a week parents filed {n} complaints.",
        number="460",
        bound="at least",
    ),
    fact(
        "Each test takes {n} {unit}.",
        "It takes {n} {unit} to do each test.",
        number="95",
        unit="minutes -> hours",
    ),
)
QUAKE = (
    fact(
        "{n} people were {act} in the quake at {place}, {speaker} said.",
        "{speaker} said that {n} people were {act} in the quake at {place}.",
        number="85",
        bound="more than",
        act="killed -> rescued",
        place="Dun Varra",
        speaker="governor Hal Benedek -> aid worker Selma Roy",
    ),
    fact(
        "{n} {noun} collapsed in the old town.",
        "In the old town {n} {noun} collapsed.",
        number="640",
        bound="about",
        noun="houses -> mosques",
    ),
    fact(
        "The army flew in {n} {unit} of flour by {day}.",
        "By {day} the army flew in {n} {unit} of flour.",
        number="45",
        unit="tonnes -> kilograms",
        day="Thursday -> Sunday",
    ),
    fact(
        "Rebuilding will cost {n} dinars, the bank estimated.",
        "The bank estimated that rebuilding will cost {n} dinars.",
        number="1.3 billion",
    ),
    fact(
        "Helpers took {n} survivors to the stadium, mainly women, and 40 to a school.",
        "To the stadium helpers took {n} survivors, mainly women, and 40 to a school.",
        number="160",
    ),
)
TOPICS: dict[str, tuple[Fact, ...]] = {
    "flood": FLOOD,
    "strike": STRIKE,
    "court": COURT,
    "fever": FEVER,
    "vote": VOTE,
    "layoffs": LAYOFFS,
    "crash": CRASH,
    "power": POWER,
    "school": SCHOOL,
    "quake": QUAKE,
}
# Sentences without a figure: an event with its day, a quote with its speaker.
EVENTS: dict[str, tuple[Fact, ...]] = {
    "flood": (
        fact(
            "The governor declared a state of emergency in Marn on {day}.",
            "On {day} the governor declared a state of emergency in Marn.",
            day="Tuesday -> Friday",
        ),
        fact(
            "“We will rebuild every house on higher ground this summer,” {speaker} said.",
            "{speaker} said: “We will rebuild every house on higher ground this summer.”",
            speaker="Mayor Tom Haldane -> Bishop Otto Grau",
        ),
    ),
    "strike": (
        fact(
            "The union suspended the talks in the harbour office on {day}.",
            "On {day} the union suspended the talks in the harbour office.",
            day="Thursday -> Sunday",
        ),
    ),
    "court": (
        fact(
            "“The verdict is a victory for every honest soldier,” {speaker} said.",
            "{speaker} said: “The verdict is a victory for every honest soldier.”",
            speaker="Lena Okoro -> Simon Trask",
        ),
    ),
    "vote": (
        fact(
            "The president did not sign the new election law, {speaker} said.",
            "{speaker} said that the president did not sign the new election law.",
            speaker="spokeswoman Irma Falk -> deputy Ulf Roos",
        ),
    ),
    "crash": (
        fact(
            "The driver was suspended by the railway on {day}.",
            "On {day} the driver was suspended by the railway.",
            day="Saturday -> Tuesday",
        ),
    ),
    "quake": (
        fact(
            "“Nobody in the valley had ever felt anything like it,” {speaker} said.",
            "{speaker} said: “Nobody in the valley had ever felt anything like it.”",
            speaker="Hal Benedek -> Selma Roy",
        ),
    ),
}
FILLERS = (
    "Officials were not available for further comment in the evening.",
    "The weather is expected to improve in the days to come.",
    "Residents had complained about the state of the roads for years.",
    "A minister is due to visit the town before the end of the week.",
    "Local radio broadcast nothing but music after midnight.",
)
