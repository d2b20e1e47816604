"""Two figures in two articles: agree, contradict, update, part-of or different.

Takes two figures with their articles, gives a label. The question comes first, then the values, then the time: a
publication date alone never makes an update where the text says nothing of a later state.
"""

from __future__ import annotations

from retold.reconcile.asked import Asked, Page, ask
from retold.reconcile.parts import counts_part
from retold.reconcile.question import likeness
from retold.reconcile.times import is_later
from retold.reconcile.values import compare, same_number, two_bounds
from retold.records import Article, Figure, PairLabel

# Log odds from which two figures answer one question; a later number is expected to differ.
SAME = {"agree": 0.2, "update": -0.7, "contradict": 0.1}


def label_figures(left: Figure, left_article: Article, right: Figure, right_article: Article) -> PairLabel:
    """How two figures stand to each other."""
    return label_asked(ask(left, Page(left_article)), ask(right, Page(right_article)))


def label_asked(left: Asked, right: Asked) -> PairLabel:
    """How two figures, read with their surroundings, stand to each other."""
    if counts_part(left, right) or counts_part(right, left):
        return "part-of"
    alike = likeness(left, right)
    fit = compare(left.answer, right.answer)
    if fit == "fit" or same_number(left.answer, right.answer):
        return "agree" if alike >= SAME["agree"] else "different"
    if is_later(left, right) or is_later(right, left):
        return "update" if alike >= SAME["update"] else "different"
    if fit == "touch" and not two_bounds(left.answer, right.answer):
        return "agree" if alike >= SAME["agree"] else "different"
    return "contradict" if alike >= SAME["contradict"] else "different"
