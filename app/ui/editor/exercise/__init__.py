"""The editor of an exercise and its figure."""
