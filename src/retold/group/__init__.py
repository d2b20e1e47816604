"""All pages on one event: Articles in, Stories out."""

from retold.group.stories import group_stories as group_stories
