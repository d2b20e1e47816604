"""All pages on one event: Articles in, Stories out."""

from retold.group.cards import card_story as card_story
from retold.group.explain import explain_story as explain_story
from retold.group.explain import likeness as likeness
from retold.group.identity import Carried as Carried
from retold.group.identity import StoryState as StoryState
from retold.group.identity import carry_ids as carry_ids
from retold.group.identity import rebuild as rebuild
from retold.group.leaves import Leaf as Leaf
from retold.group.leaves import StaleLeafError as StaleLeafError
from retold.group.leaves import leaf_from as leaf_from
from retold.group.leaves import take_leaf as take_leaf
from retold.group.pins import settle_pins as settle_pins
from retold.group.snapshot import freeze_stream as freeze_stream
from retold.group.snapshot import thaw_stream as thaw_stream
from retold.group.stories import group_stories as group_stories
from retold.group.stream import Stream as Stream
from retold.group.whole import group_leaves as group_leaves
from retold.group.whole import group_pages as group_pages
from retold.group.whole import rename_stories as rename_stories
