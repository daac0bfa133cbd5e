"""Changing routines and exercises on screen."""
