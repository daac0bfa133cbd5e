"""Trials against real services, by `make test-desktop`: a screen, sound, speech, the bus and the accessibility bus."""
