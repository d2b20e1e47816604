"""The order of the steps: on records in memory (order), and over a store, resumable (run)."""

from retold.pipeline.order import (
    Aligner,
    Reconciled,
    Traced,
    collate_witnesses,
    compare_articles,
    group_articles,
    label_places,
    reconcile_articles,
    trace_articles,
)

__all__ = [
    "Aligner",
    "Reconciled",
    "Traced",
    "collate_witnesses",
    "compare_articles",
    "group_articles",
    "label_places",
    "reconcile_articles",
    "trace_articles",
]
