"""Results kept in one database, with views that any browser of it can read."""
