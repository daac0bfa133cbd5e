"""The widget kit: each kind of thing on screen made once. All text is plain text, whatever a file says.

What the first page does not need is imported from its own module: `field`, `pain` and `toast`.
"""

from app.ui.kit.announce import announce
from app.ui.kit.button import Button, Kind
from app.ui.kit.card import Card, CardButton
from app.ui.kit.chip import Chip
from app.ui.kit.empty import EmptyState
from app.ui.kit.label import Bullet, Ink, Label, Line, Picture, body, heading, muted, small, title
from app.ui.kit.layout import Flow, Page, TitleRow

__all__ = [
    "Bullet",
    "Button",
    "Card",
    "CardButton",
    "Chip",
    "EmptyState",
    "Flow",
    "Ink",
    "Kind",
    "Label",
    "Line",
    "Page",
    "Picture",
    "TitleRow",
    "announce",
    "body",
    "heading",
    "muted",
    "small",
    "title",
]
