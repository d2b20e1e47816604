"""Every difference has a kind and a note that a reader understands."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from retold.align import align_texts, type_changes

ROWS = [
    ("Police said 41 people died.", "Police said 43 people died.", "figure", "figure '41' became '43'"),
    ("They met Ana Moss at the quay.", "They met Ana Reed at the quay.", "name", "name 'Moss' became 'Reed'"),
    ("The vote was held on Monday.", "The vote was held on Friday.", "date", "date 'Monday' became 'Friday'"),
    ("At least 41 people died.", "More than 41 people died.", "hedge", "hedge 'At least' became 'More than'"),
    ("The owner did not sign it.", "The owner did sign it.", "negation", "dropped negation 'not'"),
    ("“We tried our best,” she said.", "“We did our best,” she said.", "quote", "quote 'tried' became 'did'"),
    ("It sank, officials said, at dawn.", "It sank at dawn.", "attribution", "dropped attribution 'officials said'"),
    (
        "They came to the port, where they slept.",
        "They came to the portwhere they slept.",
        "punctuation",
        "lost ',' between 'port' and 'where', now joined",
    ),
    ("The boat was old.", "The vessel was old.", "wording", "wording 'boat' became 'vessel'"),
    ("The boat was old.", "The boat was very old.", "added", "added 'very'"),
    ("The old boat sank.", "The boat sank.", "dropped", "dropped 'old'"),
    ("The boat sank.\nRead more: ten best quays", "The boat sank.", "chrome", None),
]


@pytest.mark.parametrize(("left", "right", "kind", "note"), ROWS)
def test_a_difference_has_its_kind(left: str, right: str, kind: str, note: str | None) -> None:
    changes = type_changes(align_texts(left, right), left, right)
    assert [c.kind for c in changes] == [kind]
    assert note is None or changes[0].note == note


def test_a_moved_paragraph_is_said_to_be_moved() -> None:
    first = "The harbour master of Port Ella opened the gates at dawn. "
    then = "Nobody in the village had slept, and most had gone down to the quay with lamps. "
    changes = type_changes(align_texts(first + then, then + first), first + then, then + first)
    assert [c.kind for c in changes] == ["moved"]


CUT = [
    (
        "A barge sank near Orin on Monday morning, killing at least nine people.",
        "A barge sank near Orin, as the number of drowned workers climbed to at least 14.",
        ["added", "date", "dropped", "figure", "dropped"],
    ),
    ("More than 350 people fled.", "By dusk 378 people fled.", ["added", "figure"]),
    ("The mine employs nine guards.", "The mine employs 9 guards.", ["wording"]),
    ("It cost 1.9 million crowns.", "It cost 1,900,000 crowns.", ["wording"]),
    ("It cost 1.9 million crowns.", "It cost 2.1 million crowns.", ["figure"]),
    ("It killed at least nine guards.", "It killed 9 guards.", ["hedge", "wording"]),
    (
        "A tram derailed near the old mill.",
        "Crews dug through the night after a tram derailed near the old mill.",
        ["added"],
    ),
    ("Mayor Ana Moss spoke at the old mill.", "Mayor Jon Reed spoke at the old mill.", ["name"]),
    ("They went to see the mill.", "They went to see the mill in Port Ella.", ["name"]),
    (
        "She left for the coast on Monday with two sons.",
        "She left for the coast on Friday with three sons.",
        ["date", "figure"],
    ),
    ("He was seen in the yard.", "He was reportedly seen in the yard on Friday.", ["hedge", "date"]),
    ("The owner did not sign the lease.", "The owner signed the lease.", ["negation"]),
    ("Nobody was hurt, officials said.", "Nobody was hurt, police said.", ["attribution"]),
    ("“Go now,” she said.", "Go now, she said.", ["punctuation", "punctuation"]),
    (
        "The mill closed.",
        "The mill closed.\nNine ovens had burnt since May, and the town paid 40 men to clear the yard of ash.",
        ["added"],
    ),
    ("They lost two carts and nine goats.", "They lost two carts.", ["figure"]),
    ("The mill had nine ovens.", "The mill had several ovens.", ["figure"]),
    ("They worked by torchlight and in haste.", "They worked overnight in haste.", ["dropped", "date"]),
    (
        "They sold nine carts at once.",
        "They waited three days, then sold.",
        ["wording", "figure", "figure", "wording"],
    ),
    ("“It has been told to us before,” she said.", "“It is old to us,” she said.", ["quote", "quote"]),
    ("The mill closed.\nAll went home.", "The mill closed.", ["dropped"]),
]


@pytest.mark.parametrize(("left", "right", "kinds"), CUT)
def test_a_changed_place_is_cut_into_its_kinds(left: str, right: str, kinds: list[str]) -> None:
    assert [c.kind for c in type_changes(align_texts(left, right), left, right)] == kinds


NOTES = [
    (
        "It killed at least nine guards.",
        "It killed 14 guards.",
        "figure 'at least nine' became '14': the bound was lost",
    ),
    ("It killed 14 guards.", "It killed about 15 guards.", "figure '14' became 'about 15': a hedge was added"),
    (
        "It killed at least nine guards.",
        "It killed at most 14 guards.",
        "figure 'at least nine' became 'at most 14': the bound changed",
    ),
    ("It cost 1.9 million crowns.", "It cost 2.1 million crowns.", "figure '1.9 million' became '2.1 million'"),
    ("It ran until May 3 in all towns.", "It ran until May 4 in all towns.", "date 'May 3' became 'May 4'"),
    ("It killed at least 41 guards.", "It killed 41 guards.", "dropped hedge 'at least'"),
]


@pytest.mark.parametrize(("left", "right", "note"), NOTES)
def test_a_note_tells_what_became_of_a_figure_and_its_bound(left: str, right: str, note: str) -> None:
    assert [c.note for c in type_changes(align_texts(left, right), left, right)] == [note]


words = st.lists(
    st.sampled_from(
        "at least nine 14 41 1.9 million on Monday May Ana Moss Port Ella not may reportedly said police , . ” “ \n "
        "more than two days sank the barge or of and 3-1 $5".split(" ")
    ),
    max_size=25,
).map(" ".join)
texts = st.one_of(st.text(max_size=60), words)


@given(texts, texts)
def test_changes_lie_inside_the_texts_in_order_and_share_nothing(left: str, right: str) -> None:
    alignment = align_texts(left, right)
    changes = type_changes(alignment, left, right)
    assert changes == type_changes(alignment, left, right)
    for change in changes:
        assert 0 <= change.left.start <= change.left.end <= len(left)
        assert 0 <= change.right.start <= change.right.end <= len(right)
        assert change.note
        assert len(change.note) < 240
    assert [c.right for c in changes] == sorted(c.right for c in changes)
    for side in ("left", "right"):
        spans = sorted(s for c in changes if (s := getattr(c, side)).start < s.end)
        assert all(a.end <= b.start for a, b in pairwise(spans))


def test_figures_of_one_thing_meet_before_figures_in_their_order() -> None:
    left = "The squall drowned 12 shepherds, by one count, on the eastern slope."
    right = "The squall ruined 40 barns and, so it seems, left 15 shepherds drowned on the eastern slope."
    notes = [c.note for c in type_changes(align_texts(left, right), left, right) if c.kind == "figure"]
    assert "figure '12' became '15'" in notes


@given(texts, texts)
def test_no_difference_is_left_unsaid(left: str, right: str) -> None:
    alignment = align_texts(left, right)
    assert bool(type_changes(alignment, left, right)) == any(r.kind != "same" for r in alignment.runs)
