"""What a story is about: label, lede, the people and the places that most of its pages name.

Takes a story and its articles or their leaves, gives a StoryCard. Everything is cut from the articles; none is made up.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter
from typing import Protocol

from retold.group.labels import first_sentence
from retold.group.leaves import OPENING, UNDATED, trusted_date
from retold.group.named import Named, find_named
from retold.records import Article, Story, StoryCard

READ = 60  # pages of a story that are read, the earliest first
LEDE = 320  # letters
SHOWN = 5  # names of each kind
BODIES = frozenset(
    "agency airline airport army assembly association authority bank board bureau church coast college commission "
    "committee company congress corporation council court department division federation force foundation front "
    "group guard hospital house inc institute league line lines ltd ministry movement navy network news office "
    "organization organisation parliament party police press school senate service services society state times "
    "tribunal union university".split()
)

GROUND_FIRST = frozenset("cape fort lake lower mount new port upper".split())  # words that begin a place
GROUND_LAST = frozenset(
    "bay beach bridge canal city coast county creek district falls harbor harbour island islands peninsula province "
    "region river road square station street town valley village".split()
)


class Carded(Protocol):
    """What a card is made from."""

    @property
    def opening(self) -> str:
        """The first lines of the text."""

    @property
    def named(self) -> Named:
        """The names of the text."""

    @property
    def age(self) -> tuple[str, str]:
        """Sorts the earliest first; articles without a date come last."""


@dataclass(frozen=True, slots=True)
class Opened:
    """As much of an article as a card needs."""

    opening: str
    named: Named
    age: tuple[str, str]


def card_story(story: Story, articles: Sequence[Article]) -> StoryCard:
    """The card of a story; `articles` are those in it.

    >>> text = "A ferry sank near Skarn, said Ana Moss of the Coast Council. Divers in Skarn met Ana Moss."
    >>> card = card_story(Story("s", "Ferry sinks", ("a",)), [Article("a", text)])
    >>> card.people, card.places
    (('Ana Moss',), ('Skarn',))
    """
    first = sorted((((trusted_date(a) or UNDATED, a.id), a) for a in articles), key=itemgetter(0))[:READ]
    return card_leaves(story, [Opened(a.text[:OPENING], find_named(a.text), age) for age, a in first])


def card_leaves(story: Story, leaves: Sequence[Carded]) -> StoryCard:
    """The same of the leaves of the articles."""
    ordered = sorted(leaves, key=lambda a: a.age)[:READ]
    named: Counter[str] = Counter()
    placed: Counter[str] = Counter()
    for leaf in ordered:
        named.update({name for name, _ in leaf.named})
        placed.update({name for name, place in leaf.named if place})
    people = [n for n in named if is_person(n) and 2 * placed[n] < named[n]]
    places = [n for n in named if 2 * placed[n] >= named[n] or is_ground(n)]
    lede = next((s for a in ordered if (s := first_sentence(a.opening, LEDE))), "")
    return StoryCard(story.id, story.label, lede, most_named(people, named), most_named(places, named))


def is_person(name: str) -> bool:
    """Whether a name looks like that of a person: two to four words, none of which names a body.

    >>> is_person("Ana Moss"), is_person("Coast Council"), is_person("Osprey")
    (True, False, False)
    """
    words = name.split()
    return 2 <= len(words) <= 4 and BODIES.isdisjoint(w.casefold() for w in words) and not is_ground(name)


def is_ground(name: str) -> bool:
    """Whether a name of several words says itself that it is a place.

    >>> is_ground("Port Callis"), is_ground("Osk River"), is_ground("Ana Moss"), is_ground("Port Authority")
    (True, True, False, False)
    """
    words = name.casefold().split()
    told = words[0] in GROUND_FIRST or words[-1] in GROUND_LAST
    return told and len(words) > 1 and BODIES.isdisjoint(words)


def most_named(names: Sequence[str], named: Mapping[str, int]) -> tuple[str, ...]:
    """The names that most pages hold."""
    return tuple(sorted(names, key=lambda n: (-named[n], -n.count(" "), n))[:SHOWN])
