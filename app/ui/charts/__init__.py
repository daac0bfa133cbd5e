"""Charts, painted: on screen and on paper alike."""
