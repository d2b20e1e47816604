"""What changed in stories since a watch last told of them: a source more, another figure, a contradiction.

Takes the standings of before and the stories of now, gives the standings of now and the notices. Questions are followed
by the claims that answer them, stories by the pages in them: so ids may change, and nothing is told twice.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from retold.records import Entry, Ledger, Story
from retold.store.watch_state import Notice, NoticeKind, StoryStanding

Answer = tuple[str, str, str, tuple[str, ...]]  # question, verdict, current value, claims
LONGEST = 160  # letters of a question that is told


def find_changes(
    before: Mapping[str, StoryStanding], stories: Sequence[tuple[str, Story, Ledger]], at: str
) -> tuple[list[StoryStanding], list[Notice]]:
    """The standings of these stories, and what is to be told of each."""
    was_in = {a: s.story for s in before.values() for a in s.articles}
    standings, notices = [], []
    for inputs, story, ledger in stories:
        now = stand(inputs, story, ledger)
        was = before.get(story.id) or most_shared(now, was_in, before)
        standings.append(now)
        for kind, text in sorted(compare(was, now)):
            notices.append(Notice(0, at, kind, now.story, now.label, text))
    return standings, notices


def stand(inputs: str, story: Story, ledger: Ledger) -> StoryStanding:
    """How a story stands."""
    figures = tuple(answer_of(e) for e in ledger.entries if e.kind == "figure")
    return StoryStanding(story.id, story.label, story.articles, ledger.sources, inputs, figures)


def answer_of(entry: Entry) -> Answer:
    """How a question stands."""
    value = f"{entry.values[-1]:,f}" if entry.values else ""
    return (entry.question[:LONGEST], entry.verdict, value, tuple(sorted(entry.claims)))


def most_shared(
    now: StoryStanding, was_in: Mapping[str, str], before: Mapping[str, StoryStanding]
) -> StoryStanding | None:
    """The story of before that shares most pages; the smaller id of equals."""
    shared = Counter(was_in[a] for a in now.articles if a in was_in)
    return before[min(shared, key=lambda s: (-shared[s], s))] if shared else None


def compare(was: StoryStanding | None, now: StoryStanding) -> Iterator[tuple[NoticeKind, str]]:
    """What is to be told of a story that is new, or stood otherwise."""
    if was is None:
        yield "new-story", sources_of(now.sources)
        return
    if now.sources > was.sources:
        yield "gained-source", f"{sources_of(now.sources)}, was {was.sources}"
    of_claim = {claim: answer for answer in was.answers for claim in answer[3]}
    for question, verdict, value, claims in now.answers:
        old = next((of_claim[c] for c in claims if c in of_claim), None)
        if old is not None and value != old[2]:
            yield "figure-changed", f"{question} now {value}, was {old[2]} ({verdict})"
        if verdict == "contradicted" and (old is None or old[1] != "contradicted"):
            yield "contradiction", f"{question} sources contradict each other"


def sources_of(count: int) -> str:
    """A number of sources in words.

    >>> sources_of(1), sources_of(3)
    ('1 source', '3 sources')
    """
    return f"{count} source{'' if count == 1 else 's'}"
