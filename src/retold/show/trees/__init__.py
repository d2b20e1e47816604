"""Trees of copies and tables of witnesses in the formats of graph and edition tools: pure functions to text.

Two tables of formats, one for trees and one for collations; the command line, the pages and the API read them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from retold.records import Article, Collation, Stemma
from retold.show.trees.collatex import to_collatex
from retold.show.trees.dot import to_dot
from retold.show.trees.newick import to_newick
from retold.show.trees.tei import to_tei
from retold.show.trees.xml_graphs import to_gexf, to_graphml


@dataclass(frozen=True, slots=True)
class TreeFormat:
    """One way to write trees of copies."""

    about: str
    media: str
    ending: str
    write: Callable[[Sequence[Stemma], Mapping[str, Article]], str]


@dataclass(frozen=True, slots=True)
class TableFormat:
    """One way to write a collation."""

    about: str
    media: str
    ending: str
    write: Callable[[Collation], str]


TREE_FORMATS: Mapping[str, TreeFormat] = {
    "graphml": TreeFormat("GraphML, for networkx, yEd, igraph", "application/graphml+xml", ".graphml", to_graphml),
    "gexf": TreeFormat("GEXF 1.2, for Gephi", "application/gexf+xml", ".gexf", to_gexf),
    "dot": TreeFormat("DOT, for Graphviz", "text/vnd.graphviz", ".dot", to_dot),
    "newick": TreeFormat(
        "Newick, a tree a line, each page below its likeliest parent", "text/plain", ".nwk", to_newick
    ),
}
TABLE_FORMATS: Mapping[str, TableFormat] = {
    "collatex": TableFormat(
        "the JSON of CollateX: witnesses, and their tokens", "application/json", ".json", to_collatex
    ),
    "tei": TableFormat("a TEI apparatus, parallel segmentation", "application/tei+xml", ".xml", to_tei),
}
