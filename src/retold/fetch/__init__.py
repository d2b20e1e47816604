"""Polite fetching: one address in, an answer out, whatever the network does."""

from retold.fetch.answers import Answer as Answer
from retold.fetch.client import Fetcher as Fetcher
from retold.fetch.clock import Clock as Clock
from retold.fetch.clock import WallClock as WallClock
