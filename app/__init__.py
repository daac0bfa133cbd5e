"""Unhunch: guided stretching, heat and cold, breathing and posture routines, and an honest record of them."""

__version__ = "0.1.0"
