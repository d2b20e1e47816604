"""Manners: one request a second to a host, no more than robots.txt allows, and silence when a host asks for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import protego

from retold.fetch.clock import Clock

PACE = 1.0  # seconds between two requests to a host
SLOWEST = 60.0  # seconds that a Crawl-delay may ask for
ROBOTS_KEPT = 3600.0  # seconds; RFC 9309 allows a day
ROBOTS_FAILED = 300.0  # seconds for which a host whose robots.txt cannot be had is left alone
ROBOTS_SIZE = 500 << 10  # bytes of robots.txt that are read, as RFC 9309 has it
HOSTS = 10_000  # remembered


@dataclass(slots=True)
class Host:
    """What is known of one host."""

    free_at: float = 0.0  # ticks from which it may be asked again
    closed_until: float = 0.0  # seconds since 1970
    rules: protego.Protego | None = None
    rules_until: float = 0.0  # ticks
    unreachable: str = ""  # why its robots.txt cannot be had


class Manners:
    """The hosts that were met. `read_robots` gives status and body of an address, or raises."""

    def __init__(self, clock: Clock, agent: str, read_robots: Callable[[str], tuple[int, bytes]]) -> None:
        self.clock = clock
        self.agent = agent
        self.read_robots = read_robots
        self.hosts: dict[str, Host] = {}

    def host(self, origin: str) -> Host:
        """What is known of an origin; the one met first is forgotten when there are too many."""
        if origin not in self.hosts and len(self.hosts) >= HOSTS:
            self.hosts.pop(next(iter(self.hosts)))
        return self.hosts.setdefault(origin, Host())

    def wait_turn(self, origin: str) -> None:
        """Wait until the host may be asked again, and take the turn."""
        host = self.host(origin)
        wait = host.free_at - self.clock.ticks()
        if wait > 0:
            self.clock.sleep(wait)
        delay = host.rules.crawl_delay(self.agent) if host.rules else None
        host.free_at = self.clock.ticks() + min(max(PACE, delay or 0.0), SLOWEST)

    def refusal(self, origin: str, url: str) -> tuple[str, bool]:
        """Why this address may not be asked for ("" when it may), and whether that may change soon."""
        host = self.host(origin)
        if host.rules_until <= self.clock.ticks():
            self.learn_rules(origin, host)
        if host.unreachable:
            return f"its robots.txt cannot be had: {host.unreachable}", True
        if host.rules is not None and not host.rules.can_fetch(url, self.agent):
            return "robots.txt of its host does not allow it", False
        return "", False

    def learn_rules(self, origin: str, host: Host) -> None:
        """Read robots.txt: none (4xx) allows all; one that cannot be had (5xx, no answer) allows nothing for now."""
        self.wait_turn(origin)
        host.rules, host.unreachable = None, ""
        kept = ROBOTS_KEPT
        try:
            status, body = self.read_robots(f"{origin}/robots.txt")
        except OSError as error:
            status, body = 0, str(error).encode()
        if 200 <= status < 300:
            host.rules = protego.Protego.parse(body[:ROBOTS_SIZE].decode("utf-8", "replace"))
        elif not 400 <= status < 500 or status == 429:
            host.unreachable = body[:200].decode("utf-8", "replace") if status == 0 else f"status {status}"
            kept = ROBOTS_FAILED
        host.rules_until = self.clock.ticks() + kept
