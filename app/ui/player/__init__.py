"""The player page and the parts it paints itself."""
