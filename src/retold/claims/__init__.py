"""Article to claims: figures, quotes, events, times."""
