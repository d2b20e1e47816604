"""The words of an article counted, in arrays: a few kilobytes a page, in memory as on disk.

Words are kept by their keys; the forms of names alone are kept as they can be shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from retold.group.lexicon import Keys

CHANNELS = ("head", "body", "names", "places", "numbers", "quotes")
BODY_AT, NAMES_AT, PLACES_AT = (CHANNELS.index(c) for c in ("body", "names", "places"))
MOST = 255  # what a word is counted up to
Packed = tuple[bytes, bytes, str, str]


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """How often an article uses each folded word, on each channel, in the order of CHANNELS; all stand in the body."""

    keys: Keys  # ascending
    counts: NDArray[np.uint8]  # shape (channels, words)
    names: str  # the forms of the names, a line each, in the order of their keys
    language: str

    def named(self) -> Iterator[tuple[str, int, int]]:
        """Each name, how often it is used, and how often as a place."""
        at = np.flatnonzero(self.counts[NAMES_AT])
        used, placed = self.counts[NAMES_AT, at].tolist(), self.counts[PLACES_AT, at].tolist()
        return zip(self.names.split("\n") if self.names else (), used, placed, strict=True)

    def pack(self) -> Packed:
        """What can be stored."""
        keys = self.keys.astype("<u8", copy=False).tobytes()
        return keys, self.counts.tobytes(), self.names, self.language


def unpack_profile(packed: Packed) -> Profile:
    """The profile that was packed; its arrays are views of the bytes."""
    keys, counts, names, language = packed
    return Profile(
        np.frombuffer(keys, dtype="<u8"),
        np.frombuffer(counts, dtype=np.uint8).reshape(len(CHANNELS), -1),
        names,
        language,
    )
