"""Showing it: the only stage that knows Qt. Theme, icons and a small widget kit, and the window made from them."""
