"""Holding the stages against a folder of pages and what a careful reader finds in them (its expected.json).

Only the contract of the stages is used. `misses(folder)` gives, for each section, how many checks there were and a
line for each that failed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

from retold.stages import run_stage

Json = dict[str, Any]
Check = tuple[bool, str]
VOICES = ("low", "high")


@dataclass
class Section:
    """The checks of one section."""

    total: int = 0
    failed: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class Found:
    """What the stages gave for a folder."""

    want: Json
    articles: dict[str, Json]
    pairs: dict[frozenset[str], str]
    families: list[Json]
    stories: dict[str, str]
    claims: dict[str, list[Json]]
    quotes: dict[str, list[Json]]
    entries: list[Json]

    def figures(self, page: str, words: str) -> list[Json]:
        """The figures of a page that stand where these words stand."""
        return [c for c in self.claims[page] if c["kind"] == "figure" and self.meets(page, c["evidence"], words)]

    def meets(self, page: str, spans: Iterable[Iterable[int]], words: str) -> bool:
        """Whether one of the spans meets a place of the words in the article."""
        text = self.articles[page]["text"]
        places = [i for i in range(len(text)) if text.startswith(words, i)] if words in text else []
        return any(s < p + len(words) and p < e for s, e in spans for p in places)


def stage(name: str, records: Iterable[Json]) -> list[Json]:
    """The output of a stage."""
    return [json.loads(line) for line in run_stage(name, map(json.dumps, records))]


@cache
def misses(folder: Path) -> dict[str, Section]:
    """Every section with its failed checks."""
    found = read(folder)
    sections: dict[str, Section] = {}
    for name, checks in CHECKS.items():
        section = sections[name] = Section()
        for good, message in checks(found):
            section.total += 1
            if not good:
                section.failed.append(message)
    return sections


def read(folder: Path) -> Found:
    """Run every stage on the pages of a folder."""
    want = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    pages = []
    for name, page in want["pages"].items():
        body = (folder / page["file"]).read_text(encoding="utf-8")
        kind = "html" if page["file"].endswith(".html") else "text"
        pages.append({"id": name, "url": page.get("url"), "fetched": page.get("fetched"), kind: body})
    articles = {a["id"]: a for a in stage("extract", pages)}
    rows = list(articles.values())
    return Found(
        want,
        articles,
        {frozenset((p["left"], p["right"])): p["relation"] for p in stage("copies", rows)},
        stage("trace", rows),
        {r["id"]: r["story"] for r in stage("group", rows)},
        {r["id"]: r["claims"] for r in stage("claims", rows)},
        {r["id"]: r["quotes"] for r in stage("quotes", rows)},
        stage("ledger", rows),
    )


def holds_word(text: str, words: Iterable[str]) -> bool:
    """Whether one of the words stands in the text, in any case."""
    return any(w.lower() in text.lower() for w in words)


def check_extract(found: Found) -> Iterator[Check]:
    """Starts, kept and dropped words, and what the page says of itself."""
    for name, page in found.want["pages"].items():
        a = found.articles[name]
        text = a["text"]
        if "starts" in page:
            yield text.startswith(page["starts"]), f"{name} starts {text[:60]!r}, not {page['starts']!r}"
        yield from ((w in text, f"{name} lost {w!r}") for w in page.get("must_keep", []))
        yield from ((w not in text, f"{name} kept {w!r}") for w in page.get("must_drop", []))
        for key in ("title", "outlet", "dateline"):
            if key in page:
                yield a[key] == page[key], f"{name} {key} is {a[key]!r}, not {page[key]!r}"
        day = (a["published"] or "")[:10]
        if "published" in page:
            yield day == page["published"], f"{name} published {day!r}, not {page['published']!r}"
        if "published_not" in page:
            yield not day.startswith(page["published_not"]), f"{name} believed the false date {day!r}"
        tied = all(text[ts:te] == a["flat"][fs:fe] for ts, te, fs, fe in a["map"])
        yield tied, f"{name} has places that do not hold its words"


def check_copies(found: Found) -> Iterator[Check]:
    """Every pair is a copy of the wanted relation, or none."""
    wanted = {frozenset((c["left"], c["right"])): c["relation"].split("|") for c in found.want["copies"]}
    for pair in map(frozenset, combinations(found.want["pages"], 2)):
        relation = found.pairs.get(pair, "none")
        good = wanted.get(pair, ["none"])
        yield relation in good, f"{sorted(pair)} is {relation}, not {'|'.join(good)}"


def check_trace(found: Found) -> Iterator[Check]:
    """Families, edges that must and must not be, roots, and the number of sources."""
    trees = found.want["trace"] if isinstance(found.want["trace"], list) else [found.want["trace"]]
    edges = {(e["parent"], e["child"]) for f in found.families for e in f["edges"]}
    family_of = {i: f for f in found.families for i in f["family"]}
    for tree in trees:
        fitting = [set(tree["family"]), set(tree.get("family_or", tree["family"]))]
        same = [f for f in found.families if set(f["family"]) in fitting]
        yield bool(same), f"no family is exactly {sorted(tree['family'])}"
        for alone in tree.get("alone", []):
            yield len(family_of.get(alone, {"family": [alone]})["family"]) == 1, f"{alone} is no copy of anything"
        for e in tree.get("never", []):
            yield (e["parent"], e["child"]) not in edges, f"{e['parent']} cannot be the parent of {e['child']}"
        for e in tree.get("edges", []):
            yield (e["parent"], e["child"]) in edges, f"{e['parent']} is the parent of {e['child']}"
        if "root" in tree:
            yield any(f["root"] == tree["root"] for f in same), f"the root is not {tree['root']}"
    if "sources" in trees[0]:
        count = sum(f["sources"] for f in found.families) + sum(i not in family_of for i in found.articles)
        yield count == trees[0]["sources"], f"{count} independent sources, not {trees[0]['sources']}"


def check_group(found: Found) -> Iterator[Check]:
    """Each story holds its pages, all of them and no others."""
    for story in found.want.get("stories") or [list(found.want["pages"])]:
        ids = {found.stories[i] for i in story}
        others = {found.stories[i] for i in found.articles if i not in story}
        yield len(ids) == 1 and not ids & others, f"{story} are not exactly one story: {sorted(ids)}"


def check_figures(found: Found) -> Iterator[Check]:
    """Each figure with its value, bound, unit, what it counts and who says it; and what is no figure."""
    for f in found.want["figures"]:
        page, words = f["page"], f["evidence"]
        there = found.figures(page, words)
        same = [c for c in there if all(float(c[k]) == f[k] for k in VOICES)]
        yield bool(same), f"value: {page} {words!r} gives {[(c['low'], c['high']) for c in there]}"
        yield any(c["change"] == f["change"] for c in same), f"change: {page} {words!r} is {f['change']}"
        said = [c["what"] for c in same]
        yield any(holds_word(w, f["what"]) for w in said), f"what: {page} {words!r} counts {f['what']}, got {said}"
        if "unit" in f:
            units = f["unit"] if isinstance(f["unit"], list) else [f["unit"]]
            got = [c["unit"] or "" for c in same]
            yield any(holds_word(u, units) for u in got), f"unit: {page} {words!r} is in {units}, got {got}"
        if "speaker" in f:
            who = [c["speaker"] or "" for c in same]
            yield (
                any(holds_word(w, [f["speaker"]]) for w in who),
                f"speaker: {page} {words!r}: {f['speaker']}, got {who}",
            )
    for f in found.want.get("not_figures", []):
        yield not found.figures(f["page"], f["evidence"]), f"{f['page']} {f['evidence']!r} is no figure"


def check_times(found: Found) -> Iterator[Check]:
    """Each time expression with its value, read from its anchor."""
    for t in found.want["times"]:
        record = {"id": t["page"], "text": found.articles[t["page"]]["text"], "anchor": t["anchor"]}
        times = stage("times", [record])[0]["times"]
        got = [x["value"] for x in times if found.meets(t["page"], [[x["start"], x["end"]]], t["evidence"])]
        yield t["value"] in got, f"{t['page']} {t['evidence']!r} is {t['value']}, got {got}"


def check_quotes(found: Found) -> Iterator[Check]:
    """Each quote with its speaker."""
    for q in found.want["quotes"]:
        there = [x for x in found.quotes[q["page"]] if found.meets(q["page"], [[x["start"], x["end"]]], q["words"])]
        who = [(x["speaker"] or {}).get("text", "") for x in there]
        yield (
            any(holds_word(w, [q["speaker"]]) for w in who),
            f"{q['page']} {q['words'][:40]!r}: {q['speaker']}, got {who}",
        )


def check_ledger(found: Found) -> Iterator[Check]:
    """Each question with its values, verdict, sources and pages; and figures that must not meet in one entry."""
    for w in found.want["ledger"]:
        hits = [e for e in found.entries if answers(e, w)]
        verdicts = {w["verdict"], w.get("or_verdict", w["verdict"])}
        good = [
            e for e in hits if e["verdict"] in verdicts and (e["sources"], e["pages"]) == (w["sources"], w["pages"])
        ]
        got = [(e["question"], e["verdict"], e["sources"], e["pages"]) for e in hits[:4]]
        yield bool(good), f"{w['values']} {w['what'][0]}: {w['verdict']} {w['sources']} on {w['pages']}, got {got}"
    for w in found.want.get("never_one_entry", []):
        mixed = [e for e in found.entries if mixes(e, w)]
        yield not mixed, f"one entry mixes {w['a']} with {w['b']}"


def answers(entry: Json, want: Json) -> bool:
    """Whether an entry gives the wanted values of the wanted thing."""
    said = entry["question"] + " " + " ".join(c.get("what", "") for c in entry["claims"])
    return set(want["values"]) <= set(entry["values"]) and holds_word(said, want["what"])


def mixes(entry: Json, want: Json) -> bool:
    """Whether an entry holds claims of both kinds under these values."""
    said = [c.get("what", "") for c in entry["claims"]]
    both = all(any(holds_word(s, want[side]) for s in said) for side in ("a", "b"))
    return both and set(want["values"]) <= set(entry["values"])


def check_drift(found: Found) -> Iterator[Check]:
    """Each drift is found, and none where nothing drifted."""
    drifts = [d for e in found.entries for d in e["drifts"]]
    for w in found.want.get("drift", []):
        there = [d for d in drifts if d["child"] == w["child"] and w["figure"] in d["values"]]
        got = [d["kind"] for d in there]
        yield bool({*got} & {*w["kind"].split("|")}), f"{w['child']}: {w['figure']} drifted ({w['kind']}), got {got}"
    for w in found.want.get("no_drift", []):
        there = [d for d in drifts if d["child"] == w["child"] and w.get("figure") in (None, *d["values"])]
        shown = [(d["kind"], d["from"], d["to"]) for d in there]
        yield not there, f"{w['child']}: no drift of {w.get('figure', 'anything')}, got {shown}"


CHECKS: dict[str, Callable[[Found], Iterator[Check]]] = {
    "extract": check_extract,
    "copies": check_copies,
    "trace": check_trace,
    "group": check_group,
    "figures": check_figures,
    "times": check_times,
    "quotes": check_quotes,
    "ledger": check_ledger,
    "drift": check_drift,
}


def report(folder: Path) -> str:
    """All misses of a folder in lines, for a person."""
    lines = []
    for name, section in misses(folder).items():
        lines.append(f"{name}: {section.total - len(section.failed)}/{section.total}")
        lines += [f"  {line}" for line in section.failed]
    return "\n".join(lines)


if __name__ == "__main__":
    import sys

    for named in sys.argv[1:]:
        print(f"== {named}\n{report(Path(named))}")
