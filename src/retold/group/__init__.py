"""Articles to stories."""
