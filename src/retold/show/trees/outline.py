"""Trees of copies as indented lines of plain text, with the reasons and the places that show them when asked for.

Takes stemmas and their articles by id. Nothing of a text reaches the terminal as a control character.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from retold.records import Article, Edge, Place, Stemma
from retold.show.forest import walk_family
from retold.show.trees.nodes import nodes_of

MOST_LETTERS = 60  # of a place


def to_outline(stemmas: Sequence[Stemma], articles: Mapping[str, Article], *, explain: bool = False) -> str:
    """The trees one after another; families of one page are named at the end."""
    alone = [s for s in stemmas if len(s.witnesses) == 1]
    blocks = ["\n".join(lines_of(s, articles, explain)) for s in stemmas if len(s.witnesses) > 1]
    if alone:
        blocks.append("\n".join(["on their own", *(f"  {n.label}" for s in alone for n in nodes_of(s, articles))]))
    return printable("\n\n".join(blocks)) + "\n"


def lines_of(stemma: Stemma, articles: Mapping[str, Article], explain: bool) -> Iterator[str]:
    """One family."""
    sources = "source" if stemma.sources == 1 else "sources"
    yield f"{len(stemma.witnesses)} texts, {stemma.sources} {sources}"
    names = {n.id: f"{n.sigil} {n.label}" for n in nodes_of(stemma, articles)}
    for node in walk_family(stemma):
        indent = "  " * (node.depth + 1)
        edges = [e for e in (node.edge, *node.also) if e is not None]
        told = "; ".join(f"{'also ' if k else ''}{tell(e, names if k else {})}" for k, e in enumerate(edges))
        yield f"{indent}{names[node.id]}" + (f"  ({told})" if told else "")
        if explain:
            yield from (f"{indent}    {line}" for e in edges for line in reasons(e, articles))


def tell(edge: Edge, names: Mapping[str, str]) -> str:
    """An edge in a few words; the parent is named where it is not the line above."""
    of = f" of {names[edge.parent]}" if edge.parent in names else ""
    return f"{edge.relation}{of}, {edge.confidence:.0%}"


def reasons(edge: Edge, articles: Mapping[str, Article]) -> Iterator[str]:
    """The signs of an edge, each with the places that show it."""
    for sign in edge.signs:
        weight = sign.weight if sign.points_to == edge.parent else -sign.weight
        yield f"{weight or 0:+.1f} {sign.kind}: {sign.note}"
        yield from (f"     {line}" for line in (quote(p, articles) for p in sign.places) if line)


def quote(place: Place, articles: Mapping[str, Article]) -> str:
    """The words at a place, and where they stand."""
    article = articles.get(place.article)
    if article is None:
        return ""
    words = " ".join(place.span.of(article.text).split())
    cut = words if len(words) <= MOST_LETTERS else words[: MOST_LETTERS - 1] + "…"
    return f"{article.outlet or article.title or article.id} [{place.span.start}:{place.span.end}] {cut or '(nothing)'}"


def printable(text: str) -> str:
    """A text without control characters besides line breaks."""
    return "".join(c if c == "\n" or c.isprintable() else "\ufffd" for c in text)
