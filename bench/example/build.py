"""Builds the pages of the packaged example from the bodies and the outlets beside this file.

usage: python bench/example/build.py     (writes src/retold/example/pages/ and its expected.json)
Deterministic: no clock, no chance. The pages are committed; run it again only when a body or a template changes.
"""

# ruff: noqa: E501  (templates and tables: a row is a line)
from __future__ import annotations

import gzip
import json
import zlib
from pathlib import Path

import outlets as o
from outlets import Telling

HERE = Path(__file__).parent
PAGES = HERE.parents[1] / "src" / "retold" / "example" / "pages"

LEDE = {
    1: "At least 9 dead as ferry capsizes off Sarrovian port",
    2: "Ferry disaster off Sarrovia kills at least 14; some 20 still missing",
    3: "Death toll in Sarrovian ferry disaster rises to 16 as divers reach car deck",
}
SPELLING = {"kilometers": "kilometres", "118-meter": "118-metre"}
WOUNDS = {
    ", as the number": "as the number",
    ", most of the latter": "most of the latter",
    "hour before a": "hour befo a",
}


def body(name: str) -> list[str]:
    """The paragraphs of a body file."""
    return [p for p in (HERE / "bodies" / f"{name}.txt").read_text(encoding="utf-8").split("\n") if p]


def wire(version: int) -> list[str]:
    """The wire story as it stood in one of its three versions."""
    rows = (p.split(" | ", 1) for p in body("wire"))
    return [words for versions, words in rows if str(version) in versions]


def pick(name: str) -> list[str]:
    """A body whose @ lines stand for paragraphs of the wire story ."""
    rows = []
    for line in body(name):
        if not line.startswith("@"):
            rows.append(line)
            continue
        source, key = line[1:].split(":")
        text = wire(int(source))
        rows.append(
            text[0].split(" — ", 1)[1] if key == "lede" else find(text, {"hospital": "hospitals"}.get(key, key))
        )
    return rows


def find(paragraphs: list[str], word: str) -> str:
    """The first paragraph that holds a word."""
    return next(p for p in paragraphs if word.lower() in p.lower())


def changed(paragraphs: list[str], changes: dict[str, str]) -> list[str]:
    """The paragraphs after plain replacements, each of which must apply."""
    text = "\n".join(paragraphs)
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new)
    return text.split("\n")


def without_rule(paragraphs: list[str]) -> list[str]:
    """The paragraphs without the rule above a contributor line."""
    return [p for p in paragraphs if p != "___"]


def ferry() -> dict[str, tuple[str, str, str]]:
    """Every listed page: name -> (file content, url, day fetched)."""
    cw = "https://coastwire.example/article/"
    ng = "https://northgatepost.example/world/"
    eh = "https://eastmarchherald.example/coast/"
    cc = "https://calliscourier.example/2025/03/"
    npulse = "https://newspulse.example/read/"
    info = "https://infostream24.example/post/"
    qm = "https://quillonmedia.example/stories/"
    tg = "https://tolmergazette.example/?p="
    wb = "https://worldbrief.example/item/"
    see = ("Five soups that keep you slim", "Actor sells lakeside villa for 9 million")
    courier_title = "‘Lights the wrong way up’: how Port Callis put to sea"
    islander_title = "Northquay waits for thirteen"
    fixed = changed(
        body("courier"), {"Six of the ship’s eight lifeboats were": "Four of the ship’s eight lifeboats were"}
    )
    notice = (
        "Correction, 6 March: An earlier version of this article said that six of the ship’s eight lifeboats were launched. "
        "The correct number is four. We apologise for the error."
    )
    wire_by = "Dorit Havel and Emric Laske"
    pages = {
        "01_coastwire": (
            o.coastwire(
                Telling(
                    LEDE[1], wire(1), cw + "ferry-1", "2025-03-04T21:52:00+01:00", "9:52 PM, March 4, 2025", wire_by
                )
            ),
            cw + "ferry-1",
        ),
        "02_coastwire": (
            o.coastwire(
                Telling(
                    LEDE[2], wire(2), cw + "ferry-2", "2025-03-05T07:34:00+01:00", "7:34 AM, March 5, 2025", wire_by
                )
            ),
            cw + "ferry-2",
        ),
        "03_coastwire": (
            o.coastwire(
                Telling(
                    LEDE[3], wire(3), cw + "ferry-3", "2025-03-05T17:20:00+01:00", "5:20 PM, March 5, 2025", wire_by
                )
            ),
            cw + "ferry-3",
        ),
        "04_northgate": (
            o.northgate(
                Telling(
                    "Nine killed as ferry overturns in Tolland Sound",
                    wire(1),
                    ng + "ferry-nine",
                    "2025-03-04T22:31:00+01:00",
                    "Tuesday 4 March 2025 22.31",
                    "Agencies",
                )
            ),
            ng + "ferry-nine",
        ),
        "05_newspulse": (
            o.flat_newspulse(Telling(LEDE[1], wire(1), "", shown="2025-10-19 06:11:02")),
            npulse + "88213",
        ),
        "06_eastmarch": (
            o.eastmarch(
                Telling(
                    "Ferry overturns off Port Callis, at least nine dead",
                    wire(1)[:5],
                    eh + "ferry-overturns",
                    "2025-03-04T23:05:00+01:00",
                    "4 March 2025, 23:05",
                    "Coastwire",
                ),
                "Subscribe to read the rest of this story",
            ),
            eh + "ferry-overturns",
        ),
        "07_northgate": (
            o.northgate(
                Telling(
                    "Ferry toll reaches 14 after night of searching",
                    changed(without_rule(wire(2)), SPELLING),
                    ng + "ferry-fourteen",
                    "2025-03-05T08:15:00+01:00",
                    "Wednesday 5 March 2025 08.15",
                    "Coastwire in Port Callis",
                )
            ),
            ng + "ferry-fourteen",
        ),
        "08_infostream": (
            o.infostream(Telling(LEDE[2], wire(2), "", "2025-11-02T03:00:00Z", "2025-11-02 03:00:00"), see_also=see),
            info + "70412",
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
            eh + "ferry-disaster",
        ),
        "11_worldbrief": (
            o.worldbrief(
                Telling("Search goes on after ferry overturns", pick("brief"), "", "2025-03-05", "Wednesday 5 March")
            ),
            wb + "ferry",
        ),
        "12_tolmer": (
            o.flat_tolmer(Telling("Sister ships told to stay in port", wire(3)[8:13], ""), []),
            tg + "5120",
        ),
        "13_quillon": (
            o.quillon(
                Telling("Tragedy at Sea: Search Continues After Ferry Capsizes Near Port Callis", body("rewrite_a"), "")
            ),
            qm + "tragedy-at-sea",
        ),
        "14_quillon": (
            o.flat_quillon(Telling("Sarrovia Ferry Capsizes, Leaving 14 Dead", body("rewrite_b"), "")),
            qm + "ferry-capsizes",
        ),
        "15_quillon": (
            o.quillon(Telling("Divers Reach Car Deck as Sarrovia Mourns Ferry Victims", body("rewrite_c"), "")),
            qm + "divers-reach-car-deck",
        ),
        "16_infostream": (
            o.infostream(Telling(LEDE[3], wire(3), "", "2025-11-05T11:00:00Z", "2025-11-05 11:00:00"), deep=300),
            info + "70655",
        ),
        "17_infostream": (
            o.infostream(
                Telling(
                    "Toll in ferry disaster rises to 16", wire(3), "", "2025-11-06T09:00:00Z", "2025-11-06 09:00:00"
                ),
                title_tag="<b>Toll in ferry disaster</b> rises to 16 <script>alert(16)</script><img src=x onerror=alert(1)>",
            ),
            info + "70699",
        ),
        "18_newspulse": (
            o.flat_newspulse(Telling(LEDE[3], wire(3), "", shown="2026-01-11 18:40:55")),
            npulse + "90377",
        ),
        "19_northgate": (
            o.northgate(
                Telling(
                    "Divers find two more bodies in Sarrovian ferry",
                    changed(without_rule(wire(3)), SPELLING),
                    ng + "ferry-sixteen",
                    "2025-03-05T18:02:00+01:00",
                    "Wednesday 5 March 2025 18.02",
                    "Coastwire in Port Callis",
                )
            ),
            ng + "ferry-sixteen",
        ),
        "20_eastmarch": (
            o.eastmarch(
                Telling(
                    "Eastmarch crews join the search",
                    pick("staffwire"),
                    eh + "our-crews",
                    "2025-03-05T09:10:00+01:00",
                    "5 March 2025, 09:10",
                    "Hilde Marrow",
                    "With reporting by Coastwire",
                )
            ),
            eh + "our-crews",
        ),
        "21_tolmer": (
            o.flat_tolmer(
                Telling(LEDE[2], [*wire(2)[:3], f"See also: {see[0]}", *wire(2)[3:]], ""),
                ["Sheepdog trials postponed", "Bridge at Ambleside Weir to be painted green"],
            ),
            tg + "5133",
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
        "24_courier": (
            o.courier(
                Telling(
                    courier_title,
                    body("courier"),
                    cc + "lights",
                    "2025-03-05T09:20:00+01:00",
                    "5 March 2025",
                    "Nell Tarrant",
                )
            ),
            cc + "lights",
        ),
        "25_courier": (
            o.courier(
                Telling(
                    courier_title,
                    fixed,
                    cc + "lights-corrected",
                    "2025-03-06T10:00:00+01:00",
                    "6 March 2025",
                    "Nell Tarrant",
                ),
                notice,
            ),
            cc + "lights-corrected",
        ),
        "26_tolmer": (
            o.flat_tolmer(
                Telling("How a port went out to sea in the night", body("courier_back"), ""),
                ["Potato harvest better than feared", "The new tram has arrived"],
            ),
            tg + "5127",
        ),
        "27_eastmarch": (
            o.eastmarch(
                Telling(
                    "How Port Callis put to sea",
                    body("courier"),
                    eh + "put-to-sea",
                    "2025-03-05T14:00:00+01:00",
                    "5 March 2025, 14:00",
                    "Nell Tarrant",
                    "This article first appeared in The Callis Courier",
                )
            ),
            eh + "put-to-sea",
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
            wb + "late-sailing",
        ),
        "29_islander": (
            o.islander(
                Telling(islander_title, body("islander"), "", author="Sunniva Kray", shown="Wednesday 5 March 2025")
            ),
            "http://islander.example/2025/wait13.htm",
        ),
        "30_newspulse": (
            o.flat_newspulse(Telling(islander_title, body("islander"), "", shown="2025-12-24 02:15:33")),
            npulse + "90811",
        ),
        "31_northgate": (
            o.northgate(
                Telling(
                    "Skipper who turned back lands 27",
                    ["The Fennay Islander reports from Northquay on the morning after.", *body("islander")[1:5]],
                    ng + "skipper",
                    "2025-03-06T07:45:00+01:00",
                    "Thursday 6 March 2025 07.45",
                    "Staff",
                )
            ),
            ng + "skipper",
        ),
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
            npulse + "61007",
        ),
        "37_newspulse": (
            o.infostream(
                Telling(LEDE[1], wire(1), "", "2025-09-30T12:00:00Z", "2025-09-30 12:00:00"), see_also=(see[1], see[0])
            )
            .replace("InfoStream24", "NewsPulse")
            .replace("infostream24", "newspulse"),
            npulse + "88340",
        ),
    }
    return {name: (text, url, "2026-02-03") for name, (text, url) in pages.items()}


def write_archives() -> None:
    """Pages in other carriers: JSON Lines, a WARC, and a WARC record that swells to 30 MB."""
    rows = [
        {
            "url": "https://lorneherald.example/ferry",
            "title": LEDE[2],
            "text": "\n".join(wire(2)),
            "date": "2025-03-05",
            "sitename": "Lorne Herald",
        },
        {
            "url": "https://ombreytimes.example/sound",
            "title": "Ferry company promises answers",
            "text": "\n".join(body("release")[:4]),
            "date": "2025-03-05",
            "sitename": "Ombrey Times",
        },
    ]
    lines = "".join(json.dumps(r, ensure_ascii=False) + "\n" for r in rows)
    (PAGES / "x1_crawl.jsonl").write_text(lines, encoding="utf-8")
    page = o.infostream(Telling(LEDE[1], wire(1), "", "2025-11-02T03:00:00Z", "2025-11-02 03:00:00"))
    good = warc_record("https://infostream24.example/post/70001", page.encode(), "")
    swollen = b"<html><body><p>At least 9 dead</p>" + b" " * 30_000_000 + b"</body></html>"
    bomb = warc_record("https://infostream24.example/post/bomb", packed(swollen), "Content-Encoding: gzip\r\n")
    (PAGES / "x2_crawl.warc.gz").write_bytes(packed(good) + packed(bomb))


def packed(data: bytes) -> bytes:
    """One gzip member without a date in it."""
    return gzip.compress(data, 9, mtime=0)


def warc_record(url: str, payload: bytes, header: str) -> bytes:
    """One response record (WARC 1.1, ISO 28500)."""
    http = f"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n{header}Content-Length: {len(payload)}\r\n\r\n".encode()
    mark = f"{zlib.crc32(payload):08x}"
    head = (
        f"WARC/1.1\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: 2026-02-03T00:00:00Z\r\n"
        f"WARC-Record-ID: <urn:uuid:00000000-0000-4000-8000-0000{mark}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http) + len(payload)}\r\n\r\n"
    )
    return head.encode() + http + payload + b"\r\n\r\n"


def main() -> None:
    """Write every page and what a careful reader finds in them."""
    PAGES.mkdir(parents=True, exist_ok=True)
    listed = {}
    for name, (text, url, fetched) in ferry().items():
        file = f"{name}.html" if text.lstrip().startswith("<") else f"{name}.txt"
        (PAGES / file).write_text(text, encoding="utf-8", newline="\n")
        listed[name] = {"file": file, "url": url, "fetched": fetched}
    write_archives()
    from reading import expected

    want = json.dumps(expected(listed), ensure_ascii=False, indent=1) + "\n"
    (PAGES / "expected.json").write_text(want, encoding="utf-8")


if __name__ == "__main__":
    main()
