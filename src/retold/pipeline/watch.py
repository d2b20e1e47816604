"""`retold watch`: feeds, folders and lists are looked at again and again; new pages go into the store as they come.

One round asks what is due, takes what came, and tells what changed. A round may end at any point, also by force:
what was fetched lies in the inbox until the store has it, and every other step is one transaction.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from retold.fetch import Answer, Clock
from retold.pipeline.growing import Live
from retold.pipeline.run import run_pages
from retold.pipeline.watch_changes import find_changes
from retold.pipeline.watch_inbox import Folder, Inbox
from retold.read.feeds import FeedEntry, is_feed, read_feed
from retold.read.limits import UnreadableError
from retold.records import Unread
from retold.store import watch_state, writing
from retold.store.database import Store
from retold.store.errors import StoreError
from retold.store.watch_state import Address, Notice

EVERY = 300.0  # seconds between two looks at a feed or folder
BACKOFF = 60.0  # seconds after the first failure; each further one doubles them
LONGEST = 6 * 3600.0  # seconds between two tries at most
TRIES = 8  # of a page, over about two hours; a feed is never given up
AT_ONCE = 64  # pages fetched before they are taken into the store
Fetch = Callable[..., Answer]
Teller = Callable[[Notice], bool]  # whether it was told


@dataclass(frozen=True, slots=True)
class Targets:
    """What is watched."""

    addresses: tuple[str, ...] = ()  # of feeds, sitemaps or pages; what each is shows when it is read
    folders: tuple[Path, ...] = ()
    lists: tuple[Path, ...] = ()  # files with an address a line


@dataclass(frozen=True, slots=True)
class Round:
    """What a round did."""

    asked: int = 0  # addresses
    fetched: int = 0  # pages
    failed: int = 0  # addresses that gave nothing
    new: int = 0  # pages new in the store
    notices: int = 0


def sort_targets(given: Sequence[str]) -> Targets:
    """What each argument is; raises ValueError for one that is nothing that can be watched.

    >>> sort_targets(["https://example.org/feed"]).addresses
    ('https://example.org/feed',)
    """
    addresses = [g for g in given if g.lower().startswith(("http://", "https://"))]
    paths = [Path(g) for g in given if g not in addresses]
    for path in paths:
        if not path.exists():
            raise ValueError(f"there is no file or folder {path}, and it is no address (http:// or https://)")
    folders = tuple(p for p in paths if p.is_dir())
    return Targets(tuple(addresses), folders, tuple(p for p in paths if not p.is_dir()))


class Watch:
    """A watch over some targets, into a store."""

    def __init__(
        self,
        store: Store,
        targets: Targets,
        inbox: Path,
        *,
        fetch: Fetch,
        clock: Clock,
        tellers: dict[str, Teller],
        every: float = EVERY,
    ) -> None:
        self.store = store
        self.targets = targets
        self.inbox = Inbox(inbox)
        self.folders = [Folder(f) for f in targets.folders]
        self.fetch = fetch
        self.clock = clock
        self.tellers = tellers
        self.every = every
        self.live = Live()
        self.drift = clock.now() - clock.ticks()
        if not watch_state.read_standings(store) and watch_state.story_ids(store):
            self.note_changes(told=False)  # what the store held before is no news

    def run(self, until: float | None = None) -> None:
        """Rounds until this moment of the clock's ticks, or for ever."""
        while True:
            self.round()
            wait = self.until_next()
            if until is not None and self.clock.ticks() + wait > until:
                return
            self.clock.sleep(wait)

    def until_next(self) -> float:
        """Seconds until something is due."""
        due = watch_state.next_due(self.store)
        soonest = self.every if due is None else due - self.clock.now()
        return min(max(soonest, 1.0), self.every)

    def round(self) -> Round:
        """Ask what is due, take what came, tell what changed."""
        self.mend_clock()
        self.learn_addresses()
        asked = fetched = failed = new = 0
        new += self.take(self.inbox.files())  # of a round that was ended by force
        for source in self.due("source"):
            answer = self.ask(source)
            asked, failed = asked + 1, failed + (answer.kind not in ("body", "same"))
            self.read_source(source, answer)
        while pages := self.due("page")[:AT_ONCE]:
            for page in pages:
                answer = self.ask(page)
                asked, failed = asked + 1, failed + (answer.kind not in ("body", "same"))
                fetched += answer.kind == "body"
                self.receive(page, answer)
            new += self.take(self.inbox.files())
        new += self.take(self.inbox.files())  # of addresses that are pages themselves
        came = [name for folder in self.folders for name in folder.settled(self.clock.now())]
        if came:
            new += self.run_into_store(came) or 0
        notices = self.note_changes(told=True)
        self.deliver()
        return Round(asked, fetched, failed, new, notices)

    def mend_clock(self) -> None:
        """After the clock went backwards nothing waits longer than it would have."""
        drift = self.clock.now() - self.clock.ticks()
        back = self.drift - drift
        if back > 1:
            waiting = [a for a in watch_state.read_addresses(self.store) if a.state == "waiting"]
            watch_state.write_addresses(self.store, [replace(a, due=a.due - back) for a in waiting])
        self.drift = drift

    def learn_addresses(self) -> None:
        """Note the addresses that were named, and those in the lists, which may have grown."""
        known = {a.url for a in watch_state.read_addresses(self.store)}
        named = [*self.targets.addresses, *(url for path in self.targets.lists for url in read_list(path))]
        fresh = [Address(url, "source") for url in dict.fromkeys(named) if url not in known]
        if fresh:
            watch_state.write_addresses(self.store, fresh)

    def due(self, kind: str) -> list[Address]:
        """The addresses of this kind that are due."""
        return watch_state.read_addresses(self.store, due=self.clock.now(), kind=kind)

    def ask(self, address: Address) -> Answer:
        """Fetch an address, if it has changed; a page that lies in the inbox is not fetched again."""
        return self.fetch(address.url, etag=address.etag, modified=address.modified)

    # ---- what answers mean ----------------------------------------------------------------------------------------

    def read_source(self, source: Address, answer: Answer) -> None:
        """Note the pages that a feed tells of; an address that is a page is taken as one."""
        if answer.kind == "body" and not is_feed(answer.body):
            self.receive(replace(source, kind="page"), answer)
            return
        entries: list[Address] = []
        if answer.kind == "body":
            try:
                feed = read_feed(answer.body, answer.url)
            except UnreadableError as error:
                self.put_off(source, Answer("failed", answer.url, f"the feed cannot be read: {error}"))
                return
            source = replace(source, etag=answer.etag, modified=answer.modified)
            entries = [page_of(e, source.url) for e in feed.entries]
            entries += [Address(url, "source", found_in=source.url) for url in feed.more]
        elif answer.kind != "same":
            self.put_off(source, answer)
            return
        calm = replace(source, due=self.clock.now() + self.every, tries=0, note="")
        watch_state.write_source(self.store, calm, entries)

    def receive(self, page: Address, answer: Answer) -> None:
        """Put a fetched page into the inbox, or note why there is none."""
        if answer.kind == "body":
            at = datetime.fromtimestamp(self.clock.now(), UTC).isoformat(timespec="seconds")
            self.inbox.put(replace(page, etag=answer.etag, modified=answer.modified), answer, at)
            self.settle(page, answer, "waiting")
        elif answer.kind == "same":
            self.settle(page, answer, "taken")
        else:
            self.put_off(page, answer)

    def settle(self, page: Address, answer: Answer, state: watch_state.State) -> None:
        """Note what became of a page; one in the inbox is not due before the store has it."""
        due = self.clock.now() + LONGEST if state == "waiting" else 0.0
        etag, modified = (answer.etag, answer.modified) if answer.kind == "body" else (page.etag, page.modified)
        known = replace(page, state=state, due=due, etag=etag, modified=modified, tries=0, note="")
        watch_state.write_addresses(self.store, [known])

    def put_off(self, address: Address, answer: Answer) -> None:
        """Try again later, ever more seldom; a page that is refused or fails too often is given up and listed."""
        tries = address.tries + (answer.kind != "later")
        wait = min(BACKOFF * 2 ** min(tries, 20), LONGEST) if answer.kind != "later" else 0.0
        due = max(self.clock.now() + wait, answer.until)
        tried = replace(address, tries=tries, due=due, note=answer.why)
        if address.kind == "page" and (answer.kind == "refused" or tries >= TRIES):
            tried = replace(tried, state="given-up")
            writing.write_unread(self.store, [Unread(address.found_in or address.url, address.url, answer.why)])
        watch_state.write_addresses(self.store, [tried])

    # ---- into the store, and out to people ------------------------------------------------------------------------

    def take(self, files: Sequence[Path]) -> int:
        """The pages of the inbox into the store, then out of the inbox; how many were new."""
        if not files:
            return 0
        new = self.run_into_store([str(f) for f in files])
        if new is None:
            return 0
        taken = [replace(a, state="taken", due=0.0) for f in files for a in self.inbox.addresses(f)]
        watch_state.write_addresses(self.store, taken)
        for file in files:
            file.unlink(missing_ok=True)
        return new

    def run_into_store(self, paths: Sequence[str]) -> int | None:
        """How many pages were new; None when another run holds the store: the pages wait for the next round."""
        try:
            return run_pages(paths, self.store, workers=1, live=self.live).new
        except StoreError:
            for folder in self.folders:
                folder.forget()
            return None

    def note_changes(self, *, told: bool) -> int:
        """Compare the stories with how they stood, and keep what is to be told of the difference."""
        before = watch_state.read_standings(self.store)
        changed = watch_state.read_stories(self.store, {s.story: s.inputs for s in before.values()})
        gone = before.keys() - watch_state.story_ids(self.store)
        if not changed and not gone:
            return 0
        at = datetime.fromtimestamp(self.clock.now(), UTC).isoformat(timespec="seconds")
        standings, notices = find_changes(before, changed, at)
        watch_state.write_standings(self.store, standings, sorted(gone), notices if told else [])
        return len(notices) if told else 0

    def deliver(self) -> None:
        """Tell what is still to be told; a channel that fails is tried again in the next round."""
        for channel, tell in self.tellers.items():
            for notice in watch_state.undelivered(self.store, channel):
                if not tell(notice):
                    break
                watch_state.mark_delivered(self.store, channel, notice.number)


def page_of(entry: FeedEntry, feed: str) -> Address:
    """An entry of a feed as an address that waits."""
    return Address(
        entry.url,
        stamp=entry.stamp,
        title=entry.title,
        published=entry.published,
        outlet=entry.outlet,
        found_in=feed,
    )


def read_list(path: Path) -> Iterable[str]:
    """The addresses in a file, one a line; all else is left out."""
    with suppress(OSError):
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
        return [w for line in lines if (w := line.strip()).lower().startswith(("http://", "https://"))]
    return []
