"""What is kept of an article is enough: stored and read again it groups as the article does, in batch and stream."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from group.events import EVENTS, PAGES, TELLINGS
from retold.group import (
    Leaf,
    StaleLeafError,
    Stream,
    freeze_stream,
    group_leaves,
    group_pages,
    leaf_from,
    take_leaf,
    thaw_stream,
)
from retold.group.counts import count_until, stack_profiles
from retold.group.lexicon import shares_of
from retold.group.splitting import split_text
from retold.group.wording import find_wordings, same_wording
from retold.group.words import english_lexicon
from retold.records import Article, Dateline, Grouping
from retold.text.tokens import WORD

ROUND_UP = Article(
    "page-briefs",
    "\n\n".join(f"{TELLINGS[0].format(*e)} {TELLINGS[2].format(*e)}" for e in EVENTS),
    title="The morning in brief",
)
MIRROR = replace(PAGES[0], id="page-mirror", text=f"{PAGES[0].text} Read more.", dateline=Dateline("SKARN", None))
ALL = [*PAGES, ROUND_UP, MIRROR]
LONG = " ".join(f"word{k} and name{k} went to Port{k} with {k} others." for k in range(60))


def stored(leaf: Leaf) -> Leaf:
    return leaf_from(leaf.to_bytes())


@pytest.mark.parametrize(
    "article",
    [
        *ALL,
        Article("", ""),
        Article("half \ud800", "a \udfff b", title="\ud800"),
        Article("f", "Le ferry a coulé à Skarn."),
    ],
    ids=lambda a: ascii(a.id),
)
def test_a_leaf_comes_out_of_the_store_as_it_went_in(article: Article) -> None:
    leaf = take_leaf(article)
    again = stored(leaf)
    assert again.to_bytes() == leaf.to_bytes()
    assert (again.id, again.title, again.opening, again.named) == (leaf.id, leaf.title, leaf.opening, leaf.named)
    assert list(again.profile.named()) == list(leaf.profile.named())
    assert [s for s, _ in again.parts] == [s for s, _ in leaf.parts]


@given(st.binary(max_size=60))
@settings(max_examples=50)
def test_bytes_that_are_no_leaf_are_told_as_such(junk: bytes) -> None:
    with pytest.raises(StaleLeafError, match="anew"):
        leaf_from(junk)


@given(st.permutations(range(len(ALL))), st.integers(1, len(ALL)))
@settings(max_examples=15)
def test_leaves_group_as_their_articles_do(order: list[int], kept: int) -> None:
    pages = [ALL[k] for k in order[:kept]]
    assert group_leaves([stored(take_leaf(p)) for p in pages]) == group_pages(pages)


@given(st.permutations(range(len(ALL))), st.integers(0, len(ALL)), st.integers(0, len(ALL)), st.booleans())
@settings(max_examples=25)
def test_a_stream_that_was_stored_goes_on_as_if_it_had_never_stopped(
    order: list[int], replayed: int, cut: int, mend: bool
) -> None:
    leaves = [take_leaf(ALL[k]) for k in order]
    one, two = Stream(apart=[("page-00", "page-01")]), Stream(apart=[("page-00", "page-01")])
    for n, leaf in enumerate(leaves):
        if n == replayed:
            one.replay()
            two.replay()
        if n == cut:
            two = thaw_stream(freeze_stream(two), [stored(x) for x in reversed(leaves)])
        assert one.add(leaf, mend=mend) == two.add(leaf, mend=mend)
    assert freeze_stream(one) == freeze_stream(two)
    assert one.tell() == two.tell()
    assert one.tell({"story-none", *list(one.live.by_id)[:2]}) == two.tell({"story-none", *list(one.live.by_id)[:2]})
    one.replay()
    two.replay()
    assert freeze_stream(one) == freeze_stream(two)


def bare(grouping: Grouping) -> object:
    """A grouping without the ids of its stories."""
    name = {s.id: s.articles for s in grouping.stories}
    return (
        sorted(name.values()),
        sorted((p.article, p.part, name[p.story], p.score) for p in grouping.attached),
        sorted((name[k.earlier], name[k.later], k.score, k.why) for k in grouping.links),
        sorted((name[c.story], c.label, c.lede, c.people, c.places) for c in grouping.cards),
    )


@given(st.permutations(range(len(ALL))))
@settings(max_examples=10)
def test_a_replay_tells_what_the_batch_tells(order: list[int]) -> None:
    stream = Stream()
    for k in order:
        stream.add(ALL[k])
    stream.replay()
    assert bare(stream.tell()) == bare(group_pages(ALL))


def test_a_replay_with_other_leaves_takes_in_new_pages_and_lets_go_of_others() -> None:
    stream = Stream()
    for page in ALL[:5]:
        stream.add(page)
    before = dict(stream.state.story_of)
    carried = stream.replay(leaves=[take_leaf(p) for p in ALL[1:8]])
    assert {a for s in carried.stories for a in s.articles} == {p.id for p in ALL[1:8]} == set(stream.state.story_of)
    assert stream.state.story_of["page-01"] == before["page-01"]
    stream.replay(leaves=[])
    assert (stream.stories(), stream.state.story_of) == ([], {})


def test_a_stream_without_its_leaves_is_refused() -> None:
    stream = Stream()
    stream.add(ALL[0])
    with pytest.raises(StaleLeafError, match="missing"):
        thaw_stream(freeze_stream(stream), [])
    with pytest.raises(StaleLeafError):
        thaw_stream(b"junk", stream.leaves)


# ---- wording --------------------------------------------------------------------------------------------------------


def test_copies_are_known_by_their_wording_and_what_they_quote_is_not_enough() -> None:
    words = LONG.split()
    texts = [LONG, " ".join(words[: len(words) // 2]), " ".join(words[:80] + [f"own{k}" for k in range(400)]), "Rain."]
    leaves = [take_leaf(Article(f"p{k}", t)) for k, t in enumerate(texts)]
    assert find_wordings([a.grams for a in leaves], [a.digest for a in leaves]).tolist() == [0, 0, 2, 3]
    assert same_wording(leaves[0].grams, leaves[1].grams)
    assert not same_wording(leaves[0].grams, leaves[2].grams)


def test_ten_thousand_near_copies_cost_little_and_are_one() -> None:
    grams = take_leaf(Article("p", LONG)).grams
    samples = [np.sort(np.append(grams[k % 7 :], np.uint32(k))) for k in range(10_000)]
    assert set(find_wordings(samples, [str(k) for k in range(10_000)]).tolist()) == {0}


# ---- splitting ------------------------------------------------------------------------------------------------------

ODD = "ab Z'’.,19_é²½ß“”‘—…\n\u200b\u00a0"


@given(st.text(alphabet=ODD, max_size=80))
@settings(max_examples=300)
def test_words_split_by_bytes_are_those_of_the_pattern(text: str) -> None:
    split = split_text(text)
    assert split is not None
    found = [split.text[a:b] for a, b in zip(split.starts.tolist(), split.ends.tolist(), strict=True)]
    assert found == [w.replace("’", "'") for w in WORD.findall(text)]


@given(st.text(alphabet=ODD + "łж日", max_size=400))
@settings(max_examples=100)
def test_long_and_short_texts_are_read_alike(text: str) -> None:
    lexicon = english_lexicon()
    slow = [lexicon.form[lexicon.number_of(w)] for w in WORD.findall(text)]
    numbers, starts = lexicon.read_places(text)
    assert [lexicon.form[n] for n in numbers.tolist()] == slow
    assert starts.tolist() == [m.start() for m in WORD.finditer(text)]


def test_words_of_any_length_have_hashes_of_their_own() -> None:
    words = {("abcdefgh" * 4)[k:n] for k in range(8) for n in range(k + 1, k + 25)}
    split = split_text(" ".join(sorted(words)))
    assert split is not None
    assert len(set(split.hashes.tolist())) == len(words)


# ---- counting -------------------------------------------------------------------------------------------------------


@given(
    st.lists(st.lists(st.sampled_from("ferry dam skarn orsk crew 14".split()), min_size=1, max_size=4), max_size=6),
    st.data(),
)
@settings(max_examples=30)
def test_words_are_counted_until_a_time_as_a_slow_loop_counts_them(pages: list[list[str]], data: st.DataObject) -> None:
    counts = stack_profiles([take_leaf(Article("a", " ".join(p))).profile for p in pages])
    when = np.array([data.draw(st.integers(0, 3)) for _ in pages], dtype=np.int64)
    novelty = np.array([data.draw(st.sampled_from([0.0, 0.25, 1.0])) for _ in pages])
    found = {int(e): float(f) for block in count_until(counts, when, novelty) for e, _, f in zip(*block, strict=True)}
    for row in range(len(pages)):
        for entry in range(counts.starts[row], counts.starts[row + 1]):
            holders = [
                k
                for k in range(len(pages))
                if counts.columns[entry] in counts.columns[counts.starts[k] : counts.starts[k + 1]]
            ]
            assert found[entry] == sum(novelty[k] for k in holders if when[k] <= when[row])


def test_a_word_of_another_language_weighs_by_its_kind() -> None:
    leaf = take_leaf(Article("f", "Le navire Osprey a coulé dans le port de Skarn avec les marins à bord."))
    assert len(set(shares_of(leaf.profile.keys).tolist())) > 1
