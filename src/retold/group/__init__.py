"""All pages on one event: Articles in, Stories out."""

from retold.group.explain import explain_story as explain_story
from retold.group.explain import likeness as likeness
from retold.group.stories import group_stories as group_stories
