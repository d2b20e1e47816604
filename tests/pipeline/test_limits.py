"""A page that takes too long is stopped and listed; the next one is not touched by its clock."""

import signal
import time

import pytest

from retold.claims import read_claims
from retold.pipeline.limits import check_claims, time_limit
from retold.records import Article


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no interval timer")
def test_work_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(TimeoutError, match=r"longer than 0\.05 seconds"), time_limit(0.05):
        while True:
            time.sleep(0.01)


PAGES = [
    ("an article", "The barge carried 12 men and 300 crates. " * 50, None),
    ("too many figures", "The barge carried 12 men and 300 crates. " * 2_000, "claims, an article at most 3,000"),
    ("a sentence without end", "The barge carried 12 men, 300 crates, " * 1_000, "sentences without end"),
]


@pytest.mark.parametrize(("why", "text", "reason"), PAGES, ids=[p[0] for p in PAGES])
def test_a_page_has_no_more_claims_than_a_ledger_can_compare(why: str, text: str, reason: str | None) -> None:
    claims = read_claims(Article("p", text, text, language="de"))  # no model: it is not what is tested
    if reason is None:
        assert check_claims(claims) is claims
    else:
        with pytest.raises(ValueError, match=reason):
            check_claims(claims)


def test_the_clock_stops_with_the_work() -> None:
    with time_limit(0.05):
        done = 1
    time.sleep(0.1)
    assert done == 1
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
