"""A page that takes too long is stopped and listed; the next one is not touched by its clock."""

import signal
import time

import pytest

from retold.pipeline.limits import time_limit


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no interval timer")
def test_work_that_takes_too_long_is_stopped() -> None:
    with pytest.raises(TimeoutError, match=r"longer than 0\.05 seconds"), time_limit(0.05):
        while True:
            time.sleep(0.01)


def test_the_clock_stops_with_the_work() -> None:
    with time_limit(0.05):
        done = 1
    time.sleep(0.1)
    assert done == 1
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)
