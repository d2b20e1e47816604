"""Words about text itself: normal form, tokens, sentences, names, numbers, times, hashes."""
