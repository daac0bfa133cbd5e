"""Tests of app/ui/player."""
