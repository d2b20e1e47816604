"""Two or more texts side by side: runs, sentence pairs, typed changes."""

from retold.align.changes import type_changes as type_changes
from retold.align.runs import align_texts as align_texts
from retold.align.sentences import pair_sentences as pair_sentences
