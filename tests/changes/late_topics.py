"""Invented events that were written after the rules of their day: what is measured on them first is what to expect."""

from __future__ import annotations

from changes.topics import Fact, fact

OUTAGE = (
    fact(
        "A fault in {place} cut off {n} {noun} from the network, {speaker} said.",
        "{speaker} said that a fault in {place} cut off {n} {noun} from the network.",
        number="87,500",
        bound="more than",
        place="Lund Bay",
        noun="customers -> hospitals",
        speaker="network chief Rosa Emmerich -> regulator Piet Vos",
    ),
    fact(
        "Engineers needed {n} {unit} to find the broken cable.",
        "To find the broken cable engineers needed {n} {unit}.",
        number="17",
        bound="about",
        unit="hours -> days",
    ),
    fact(
        "{n} emergency calls went unanswered by {day}, the ministry said.",
        "By {day}, the ministry said, {n} emergency calls went unanswered.",
        number="214",
        day="Wednesday -> Saturday",
    ),
    fact(
        "The operator will refund {n} crowns {base}.",
        "A refund of {n} crowns {base} will be paid by the operator.",
        number="35",
        base="per household -> per employee",
    ),
    fact(
        "The backup system did not take over {n} lines.",
        "There were {n} lines that the backup system did not take over.",
        number="620",
    ),
)
GRAIN = (
    fact(
        "Farmers in {place} harvested {n} {unit} of wheat by {day}.",
        "By {day} farmers in {place} harvested {n} {unit} of wheat.",
        number="3.1 million",
        place="Oberdal",
        unit="tonnes -> bushels",
        day="2 August -> 12 August",
    ),
    fact(
        "{speaker} expects prices to rise by {n} per cent.",
        "Prices will rise by {n} per cent, {speaker} expects.",
        number="14",
        bound="at least",
        speaker="trader Gisela Horn -> farm minister Edgar Roth",
    ),
    fact(
        "{n} {noun} burned down in the drought, {speaker} said.",
        "In the drought, {speaker} said, {n} {noun} burned down.",
        number="61",
        bound="about",
        noun="barns -> mills",
        speaker="insurer Till Maas -> shepherd Jon Brede",
    ),
    fact(
        "Exports fell to {n} per cent of {base}.",
        "To {n} per cent of {base} exports fell.",
        number="46",
        base="last year's volume -> the average volume",
    ),
    fact(
        "The state bought {n} sacks of seed, mainly rye, and 900 of feed.",
        "Of seed the state bought {n} sacks, mainly rye, and 900 of feed.",
        number="4,400",
    ),
)
THEFT = (
    fact(
        "Thieves took {n} {noun} from the town museum of {place} on {day}, {speaker} said.",
        "On {day}, {speaker} said, thieves took {n} {noun} from the town museum of {place}.",
        number="38",
        noun="silver cups -> oil paintings",
        place="Haverlo",
        day="11 May -> 17 May",
        speaker="curator Livia Tarn -> Inspector Rolf Amsel",
    ),
    fact(
        "The collection is insured for {n} florins, {speaker} said.",
        "{speaker} said the collection is insured for {n} florins.",
        number="5.6 million",
        bound="about",
        speaker="broker Hanno Weil -> curator Livia Tarn",
    ),
    fact(
        "The alarm was silent for {n} {unit} that night, according to the report.",
        "According to the report, the alarm was silent for {n} {unit} that night.",
        number="19",
        unit="minutes -> hours",
    ),
    fact(
        "Detectives have questioned {n} {noun} since the break-in.",
        "Since the break-in detectives have questioned {n} {noun}.",
        number="73",
        bound="more than",
        noun="visitors -> guards",
    ),
    fact(
        "Of the stolen objects {n} per cent belonged to {base}.",
        "{n} per cent of the stolen objects belonged to {base}.",
        number="64",
        base="private lenders",
    ),
)
WHALES = (
    fact(
        "{n} pilot whales were {act} on the sandbank off {place}, {speaker} said.",
        "On the sandbank off {place} {n} pilot whales were {act}, {speaker} said.",
        number="57",
        bound="at least",
        act="found dead -> rescued",
        place="Cape Orm",
        speaker="biologist Wanda Peel -> ranger Joss Tilley",
    ),
    fact(
        "The largest of the animals measured {n} {unit}.",
        "{n} {unit} is what the largest of the animals measured.",
        number="6.4",
        unit="metres -> feet",
    ),
    fact(
        "Some {n} {noun} came to help by {day}.",
        "By {day} some {n} {noun} had come to help.",
        number="240",
        noun="volunteers -> soldiers",
        day="Sunday -> Wednesday",
    ),
    fact(
        "{speaker} counted {n} calves, mainly females, and 22 adults.",
        "There were {n} calves, mainly females, and 22 adults, {speaker} reported.",
        number="13",
        speaker="Wanda Peel -> Joss Tilley",
    ),
    fact(
        "Fishing is banned within {n} {unit} of the beach until June.",
        "Until June fishing is banned within {n} {unit} of the beach.",
        number="15",
        unit="kilometres -> miles",
    ),
)
RATES = (
    fact(
        "The central bank in {place} raised its key rate to {n} per cent on {day}.",
        "On {day} the central bank in {place} raised its key rate to {n} per cent.",
        number="4.75",
        place="Sorrel City",
        day="8 November -> 18 November",
    ),
    fact(
        "{speaker} expects inflation of {n} per cent next year.",
        "Inflation of {n} per cent is what {speaker} expects for next year.",
        number="6.2",
        bound="about",
        speaker="Governor Idris Kall -> economist Mona Frey",
    ),
    fact(
        "The bank has spent {n} marks {base} to support the currency.",
        "To support the currency the bank has spent {n} marks {base}.",
        number="1.3 billion",
        bound="more than",
        base="per week -> per month",
    ),
    fact(
        "{n} of the board's members voted against the step, {speaker} said.",
        "{speaker} said {n} of the board's members voted against the step.",
        number="3",
        speaker="Idris Kall -> Mona Frey",
    ),
    fact(
        "In a poll {n} per cent of {base} said they had postponed a purchase.",
        "{n} per cent of {base} said in a poll they had postponed a purchase.",
        number="58",
        bound="around",
        base="families with children -> small firms",
    ),
    fact(
        "The bank did not sell {n} tonnes of its gold, the ministry said.",
        "The ministry said the bank did not sell {n} tonnes of its gold.",
        number="27",
    ),
)
# Each round was written before its first measurement, when the rules of its day were made (docs/benchmarks.md).
SECOND: dict[str, tuple[Fact, ...]] = {"outage": OUTAGE, "grain": GRAIN}
THIRD: dict[str, tuple[Fact, ...]] = {"theft": THEFT, "whales": WHALES, "rates": RATES}
LATE_EVENTS: dict[str, tuple[Fact, ...]] = {
    "theft": (
        fact(
            "The city council dismissed the head of the museum on {day}.",
            "On {day} the city council dismissed the head of the museum.",
            day="Monday -> Thursday",
        ),
        fact(
            "“Whoever did this knew every corridor of the house,” {speaker} said.",
            "{speaker} said: “Whoever did this knew every corridor of the house.”",
            speaker="Rolf Amsel -> Livia Tarn",
        ),
    ),
    "whales": (
        fact(
            "The navy did not use sonar in the bay, {speaker} said.",
            "{speaker} said the navy did not use sonar in the bay.",
            speaker="Captain Olga Brandt -> activist Finn Dorsey",
        ),
    ),
    "rates": (
        fact(
            "“Nobody on this board enjoys what we had to do today,” {speaker} said.",
            "{speaker} said: “Nobody on this board enjoys what we had to do today.”",
            speaker="Idris Kall -> Mona Frey",
        ),
    ),
}
