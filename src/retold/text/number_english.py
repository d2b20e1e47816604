"""The English words for zero to nineteen and for the tens, in order, for those who need no more than these."""

from __future__ import annotations

from retold.text.number_rules import number_rules

SMALL = tuple(number_rules("en").small)
TENS = tuple(number_rules("en").tens)
