"""Where two texts show what a sign says: some places in both, for a person to look at.

Takes signs and the alignment of the two texts; gives the signs with places. Every edge also gets the longest stretch
that both have in common. It weighs nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from retold.records import Alignment, Article, Place, Run, Sign, Span
from retold.text.tokens import WORD
from retold.trace.portrait import CHROME, Portrait

SHOWN = 3  # places of a sign, in each text
SHORT = 12  # words of a variant reading; a longer one is a passage


@dataclass(frozen=True, slots=True)
class Sides:
    """What both sides have at a run."""

    run: Run
    left: str
    right: str

    @property
    def words(self) -> tuple[int, int]:
        return len(WORD.findall(self.left)), len(WORD.findall(self.right))


def differs(s: Sides) -> bool:
    return s.run.kind in ("changed", "lost", "added")


def is_reading(s: Sides) -> bool:
    return differs(s) and 0 < max(s.words) <= SHORT


def is_passage(s: Sides) -> bool:
    return differs(s) and max(s.words) > SHORT


def is_damage(s: Sides) -> bool:
    return differs(s) and (max(s.words) == 0 or (s.run.kind == "changed" and max(s.words) <= 2))


def is_figure(s: Sides) -> bool:
    digits = [any(c.isdigit() for c in side) for side in (s.left, s.right)]
    return differs(s) and digits[0] != digits[1]


def is_site_line(s: Sides) -> bool:
    return differs(s) and any(CHROME.match(line.strip()) for side in (s.left, s.right) for line in side.split("\n"))


PLACES_OF: Mapping[str, Callable[[Sides], bool]] = {
    "readings": is_reading,
    "extent": is_passage,
    "damage": is_damage,
    "specifics": is_figure,
    "residue": is_site_line,
}


def show_signs(signs: Iterable[Sign], parent: Portrait, child: Portrait, alignment: Alignment) -> tuple[Sign, ...]:
    """The signs with their places, and the longest stretch in common; `alignment` has the parent on its left."""
    texts = parent.article.text, child.article.text
    sides = [Sides(r, r.left.of(texts[0]), r.right.of(texts[1])) for r in alignment.runs]
    told = [replace(s, places=s.places or tuple(places_of(s.kind, sides, parent, child))) for s in signs]
    return (*told, *common_stretch(sides, parent, child))


def places_of(kind: str, sides: list[Sides], parent: Portrait, child: Portrait) -> Iterator[Place]:
    """The first places that show a sign of this kind."""
    fits = PLACES_OF.get(kind)
    for s in [s for s in sides if fits and fits(s)][:SHOWN]:
        yield Place(parent.article.id, s.run.left)
        yield Place(child.article.id, s.run.right)


def common_stretch(sides: list[Sides], parent: Portrait, child: Portrait) -> Iterator[Sign]:
    """The longest stretch that both texts have, as a sign of no weight."""
    same = [s for s in sides if s.run.kind in ("same", "moved")]
    if same:
        longest = max(same, key=lambda s: len(s.left))
        words = longest.words[0]
        places = (
            Place(parent.article.id, trim(longest.run.left, longest.left)),
            Place(child.article.id, trim(longest.run.right, longest.right)),
        )
        yield Sign("in common", parent.id, 0.0, f"the longest stretch in common has {words} words", places)


def trim(span: Span, words: str) -> Span:
    """A place without the blanks around its words."""
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, start + len(words.strip()))


def equal_places(above: Article, child: Article) -> tuple[Place, Place]:
    """Two pages of equal words, each as a whole."""
    return Place(above.id, Span(0, len(above.text))), Place(child.id, Span(0, len(child.text)))
