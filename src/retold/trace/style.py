"""The manner of a text in figures: what tells a retelling by machine or desk from what it retells.

Takes a text, gives a row of figures; pairs are told apart by the differences of two rows. Closed-class words only.
"""

from __future__ import annotations

import re

import numpy as np
from numpy.typing import NDArray

CONNECTORS = frozenset(
    "however additionally furthermore moreover meanwhile nevertheless nonetheless consequently therefore thus overall "
    "notably ultimately despite although regarding concerning amidst amid alongside".split()
)
PRONOUNS = frozenset("i we you my our your me us i'm we're you're i've we've let's".split())
SAID = frozenset("said says say told tells".split())
FORMAL_SAID = frozenset(
    "stated states expressed emphasized emphasised highlighted highlighting emphasizing revealed confirmed noted "
    "according reportedly reported explained mentioned announced asserted underscored underscoring".split()
)
STYLE = (
    "words", "word length", "sentence length", "direct speech", "figures", "contractions", "person", "loud marks",
    "connectors", "said", "formal said", "participles", "loose ends", "capitals", "odd marks", "adverbs",
)  # fmt: skip
QUOTE = re.compile(r"[\"“”«»]")
SENTENCE_END = re.compile(r"[.!?]+[\"”’)]*(?:\s|$)")
ODD = re.compile(r"[@#|*_/\\<>\[\]{}~^=+•…—–]|https?:|\.\.\.|\s{2,}")


def measure_style(text: str, words: list[str]) -> NDArray[np.float64]:
    """A figure for each name in STYLE."""
    n = max(1, len(words))

    def rate(count: int) -> float:
        return float(np.sqrt(100 * count / n))

    ends = len(SENTENCE_END.findall(text))
    letters = sum(map(str.isalpha, text)) or 1
    return np.array([
        np.log(n),
        sum(map(len, words)) / n,
        np.log(n / max(1, ends)),
        rate(len(QUOTE.findall(text))),
        rate(sum(w[0].isdigit() for w in words)),
        rate(sum("'" in w for w in words)),
        rate(sum(w in PRONOUNS for w in words)),
        rate(text.count("!") + text.count("?")),
        rate(sum(w in CONNECTORS for w in words)),
        rate(sum(w in SAID for w in words)),
        rate(sum(w in FORMAL_SAID for w in words)),
        rate(sum(w.endswith("ing") and len(w) > 5 for w in words)),
        float(not text.rstrip().endswith((".", "!", "?", '"', "”", "’", "'"))),
        10 * sum(map(str.isupper, text)) / letters,
        rate(len(ODD.findall(text))),
        rate(sum(w.endswith("ly") and len(w) > 4 for w in words)),
    ])  # fmt: skip
