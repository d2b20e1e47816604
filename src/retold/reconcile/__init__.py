"""The claims of a story to a ledger: questions, verdicts, drift, timeline."""
