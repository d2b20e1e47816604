"""What is kept of an article, so that sets are made without its text: its sketch, what families and stories need.

Takes articles as the store gives them back, gives bytes and reads them again. A pure function of one article, made
where the article is extracted.
"""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from retold.group.leaves import leaf_from, take_leaf
from retold.match.sketches import COARSE, sketch_texts, split_sketches
from retold.pipeline.stores import store_at
from retold.records import Article
from retold.store import reading
from retold.store.kept import Kept
from retold.trace.versions import Told, tell_article

read_told = msgspec.msgpack.Decoder(Told).decode
read_leaf = leaf_from


def keep_article(article: Article) -> Kept:
    """What is kept of an article; its sketch is that of a large set.

    >>> kept = keep_article(Article("a", "The ferry Aurora sank off Port Ella.", title="Ferry sinks"))
    >>> read_told(kept.told).title, read_leaf(kept.leaf).opening
    ('ferry sinks', 'The ferry Aurora sank off Port Ella.')
    """
    (sketch,) = split_sketches(sketch_texts([article.text], COARSE))
    return Kept(sketch.to_bytes(), msgspec.msgpack.encode(tell_article(article)), take_leaf(article).to_bytes())


@dataclass(frozen=True, slots=True)
class Unkept:
    """An article of the store at this address, of which nothing is kept yet."""

    address: str
    id: str


def keep_stored(task: Unkept) -> Kept:
    """What is kept of an article of a store."""
    (article,) = reading.read_articles(store_at(task.address), [task.id], with_flat=False)
    return keep_article(article)
