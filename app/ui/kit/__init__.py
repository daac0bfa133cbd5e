"""The widget kit: each kind of thing on screen made once. All text is plain text, whatever a file says."""

from app.ui.kit.announce import announce
from app.ui.kit.button import Button, Kind
from app.ui.kit.card import Card, CardButton
from app.ui.kit.chip import Chip
from app.ui.kit.empty import EmptyState
from app.ui.kit.field import Field, NoteInput, TextInput
from app.ui.kit.label import Ink, Label, Picture, body, heading, muted, small, title
from app.ui.kit.layout import Flow, Page
from app.ui.kit.pain import PainScale, pain_tint, pain_word
from app.ui.kit.toast import Toast

__all__ = [
    "Button",
    "Card",
    "CardButton",
    "Chip",
    "EmptyState",
    "Field",
    "Flow",
    "Ink",
    "Kind",
    "Label",
    "NoteInput",
    "Page",
    "PainScale",
    "Picture",
    "TextInput",
    "Toast",
    "announce",
    "body",
    "heading",
    "muted",
    "pain_tint",
    "pain_word",
    "small",
    "title",
]
