"""Tests of app/ui/editor."""
