"""Tests of app/ui/editor/routine."""
