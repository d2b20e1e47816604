"""Any bytes: no error but the documented ones, no visible character lost, no span outside its text, no file unreadable."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from fuzz.properties import SEEDS, TARGETS, WORDS

EXAMPLES = {"export": 12, "claims": 40, "lines": 40, "find": 60}  # the others are quick
QUICK = 80
PIECES = st.lists(st.sampled_from(WORDS), max_size=30).map(lambda words: " ".join(words).encode("utf-8", "replace"))
MADE = st.one_of(
    PIECES, st.text(max_size=120).map(lambda t: t.encode("utf-8", "surrogatepass")), st.binary(max_size=200)
)


@pytest.fixture(autouse=True)
def by_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    """Claims by rules alone: what is tested is our own code, and a model takes a second to load."""
    monkeypatch.setenv("RETOLD_MODEL", "rules")


@pytest.mark.parametrize("target", TARGETS)
def test_any_bytes_keep_the_promises_of(target: str) -> None:
    @settings(max_examples=EXAMPLES.get(target, QUICK), suppress_health_check=list(HealthCheck))
    @given(MADE)
    def hold(data: bytes) -> None:
        TARGETS[target](data)

    for seed in SEEDS.get(target, ()):
        TARGETS[target](seed)
    hold()
