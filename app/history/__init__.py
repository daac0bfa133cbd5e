"""What was done: what was played becomes sessions and steps in one SQLite file."""
