"""Changing files: routines, exercises and poses edited as text, so that all a person wrote in them stays theirs."""
