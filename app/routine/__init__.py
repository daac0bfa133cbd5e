"""What to do: routine and exercise files, read into frozen types or into a list of everything wrong with them."""
