"""The settings: a card for each section, each in a file of its own."""
