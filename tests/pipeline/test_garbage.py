"""Cyclic garbage: looked for seldom during a run, as before after it."""

from __future__ import annotations

import gc

import pytest

from retold.pipeline.garbage import SELDOM, collecting_seldom


@pytest.mark.parametrize("fails", [False, True])
def test_it_is_looked_for_seldom_until_the_work_ends_or_fails(fails: bool) -> None:
    before, seen = gc.get_threshold(), []

    def work() -> None:
        with collecting_seldom():
            seen.append(gc.get_threshold())
            if fails:
                raise ValueError("no ledger")

    if fails:
        with pytest.raises(ValueError, match="no ledger"):
            work()
    else:
        work()
    assert (seen, gc.get_threshold()) == ([SELDOM], before)
