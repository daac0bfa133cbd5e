"""Doing it: a routine laid out in time, a cursor on it, and what to sound and show when."""
