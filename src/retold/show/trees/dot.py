"""Trees of copies as DOT for Graphviz; a family is a cluster, a lost original a dashed ellipse.

Takes stemmas and their articles by id, gives one digraph. Every name stands in quotes; no name reaches Graphviz as an
escape or as HTML.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from retold.records import Article, Stemma
from retold.show.trees.nodes import Node, fit, nodes_of, reasons_of

SHAPES = {"page": "shape=box", "lost": "shape=ellipse, style=dashed"}
SURE = 0.5  # confidence from which on an edge is drawn solid


def to_dot(stemmas: Sequence[Stemma], articles: Mapping[str, Article]) -> str:
    """The trees as one digraph (graphviz.org/doc/info/lang.html)."""
    body = "".join(f"  {line}\n" for stemma in stemmas for line in lines_of(stemma, articles))
    return f"digraph lineage {{\n  rankdir=LR;\n{body}}}\n"


def lines_of(stemma: Stemma, articles: Mapping[str, Article]) -> Iterator[str]:
    """The statements of one family."""
    yield f"subgraph {quoted(f'cluster_{stemma.id}')} {{"
    yield f"  label={quoted(f'{len(stemma.witnesses)} pages, {stemma.sources} sources')};"
    for node in nodes_of(stemma, articles):
        yield f"  {quoted(node.id)} [label={quoted(label_of(node))}, {SHAPES[node.kind]}];"
    for edge in stemma.edges:
        style = "solid" if edge.confidence >= SURE else "dashed"
        yield (
            f"  {quoted(fit(edge.parent))} -> {quoted(fit(edge.child))} [label={quoted(edge.relation)}, style={style}, "
            f"tooltip={quoted(f'{edge.confidence:.2f}: {reasons_of(edge)}')}];"
        )
    yield "}"


def label_of(node: Node) -> str:
    """What stands in the box of a node."""
    return " ".join(part for part in (node.sigil, node.label, node.published[:10]) if part)


def quoted(text: str) -> str:
    r"""A text as a DOT string: quotes and backslashes escaped, line breaks as blanks.

    >>> print(quoted('say "no" \\ now'))
    "say \"no\" \\ now"
    """
    flat = " ".join(text.split())
    return '"' + flat.replace("\\", "\\\\").replace('"', '\\"') + '"'
