"""Why articles stand in one story: what they share, in words a person can check.

Takes a story and its articles, gives lines of text; or two articles, and gives their likeness channel by channel. It
decides nothing: the grouping does not read what is written here.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Sequence

import numpy as np

from retold.group.counts import lay_out, stack_profiles, weigh_places
from retold.group.leaves import day_number, trusted_date
from retold.group.lexicon import share_of
from retold.group.links import dot_rows
from retold.group.model import PARTS, add_channels, add_time, near_in_time
from retold.group.profiles import CHANNELS
from retold.group.words import LETTERS, profile_article, words_of
from retold.records import Article, Story
from retold.text.names import find_names

SHOWN = 8  # words of each kind
LOOKED_AT = 200  # pages of a story


def explain_story(story: Story, articles: Sequence[Article]) -> list[str]:
    """The rare words, names and numbers that most pages of a story share, and the days they span."""
    inside = set(story.articles)
    pages = sorted((a for a in articles if a.id in inside), key=lambda a: a.id)[:LOOKED_AT]
    if len(pages) < 2:
        return ["one page: nothing to compare"]
    lines = [("names", shared_names(pages)), *shared_words(pages)]
    out = [
        f"shared {kind}: " + ", ".join(f"{w} ({n} of {len(pages)})" for w, n in words) for kind, words in lines if words
    ]
    dated = sorted(d[:10] for a in pages if (d := trusted_date(a)))
    out.append(
        f"dates: {len(dated)} of {len(pages)} pages, {dated[0]} to {dated[-1]}" if dated else "dates: none trusted"
    )
    return out


def likeness(left: Article, right: Article) -> dict[str, float]:
    """How alike two articles are on each channel, from 0 to 1, what the days between add, and the whole.

    >>> likeness(Article("a", "Ferry Osprey sank off Arn"), Article("b", "Osprey, a ferry, sank near Arn"))["names"]
    0.3163
    """
    days = np.array([day_number(trusted_date(a)) for a in (left, right)])
    counts = stack_profiles([profile_article(a) for a in (left, right)])
    rows = lay_out(counts, weigh_places(counts, days, np.zeros(2)))
    shared = dot_rows(rows, np.array([0]), np.array([1]))
    out = {c: round(float(x / part), 4) for c, x, part in zip(CHANNELS, shared[0], PARTS, strict=True)}
    out["time"] = round(float(near_in_time(days[0] - days[1])), 4)
    out["whole"] = round(float(add_time(add_channels(shared), days[:1] - days[1:])[0]), 4)
    return out


def shared_names(pages: Iterable[Article]) -> list[tuple[str, int]]:
    """The names that most pages hold, with the number of pages."""
    texts = [f"{a.title or ''}\n{a.text}"[:LETTERS] for a in pages]
    count = Counter(name for text in texts for name in names_of(text))
    ranked = sorted(count.items(), key=lambda x: (-x[1], -len(x[0]), x[0]))
    return [(name, n) for name, n in ranked if n > 1][:SHOWN]


def names_of(text: str) -> set[str]:
    """The names of a text, those of three words and more also without the first: "Captain Ana Moss" is Ana Moss."""
    names = {n.of(text) for n in find_names(text)}
    return names | {n.split(" ", 1)[1] for n in names if n.count(" ") > 1}


def shared_words(pages: Sequence[Article]) -> list[tuple[str, list[tuple[str, int]]]]:
    """The numbers, and the words that weigh most, that at least two pages share."""
    profiles = [words_of(a) for a in pages]
    numbers = Counter(w for p in profiles for w in p["numbers"])
    others = Counter(w for p in profiles for w in p["body"].keys() - p["names"].keys() - p["numbers"].keys())
    out = []
    for kind, held in (("numbers", numbers), ("rare words", others)):
        worth = {w: -n * math.log(share_of(w)) for w, n in held.items() if n > 1}
        out.append((kind, [(w, held[w]) for w in sorted(worth, key=lambda w: (-worth[w], w))[:SHOWN]]))
    return out
