"""Make `src/retold/reconcile/kin.tsv`: common words of English that can name one thing or one act.

usage: make_kin.py WORDNET_FOLDER > kin.tsv      (index.* and data.* of WordNet 3.0, as Debian has them in wordnet-base)
Two words are kin when a frequent sense of each is the same, one derives from the other, or one names the kind of person
or body that the other is. A line holds a word and the kin that follow it in the alphabet.
"""

from __future__ import annotations

import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from retold.text.common import is_common

NOTICE = "# Derived from WordNet 3.0, Copyright 2006 by Princeton University. All rights reserved. See kin.LICENSE."
KINDS = {"noun": "n", "verb": "v", "adj": "a"}
SENSES = {"n": 2, "v": 2, "a": 1}  # of each word, the most frequent first
PERSON, GROUP = "18", "14"  # lexicographer files whose kinds of things count as kin with their kind
DERIVED = "+"
KIND_OF = "@"
BROAD = 25  # kinds that a meaning may have before it is too broad to be kin with them (person, worker)
SHORT = 2  # letters; words up to this length are left out


class Synset(NamedTuple):
    """Words of one meaning, and the meanings it points to."""

    words: list[str]
    file: str
    pointers: list[tuple[str, str, str]]  # relation, place, part of speech


def read_synsets(folder: Path, kind: str) -> dict[tuple[str, str], Synset]:
    """The synsets of one part of speech by their place."""
    out = {}
    for line in (folder / f"data.{kind}").read_text(encoding="latin-1").splitlines():
        if line.startswith(" "):
            continue
        fields = line.split("|")[0].split()
        count = int(fields[3], 16)
        words = [w.split("(")[0].lower() for w in fields[4 : 4 + 2 * count : 2]]
        rest = fields[5 + 2 * count :]
        pointers = [(rest[i], rest[i + 1], rest[i + 2]) for i in range(0, 4 * int(fields[4 + 2 * count]), 4)]
        out[KINDS[kind], fields[0]] = Synset(words, fields[1], pointers)
    return out


def read_senses(folder: Path, kind: str) -> Iterator[tuple[str, list[tuple[str, str]]]]:
    """Each word with its most frequent synsets."""
    for line in (folder / f"index.{kind}").read_text(encoding="latin-1").splitlines():
        if line.startswith(" "):
            continue
        fields = line.split()
        places = fields[-int(fields[2]) :]
        seen = int(fields[-int(fields[2]) - 1])  # senses that occur in the tagged texts
        if seen or (kind == "noun" and is_common(fields[0])):
            yield fields[0], [(KINDS[kind], p) for p in places[: max(1, min(seen, SENSES[KINDS[kind]]))]]


def find_kin(folder: Path) -> dict[str, set[str]]:
    """The kin of every common word, both ways."""
    synsets = {k: v for kind in KINDS for k, v in read_synsets(folder, kind).items()}
    frequent: dict[tuple[str, str], set[str]] = defaultdict(set)
    for kind in KINDS:
        for word, places in read_senses(folder, kind):
            if word.isalpha() and len(word) > SHORT:
                for place in places:
                    frequent[place].add(word)
    kinds = Counter(p[1] for s in synsets.values() for p in s.pointers if p[0] == KIND_OF)
    kin: dict[str, set[str]] = defaultdict(set)
    for place, words in frequent.items():
        near = set(words)
        for relation, other, part in synsets[place].pointers:
            target = (part.replace("s", "a"), other)
            people = relation == KIND_OF and synsets[place].file in (PERSON, GROUP) and kinds[other] <= BROAD
            if relation == DERIVED or people:
                near |= frequent.get(target, set())
        for word in words:
            kin[word] |= near - {word}
            for other_word in near - {word}:
                kin[other_word].add(word)
    return kin


def main() -> None:
    """Print the table."""
    kin = find_kin(Path(sys.argv[1]))
    print(NOTICE)
    for word in sorted(kin):
        later = sorted(w for w in kin[word] if w > word)
        if later:
            print(word, *later, sep="\t")


if __name__ == "__main__":
    main()
