"""The web app: pages over a store for people, each with a `.json` twin; it needs no script and asks no other host."""
