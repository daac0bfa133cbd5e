"""The editor of a routine."""
