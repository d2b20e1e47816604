"""HTML to one flat text with exact places, in one pass without a tree library.

Takes a string of markup, gives all its visible text (`flat`, a block a line), the blocks with the element that holds
each, and the machine-readable head. Work is linear in the page; nesting deeper than a cap is flattened, its text kept.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache
from html import unescape

from retold.extract.attributes import clean, is_hidden, read_attributes
from retold.extract.tags import AREA_BIT, BLOCK, CLOSES, CLOSES_P, INLINE_BARE, KEEPS, PART_BIT, RAW, TOKEN_BITS, VOID

MAX_DEPTH = 400  # elements; real pages of the extraction set stay below 60
MAX_TAGS = 400_000  # tags that get an element; beyond, markup is only stripped
OFTEN = 200  # characters of a start tag that may be met again: its meaning is kept
NO_MEANING: tuple[int, str, dict[str, str]] = (0, "", {})
TAG_WINDOW = 16_384  # characters searched for the end of one tag with quotes respected
TAG = re.compile(r"""<(/?)([a-zA-Z][^\s/>]*+)((?:[^>"']++|"[^"]*+"|'[^']*+')*+)>""")
NAME_PART = re.compile(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])|\d+")
STRIP = re.compile(r"<[^<>]*>")
LOGO = re.compile(r"""\balt\s*=\s*["']([^"']{2,60}?)(?:\s+logo)?["']""", re.IGNORECASE)


class Node:
    """One element: what it and its ancestors say of the text inside; sums are filled in when the page is done."""

    __slots__ = ("areas", "blocks", "depth", "index", "link", "name", "own", "para", "parent", "parts", "sign", "words")

    def __init__(self, index: int, name: str, parent: Node | None, own: int, sign: str) -> None:
        self.depth: int = parent.depth + 1 if parent else 0
        self.parts: int = own | (parent.parts if parent else 0)
        self.areas: int = AREA_BIT.get(name, 0) | (parent.areas if parent else 0)
        self.index = index
        self.name = name
        self.parent = parent
        self.own = own
        self.sign = sign
        self.words = self.link = self.para = self.blocks = 0


@dataclass(slots=True)
class Piece:
    """One block of visible text: its place in `flat`, its element, and how many of its characters are linked."""

    start: int
    end: int
    node: Node
    linked: int
    broken: bool  # cut by a line break, not by an element


@dataclass(slots=True)
class Flat:
    """A flattened page."""

    text: str
    pieces: list[Piece]
    nodes: list[Node]
    title: str = ""
    meta: list[tuple[str, str]] = field(default_factory=list)
    data: list[str] = field(default_factory=list)  # JSON-LD scripts
    links: list[tuple[str, str]] = field(default_factory=list)  # rel, href of <link>
    times: list[tuple[str, int]] = field(default_factory=list)  # datetime, place in flat
    anchors: list[tuple[str, int, int]] = field(default_factory=list)  # href, place in flat
    language: str = ""
    logos: list[str] = field(default_factory=list)  # what stands for a logo where it is not shown


def flatten_html(html: str) -> Flat:
    """The flat text of a page and what its markup says of each block.

    >>> flatten_html("<nav>Home</nav><p>The ferry <b>sank</b>.").text
    'Home\\nThe ferry sank.'
    """
    reader = Reader(html)
    reader.read()
    return reader.done()


@lru_cache(maxsize=1 << 15)
def read_names(names: str) -> int:
    """The parts of a page that the words of class and id attributes name, as bits.

    >>> read_names("c-relatedList") == PART_BIT["related"]
    True
    """
    bits = 0
    for word in NAME_PART.findall(names[:400]):
        bits |= TOKEN_BITS.get(word.lower(), 0)
    return bits


def read_meaning(rest: str) -> tuple[int, str, dict[str, str]]:
    """The parts of a page that a start tag names, as bits, its class, and its attributes."""
    return read_often(rest) if "href" not in rest and len(rest) < OFTEN else read_once(rest)


def read_once(rest: str) -> tuple[int, str, dict[str, str]]:
    """The same, for a tag that is hardly met again."""
    attributes = read_attributes(rest)
    sign = attributes.get("class", "")
    own = read_names(f"{sign} {attributes.get('id', '')}")
    if "itemprop" in attributes or "role" in attributes or "rel" in attributes:
        own |= read_names(" ".join(attributes.get(k, "") for k in ("itemprop", "role", "rel")))
    if is_hidden(attributes):
        own |= PART_BIT["hidden"]
    return own, sign, attributes


read_often = lru_cache(maxsize=1 << 13)(read_once)


class Reader:
    """The one pass over the markup: open elements, the block being filled, and what has been found."""

    def __init__(self, html: str) -> None:
        self.html = html
        self.root = Node(0, "html", None, 0, "")
        self.nodes = [self.root]
        self.stack = [self.root]
        self.open: dict[str, int] = {}
        self.too_deep: dict[str, int] = {}
        self.out: list[str] = []
        self.length = 0
        self.pieces: list[Piece] = []
        self.buffer: list[str] = []
        self.pending = 0
        self.next: dict[str, int] = {}
        self.linked = 0
        self.in_link = 0
        self.anchor: tuple[str, int] | None = None
        self.in_head = False
        self.found = Flat("", [], [])

    def read(self) -> None:
        """Walk the markup from end to end."""
        html, size = self.html, len(self.html)
        at = tags = failed_until = 0
        while at < size:
            mark = html.find("<", at)
            if mark < 0 or tags >= MAX_TAGS:
                break
            if mark > at:
                self.add_text(html[at:mark])
            following = html[mark + 1 : mark + 2]
            if following in ("!", "?"):
                at = self.skip_declaration(mark)
                continue
            if not (following.isalpha() or following == "/"):
                self.add_text("<")
                at = mark + 1
                continue
            tag = TAG.match(html, mark, mark + TAG_WINDOW) if mark >= failed_until else None
            if tag is None:
                failed_until = max(failed_until, mark + TAG_WINDOW)
                at = self.read_odd_tag(mark)
                continue
            tags += 1
            at = self.read_tag(tag.group(1), tag.group(2).lower(), tag.group(3), tag.end())
        if at < size:
            self.add_text(STRIP.sub(" ", html[at:]))
        self.flush(broken=False)

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

    def read_odd_tag(self, mark: int) -> int:
        """A tag whose quotes do not close: cut at the first ">", or taken for text when there is none."""
        end = self.html.find(">", mark)
        if end < 0:
            self.add_text(self.html[mark:])
            return len(self.html)
        body = self.html[mark + 1 : end]
        closing = body.startswith("/")
        name = (body.lstrip("/").split(None, 1) or [""])[0].lower().rstrip("/")
        return self.read_tag("/" if closing else "", name, "", end + 1)

    def read_tag(self, closing: str, name: str, rest: str, at: int) -> int:
        """Take one tag; the place where reading goes on."""
        if closing:
            self.close(name)
            return at
        if name in RAW:
            return self.read_raw(name, rest, at)
        if name in VOID:
            self.read_void(name, rest)
            return at
        if name == "head":
            self.in_head = True
        elif name == "body":
            self.in_head = False
        if not (name in INLINE_BARE and not rest):
            self.push(name, rest)
        return at

    def read_raw(self, name: str, rest: str, at: int) -> int:
        """An element whose inside is no markup of this page."""
        end = min(self.find_next(form, at) for form in (f"</{name}", f"</{name.upper()}", f"</{name.title()}"))
        if name == "title" and not self.found.title:
            self.found.title = clean(self.html[at:end])
        elif name == "script" and "ld+json" in rest:
            self.found.data.append(self.html[at:end])
        elif name in ("textarea", "object"):
            self.add_text(STRIP.sub(" ", self.html[at:end]))
        close = self.html.find(">", end)
        return close + 1 if close >= 0 else len(self.html)

    def read_void(self, name: str, rest: str) -> None:
        """An element without inside: line breaks, and the facts of the head."""
        if name in ("br", "hr"):
            self.flush(broken=name == "br")
        elif name == "meta":
            attributes = read_attributes(rest)
            key = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
            if key and attributes.get("content"):
                self.found.meta.append((key.lower(), clean(attributes["content"])))
        elif name == "img":
            if "logo" in rest and (alt := LOGO.search(rest)):
                self.found.logos.append(clean(alt.group(1)))
        elif name == "link":
            attributes = read_attributes(rest)
            if attributes.get("rel") and attributes.get("href"):
                self.found.links.append((attributes["rel"].lower(), clean(attributes["href"])))

    def push(self, name: str, rest: str) -> None:
        """Open an element."""
        block = name in BLOCK
        if block:
            self.flush(broken=False)
            self.close_implied(name)
        if len(self.stack) >= MAX_DEPTH:
            self.too_deep[name] = self.too_deep.get(name, 0) + 1
            return
        own, sign, attributes = read_meaning(rest) if rest else NO_MEANING
        if not block and not own and name not in ("a", "time", "html"):
            parent = self.stack[-1]
            node = Node(-1, name, parent, 0, "")  # an inline element without meaning: on the stack only
        else:
            node = Node(len(self.nodes), name, self.stack[-1], own, sign)
            self.nodes.append(node)
        self.stack.append(node)
        self.open[name] = self.open.get(name, 0) + 1
        self.note(name, attributes)

    def note(self, name: str, attributes: dict[str, str]) -> None:
        """What an opening element tells beyond its text."""
        if name == "a":
            self.in_link += 1
            self.anchor = (clean(attributes.get("href", "")), self.here())
        elif name == "time" and attributes.get("datetime"):
            self.found.times.append((clean(attributes["datetime"]), self.here()))
        elif name == "html" and attributes.get("lang"):
            self.found.language = attributes["lang"]

    def here(self) -> int:
        """About where in `flat` the next character will stand: exact at the start of a block."""
        return self.length + self.pending + (1 if self.out else 0)

    def close_implied(self, name: str) -> None:
        """End the elements that this start tag ends without saying so."""
        if self.open.get("p") and name in CLOSES_P:
            self.close("p")
        for other in CLOSES.get(name, ()):
            if self.open.get(other):
                for node in reversed(self.stack[-8:]):
                    if node.name == other:
                        self.close(other)
                        break
                    if node.name in KEEPS:
                        break

    def close(self, name: str) -> None:
        """Close the innermost open element of this name and all inside it; a stray end tag changes nothing."""
        if name in BLOCK:
            self.flush(broken=False)
        if self.too_deep.get(name):
            self.too_deep[name] -= 1
            return
        if name == "head":
            self.in_head = False
        if not self.open.get(name):
            return
        while True:
            node = self.stack.pop()
            self.open[node.name] -= 1
            if node.name == "a":
                self.leave_link()
            if node.name == name:
                return

    def leave_link(self) -> None:
        """The end of a link: its place is noted."""
        self.in_link = max(0, self.in_link - 1)
        if self.anchor and self.anchor[0]:
            self.found.anchors.append((self.anchor[0], self.anchor[1], self.here()))
        self.anchor = None

    def add_text(self, raw: str) -> None:
        """Add visible characters to the block being filled."""
        if self.in_head and not raw.strip():
            return
        if "&" in raw:
            raw = unescape(raw)
        self.buffer.append(raw)
        self.pending += len(raw)
        if self.in_link:
            self.linked += len(raw.strip())

    def flush(self, *, broken: bool) -> None:
        """End the block being filled."""
        if not self.buffer:
            return
        text = " ".join("".join(self.buffer).split())
        linked, self.linked = self.linked, 0
        self.buffer.clear()
        self.pending = 0
        if not text:
            return
        if self.out:
            self.out.append("\n")
            self.length += 1
        node = self.stack[-1]
        while node.index < 0 and node.parent:
            node = node.parent
        self.pieces.append(Piece(self.length, self.length + len(text), node, min(linked, len(text)), broken))
        self.out.append(text)
        self.length += len(text)

    def done(self) -> Flat:
        """The flattened page."""
        found = self.found
        found.text, found.pieces, found.nodes = "".join(self.out), self.pieces, self.nodes
        return found
