"""Tests, mirroring app/."""
