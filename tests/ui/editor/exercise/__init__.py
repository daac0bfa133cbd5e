"""Tests of app/ui/editor/exercise."""
