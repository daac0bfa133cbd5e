"""The whole app, for pages that tell what it does."""

from tests.ui.conftest import sit_down, sit_down_at

__all__ = ["sit_down", "sit_down_at"]
