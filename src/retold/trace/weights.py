"""The fitted weights of the signs, read from `weights.json`; how they came to be: docs/decisions/0062."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from retold.trace.signs import PAIR_NAMES, ROOT_SIGNS


@dataclass(frozen=True, slots=True)
class Weights:
    """Log odds for one unit of each pair sign and of each sign of a top."""

    pair: NDArray[np.float64]
    top: NDArray[np.float64]


def mix_weights(retold: float) -> Weights:
    """The weights for a pair whose words were changed so far (0 to 1)."""
    near, far = load_weights("copy"), load_weights("retelling")
    return Weights((1 - retold) * near.pair + retold * far.pair, (1 - retold) * near.top + retold * far.top)


@cache
def load_weights(model: str) -> Weights:
    """The weights of a model: "copy", "retelling", or "chain" for the versions of one address."""
    table = json.loads((files("retold.trace") / "weights.json").read_text(encoding="utf-8"))[model]
    return Weights(
        np.array([table["pair"].get(name, 0.0) for name in PAIR_NAMES]),
        np.array([table["top"].get(name, 0.0) for name in ROOT_SIGNS]),
    )
