"""Tests of what goes wrong in the program itself."""
