"""HTML to one flat text with exact places, in one pass without a tree library.

Takes a string of markup, gives all its visible text (`flat`, a block a line), the blocks with the element that holds
each, and the machine-readable head. Work is linear in the page; nesting deeper than a cap is flattened, its text kept.
"""

from __future__ import annotations

import re
from collections import defaultdict
from html import unescape

from retold.extract.attributes import FACT, clean, read_attributes
from retold.extract.flat import Flat, Node, Piece
from retold.extract.meanings import (
    HIDES,
    HOLDERS,
    NOTED,
    NOTHING,
    OPENS,
    STANDS,
    Kind,
    known_kinds,
    read_kind,
    read_parts,
)
from retold.extract.tags import KEEPS

MAX_DEPTH = 400  # elements; real pages of the extraction set stay below 60
MAX_TAGS = 400_000  # tags that are read one by one; beyond, markup is only stripped
LONGEST_AUTHOR, MOST_AUTHORS = 100, 50  # characters of an inline element that says author, and how many are noted
TAG_WINDOW = 16_384  # characters searched for the end of one odd tag with quotes respected
# No value may hold "<" or ">" here: so each attempt ends at the next of them, and the whole search is linear.
TAG = re.compile(r"""<(?:(/?)([a-zA-Z][^\s/>"'<]*+)((?:[^<>"']++|"[^"<>]*+"|'[^'<>]*+')*+)>|!--)""")
ODD_TAG = re.compile(r"""<(/?)([a-zA-Z][^\s/>]*+)((?:[^>"']++|"[^"]*+"|'[^']*+')*+)>""")
STRIP = re.compile(r"<[^<>]*>")
LOGO = re.compile(r"""\balt\s*=\s*["']([^"']{2,60}?)(?:\s+logo)?["']""", re.IGNORECASE)


def flatten_html(html: str) -> Flat:
    """The flat text of a page and what its markup says of each block.

    >>> flatten_html("<nav>Home</nav><p>The ferry <b>sank</b>.").text
    'Home\\nThe ferry sank.'
    """
    reader = Reader(html)
    reader.read()
    return reader.done()


class Reader:
    """The one pass over the markup: open elements, the block being filled, and what has been found."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.root = Node(0, 0, None, "html")
        self.nodes = [self.root]
        self.stack = ["html"]  # open elements: names, attributes, and nodes, made when the first text inside is met
        self.rests = [""]
        self.held: list[Node | None] = [self.root]
        self.open: dict[str, int] = defaultdict(int)
        self.too_deep: dict[str, int] = {}
        self.tags = 0
        self.odd_until = 0
        self.out: list[str] = []
        self.length = 0
        self.pieces: list[Piece] = []
        self.buffer: list[str] = []
        self.next: dict[str, int] = {}
        self.linked = 0
        self.signed: list[tuple[int, int]] = []  # open elements that say author: their depth, and the buffer before
        self.found = Flat("", [], [])

    def read(self) -> None:
        """Walk the markup from end to end."""
        at, size = 0, len(self.html)
        while at < size and self.tags < MAX_TAGS:
            at = self.read_run(at)
        if at < size:
            self.add_text(STRIP.sub(" ", self.html[at:]))
        self.flush(broken=False)

    def read_run(self, at: int) -> int:
        """Read plain tags and the text between them, up to the first place that asks for more; where to go on."""
        html, kinds, buffer, opened, tags = self.html, known_kinds, self.buffer, self.open, self.tags
        for found in TAG.finditer(html, at):
            start = found.start()
            if start > at:
                raw = html[at:start]
                if "<" in raw:
                    return self.read_odd(at, start)
                if buffer or not raw.isspace():
                    buffer.append(raw)
                    if opened["a"]:
                        self.linked += len(raw.strip())
            at = found.end()
            closing, name, rest = found.groups()
            kind = kinds.get(name) or read_kind(name)
            does = kind[0]
            if does == NOTHING or (closing and does != OPENS):
                continue
            self.tags = tags = tags + 1
            if closing:
                self.close(kind)
            elif does == OPENS:
                self.push(kind, rest)
            elif does == STANDS:
                self.stand(kind.name, rest)
            else:
                return self.skip(kind.name, rest, at)
            if tags >= MAX_TAGS:
                return at
        return self.read_odd(at, len(html))

    def read_odd(self, at: int, until: int) -> int:
        """Read a stretch that holds "<" but no plain tag; where to go on, beyond `until` when a tag reaches there."""
        html = self.html
        while at < until:
            mark = html.find("<", at, until)
            if mark != at:
                self.add_text(html[at : mark if mark > 0 else until])
            if mark < 0:
                return until
            following = html[mark + 1 : mark + 2]
            if following in ("!", "?"):
                at = self.skip_declaration(mark)
            elif following.isalpha() or following == "/":
                at = self.read_odd_tag(mark)
            else:
                self.add_text("<")
                at = mark + 1
        return at

    def read_odd_tag(self, mark: int) -> int:
        """A tag with "<" or ">" in a value, or with quotes that do not close: the latter is cut at the first ">", or
        taken for text when there is none."""
        html = self.html
        found = ODD_TAG.match(html, mark, mark + TAG_WINDOW) if mark >= self.odd_until else None
        if found is not None:
            return self.take(found.group(1), found.group(2), found.group(3), found.end())
        self.odd_until = max(self.odd_until, mark + TAG_WINDOW)
        end = html.find(">", mark)
        if end < 0:
            self.add_text(html[mark:])
            return len(html)
        words = html[mark + 1 : min(end, mark + TAG_WINDOW)]
        name = (words.lstrip("/").split(None, 1) or [""])[0].rstrip("/")
        return self.take("/" if words.startswith("/") else "", name, "", end + 1)

    def take(self, closing: str, name: str, rest: str, at: int) -> int:
        """Take one tag; the place where reading goes on."""
        self.tags += 1
        kind = read_kind(name)
        if kind.does == OPENS and closing:
            self.close(kind)
        elif kind.does == OPENS:
            self.push(kind, rest)
        elif kind.does == STANDS:
            self.stand(kind.name, rest)
        elif kind.does == HIDES and not closing:
            return self.skip(kind.name, rest, at)
        return at

    def skip_declaration(self, mark: int) -> int:
        """The place after a comment, doctype or processing instruction."""
        html = self.html
        if html.startswith("<!--", mark) and (end := self.find_next("-->", mark + 4)) < len(html):
            return end + 3
        end = html.find(">", mark)  # an unclosed comment ends at the first ">", as early browsers had it
        return end + 1 if end >= 0 else len(html)

    def find_next(self, form: str, at: int) -> int:
        """Where `form` stands next, or the end of the page; each stretch of the page is searched once."""
        known = self.next.get(form, -1)
        if known < at:
            known = self.html.find(form, at)
            self.next[form] = known = known if known >= 0 else len(self.html)
        return known

    def skip(self, name: str, rest: str, at: int) -> int:
        """The place after a comment, or after an element whose inside is no markup of this page."""
        if name == "!--":
            return self.skip_declaration(at - 4)
        end = self.find_next(f"</{name}", at)
        if self.find_next(f"</{name[0].upper()}", at) < end:
            end = min(end, self.find_next(f"</{name.upper()}", at), self.find_next(f"</{name.title()}", at))
        if name == "title" and not self.found.title:
            self.found.title = clean(self.html[at:end])
        elif name == "script" and "ld+json" in rest:
            self.found.data.append(self.html[at:end])
        elif name in ("textarea", "object"):
            self.add_text(STRIP.sub(" ", self.html[at:end]))
        close = self.html.find(">", end)
        return close + 1 if close >= 0 else len(self.html)

    def stand(self, name: str, rest: str) -> None:
        """An element without inside: line breaks, and the facts of the head."""
        if name in ("br", "hr"):
            self.flush(broken=name == "br")
        elif name == "img":
            if "logo" in rest and (alt := LOGO.search(rest)):
                self.found.logos.append(clean(alt.group(1)))
        else:
            facts = read_attributes(rest, FACT)
            key = facts.get("property") or facts.get("name") or facts.get("itemprop")
            if name == "meta" and key and facts.get("content"):
                self.found.meta.append((key.lower(), clean(facts["content"])))
            elif name == "link" and facts.get("rel") and facts.get("href"):
                self.found.links.append((facts["rel"].lower(), clean(facts["href"])))

    def push(self, kind: Kind, rest: str) -> None:
        """Open an element."""
        name = kind.name
        if kind.block:
            if self.buffer:
                self.flush(broken=False)
            if kind.ends_p and self.open["p"]:
                self.end("p")
            if kind.ends:
                self.close_implied(kind.ends)
        if len(self.stack) >= MAX_DEPTH:
            self.too_deep[name] = self.too_deep.get(name, 0) + 1
            return
        if rest:
            if name in NOTED:
                self.note(name, rest)
            if not kind.block and ("author" in rest or "byline" in rest):
                self.signed.append((len(self.stack), len(self.buffer)))
        self.stack.append(name)
        self.rests.append(rest)
        self.held.append(None)
        self.open[name] += 1

    def note(self, name: str, rest: str) -> None:
        """What an opening element tells beyond its text; its place is the number of its block until all is read."""
        if name == "a":
            self.found.anchors.append((rest, len(self.pieces)))
        elif name == "time" and (day := read_attributes(rest, FACT).get("datetime")):
            self.found.times.append((clean(day), len(self.pieces)))
        elif name == "html" and (language := read_attributes(rest, FACT).get("lang")):
            self.found.language = language

    def close_implied(self, ends: tuple[str, ...]) -> None:
        """End the elements of its own family that a start tag ends without saying so."""
        for other in ends:
            if self.open[other]:
                for name in reversed(self.stack[-8:]):
                    if name == other:
                        self.end(other)
                        break
                    if name in KEEPS:
                        break

    def close(self, kind: Kind) -> None:
        """Close the innermost open element of this name and all inside it; a stray end tag changes nothing."""
        if kind.block and self.buffer:
            self.flush(broken=False)
        if self.too_deep and self.too_deep.get(kind.name):
            self.too_deep[kind.name] -= 1
        elif self.open[kind.name]:
            self.end(kind.name)

    def end(self, name: str) -> None:
        """Close an element that is open."""
        stack, opened = self.stack, self.open
        while True:
            inner, rest, node = stack.pop(), self.rests.pop(), self.held.pop()
            if node is not None:
                node.end = len(self.nodes)
            opened[inner] -= 1
            if self.signed and self.signed[-1][0] == len(stack):
                self.take_author(rest)
            if inner == name:
                return

    def take_author(self, rest: str) -> None:
        """Note what stands in an inline element that says author, unless it is one of the comments."""
        words = clean("".join(self.buffer[self.signed.pop()[1] :]))
        if 0 < len(words) <= LONGEST_AUTHOR and "comment" not in rest and len(self.found.authors) < MOST_AUTHORS:
            self.found.authors.append(words)

    def holder(self) -> Node:
        """The innermost open element that can hold text; nodes are made for those that have waited for it."""
        held, last = self.held, len(self.held)
        while held[last - 1] is None:
            last -= 1
        node = held[last - 1] or self.root
        for depth in range(last, len(held)):
            own = read_parts(self.rests[depth])
            if own[0] or self.stack[depth] in HOLDERS:
                node = Node(len(self.nodes), depth, node, self.stack[depth], own)
                self.nodes.append(node)
            held[depth] = node
        return node

    def add_text(self, raw: str) -> None:
        """Add visible characters to the block being filled."""
        if self.buffer or raw.strip():
            self.buffer.append(raw)
            if self.open["a"]:
                self.linked += len(raw.strip())

    def flush(self, *, broken: bool) -> None:
        """End the block being filled."""
        raw = "".join(self.buffer)
        self.buffer.clear()
        linked, self.linked = self.linked, 0
        text = " ".join((unescape(raw) if "&" in raw else raw).split())
        if not text:
            return
        if self.out:
            self.length += 1
        start = self.length
        self.length += len(text)
        self.pieces.append(Piece(start, self.length, self.holder(), min(linked, len(text)), broken))
        self.out.append(text)

    def done(self) -> Flat:
        """The flattened page."""
        found = self.found
        found.text, found.pieces, found.nodes = "\n".join(self.out), self.pieces, self.nodes
        starts = [p.start for p in self.pieces]
        last = len(found.text)
        found.times = [(v, starts[n] if n < len(starts) else last) for v, n in found.times]
        found.anchors = [(v, starts[n] if n < len(starts) else last) for v, n in found.anchors]
        return found
