"""Two texts laid side by side: runs, moves, typed changes."""
