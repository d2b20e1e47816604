"""Articles to candidate pairs: identical, near, excerpt, rewrite, and passages merely shared."""
