"""Tests of app/ui/sheet."""
