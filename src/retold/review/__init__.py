"""What people decided, applied to records: pure functions; the log itself lies in the store."""

from retold.review.claims import apply_to_claims as apply_to_claims
from retold.review.ledger import apply_to_ledger as apply_to_ledger
from retold.review.lineage import apply_to_stemmas as apply_to_stemmas
from retold.review.pins import apply_to_stories as apply_to_stories
from retold.review.pins import pins_of as pins_of
from retold.review.standing import standing as standing
