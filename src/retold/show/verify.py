"""Whether what was written down is still so: hashes of pages, and the words at every place that is pointed at.

Takes a store, and optionally the pages' files and reports made from the store; gives a Fault for each thing that does
not hold, with its place.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

from retold.records import Article, Claims, Page, Span
from retold.show.view import load_story, place_of
from retold.store import reading
from retold.store.database import Store
from retold.store.reading import PageRow

A_BATCH = 200  # articles in memory at a time


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that does not hold."""

    where: str
    what: str


@dataclass(slots=True)
class Tally:
    """What was looked at."""

    pages: int = 0
    spans: int = 0
    files: int = 0
    excerpts: int = 0


def verify_store(store: Store, tally: Tally) -> Iterator[Fault]:
    """Every block, claim, drift and edge of a store, found again."""
    ids = sorted(reading.known_pages(store))
    for at in range(0, len(ids), A_BATCH):
        part = ids[at : at + A_BATCH]
        claims = reading.read_claims_of(store, part)
        for article in reading.read_articles(store, part):
            tally.pages += 1
            yield from verify_blocks(article, tally)
            if article.id in claims:
                yield from verify_claims(article, claims[article.id], tally)
    known = set(ids)
    for stemma in reading.read_stemmas(store):
        nodes = known | {h.id for h in stemma.hidden}
        ends = {e for edge in stemma.edges for e in (edge.parent, edge.child)} | set(stemma.family)
        yield from (Fault(stemma.id, f"names {e}, which the store does not hold") for e in sorted(ends - nodes))
    yield from verify_ledgers(store, tally)


def verify_blocks(article: Article, tally: Tally) -> Iterator[Fault]:
    """The kept blocks stand in the page's visible text word for word, and cover the article's text."""
    at = 0
    for block in article.blocks:
        tally.spans += 1
        if not inside(block.page, article.flat):
            yield Fault(article.id, f"a block of kind {block.kind} lies outside the page")
        if block.text is None:
            continue
        if block.text.of(article.text) != block.page.of(article.flat):
            yield Fault(article.id, f"the {block.kind} at {block.text.start} is not what the page says")
        if article.text[at : block.text.start].strip():
            yield Fault(article.id, f"characters {at} to {block.text.start} come from no place of the page")
        at = block.text.end
    if article.blocks and article.text[at:].strip():
        yield Fault(article.id, f"characters from {at} come from no place of the page")


def verify_claims(article: Article, claims: Claims, tally: Tally) -> Iterator[Fault]:
    """Every place of every claim lies in the text."""
    for claim in claims.all():
        tally.spans += 1
        if not inside(place_of(claim), article.text):
            yield Fault(article.id, f"claim {claim.id} points outside the text")


def verify_ledgers(store: Store, tally: Tally) -> Iterator[Fault]:
    """Every entry's claims are in the store, and both places of every drift say what the drift quotes."""
    for row in reading.list_stories(store):
        view = load_story(store, row.id)
        for entry in view.ledger.entries:
            lost = [c for c in entry.claims if c not in view.claim_of]
            yield from (Fault(entry.id, f"names claim {c}, which the store does not hold") for c in lost)
            for d in entry.drifts:
                tally.spans += 2
                for page, span, said in ((d.parent, d.before_span, d.before), (d.child, d.after_span, d.after)):
                    text = view.articles[page].text if page in view.articles else None
                    if text is not None and not quotes(text, span, said, d.kind):
                        yield Fault(entry.id, f"a drift quotes {said!r}, the page says {span.of(text)!r}")


def inside(span: Span, text: str) -> bool:
    """Whether a span lies in a text."""
    return 0 <= span.start <= span.end <= len(text)


def quotes(text: str, span: Span, said: str, kind: str) -> bool:
    """Whether a drift quotes its place; a speaker is told by the full name, the place may have a part or a description.

    >>> quotes("Mr. Quill said it", Span(0, 9), "Ada Quill", "speaker"), quotes("41 wells", Span(0, 2), "14", "value")
    (True, False)
    >>> quotes("The mayor, Ada Quill, called it so", Span(0, 9), "Ada Quill", "speaker")
    True
    """
    found = span.of(text)
    if kind == "speaker" and said and found:
        return said.rsplit(maxsplit=1)[-1].casefold() in found.casefold() or said in text
    return same_words(found, said)


def same_words(found: str, said: str) -> bool:
    """Whether two quotations are the same but for blanks."""
    return " ".join(found.split()) == " ".join(said.split())


def verify_files(rows: Mapping[str, PageRow], pages: Iterable[Page], tally: Tally) -> Iterator[Fault]:
    """The pages of these files have the hashes that the store keeps for them; a page that is gone is named."""
    wanted = {r.sha256: r for r in rows.values()}
    seen: set[str] = set()
    for page in pages:
        tally.files += 1
        seen.add(sha256(page.body).hexdigest())
    for digest, row in sorted(wanted.items(), key=lambda kv: kv[1].found_in):
        if digest not in seen:
            yield Fault(row.found_in, f"no page of these files has the SHA-256 {digest}")


class Pointers(HTMLParser):
    """The elements of a report that say which words stand where (data-page, data-start, data-end, data-sha256)."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[dict[str, str], list[str]]] = []
        self.open: list[tuple[str, list[str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """An element begins; its words are kept when it points somewhere."""
        given = {name: value or "" for name, value in attrs}
        if "data-page" in given:
            words: list[str] = []
            self.found.append((given, words))
            self.open.append((tag, words))

    def handle_endtag(self, tag: str) -> None:
        """The innermost open pointer of this kind ends."""
        if self.open and self.open[-1][0] == tag:
            self.open.pop()

    def handle_data(self, data: str) -> None:
        """Words of all pointers that are open."""
        for _, words in self.open:
            words.append(data)


def verify_report(store: Store, report: Path, tally: Tally) -> Iterator[Fault]:
    """Every excerpt and hash of a report is what the store says."""
    pointers = Pointers()
    pointers.feed(report.read_text(encoding="utf-8"))
    if not pointers.found:
        yield Fault(str(report), "holds no excerpt that points at a page: is it a report of retold?")
    ids = sorted({given["data-page"] for given, _ in pointers.found})
    known = reading.known_pages(store)
    rows = reading.read_page_rows(store, [i for i in ids if i in known])
    texts = {a.id: a.text for a in reading.read_articles(store, [i for i in ids if i in known])}
    for given, words in pointers.found:
        tally.excerpts += 1
        page, said = given["data-page"], "".join(words)
        if page not in texts:
            yield Fault(str(report), f"points at page {page}, which the store does not hold")
        elif "data-sha256" in given and given["data-sha256"] != rows[page].sha256:
            yield Fault(str(report), f"gives page {page} another SHA-256 than the store")
        elif "data-start" in given and not same_words(spoken(texts[page], given), shown(said)):
            yield Fault(str(report), f"quotes page {page} with words that do not stand there: {said[:60]!r}")


def spoken(text: str, given: Mapping[str, str]) -> str:
    """The words of the page at the place a report names, as a report shows them."""
    places = [given.get(k, "") for k in ("data-start", "data-end")]
    if not all(re.fullmatch(r"[0-9]{1,12}", p) for p in places):
        return ""
    return shown(text[int(places[0]) : int(places[1])])


def shown(text: str) -> str:
    """Text as reports print it: without control and direction marks."""
    from retold.show.terminal import clean

    return clean(text)


def read_files(paths: Sequence[str]) -> Iterator[Page]:
    """The pages of these files; what cannot be read shows as missing."""
    from retold.read import read_pages

    return (p for p in read_pages([Path(p) for p in paths]) if isinstance(p, Page))
