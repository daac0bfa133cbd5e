"""Trials against real services: a sound server, a speech server, a bus. `UNHUNCH_DESKTOP=1` lets them run."""
