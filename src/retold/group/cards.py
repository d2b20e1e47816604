"""What a story is about: label, lede, the people and the places that most of its pages name.

Takes a story and its articles, gives a StoryCard. Everything is cut from the articles; nothing is invented.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from retold.group.labels import first_sentence
from retold.group.languages import DAYS_AND_MONTHS
from retold.group.leaves import UNDATED, trusted_date
from retold.records import Article, Story, StoryCard
from retold.text.names import find_names

READ = 60  # pages of a story that are read, the earliest first
LETTERS = 4000  # of each page
LEDE = 320  # letters
SHOWN = 5  # names of each kind
PLACE_LEAD = re.compile(r"(?i)\b(?:in|at|near|off|from|outside|across|around|to)(?: the)? $")
LEAD = 12  # letters before a name in which a word of place is looked for
BODIES = frozenset(
    "agency airline airport army assembly association authority bank board bureau church coast college commission "
    "committee company congress corporation council court department division federation force foundation front "
    "group guard hospital house inc institute league line lines ltd ministry movement navy network news office "
    "organization organisation parliament party police press school senate service services society state times "
    "tribunal union university".split()
)


def card_story(story: Story, articles: Sequence[Article]) -> StoryCard:
    """The card of a story; `articles` are those in it.

    >>> text = "A ferry sank near Skarn, said Ana Moss of the Coast Council. Divers in Skarn met Ana Moss."
    >>> card = card_story(Story("s", "Ferry sinks", ("a",)), [Article("a", text)])
    >>> card.people, card.places
    (('Ana Moss',), ('Skarn',))
    """
    ordered = sorted(articles, key=age)[:READ]
    named: Counter[str] = Counter()
    placed: Counter[str] = Counter()
    for article in ordered:
        found = find_named(article.text[:LETTERS])
        named.update({name for name, _ in found})
        placed.update({name for name, place in found if place})
    people = [n for n in named if is_person(n) and 2 * placed[n] < named[n]]
    places = [n for n in named if 2 * placed[n] >= named[n]]
    lede = next((s for a in ordered if (s := first_sentence(a.text[:LETTERS], LEDE))), "")
    return StoryCard(story.id, story.label, lede, most_named(people, named), most_named(places, named))


def age(article: Article) -> tuple[str, str]:
    """Sorts the earliest first; articles without a trusted date come last."""
    return (trusted_date(article) or UNDATED, article.id)


def find_named(text: str) -> list[tuple[str, bool]]:
    """The names of a text in their fullest form, and whether each stands after a word of place."""
    spans = [s for s in find_names(text) if not s.of(text).isupper() and s.of(text).casefold() not in DAYS_AND_MONTHS]
    names = [" ".join(s.of(text).split()) for s in spans]
    last = {n.rsplit(" ", 1)[1]: n for n in names if " " in n}
    lead = [bool(PLACE_LEAD.search(text[max(s.start - LEAD, 0) : s.start])) for s in spans]
    return [(last.get(n, n) if not place else n, place) for n, place in zip(names, lead, strict=True)]


def is_person(name: str) -> bool:
    """Whether a name looks like that of a person: two to four words, none of which names a body.

    >>> is_person("Ana Moss"), is_person("Coast Council"), is_person("Osprey")
    (True, False, False)
    """
    words = name.split()
    return 2 <= len(words) <= 4 and BODIES.isdisjoint(w.casefold() for w in words)


def most_named(names: Sequence[str], named: Mapping[str, int]) -> tuple[str, ...]:
    """The names that most pages hold."""
    return tuple(sorted(names, key=lambda n: (-named[n], -n.count(" "), n))[:SHOWN])
