"""Two or more texts side by side: runs, sentence pairs, typed changes, tables of many witnesses."""

from retold.align.changes import type_changes as type_changes
from retold.align.collate import collate_texts as collate_texts
from retold.align.readings import find_variants as find_variants
from retold.align.readings import join_readings as join_readings
from retold.align.rough import pair_roughly as pair_roughly
from retold.align.runs import align_texts as align_texts
from retold.align.sentences import pair_sentences as pair_sentences
