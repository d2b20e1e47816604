"""What `retold stage ledger` tells of an entry beside its verdict."""

from __future__ import annotations

import json

from retold.stages import run_stage

PAGES = (
    ("one", "2031-03-02", "The river broke its banks in Marn. At least 12 people were killed, the mayor said."),
    ("two", "2031-03-06", "Four days on, the flood in Marn has now killed 19 people, the province said on Thursday."),
)


def test_an_entry_has_its_history_and_the_figure_that_a_policy_chose() -> None:
    lines = [json.dumps({"id": i, "title": "Flood in Marn", "text": t, "published": p}) for i, p, t in PAGES]
    rows = [json.loads(line) for line in run_stage("ledger", lines)]
    entry = next(r for r in rows if 12 in r["values"])
    assert entry["series"][0]["words"] == "At least 12" and entry["series"][0]["as_of"] == "2031-03-02"
    assert entry["recommended"]["policy"] == "range"
    assert {c["as_of_basis"] for c in entry["claims"]} <= {"", "told"}
    assert set(entry["source_of"]) == {c["claim"] for c in entry["claims"]}
