"""Story and claims to ledger: which figures answer one question, and how independent sources stand to each other."""

from retold.reconcile.ledger import build_ledger as build_ledger
from retold.reconcile.pairs import label_figures as label_figures
from retold.reconcile.policies import apply_policy as apply_policy
from retold.reconcile.policies import read_policy as read_policy
