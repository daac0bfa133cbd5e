"""The words about safety as cards: what to look out for, and what to do about it."""

from collections.abc import Iterable

from PySide6.QtWidgets import QHBoxLayout

from app.routine.emergency import Words, filled
from app.routine.safety_texts import SafetyTexts, Signs
from app.ui.kit import Bullet, Card, Label, Picture, heading
from app.ui.theme import Look
from app.ui.tokens import Role

_GRAVE: dict[str, tuple[str, Role]] = {
    "danger": ("warning", "danger"),
    "warning": ("info", "warning"),
    "fine": ("check", "accent"),
    "plain": ("info", "muted"),
}


def signs_card(look: Look, signs: Signs, words: Words, grave: str) -> Card:
    """Return a card of signs with what to do in bold; `grave` is danger, warning, plain or fine."""
    icon, role = _GRAVE[grave]
    card = Card(look, padding=2)
    top = QHBoxLayout()
    top.setSpacing(look.theme.space(1))
    top.addWidget(Picture(look, icon, role, 24))
    top.addWidget(heading(signs.title), 1)
    card.layout_.addLayout(top)
    if signs.action:
        card.layout_.addWidget(Label(filled(signs.action, words), strong=True))
    for line in signs.items:
        card.layout_.addWidget(Bullet(line))
    return card


def warning_cards(look: Look, texts: SafetyTexts, words: Words) -> list[Card]:
    """Return the warning signs, the gravest first."""
    signs = texts.warning_signs
    return [
        signs_card(look, signs.emergency, words, "danger"),
        signs_card(look, signs.urgent, words, "warning"),
        signs_card(look, signs.routine, words, "plain"),
    ]


def stop_cards(look: Look, texts: SafetyTexts, words: Words) -> list[Card]:
    """Return what to do when something hurts, the gravest first."""
    rules = texts.stop_rules
    return [
        signs_card(look, rules.get_help, words, "danger"),
        signs_card(look, rules.rest, words, "warning"),
        signs_card(look, rules.ease_off, words, "plain"),
        signs_card(look, rules.fine, words, "fine"),
    ]


def lines_card(look: Look, title: str, lines: Iterable[str], icon: str = "info", role: Role = "muted") -> Card:
    """Return a card of lines under a title."""
    card = Card(look, padding=2)
    top = QHBoxLayout()
    top.setSpacing(look.theme.space(1))
    top.addWidget(Picture(look, icon, role, 24))
    top.addWidget(heading(title), 1)
    card.layout_.addLayout(top)
    for line in lines:
        card.layout_.addWidget(Bullet(line))
    return card
