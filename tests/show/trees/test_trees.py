"""Trees and collations in the formats of other tools, each read back by a reader that is not ours."""

import json
import re
from collections.abc import Iterator
from io import BytesIO

import networkx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from retold.align import collate_texts, join_readings
from retold.records import (
    Article,
    CollatedWitness,
    Collation,
    Edge,
    Hidden,
    Place,
    Sign,
    Span,
    Stemma,
    Witness,
)
from retold.show.trees import TABLE_FORMATS, TREE_FORMATS
from retold.show.trees.outline import to_outline
from retold.show.trees.table import to_table

TEI = "{http://www.tei-c.org/ns/1.0}"
XML_ID = "{http://www.w3.org/XML/1998/namespace}id"
HOSTILE = [
    "Varn Post",
    'Say "no" & <b>',
    "back\\slash\\",
    "it's; (a,b):c[d]",
    "line\nbreak\ttab",
    "\x00\x1b[31m\ud800",
    "<HTML>\\N\\L -> {x}",
    "]]>",
    "",
    "Лодка 船 🚢",
]
SIGN = Sign("readings", "p0", 1.5, 'they say "yes" & <no>', (Place("p0", Span(0, 3)), Place("p1", Span(0, 2))))


def family(names: list[str]) -> tuple[list[Stemma], dict[str, Article]]:
    """A lost original, a page below it, and all others below that page; the last has two parents."""
    articles = {f"p{k}": Article(f"p{k}", "The mill burned.", outlet=name) for k, name in enumerate(names)}
    ids = list(articles)
    edges = [Edge("lost-1", "p0", "identical", 0.8), *(Edge("p0", i, "excerpt", 0.7, (SIGN,)) for i in ids[1:])]
    if len(ids) > 2:
        edges.append(Edge("p1", ids[-1], "partial", 0.4))
    witnesses = tuple(Witness(chr(65 + k), i) for k, i in enumerate(ids))
    hidden = (Hidden("lost-1", names[0] or None, "all credit it"),)
    return [Stemma("s1", witnesses, hidden, tuple(edges), "lost-1")], articles


def edges_of(stemmas: list[Stemma]) -> set[tuple[str, str]]:
    return {(e.parent, e.child) for s in stemmas for e in s.edges}


@pytest.mark.parametrize("read", ["graphml", "gexf"])
def test_networkx_reads_the_graph(read: str) -> None:
    stemmas, articles = family(HOSTILE)
    data = BytesIO(TREE_FORMATS[read].write(stemmas, articles).encode())
    graph = networkx.read_graphml(data) if read == "graphml" else networkx.read_gexf(data)
    assert set(graph.edges()) == edges_of(stemmas)
    assert graph.nodes["lost-1"]["kind"] == "lost"
    assert graph.nodes["p1"]["label"] == HOSTILE[1]
    assert graph.nodes["p9"]["label"] == HOSTILE[9]
    assert float(graph.edges["p0", "p1"]["confidence"]) == pytest.approx(0.7)
    assert graph.edges["p0", "p1"]["because"] == SIGN.note


TOKEN = re.compile(r'"((?:[^"\\]|\\.)*)"|([A-Za-z_]\w*)|(->|[{}\[\];=,])|\s+', re.DOTALL)


def dot_tokens(text: str) -> Iterator[str]:
    """The tokens of DOT; anything else is refused."""
    at = 0
    while at < len(text):
        m = TOKEN.match(text, at)
        assert m, text[at : at + 40]
        at = m.end()
        if m.group(1) is not None:
            yield '"' + re.sub(r"\\(.)", r"\1", m.group(1))
        elif m.group(2) or m.group(3):
            yield m.group(2) or m.group(3)


def read_dot(text: str) -> set[tuple[str, str]]:
    """The edges of a digraph, by the grammar of its statements."""
    tokens = list(dot_tokens(text))
    assert tokens[:3] == ["digraph", "lineage", "{"]
    assert tokens.count("{") == tokens.count("}") == 2
    return {(tokens[k - 1][1:], tokens[k + 1][1:]) for k, t in enumerate(tokens) if t == "->"}


def test_a_strict_reader_reads_the_dot() -> None:
    stemmas, articles = family(HOSTILE)
    assert read_dot(TREE_FORMATS["dot"].write(stemmas, articles)) == edges_of(stemmas)


def read_newick(line: str) -> dict[str, str]:
    """Each label with the label above it."""
    above: dict[str, str] = {}
    stack: list[list[str]] = [[]]
    closed: list[str] | None = None
    for quoted, mark in re.findall(r"'((?:[^']|'')*)'|([(),;])", line):
        if mark == "(":
            stack.append([])
        elif mark == ")":
            closed = stack.pop()
        elif not mark:
            label = quoted.replace("''", "'")
            above.update((child, label) for child in closed or ())
            stack[-1].append(label)
            closed = None
    assert len(stack) == 1
    return above


def test_a_strict_reader_reads_the_newick() -> None:
    names = ["Varn's Post", "a,b", "(c)", "d;e"]
    stemmas, articles = family(names)
    line = TREE_FORMATS["newick"].write(stemmas, articles)
    assert line.count("\n") == 1
    assert read_newick(line) == {
        "A Varn's Post": "Varn's Post",
        **{f"{s} {n}": "A Varn's Post" for s, n in zip("BCD", names[1:], strict=True)},
    }


@settings(max_examples=50, deadline=None)
@given(st.lists(st.text(max_size=12), min_size=1, max_size=6))
def test_no_name_breaks_a_format(names: list[str]) -> None:
    stemmas, articles = family(names)
    written = {name: f.write(stemmas, articles) for name, f in TREE_FORMATS.items()}
    assert set(networkx.read_graphml(BytesIO(written["graphml"].encode())).edges()) == edges_of(stemmas)
    assert set(networkx.read_gexf(BytesIO(written["gexf"].encode())).edges()) == edges_of(stemmas)
    assert read_dot(written["dot"]) == edges_of(stemmas)
    assert len(read_newick(written["newick"])) <= len(names)
    outline = to_outline(stemmas, articles, explain=True)
    assert all(c == "\n" or c.isprintable() for c in outline)


def test_an_outline_shows_the_places_in_both_texts() -> None:
    stemmas, articles = family(["Varn Post", "Osk Net", "Lund Net"])
    lines = to_outline(stemmas, articles, explain=True).splitlines()
    assert any(line.strip() == "Varn Post [0:3] The" for line in lines)
    assert any("also partial of B Osk Net" in line for line in lines)


# ---- collations ----------------------------------------------------------------------------------------------------


def collation(texts: list[str]) -> Collation:
    return collate_texts([CollatedWitness(f"S{k}", f"file {k}", t) for k, t in enumerate(texts)])


def read_tei(document: str) -> list[str]:
    """The text of every witness, as the head of tei.py says that it is to be read."""
    root = etree.fromstring(document.encode())
    ids = [w.get(XML_ID) for w in root.iter(f"{TEI}witness")]
    (body,) = root.iter(f"{TEI}ab")
    return ["".join(words_of(body, f"#{i}")) for i in ids]


def words_of(node: etree._Element, witness: str) -> Iterator[str]:
    yield node.text or ""
    for inner in node:
        if inner.tag == f"{TEI}g":
            yield chr(int(inner.get("n"), 16))
        elif inner.tag == f"{TEI}app":
            for reading in inner:
                if witness in reading.get("wit").split():
                    yield from words_of(reading, witness)
        yield inner.tail or ""


MILL = "the old mill by the river burned down one night in may"
GATE = "nobody was hurt and the gate stood open all the while"
TRADITIONS = [
    ["The old mill, burned.", "The  new mill burned", "the\r\nmill <b>burned</b> & fell"],
    [f"{MILL} {GATE}", f"{MILL} {GATE} then", f"{GATE} {MILL}"],
    ["", "...", "one"],
    ["a\x00b c", "a\ud800 c", "a]]>c"],
]


@pytest.mark.parametrize("texts", TRADITIONS)
def test_every_witness_reads_to_its_own_text_from_the_tei(texts: list[str]) -> None:
    assert read_tei(TABLE_FORMATS["tei"].write(collation(texts))) == texts
    assert read_tei(TABLE_FORMATS["tei"].write(join_readings(collation(texts)))) == texts


words = st.sampled_from(
    ["mill", "river", "Osk", "the", "The", "of", "19,600", "burned", "&", "<x>", "\r", "\x01", "\n"]
)


@settings(max_examples=50, deadline=None)
@given(st.lists(st.one_of(st.lists(words, max_size=25).map(" ".join), st.text(max_size=20)), min_size=1, max_size=4))
def test_any_witness_reads_to_its_own_text_from_the_tei(texts: list[str]) -> None:
    assert read_tei(TABLE_FORMATS["tei"].write(collation(texts))) == texts


@pytest.mark.parametrize("texts", TRADITIONS)
def test_the_tokens_of_a_witness_are_its_text_in_collatex(texts: list[str]) -> None:
    found = json.loads(TABLE_FORMATS["collatex"].write(collation(texts)))
    assert found["witnesses"] == [f"S{k}" for k in range(len(texts))]
    assert len({len(row) for row in found["table"]}) == 1
    for sigil, row, text in zip(found["witnesses"], found["table"], texts, strict=True):
        tokens = sorted((t for cell in row if cell for t in cell), key=lambda t: t["_token_array_position"])
        assert "".join(t["t"] for t in tokens) == text
        assert [t["_token_array_position"] for t in tokens] == list(range(len(tokens)))
        assert {t["_sigil"] for t in tokens} <= {sigil}


def test_a_table_shows_words_as_they_stand_a_row_a_witness() -> None:
    lines = to_table(join_readings(collation(["The Mill, burned.", "the old mill \x1b[31mfell"]))).splitlines()
    assert lines[-2].split(" | ")[0] == "S0"
    assert "Mill," in lines[-2]
    assert "old" in lines[-1]
    assert not any("\x1b" in line for line in lines)
