"""Handing on and taking in: routines as one file, what other programs keep, and what goes on paper."""
