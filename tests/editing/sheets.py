"""Texts to be changed: with comments in every place a person puts them, and in the ways people write YAML."""

from difflib import ndiff

COMMENTED = """\
# for the neck, from the sheet of 3 May

schema: 1
language: en
title: Test   # its name
purpose: "Testing, nothing else."
# what to read first
notes:
  - Keep it easy.   # always
  # the second was her own
  - Nothing should hurt.
swaps: {cat-cow: seated-cat-cow}
steps:
  # warm up
  - exercise: shoulder-rolls   # slowly
    # eight are enough
    reps: 8

  # --- the stretches ---

  # the left side first
  - exercise: levator-stretch
    hold: 20 s     # as told
    ready: 4 s
      # and breathe out

  - rounds: 2   # no more
    rest: 10 s
    steps:
      - rest: 5 s
      # within
      - note: Well done.

  - rest: '1:30'
# the end
"""


ODD = """\
--- # written by several hands
  "schema" : 1
  language: en
  title: &name Test
  purpose: >
    Testing,
    nothing else.  # not a comment

  notes: [ Keep it easy., "Nothing # should hurt." ]   # two
  steps:
  - exercise: shoulder-rolls
   # a comment out of line
    reps:
      8

  -
    # the side comes later
    exercise: levator-stretch
    hold: |
      20 s
# at the margin
  -   rounds: 2
      steps: [ {rest: 5 s}, { note: "Well, done." } ]
      rest: 10 s
  - rounds: 3
    steps:
    - rest: 5 s

    # far from it

    - note: Over
        two lines.
    rest: 1 s   # between
  - { rest: 1:30 , label: 'it''s' } # short
..."""


def lines_changed(old: str, new: str) -> list[str]:
    """Return the lines taken out (`-`) and put in (`+`)."""
    return [line.rstrip("\r\n") for line in ndiff(old.splitlines(True), new.splitlines(True)) if line[0] in "+-"]
