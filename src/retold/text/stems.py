"""Content words in a form that survives inflection and rewriting.

Takes folded words, gives stems. Endings are cut by a short table, not by a dictionary: two forms of one word should
meet, and it does no harm when two rare words meet as well. Closed-class words carry no content.
"""

from __future__ import annotations

from functools import lru_cache

CLOSED_CLASS = frozenset(
    "a an the this that these those and or but nor so yet if then than as at by for from in into of off on onto "
    "out over to up upon via with within without about above across after against along among around before "
    "behind below beneath beside between beyond down during except inside near outside past per since through "
    "throughout till toward towards under until while because although though unless whereas whether he she it "
    "they we you i me him her them us his hers its their our your my mine yours ours theirs himself herself "
    "itself themselves who whom whose which what when where why how be is am are was were been being do does did "
    "done doing have has had having will would shall should can could may might must not no n't also just only "
    "very too more most much many some any all each every both either neither other another such same own few "
    "less least again further once there here now ever never always often still already even however meanwhile "
    "therefore thus hence according following including like say says said saying tell told add added adding mr "
    "mrs ms one two new it's he's she's they're that's don't didn't".split()
)
ENDINGS = ("ies", "ings", "ing", "ed", "es", "ly", "ers", "er", "ions", "ion", "ments", "ment", "s", "e", "y")
SHORTEST = 4


@lru_cache(maxsize=1 << 16)
def stem_word(word: str) -> str:
    """The stem of a folded word; figures and short words stay as they are.

    >>> [stem_word(w) for w in ("negotiated", "negotiating", "holding", "hold", "ferries", "19600", "gaul's")]
    ['negotiat', 'negotiat', 'hold', 'hold', 'ferr', '19600', 'gaul']
    """
    word = word.removesuffix("'s")
    if word[:1].isdigit():
        return word
    for ending in ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= SHORTEST:
            return word[: -len(ending)]
    return word
