"""A story in the vocabularies of the web, each as one JSON-LD document that names no rating and no truth.

W3C Web Annotation (every claim at its place), PROV-O (which page was derived from which), schema.org (NewsArticle
with isBasedOn, Claim with appearance). The contexts are inside the documents, so that a reader needs no network; only
that of Web Annotation is named by its address, as its standard asks.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from retold.records import Edge, Figure, Hidden, Quote
from retold.show.view import StoryView, Wording, place_of

Node = dict[str, Any]
AROUND = 32  # characters of prefix and suffix in a quote selector
PROV = "http://www.w3.org/ns/prov#"
XSD = "http://www.w3.org/2001/XMLSchema#"
RETOLD = "urn:retold:"


def to_annotations(view: StoryView) -> Node:
    """Every claim of the ledger as a Web Annotation of the article it stands in (W3C, 23 February 2017).

    The target has a quote selector and a position selector, both over the article's text in code points.
    """
    items = [annotate(view, e.question, w) for e in view.ledger.entries for w in view.wordings(e)]
    return {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"{RETOLD}{view.story.id}:annotations",
        "type": "AnnotationCollection",
        "label": view.story.label,
        "total": len(items),
        "first": {
            "id": f"{RETOLD}{view.story.id}:annotations:1",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    }


def annotate(view: StoryView, question: str, wording: Wording) -> Node:
    """One claim at its place."""
    text = view.articles[wording.article].text
    place = place_of(view.claim_of[wording.claim])
    return {
        "id": f"{RETOLD}{wording.claim}",
        "type": "Annotation",
        "motivation": "identifying",
        "body": {"type": "TextualBody", "value": question, "format": "text/plain"},
        "target": {
            "source": address_of(view, wording.article),
            "selector": [
                {
                    "type": "TextQuoteSelector",
                    "exact": place.of(text),
                    "prefix": text[max(0, place.start - AROUND) : place.start],
                    "suffix": text[place.end : place.end + AROUND],
                },
                {"type": "TextPositionSelector", "start": place.start, "end": place.end},
            ],
        },
    }


def to_provenance(view: StoryView) -> Node:
    """Pages, lost originals and outlets as PROV-O entities and agents, edges as derivations (W3C, 30 April 2013)."""
    outlets = sorted({view.name_of(i) for i in view.articles})
    hidden = [h for s in view.families for h in s.hidden]
    edges = [e for s in view.families for e in s.edges if e.child in view.articles]
    graph = [page_entity(view, i, outlets, edges) for i in sorted(view.articles)]
    graph += [lost_entity(h) for h in sorted(hidden, key=lambda h: h.id)]
    graph += [
        {"@id": agent_id(n), "@type": ["prov:Agent", "prov:Organization"], "rdfs:label": name}
        for n, name in enumerate(outlets)
    ]
    context = {"prov": PROV, "xsd": XSD, "rdfs": "http://www.w3.org/2000/01/rdf-schema#", "retold": RETOLD}
    return {"@context": context, "@graph": graph}


def page_entity(view: StoryView, page: str, outlets: list[str], edges: list[Edge]) -> Node:
    """One page: who published it, when it was fetched, and what it was made from."""
    a, found = view.articles[page], view.pages[page]
    entity: Node = {
        "@id": node_id(page),
        "@type": "prov:Entity",
        "rdfs:label": a.title or view.name_of(page),
        "retold:sha256": found.sha256,
        "prov:wasAttributedTo": {"@id": agent_id(outlets.index(view.name_of(page)))},
        "prov:qualifiedDerivation": [derive(e) for e in edges if e.child == page],
    }
    if a.url:
        entity["prov:atLocation"] = {"@id": a.url} if is_iri(a.url) else a.url
    if a.published and "T" in a.published:
        entity["prov:generatedAtTime"] = {"@value": a.published, "@type": "xsd:dateTime"}
    elif a.published:
        entity["retold:published"] = a.published
    return entity


def derive(edge: Edge) -> Node:
    """One edge as a qualified derivation: PROV calls a copy a quotation, and a rewrite a revision."""
    return {
        "@type": "prov:Revision" if edge.relation == "rewrite" else "prov:Quotation",
        "prov:entity": {"@id": node_id(edge.parent)},
        "retold:relation": edge.relation,
        "retold:confidence": {"@value": f"{edge.confidence:.4f}", "@type": "xsd:decimal"},
        "rdfs:comment": "; ".join(s.note for s in edge.signs),
    }


def lost_entity(hidden: Hidden) -> Node:
    """A lost original."""
    label = f"lost original ({hidden.credit})" if hidden.credit else "lost original"
    return {"@id": node_id(hidden.id), "@type": "prov:Entity", "rdfs:label": label, "rdfs:comment": hidden.why}


def to_schema_org(view: StoryView) -> Node:
    """NewsArticle with isBasedOn along the copy trees, Claim with appearance; no rating of any kind (schema.org 29)."""
    parents: dict[str, list[str]] = {}
    for stemma in view.families:
        for e in stemma.edges:
            parents.setdefault(e.child, []).append(e.parent)
    articles = [news_article(view, i, parents.get(i, [])) for i in sorted(view.articles)]
    claims = [claim_node(view, ClaimGroup(e.id, e.question, view.wordings(e))) for e in view.ledger.entries]
    return {"@context": {"@vocab": "https://schema.org/"}, "@graph": articles + claims}


@dataclass(frozen=True, slots=True)
class ClaimGroup:
    """An entry of the ledger with its wordings."""

    id: str
    question: str
    wordings: list[Wording]


def news_article(view: StoryView, page: str, parents: list[str]) -> Node:
    """One page as a NewsArticle."""
    a = view.articles[page]
    node: Node = {
        "@id": node_id(page),
        "@type": "NewsArticle",
        "headline": a.title or "",
        "publisher": {"@type": "Organization", "name": view.name_of(page)},
        "isBasedOn": [{"@id": node_id(p)} for p in parents],
    }
    optional = {
        "url": a.url,
        "datePublished": a.published,
        "inLanguage": a.language,
        "creditText": a.credit,
        "author": [{"@type": "Person", "name": n} for n in a.byline] or None,
    }
    return node | {k: v for k, v in optional.items() if v}


def claim_node(view: StoryView, group: ClaimGroup) -> Node:
    """One question of the ledger as a Claim: its wordings, where each appears, and who is said to have said it."""
    speakers = sorted({s for w in group.wordings if (s := speaker_of(view, w))})
    pages = sorted({w.article for w in group.wordings})
    return {
        "@id": f"{RETOLD}{group.id}",
        "@type": "Claim",
        "name": group.question,
        "text": sorted({w.words for w in group.wordings}),
        "appearance": [{"@id": node_id(p)} for p in pages],
        "claimInterpreter": [{"@type": "Thing", "name": s} for s in speakers],
    }


def speaker_of(view: StoryView, wording: Wording) -> str | None:
    """Who is said to have said it."""
    claim = view.claim_of[wording.claim]
    return claim.speaker if isinstance(claim, Figure | Quote) else None


def address_of(view: StoryView, page: str) -> str:
    """The address of a page; a name of our own where it has none."""
    url = view.articles[page].url
    return url if url and is_iri(url) else node_id(page)


def is_iri(url: str) -> bool:
    """Whether a reader of linked data takes this address as it is."""
    return url.startswith(("http://", "https://")) and not any(c in url for c in ' <>"{}|\\^`') and url.isprintable()


def node_id(page: str) -> str:
    """The name of a page or a lost original."""
    return f"{RETOLD}{page}"


def agent_id(number: int) -> str:
    """The name of an outlet within one document."""
    return f"{RETOLD}outlet:{number}"
