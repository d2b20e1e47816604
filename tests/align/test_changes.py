"""Every difference has a kind and a note that a reader understands."""

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
    ("It sank, officials said, at dawn.", "It sank at dawn.", "attribution", "dropped attribution ', officials said,'"),
    (
        "They came to the port, where they slept.",
        "They came to the portwhere they slept.",
        "punctuation",
        "lost ',' between 'port' and 'where'",
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


@given(st.text(max_size=60), st.text(max_size=60))
def test_changes_lie_inside_the_texts(left: str, right: str) -> None:
    for change in type_changes(align_texts(left, right), left, right):
        assert 0 <= change.left.start <= change.left.end <= len(left)
        assert 0 <= change.right.start <= change.right.end <= len(right)
        assert change.note
