"""Every page of the example: which words, on which site, from which address, on which day.

A row is a page: name -> (the page, its address). The words come from the bodies, the dress from the outlets.
"""

# ruff: noqa: E501  (tables: a row is a line)
from __future__ import annotations

import outlets as o
from outlets import Telling
from words import LEDE, SPELLING, WOUNDS, body, changed, pick, wire, without_rule

COASTWIRE = "https://coastwire.example/article/"
NORTHGATE = "https://northgatepost.example/world/"
EASTMARCH = "https://eastmarchherald.example/coast/"
COURIER = "https://calliscourier.example/2025/03/"
NEWSPULSE = "https://newspulse.example/read/"
INFOSTREAM = "https://infostream24.example/post/"
QUILLON = "https://quillonmedia.example/stories/"
TOLMER = "https://tolmergazette.example/?p="
WORLDBRIEF = "https://worldbrief.example/item/"
SEE_ALSO = ("Five soups that keep you slim", "Actor sells lakeside villa for 9 million")
COURIER_TITLE = "‘Lights the wrong way up’: how Port Callis put to sea"
ISLANDER_TITLE = "Northquay waits for thirteen"
NOTICE = (
    "Correction, 6 March: An earlier version of this article said that six of the ship’s eight lifeboats were launched. "
    "The correct number is four. We apologise for the error."
)
WIRE_BY = "Dorit Havel and Emric Laske"

Rows = dict[str, tuple[str, str]]


def first_version() -> Rows:
    """The wire story with nine dead, and what was made of it."""
    return {
        "01_coastwire": (
            o.coastwire(
                Telling(
                    LEDE[1],
                    wire(1),
                    COASTWIRE + "ferry-1",
                    "2025-03-04T21:52:00+01:00",
                    "9:52 PM, March 4, 2025",
                    WIRE_BY,
                )
            ),
            COASTWIRE + "ferry-1",
        ),
        "04_northgate": (
            o.northgate(
                Telling(
                    "Nine killed as ferry overturns in Tolland Sound",
                    wire(1),
                    NORTHGATE + "ferry-nine",
                    "2025-03-04T22:31:00+01:00",
                    "Tuesday 4 March 2025 22.31",
                    "Agencies",
                )
            ),
            NORTHGATE + "ferry-nine",
        ),
        "05_newspulse": (
            o.flat_newspulse(Telling(LEDE[1], wire(1), "", shown="2025-10-19 06:11:02")),
            NEWSPULSE + "88213",
        ),
        "06_eastmarch": (
            o.eastmarch(
                Telling(
                    "Ferry overturns off Port Callis, at least nine dead",
                    wire(1)[:5],
                    EASTMARCH + "ferry-overturns",
                    "2025-03-04T23:05:00+01:00",
                    "4 March 2025, 23:05",
                    "Coastwire",
                ),
                "Subscribe to read the rest of this story",
            ),
            EASTMARCH + "ferry-overturns",
        ),
        "37_newspulse": (
            o.infostream(
                Telling(LEDE[1], wire(1), "", "2025-09-30T12:00:00Z", "2025-09-30 12:00:00"),
                see_also=(SEE_ALSO[1], SEE_ALSO[0]),
            )
            .replace("InfoStream24", "NewsPulse")
            .replace("infostream24", "newspulse"),
            NEWSPULSE + "88340",
        ),
    }


def second_version() -> Rows:
    """The wire story with fourteen dead: reprints, mirrors, wounds and cuts."""
    return {
        "02_coastwire": (
            o.coastwire(
                Telling(
                    LEDE[2],
                    wire(2),
                    COASTWIRE + "ferry-2",
                    "2025-03-05T07:34:00+01:00",
                    "7:34 AM, March 5, 2025",
                    WIRE_BY,
                )
            ),
            COASTWIRE + "ferry-2",
        ),
        "07_northgate": (
            o.northgate(
                Telling(
                    "Ferry toll reaches 14 after night of searching",
                    changed(without_rule(wire(2)), SPELLING),
                    NORTHGATE + "ferry-fourteen",
                    "2025-03-05T08:15:00+01:00",
                    "Wednesday 5 March 2025 08.15",
                    "Coastwire in Port Callis",
                )
            ),
            NORTHGATE + "ferry-fourteen",
        ),
        "08_infostream": (
            o.infostream(
                Telling(LEDE[2], wire(2), "", "2025-11-02T03:00:00Z", "2025-11-02 03:00:00"), see_also=SEE_ALSO
            ),
            INFOSTREAM + "70412",
        ),
        "09_sound": (o.flat_plain(Telling("", changed(wire(2), WOUNDS), "")), "https://dailysound.example/a/19"),
        "10_eastmarch": (
            o.flat_eastmarch(
                Telling(
                    "At least 14 dead in ferry disaster",
                    wire(2)[:6],
                    "",
                    shown="5 March 2025, 08:40",
                    author="Coastwire",
                ),
                "Subscribe to read the rest of this story",
            ),
            EASTMARCH + "ferry-disaster",
        ),
        "21_tolmer": (
            o.flat_tolmer(
                Telling(LEDE[2], [*wire(2)[:3], f"See also: {SEE_ALSO[0]}", *wire(2)[3:]], ""),
                ["Sheepdog trials postponed", "Bridge at Ambleside Weir to be painted green"],
            ),
            TOLMER + "5133",
        ),
    }


def second_retold() -> Rows:
    """The second version in excerpts, other words, and between local paragraphs."""
    return {
        "11_worldbrief": (
            o.worldbrief(
                Telling("Search goes on after ferry overturns", pick("brief"), "", "2025-03-05", "Wednesday 5 March")
            ),
            WORLDBRIEF + "ferry",
        ),
        "13_quillon": (
            o.quillon(
                Telling("Tragedy at Sea: Search Continues After Ferry Capsizes Near Port Callis", body("rewrite_a"), "")
            ),
            QUILLON + "tragedy-at-sea",
        ),
        "14_quillon": (
            o.flat_quillon(Telling("Sarrovia Ferry Capsizes, Leaving 14 Dead", body("rewrite_b"), "")),
            QUILLON + "ferry-capsizes",
        ),
        "20_eastmarch": (
            o.eastmarch(
                Telling(
                    "Eastmarch crews join the search",
                    pick("staffwire"),
                    EASTMARCH + "our-crews",
                    "2025-03-05T09:10:00+01:00",
                    "5 March 2025, 09:10",
                    "Hilde Marrow",
                    "With reporting by Coastwire",
                )
            ),
            EASTMARCH + "our-crews",
        ),
    }


def third_version() -> Rows:
    """The wire story with sixteen dead, and its mirrors."""
    return {
        "03_coastwire": (
            o.coastwire(
                Telling(
                    LEDE[3],
                    wire(3),
                    COASTWIRE + "ferry-3",
                    "2025-03-05T17:20:00+01:00",
                    "5:20 PM, March 5, 2025",
                    WIRE_BY,
                )
            ),
            COASTWIRE + "ferry-3",
        ),
        "16_infostream": (
            o.infostream(Telling(LEDE[3], wire(3), "", "2025-11-05T11:00:00Z", "2025-11-05 11:00:00"), deep=300),
            INFOSTREAM + "70655",
        ),
        "17_infostream": (
            o.infostream(
                Telling(
                    "Toll in ferry disaster rises to 16", wire(3), "", "2025-11-06T09:00:00Z", "2025-11-06 09:00:00"
                ),
                title_tag="<b>Toll in ferry disaster</b> rises to 16 <script>alert(16)</script><img src=x onerror=alert(1)>",
            ),
            INFOSTREAM + "70699",
        ),
        "18_newspulse": (
            o.flat_newspulse(Telling(LEDE[3], wire(3), "", shown="2026-01-11 18:40:55")),
            NEWSPULSE + "90377",
        ),
    }


def third_retold() -> Rows:
    """The third version reprinted, excerpted and in other words."""
    return {
        "12_tolmer": (
            o.flat_tolmer(Telling("Sister ships told to stay in port", wire(3)[8:13], ""), []),
            TOLMER + "5120",
        ),
        "15_quillon": (
            o.quillon(Telling("Divers Reach Car Deck as Sarrovia Mourns Ferry Victims", body("rewrite_c"), "")),
            QUILLON + "divers-reach-car-deck",
        ),
        "19_northgate": (
            o.northgate(
                Telling(
                    "Divers find two more bodies in Sarrovian ferry",
                    changed(without_rule(wire(3)), SPELLING),
                    NORTHGATE + "ferry-sixteen",
                    "2025-03-05T18:02:00+01:00",
                    "Wednesday 5 March 2025 18.02",
                    "Coastwire in Port Callis",
                )
            ),
            NORTHGATE + "ferry-sixteen",
        ),
        "22_harbour": (
            o.harbour(
                Telling(
                    "Sister ships of capsized ferry held for inspection",
                    without_rule(wire(3)),
                    "",
                    "2025-03-05T19:30:00+01:00",
                    "5 March 2025",
                    "Coastwire",
                    "This story was supplied by the news agency Coastwire",
                )
            ),
            "https://harbourledger.example/news/sister-ships",
        ),
        "23_tribune": (
            o.flat_tribune(
                Telling(
                    "Ferry toll at 16; thirteen still lost",
                    without_rule(wire(3)),
                    "",
                    shown="Thursday 6 March 2025",
                    author="Coastwire",
                )
            ),
            "https://sarroviantribune.example/national/ferry-toll",
        ),
    }


def local_report() -> Rows:
    """The Courier's report: as printed, corrected, translated and back, reprinted, excerpted."""
    fixed = changed(
        body("courier"), {"Six of the ship’s eight lifeboats were": "Four of the ship’s eight lifeboats were"}
    )
    return {
        "24_courier": (
            o.courier(
                Telling(
                    COURIER_TITLE,
                    body("courier"),
                    COURIER + "lights",
                    "2025-03-05T09:20:00+01:00",
                    "5 March 2025",
                    "Nell Tarrant",
                )
            ),
            COURIER + "lights",
        ),
        "25_courier": (
            o.courier(
                Telling(
                    COURIER_TITLE,
                    fixed,
                    COURIER + "lights-corrected",
                    "2025-03-06T10:00:00+01:00",
                    "6 March 2025",
                    "Nell Tarrant",
                ),
                NOTICE,
            ),
            COURIER + "lights-corrected",
        ),
        "26_tolmer": (
            o.flat_tolmer(
                Telling("How a port went out to sea in the night", body("courier_back"), ""),
                ["Potato harvest better than feared", "The new tram has arrived"],
            ),
            TOLMER + "5127",
        ),
        "27_eastmarch": (
            o.eastmarch(
                Telling(
                    "How Port Callis put to sea",
                    body("courier"),
                    EASTMARCH + "put-to-sea",
                    "2025-03-05T14:00:00+01:00",
                    "5 March 2025, 14:00",
                    "Nell Tarrant",
                    "This article first appeared in The Callis Courier",
                )
            ),
            EASTMARCH + "put-to-sea",
        ),
        "28_worldbrief": (
            o.worldbrief(
                Telling(
                    "A lorry, a gust and a late sailing",
                    [body("courier")[i] for i in (4, 5, 6)],
                    "",
                    "2025-03-05",
                    "Wednesday 5 March",
                )
            ),
            WORLDBRIEF + "late-sailing",
        ),
    }


def island_report() -> Rows:
    """The Islander's report, a mirror and an excerpt."""
    return {
        "29_islander": (
            o.islander(
                Telling(ISLANDER_TITLE, body("islander"), "", author="Sunniva Kray", shown="Wednesday 5 March 2025")
            ),
            "http://islander.example/2025/wait13.htm",
        ),
        "30_newspulse": (
            o.flat_newspulse(Telling(ISLANDER_TITLE, body("islander"), "", shown="2025-12-24 02:15:33")),
            NEWSPULSE + "90811",
        ),
        "31_northgate": (
            o.northgate(
                Telling(
                    "Skipper who turned back lands 27",
                    ["The Fennay Islander reports from Northquay on the morning after.", *body("islander")[1:5]],
                    NORTHGATE + "skipper",
                    "2025-03-06T07:45:00+01:00",
                    "Thursday 6 March 2025 07.45",
                    "Staff",
                )
            ),
            NORTHGATE + "skipper",
        ),
    }


def company() -> Rows:
    """The press release and the two reports that quote it."""
    return {
        "32_brennock": (
            o.brennock(
                Telling(
                    "Statement on the loss of the Aurelia Venn",
                    body("release"),
                    "",
                    "2025-03-05T11:00:00+01:00",
                    "5 March 2025",
                )
            ),
            "https://brennocklines.example/newsroom/statement",
        ),
        "33_harbour": (
            o.harbour(
                Telling(
                    "Small operators brace for calls on the Eastmarch Mutual",
                    body("harbour"),
                    "",
                    "2025-03-06T06:00:00+01:00",
                    "6 March 2025",
                    "Piers Callow",
                )
            ),
            "https://harbourledger.example/insurance/calls",
        ),
        "34_tribune": (
            o.flat_tribune(
                Telling(
                    "Rennick promises ferry law within a month",
                    body("tribune"),
                    "",
                    shown="Thursday 6 March 2025",
                    author="Ottoline Vane",
                )
            ),
            "https://sarroviantribune.example/politics/ferry-law",
        ),
    }


def decoy() -> Rows:
    """Another ferry, the year before."""
    return {
        "35_courier": (
            o.courier(
                Telling(
                    "Ferry aground on the bank; breakfast served",
                    body("decoy"),
                    "https://calliscourier.example/2024/02/aground",
                    "2024-02-18T17:00:00+01:00",
                    "18 February 2024",
                    "Nell Tarrant",
                )
            ),
            "https://calliscourier.example/2024/02/aground",
        ),
        "36_newspulse": (
            o.flat_newspulse(
                Telling("Ferry aground on the bank; breakfast served", body("decoy"), "", shown="2025-03-04 20:05:10")
            ),
            NEWSPULSE + "61007",
        ),
    }


def all_pages() -> Rows:
    """Every listed page, by name."""
    parts = (
        first_version,
        second_version,
        second_retold,
        third_version,
        third_retold,
        local_report,
        island_report,
        company,
        decoy,
    )
    return dict(sorted(row for part in parts for row in part().items()))
