"""What a careful reader finds in the pages of the example: written from the pages, not from what the software gives."""

# ruff: noqa: E501  (tables: a row is a line)
from __future__ import annotations

from itertools import combinations
from typing import Any

AGENCY = {"place": "PORT CALLIS, Sarrovia", "agency": "Coastwire"}
V1, V2, V3 = (
    f"PORT CALLIS, Sarrovia (Coastwire) — {w}" for w in ("A passenger ferry", "Rescue crews searched", "Divers reached")
)
NEWSPULSE = [
    "Current:Home",
    "lovely! (31)",
    "Gardener finds ring",
    "The 12 best kettles",
    "Train drivers in Lorne",
    "Date:20",
]
INFO = ["Views: 8812", "Actor sells lakeside villa", "Hot topics", "Horoscope", "At least 99 dead"]
HERALD = ["Swan blocks tram", "Classified", "WhatsApp"]
POST = [
    "118 partners",
    "The Morning Tide",
    "Join the conversation",
    "214 comments",
    "these lighthouses",
    "More on this topic",
]
WIRE_PAGE = ["Most read", "Glassworks at Ombrey", "Copy link", "41 newsrooms", "Skip to main content"]
COURIER_PAGE = ["Leave a Reply", "Your email address", "Sprat season", "Proudly set", "Tides"]

# page: (what it is, start, must keep, must drop, other fields)
PAGES: dict[str, tuple[str, str | None, list[str], list[str], dict[str, Any]]] = {
    "01_coastwire": ("the wire story, first version", V1, ["More than 350 people had been pulled", "22 people died in a collision"], WIRE_PAGE, {"title": "At least 9 dead as ferry capsizes off Sarrovian port", "outlet": "Coastwire", "dateline": AGENCY, "published": "2025-03-04"}),
    "02_coastwire": ("the wire story, second version", V2, ["378 people had been accounted for alive", "contributed to this report."], WIRE_PAGE, {"title": "Ferry disaster off Sarrovia kills at least 14; some 20 still missing", "outlet": "Coastwire", "dateline": AGENCY, "published": "2025-03-05"}),
    "03_coastwire": ("the wire story, third version", V3, ["“Nothing of this type sails until I have a signature I can believe,” Querin said.", "383 had been rescued"], WIRE_PAGE, {"title": "Death toll in Sarrovian ferry disaster rises to 16 as divers reach car deck", "outlet": "Coastwire", "dateline": AGENCY, "published": "2025-03-05"}),
    "04_northgate": ("credited copy of the first version in a national paper", V1, ["some survivors had been picked up by private boats"], POST, {"title": "Nine killed as ferry overturns in Tolland Sound", "outlet": "Northgate Post", "dateline": AGENCY, "published": "2025-03-04"}),
    "05_newspulse": ("scraper mirror of the first version, flattened, with a false date", V1, ["usually takes an hour and a half"], NEWSPULSE, {"dateline": AGENCY, "published_not": "2025-10-19"}),
    "06_eastmarch": ("copy of the first version cut short by a subscription wall", V1, ["People were calling names in the dark."], [*HERALD, "Subscribe to read", "Log in"], {"title": "Ferry overturns off Port Callis, at least nine dead", "outlet": "Eastmarch Herald", "published": "2025-03-04"}),
    "07_northgate": ("credited copy of the second version, British spelling", V2, ["about four kilometres (2.5 miles) off Cape Orrin", "contributed to this report."], POST, {"title": "Ferry toll reaches 14 after night of searching", "outlet": "Northgate Post", "published": "2025-03-05"}),
    "08_infostream": ("scraper mirror of the second version with a false date and links pushed into the text", V2, ["three days of mourning", "6,800 residents"], [*INFO, "See also"], {"title": "Ferry disaster off Sarrovia kills at least 14; some 20 still missing", "outlet": "InfoStream24", "dateline": AGENCY, "published_not": "2025-11-02"}),
    "09_sound": ("clean copy of the second version that lost characters in three places", V2, ["off the Sarrovian port of Port Callisas the number", "six of them in critical condition"], [], {"dateline": AGENCY}),
    "10_eastmarch": ("copy of the second version cut short, flattened", V2, ["at least 11 fishing boats"], [*HERALD, "Subscribe to read", "Roadworks"], {"dateline": AGENCY}),
    "11_worldbrief": ("credited excerpt of the second version", "Sarrovian rescuers were still looking", ["the news agency Coastwire reported", "By dawn 378 people"], ["The world in ninety seconds", "Parliament of Ombria", "as an app"], {"title": "Search goes on after ferry overturns", "outlet": "World Brief", "published": "2025-03-05"}),
    "12_tolmer": ("uncredited excerpt of the third version", "Survivors described a loud bang", ["ordered two sister ships", "when 22 people died"], ["Leave a comment", "You must be signed in"], {}),
    "13_quillon": ("machine rewrite of the second version: the crew became passengers", "Rescue operations are ongoing", ["including 120 passengers", "a minimum of 14"], ["Stay informed", "40,000 readers", "Careers"], {"title": "Tragedy at Sea: Search Continues After Ferry Capsizes Near Port Callis", "outlet": "Quillon Media"}),
    "14_quillon": ("machine rewrite of the second version that lost 'at least', flattened", "A night-long rescue effort", ["the deaths of 14 people", "120 crew and contractors"], ["Quillon Media"], {"title": "Sarrovia Ferry Capsizes, Leaving 14 Dead", "outlet": "Quillon Media"}),
    "15_quillon": ("machine rewrite of the third version, faithful", "Sarrovia's deadliest maritime disaster", ["now claimed 16 lives", "In 1994, 22 people were killed"], ["Stay informed", "40,000 readers"], {"title": "Divers Reach Car Deck as Sarrovia Mourns Ferry Victims", "outlet": "Quillon Media"}),
    "16_infostream": ("scraper mirror of the third version under 300 nested elements", V3, ["383 had been rescued", "usually takes an hour and a half"], INFO, {"dateline": AGENCY, "published_not": "2025-11-05"}),
    "17_infostream": ("scraper mirror of the third version with markup and script in its title", V3, ["383 had been rescued"], [*INFO, "alert(16)", "onerror"], {"title": "Toll in ferry disaster rises to 16", "published_not": "2025-11-06"}),
    "18_newspulse": ("scraper mirror of the third version, flattened, with a false date", V3, ["Every family has been told that."], NEWSPULSE, {"dateline": AGENCY, "published_not": "2026-01-11"}),
    "19_northgate": ("credited copy of the third version, British spelling", V3, ["crossing of 41 kilometres (25 miles)"], POST, {"title": "Divers find two more bodies in Sarrovian ferry", "outlet": "Northgate Post", "published": "2025-03-05"}),
    "20_eastmarch": ("staff and wire: paragraphs of the second version between two local ones", "Eastmarch emptied its own lifeboat station", ["cleaners had begun laying flowers", "some 20 others were still missing"], HERALD, {"title": "Eastmarch crews join the search", "outlet": "Eastmarch Herald", "published": "2025-03-05"}),
    "21_tolmer": ("copy of the mirror 08: a link of that site stands in its text", V2, ["three days of mourning"], ["Five soups", "Sheepdog trials", "Ambleside Weir", "Leave a comment"], {"dateline": AGENCY}),
    "22_harbour": ("credited copy of the third version in a trade paper", V3, ["383 had been rescued"], ["Bunker fuel", "Pilotage fees", "340 crowns"], {"title": "Sister ships of capsized ferry held for inspection", "outlet": "Harbour Ledger", "published": "2025-03-05", "dateline": AGENCY}),
    "23_tribune": ("credited copy of the third version, flattened", V3, ["383 had been rescued"], ["Crossword", "Listen to this article", "Senate votes", "Press Charter"], {"dateline": AGENCY}),
    "24_courier": ("independent local report", "The first call on Tuesday night", ["Six of the ship’s eight lifeboats", "not to bring cars to the quay."], COURIER_PAGE, {"title": "‘Lights the wrong way up’: how Port Callis put to sea", "outlet": "The Callis Courier", "published": "2025-03-05"}),
    "25_courier": ("the same report with a correction notice: four lifeboats, not six", None, ["The correct number is four.", "Four of the ship’s eight lifeboats"], COURIER_PAGE, {"title": "‘Lights the wrong way up’: how Port Callis put to sea", "outlet": "The Callis Courier", "published": "2025-03-06"}),
    "26_tolmer": ("the local report, translated and back", "The first call on Tuesday evening did not come", ["a gust of wind of 112 km/h", "a book of condolence is opened at 10 a.m."], ["See also", "Potato harvest", "Leave a comment", "new tram"], {}),
    "27_eastmarch": ("the local report, reprinted with credit", "The first call on Tuesday night", ["We took 64 people off the hull"], HERALD, {"title": "How Port Callis put to sea", "outlet": "Eastmarch Herald", "published": "2025-03-05"}),
    "28_worldbrief": ("uncredited excerpt of the local report", "The harbour office confirmed", ["twenty minutes late", "They passed the smallest ones down first."], ["The world in ninety seconds", "Lorne Open delayed"], {"title": "A lorry, a gust and a late sailing", "outlet": "World Brief"}),
    "29_islander": ("a second independent local report", "NORTHQUAY — The bell of St Orla’s", ["Nine pupils of the Fennay school", "stop for an hour at ten to six."], ["Lost sheep", "visitor number", "Write to the editor", "Births"], {"title": "Northquay waits for thirteen", "published": "2025-03-05"}),
    "30_newspulse": ("scraper mirror of it, flattened, with a false date", "NORTHQUAY — The bell of St Orla’s", ["stop for an hour at ten to six."], NEWSPULSE, {"published_not": "2025-12-24"}),
    "31_northgate": ("credited excerpt of it", "The Fennay Islander reports", ["Twenty-seven survivors were landed", "It went forty minutes late"], POST, {"title": "Skipper who turned back lands 27", "outlet": "Northgate Post", "published": "2025-03-06"}),
    "32_brennock": ("the press release of the ferry company", "Brennock Lines confirms with deep sorrow", ["life jackets for 640 people"], ["Conditions of carriage", "Timetable"], {"title": "Statement on the loss of the Aurelia Venn", "outlet": "Brennock Lines", "published": "2025-03-05"}),
    "33_harbour": ("own report of a trade paper that quotes the release", "The overturning of the Aurelia Venn will test", ["entered for 85 million crowns", "three weeks for a trailer space"], ["Bunker fuel", "Crane order", "340 crowns"], {"title": "Small operators brace for calls on the Eastmarch Mutual", "outlet": "Harbour Ledger", "published": "2025-03-06"}),
    "34_tribune": ("own report of a national paper that quotes the release, flattened", "The government will bring forward", ["I had four acknowledgements and one calendar", "A decision is expected on Friday."], ["Crossword", "Listen to this article", "Who wrote the anthem"], {}),
    "35_courier": ("decoy: another ferry, the same port, the year before", "The car ferry Calder Rose", ["her 86 passengers were taken off"], COURIER_PAGE, {"title": "Ferry aground on the bank; breakfast served", "outlet": "The Callis Courier", "published": "2024-02-18"}),
    "36_newspulse": ("scraper mirror of the decoy, dated on the day of the disaster", "The car ferry Calder Rose", ["the work has not begun."], NEWSPULSE, {"published_not": "2025-03-04"}),
    "37_newspulse": ("scraper mirror of the first version in HTML", V1, ["some survivors had been picked up by private boats"], [*INFO, "See also"], {"outlet": "NewsPulse", "dateline": AGENCY, "published_not": "2025-09-30"}),
}  # fmt: skip

# kind and version of every page of a family of copies; the relations a careful reader could argue for
KINDS = {
    "wire": {
        "full": {1: "01 04 05 37", 2: "02 07 08 09 21", 3: "03 16 17 18 19 22 23"},
        "cut": {1: "06", 2: "10"},
        "part": {2: "11 20", 3: "12"},
        "rewrite": {2: "13 14", 3: "15"},
    },
    "courier": {"full": {1: "24 25 27"}, "part": {1: "28"}, "rewrite": {1: "26"}},
    "islander": {"full": {1: "29 30"}, "part": {1: "31"}},
    "decoy": {"full": {1: "35 36"}},
}
SAME_VERSION = {
    ("full", "full"): "identical|near-verbatim",
    ("cut", "full"): "excerpt|expanded",
    ("full", "part"): "excerpt|expanded|partial",
    ("full", "rewrite"): "rewrite|translation|partial",
}
OTHER_VERSION = {
    ("full", "full"): "near-verbatim|expanded|partial|excerpt",
    ("cut", "full"): "excerpt|expanded|partial|near-verbatim",
    ("full", "rewrite"): "rewrite|partial|none",
}
LOOSE = "identical|near-verbatim|excerpt|expanded|partial|rewrite|translation|none"


def family(name: str, pages: list[str]) -> dict[str, tuple[str, int]]:
    """Every page of a family with its kind and version."""
    rows = KINDS[name].items()
    found = {n: (kind, v) for kind, versions in rows for v, numbers in versions.items() for n in numbers.split()}
    return {p: found[p[:2]] for p in pages if p[:2] in found}


def copies(pages: list[str]) -> list[dict[str, str]]:
    """Every pair of copies, with the relations that may be given."""
    rows = []
    for name in KINDS:
        members = family(name, pages)
        for left, right in combinations(sorted(members), 2):
            (a, av), (b, bv) = members[left], members[right]
            table = SAME_VERSION if av == bv else OTHER_VERSION
            low, high = sorted((a, b))
            rows.append({"left": left, "right": right, "relation": table.get((low, high), LOOSE)})
    release, *quoting = named("32 33 34", pages)  # three quoted sentences: own reports, though a reader may say partial
    return [*rows, *({"left": release, "right": page, "relation": "none|partial"} for page in quoting)]


def named(numbers: str, pages: list[str]) -> list[str]:
    """Page names for short numbers."""
    return [next(p for p in pages if p.startswith(n)) for n in numbers.split()]


NEVER = "04>01 05>01 37>01 06>01 02>01 03>02 07>02 08>02 09>02 10>02 21>02 13>02 14>02 11>02 09>08 09>07 10>07 21>08 " \
    "10>08 16>03 17>03 18>03 19>03 22>03 23>03 15>03 12>03 12>19 20>02 06>04 15>19 13>07 14>07"  # fmt: skip


def trace(pages: list[str]) -> list[dict[str, Any]]:
    """The trees: who belongs together, who cannot have copied whom, what is certain."""

    def edges(rows: str) -> list[dict[str, str]]:
        pairs = (r.split(">") for r in rows.split())
        return [dict(zip(("parent", "child"), named(f"{a} {b}", pages), strict=True)) for a, b in pairs]

    def tree(name: str, root: str, sure: str, never: str) -> dict[str, Any]:
        members = sorted(family(name, pages))
        return {"family": members, "root": named(root, pages)[0], "edges": edges(sure), "never": edges(never)}

    first = tree("wire", "01", "08>21", NEVER)
    first |= {"alone": named("32 33 34", pages), "sources": 7}
    return [
        first,
        tree("courier", "24", "24>25 24>27", "25>24 25>27 26>24 26>27 27>24 28>24 25>26 28>27"),
        tree("islander", "29", "29>30", "30>29 31>29 31>30"),
        tree("decoy", "35", "35>36", "36>35"),
    ]


DEAD, ABOARD = (
    ["people", "dead", "killed", "killing", "died", "death", "lives"],
    ["people", "board", "aboard", "individuals"],
)
# page, evidence, low, high, change, what, more
FIGURES: list[tuple[str, str, float, float, str, list[str], dict[str, Any]]] = [
    ("01", "at least nine people", 9, 9, ">", DEAD, {"speaker": "coast guard"}),
    ("01", "412 people", 412, 412, "=", ABOARD, {}),
    ("01", "292 passengers", 292, 292, "=", ["passengers"], {}),
    ("01", "120 crew and contractors", 120, 120, "=", ["crew"], {}),
    ("01", "More than 350 people", 350, 350, ">", ["people"], {"speaker": "Marrable"}),
    ("01", "at least 11 fishing boats", 11, 11, ">", ["boats"], {}),
    ("01", "90 kph", 90, 90, "=", ["gust"], {"unit": ["kph", "km/h", "kilomet"], "speaker": "weather service"}),
    ("01", "6,800 residents", 6800, 6800, "=", ["residents"], {}),
    ("01", "22 people died", 22, 22, "=", DEAD, {}),
    ("02", "at least 14", 14, 14, ">", DEAD, {"speaker": "coast guard"}),
    ("02", "378 people", 378, 378, "=", ["people", "alive"], {"speaker": "Marrable"}),
    ("02", "some 20 others", 20, 20, "~", ["missing", "others"], {"speaker": "Marrable"}),
    ("02", "Thirty-seven people", 37, 37, "=", ["people", "treated"], {"speaker": "Health Ministry"}),
    ("02", "six of them", 6, 6, "=", ["them", "people", "critical"], {}),
    ("02", "about 5 degrees Celsius", 5, 5, "~", ["sound", "water", "sea", "temperature"], {"unit": ["celsius", "°c"]}),
    ("03", "to 16", 16, 16, "=", DEAD, {"speaker": "coast guard"}),
    ("03", "Thirteen people", 13, 13, "=", ["people", "missing"], {"speaker": "Marrable"}),
    ("03", "383 had been rescued", 383, 383, "=", ["rescued", "people"], {"speaker": "Marrable"}),
    ("03", "two sister ships", 2, 2, "=", ["ships"], {}),
    ("13", "a minimum of 14", 14, 14, ">", [*DEAD, "fatalities"], {"speaker": "coast guard"}),
    ("13", "120 passengers", 120, 120, "=", ["passengers"], {}),
    ("13", "approximately 5 degrees Celsius", 5, 5, "~", ["temperature", "water"], {"unit": ["celsius", "°c"]}),
    ("14", "the deaths of 14 people", 14, 14, "=", DEAD, {"speaker": "coast guard"}),
    ("14", "at least 11 fishing boats", 11, 11, ">", ["boats"], {}),
    ("15", "16 lives", 16, 16, "=", DEAD, {"speaker": "coast guard"}),
    ("24", "twenty-three private boats", 23, 23, "=", ["boats"], {}),
    ("24", "Fourteen people", 14, 14, "=", DEAD, {}),
    ("24", "412 people aboard", 412, 412, "=", ABOARD, {}),
    ("24", "112 kph", 112, 112, "=", ["gust"], {"unit": ["kph", "km/h", "kilomet"]}),
    ("24", "Six of the ship’s eight lifeboats", 6, 6, "=", ["lifeboats"], {"speaker": "Ellery"}),
    ("24", "64 people", 64, 64, "=", ["people"], {"speaker": "Ellery"}),
    ("25", "Four of the ship’s eight lifeboats", 4, 4, "=", ["lifeboats"], {"speaker": "Ellery"}),
    ("26", "112 km/h", 112, 112, "=", ["gust", "wind"], {"unit": ["kph", "km/h", "kilomet"]}),
    ("26", "fourteen people lost their life", 14, 14, "=", [*DEAD, "life"], {}),
    ("29", "sixteen people", 16, 16, "=", DEAD, {}),
    ("29", "Thirteen people", 13, 13, "=", ["people", "missing"], {}),
    ("29", "Twenty-seven survivors", 27, 27, "=", ["survivors"], {}),
    ("29", "Nine pupils", 9, 9, "=", ["pupils"], {}),
    ("29", "200,000 crowns", 200000, 200000, "=", ["families", "reserve", "crowns", "voted"], {"unit": ["crown", "kron"]}),
    ("32", "12 million crowns", 12e6, 12e6, "=", ["fund", "crowns"], {"unit": ["crown", "kron"]}),
    ("32", "640 people", 640, 640, "=", ["people", "jackets"], {}),
    ("33", "85 million crowns", 85e6, 85e6, "=", ["Aurelia Venn", "entered", "crowns"], {"unit": ["crown", "kron"]}),
    ("33", "15%", 15, 15, "up", ["rates", "freight"], {"unit": "%"}),
    ("34", "18 surveyors", 18, 18, "=", ["surveyors"], {}),
    ("34", "some 700 passenger vessels", 700, 700, "~", ["vessels"], {}),
    ("35", "86 passengers", 86, 86, "=", ["passengers"], {}),
    ("35", "Three people were treated", 3, 3, "=", ["people", "treated"], {}),
    ("35", "about 300 metres", 300, 300, "~", ["buoy", "dragged", "metres"], {"unit": ["m"], "speaker": "coast guard"}),
    ("35", "some 40 million crowns", 40e6, 40e6, "~", ["cost", "dredge", "channel", "crowns"], {"unit": ["crown", "kron"]}),
]  # fmt: skip

NOT_FIGURES = [("01", "1998"), ("24", "6.31 pm"), ("32", "17 January"), ("18", "Date:2026-01-11"), ("29", "5.50 boat")]

TIMES = [
    ("01", "2025-03-04", "Tuesday evening", "2025-03-04TEV"),
    ("02", "2025-03-05", "Wednesday", "2025-03-05"),
    ("02", "2025-03-05", "1998", "1998"),
    ("03", "2025-03-05", "Wednesday afternoon", "2025-03-05TAF"),
    ("24", "2025-03-05", "Tuesday night", "2025-03-04TNI"),
    ("24", "2025-03-05", "this morning", "2025-03-05TMO"),
    ("29", "2025-03-05", "Thursday", "2025-03-06"),
    ("32", "2025-03-05", "17 January", "2025-01-17"),
    ("32", "2025-03-05", "4 March", "2025-03-04"),
    ("34", "2025-03-06", "Wednesday night", "2025-03-05TNI"),
    ("34", "2025-03-06", "last month", "2025-02"),
    ("34", "2025-03-06", "Friday", "2025-03-07"),
    ("35", "2024-02-18", "Sunday", "2024-02-18"),
]

QUOTES = [
    ("01", "The sea was on us before anyone could reach the boats,", "Dela Oakhurst"),
    ("01", "People were calling names in the dark.", "Oakhurst"),
    ("03", "We are no longer speaking of hours in that water,", "Marrable"),
    ("03", "Nothing of this type sails until I have a signature I can believe,", "Querin"),
    ("13", "The sea was on us before anyone could reach the boats,", "Oakhurst"),
    ("24", "They were underneath where the deck should be,", "Sallis"),
    ("24", "A lorry was badly stowed and the mate sent it off again,", "Tennant"),
    ("24", "We took 64 people off the hull in three trips,", "Ellery"),
    ("29", "I have hauled heavier nets,", "Marta Holloway"),
    ("29", "I put down the sea state as well,", "Ammery"),
    ("32", "Our first thoughts are with those who have lost someone they love, and with those who are still waiting,", "Hanne Vorley"),
    ("33", "Nobody is going to refuse to pay,", "Lennart Ousby"),
    ("33", "We owe them answers, and we will not hide behind lawyers while we look for them,", "Hanne Vorley"),
    ("34", "I am not going to stand here and tell people that the paperwork was in order,", "Rennick"),
    ("34", "Our first thoughts are with those who have lost someone they love, and with those who are still waiting,", "Hanne Vorley"),
    ("34", "I had four acknowledgements and one calendar,", "Corwin Hale"),
    ("35", "The chart was right, the radar was right and the buoy was wrong,", "Osric Tennant"),
]  # fmt: skip

LEDGER: list[dict[str, Any]] = [
    {"values": [9, 14, 16], "what": DEAD, "sources": 3, "pages": 28, "verdict": "superseded"},
    {"values": [412], "what": ABOARD, "sources": 2, "pages": 26, "verdict": "agreed"},
    {"values": [20, 13], "what": ["missing"], "sources": 2, "pages": 21, "verdict": "superseded"},
    {"values": [6, 4], "what": ["lifeboats"], "sources": 1, "pages": 5, "verdict": "superseded", "why": "the Courier corrected itself"},
    {"values": [90, 112], "what": ["gust"], "sources": 2, "pages": 24, "verdict": "contradicted", "or_verdict": "range"},
    {"values": [20, 40], "what": ["late", "delay", "minutes"], "sources": 2, "pages": 8, "verdict": "contradicted", "or_verdict": "range"},
    {"values": [27], "what": ["survivors"], "sources": 1, "pages": 3, "verdict": "only-here"},
    {"values": [37], "what": ["people", "individuals", "treated"], "sources": 1, "pages": 16, "verdict": "only-here"},
    {"values": [64], "what": ["people"], "sources": 1, "pages": 5, "verdict": "only-here"},
    {"values": [22], "what": DEAD, "sources": 1, "pages": 19, "verdict": "only-here"},
    {"values": [86], "what": ["passengers"], "sources": 1, "pages": 2, "verdict": "only-here"},
    {"values": [18], "what": ["surveyors"], "sources": 1, "pages": 1, "verdict": "only-here"},
    {"values": [85000000], "what": ["Aurelia Venn", "crowns", "entered"], "sources": 1, "pages": 1, "verdict": "only-here"},
    {"values": [200000], "what": ["families", "reserve", "crowns", "voted"], "sources": 1, "pages": 2, "verdict": "only-here"},
]  # fmt: skip


def expected(listed: dict[str, dict[str, str]]) -> dict[str, Any]:
    """The whole reading, in the form the check reads."""
    pages = list(listed)

    def on(number: str) -> str:
        return named(number, pages)[0]

    for name, (what_it_is, start, keep, drop, more) in PAGES.items():
        listed[name] |= {
            "is": what_it_is,
            **({"starts": start} if start else {}),
            "must_keep": keep,
            "must_drop": drop,
            **more,
        }  # type: ignore[dict-item]
    decoys = named("35 36", pages)
    faithful = [
        {"child": on(n), "why": "nothing in it was changed"} for n in "04 05 07 08 09 15 16 18 22 26 27 30 36".split()
    ]
    return {
        "pages": listed,
        "copies": copies(pages),
        "trace": trace(pages),
        "stories": [[p for p in pages if p not in decoys], decoys],
        "figures": [{"page": on(p), "evidence": e, "low": lo, "high": hi, "change": c, "what": w, **more} for p, e, lo, hi, c, w, more in FIGURES],
        "not_figures": [{"page": on(p), "evidence": e} for p, e in NOT_FIGURES],
        "times": [{"page": on(p), "anchor": a, "evidence": e, "value": v} for p, a, e, v in TIMES],
        "quotes": [{"page": on(p), "words": w, "speaker": s} for p, w, s in QUOTES],
        "ledger": LEDGER,
        "never_one_entry": [
            {"values": [9], "a": ["pupils"], "b": ["killed", "killing", "dead"], "why": "nine pupils came home, nine people were killed"},
            {"values": [20], "a": ["missing"], "b": ["minutes", "late"], "why": "20 missing people, 20 minutes of delay"},
        ],
        "common_source": [
            {"values": [12000000], "what": ["fund"], "pages": named("32 33 34", pages), "why": "one press release is one voice, on whatever pages"}
        ],
        "drift": [
            {"child": on("13"), "figure": 120, "from": "120 crew and contractors", "to": "including 120 passengers", "kind": "what"},
            {"child": on("14"), "figure": 14, "from": "at least 14", "to": "the deaths of 14 people", "kind": "bound|hedge"},
        ],
        "no_drift": [
            *faithful,
            {"child": on("02"), "figure": 14, "why": "the agency brings its own toll up to date"},
            {"child": on("03"), "figure": 16, "why": "the agency brings its own toll up to date"},
            {"child": on("13"), "figure": 14, "why": "'a minimum of' is 'at least'"},
            {"child": on("14"), "figure": 120, "why": "said in other words only"},
            {"child": on("25"), "figure": 4, "why": "a correction of its own report"},
        ],
    }  # fmt: skip
