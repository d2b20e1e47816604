"""Which articles are copies of which: exact, near, excerpts, parts, rewrites."""

from retold.match.copies import find_copies as find_copies
from retold.match.copies import find_pairs as find_pairs
from retold.match.copies import find_rows as find_rows
