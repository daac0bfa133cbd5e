"""The history as something that leaves, arrives, is put together with another, replaced, or deleted."""
