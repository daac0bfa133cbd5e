"""Tests of app/routine."""
