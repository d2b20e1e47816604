"""What is lost without a language model: the same measures with one and by rules alone.

Measured on 2026-11-22; commands and data are told in docs/benchmarks.md.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Loss:
    """One measure, in percent, with the small English model and by rules alone."""

    what: str
    model: float
    rules: float


LOSSES = (
    Loss("quotes, words found (F1)", 61.1, 42.7),
    Loss("quotes, words and speaker (F1)", 53.1, 34.7),
    Loss("direct quotes found", 97.0, 96.1),
    Loss("speaker of those", 92.8, 82.5),
    Loss("event mentions (F1)", 88.6, 0.0),
    Loss("checks of figures in eight invented stories", 99.5, 89.6),
)


def losses_in_words() -> str:
    """The losses in a line, for a report.

    >>> losses_in_words().split(";")[0]
    'quotes, words found (F1) 42.7 instead of 61.1'
    """
    return "; ".join(f"{loss.what} {loss.rules:g} instead of {loss.model:g}" for loss in LOSSES)
