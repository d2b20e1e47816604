"""Trees of copies as GraphML and as GEXF; edges point from the parent to the child.

Takes stemmas and their articles by id, gives an XML document. The columns of nodes and edges are two tables.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from xml.sax.saxutils import escape

from retold.records import Article, Edge, Stemma
from retold.show.trees.nodes import Node, fit, nodes_of, reasons_of

HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
ENTITIES = {'"': "&quot;", "\n": "&#10;", "\r": "&#13;", "\t": "&#9;"}


@dataclass(frozen=True, slots=True)
class EdgeAt:
    """An edge and the family it stands in."""

    family: str
    edge: Edge


NODE_COLUMNS: Mapping[str, Callable[[Node, str], str]] = {
    "label": lambda n, _: n.label,
    "kind": lambda n, _: n.kind,
    "sigil": lambda n, _: n.sigil,
    "family": lambda _, family: family,
    "published": lambda n, _: n.published,
    "address": lambda n, _: n.address,
}
EDGE_COLUMNS: Mapping[str, tuple[str, Callable[[EdgeAt], str]]] = {
    "relation": ("string", lambda e: e.edge.relation),
    "confidence": ("double", lambda e: f"{e.edge.confidence:.4f}"),
    "family": ("string", lambda e: e.family),
    "because": ("string", lambda e: reasons_of(e.edge)),
}


def quoted(text: str) -> str:
    """A text as the value of an attribute, in quotes.

    >>> quoted('a "b" <c> & d')
    '"a &quot;b&quot; &lt;c&gt; &amp; d"'
    """
    return f'"{escape(text, ENTITIES)}"'


def to_graphml(stemmas: Sequence[Stemma], articles: Mapping[str, Article]) -> str:
    """The trees as one GraphML document (graphml.graphdrawing.org)."""
    keys = [f'<key id="n-{k}" for="node" attr.name="{k}" attr.type="string"/>' for k in NODE_COLUMNS]
    keys += [
        f'<key id="e-{k}" for="edge" attr.name="{k}" attr.type="{kind}"/>' for k, (kind, _) in EDGE_COLUMNS.items()
    ]
    body = []
    for stemma in stemmas:
        for node in nodes_of(stemma, articles):
            data = "".join(datum(f"n-{k}", tell(node, stemma.id)) for k, tell in NODE_COLUMNS.items())
            body.append(f"<node id={quoted(node.id)}>{data}</node>")
        for edge in stemma.edges:
            at = EdgeAt(stemma.id, edge)
            data = "".join(datum(f"e-{k}", tell(at)) for k, (_, tell) in EDGE_COLUMNS.items())
            body.append(f"<edge source={quoted(fit(edge.parent))} target={quoted(fit(edge.child))}>{data}</edge>")
    return (
        f'{HEAD}<graphml xmlns="http://graphml.graphdrawing.org/xmlns">\n{lines(keys)}<graph edgedefault="directed">\n'
        f"{lines(body)}</graph>\n</graphml>\n"
    )


def datum(key: str, value: str) -> str:
    """A value of a node or an edge in GraphML; nothing for an empty one."""
    return f'<data key="{key}">{escape(value, {chr(13): "&#13;"})}</data>' if value else ""


def to_gexf(stemmas: Sequence[Stemma], articles: Mapping[str, Article]) -> str:
    """The trees as one GEXF 1.2 document (gexf.net)."""
    nodes: list[str] = []
    edges: list[str] = []
    for stemma in stemmas:
        for node in nodes_of(stemma, articles):
            told = ((k, tell(node, stemma.id)) for k, tell in NODE_COLUMNS.items() if k != "label")
            nodes.append(f"<node id={quoted(node.id)} label={quoted(node.label)}>{values(told)}</node>")
        for edge in stemma.edges:
            at = EdgeAt(stemma.id, edge)
            ends = f"source={quoted(fit(edge.parent))} target={quoted(fit(edge.child))}"
            told = ((k, tell(at)) for k, (_, tell) in EDGE_COLUMNS.items())
            edges.append(
                f'<edge id="{len(edges)}" {ends} weight="{max(edge.confidence, 1e-4):.4f}">{values(told)}</edge>'
            )
    return (
        f'{HEAD}<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2">\n<graph mode="static" '
        f'defaultedgetype="directed">\n{columns("node", {k: "string" for k in NODE_COLUMNS if k != "label"})}'
        f"{columns('edge', {k: kind for k, (kind, _) in EDGE_COLUMNS.items()})}"
        f"<nodes>\n{lines(nodes)}</nodes>\n<edges>\n{lines(edges)}</edges>\n</graph>\n</gexf>\n"
    )


def columns(of: str, kinds: Mapping[str, str]) -> str:
    """The declaration of the columns of nodes or edges in GEXF."""
    rows = [f'<attribute id="{k}" title="{k}" type="{kind}"/>' for k, kind in kinds.items()]
    return f'<attributes class="{of}" mode="static">\n{lines(rows)}</attributes>\n'


def values(told: Iterable[tuple[str, str]]) -> str:
    """The values of a node or an edge in GEXF; none for empty ones."""
    rows = [f"<attvalue for={quoted(k)} value={quoted(v)}/>" for k, v in told if v]
    return f"<attvalues>{''.join(rows)}</attvalues>"


def lines(rows: Sequence[str]) -> str:
    """Rows, each on a line of its own."""
    return "".join(f"{row}\n" for row in rows)
