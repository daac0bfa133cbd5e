"""Sheets of paper: what is painted onto pages, as a PDF and on screen alike."""
