"""Theme -> the one style sheet of the app: for labels and Qt's own widgets; the rest of the kit paints itself."""

from app.ui.tokens import TINTS, TYPE_PX, Role, Theme, soft

INKS: tuple[Role, ...] = ("text", "muted", "accent", "heat", "cold", "breath", "danger", "warning")
STRONG_SIZES = ("heading", "title", "countdown")


def stylesheet(theme: Theme) -> str:
    """Write the style sheet; colours and sizes come from the theme alone."""
    return "\n".join(
        (*_labels(theme), *_inputs(theme), *_selects(theme), *_lists(theme), *_scrollbars(theme), *_floating(theme))
    )


def _labels(theme: Theme) -> list[str]:
    sizes = [
        f'QLabel[textSize="{size}"] {{ font-size: {theme.text_px(size)}px; '
        f"font-weight: {600 if size in STRONG_SIZES else 400}; }}"
        for size in TYPE_PX
    ]
    inks = [f'QLabel[ink="{ink}"] {{ color: {theme.colours[ink].css}; }}' for ink in INKS]
    tinted = [f'QLabel[ink="on-{tint}-soft"] {{ color: {theme.colours[soft(tint)[1]].css}; }}' for tint in TINTS]
    return [*sizes, 'QLabel[strong="true"] { font-weight: 600; }', *inks, *tinted]


def _inputs(theme: Theme) -> list[str]:
    colour = theme.colours
    pad, side = theme.scaled(7), theme.scaled(10)
    return [
        f"QLineEdit, QPlainTextEdit {{ background: {colour['surface'].css}; color: {colour['text'].css};"
        f" border: 1px solid {colour['outline'].css}; border-radius: 8px; margin: 0px;"
        f" padding: {pad}px {side}px; selection-background-color: {colour['accent'].css};"
        f" selection-color: {colour['on-accent'].css}; placeholder-text-color: {colour['muted'].css}; }}",
        f"QLineEdit:focus, QPlainTextEdit:focus {{ border: 2px solid {colour['focus'].css};"
        f" padding: {pad - 1}px {side - 1}px; }}",
        f'QLineEdit[problem="true"], QPlainTextEdit[problem="true"] {{ border-color: {colour["danger"].css}; }}',
        f"QLineEdit:disabled, QPlainTextEdit:disabled {{ background: {colour['background'].css};"
        f" color: {colour['muted'].css}; }}",
    ]


def _selects(theme: Theme) -> list[str]:
    """The list that a select opens; its button paints itself."""
    colour = theme.colours
    return [
        "QComboBox { combobox-popup: 0; }",
        f"QComboBox QAbstractItemView {{ background: {colour['surface-raised'].css}; color: {colour['text'].css};"
        f" border: 1px solid {colour['outline'].css}; padding: 4px; outline: none; }}",
        f"QComboBox QAbstractItemView::item {{ min-height: {theme.scaled(34)}px; padding: 0px {theme.scaled(8)}px;"
        " border-radius: 6px; }",
        f"QComboBox QAbstractItemView::item:selected {{ background: {colour['accent-soft'].css};"
        f" color: {colour['on-accent-soft'].css}; }}",
    ]


def _lists(theme: Theme) -> list[str]:
    colour = theme.colours
    return [
        f"QListWidget {{ background: {colour['surface'].css}; color: {colour['text'].css};"
        f" border: 1px solid {colour['outline'].css}; border-radius: 8px; padding: 4px; outline: none; }}",
        f"QListWidget:focus {{ border: 2px solid {colour['focus'].css}; padding: 3px; }}",
        f"QListWidget::item {{ min-height: {theme.scaled(34)}px; padding: 0px {theme.scaled(8)}px;"
        " border-radius: 6px; }",
        f"QListWidget::item:hover {{ background: {colour['hover'].css}; }}",
        f"QListWidget::item:selected {{ background: {colour['accent-soft'].css};"
        f" color: {colour['on-accent-soft'].css}; }}",
    ]


def _scrollbars(theme: Theme) -> list[str]:
    colour = theme.colours
    return [
        "QScrollBar { background: transparent; border: none; }",
        "QScrollBar:vertical { width: 12px; } QScrollBar:horizontal { height: 12px; }",
        f"QScrollBar::handle {{ background: {colour['track'].css}; border-radius: 4px; margin: 2px; }}",
        f"QScrollBar::handle:hover, QScrollBar::handle:pressed {{ background: {colour['outline'].css}; }}",
        "QScrollBar::handle:vertical { min-height: 40px; } QScrollBar::handle:horizontal { min-width: 40px; }",
        "QScrollBar::add-line, QScrollBar::sub-line { width: 0px; height: 0px; border: none; }",
        "QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }",
    ]


def _floating(theme: Theme) -> list[str]:
    colour = theme.colours
    edge = f"border: 1px solid {colour['hairline'].css}"
    raised = f"background: {colour['surface-raised'].css}; color: {colour['text'].css}; {edge};"
    return [
        f"QToolTip {{ {raised} padding: 4px 8px; font-size: {theme.text_px('small')}px; }}",
        f"QMenu {{ {raised} padding: 4px; }}",
        "QMenu::item { padding: 6px 24px 6px 12px; border-radius: 6px; }",
        f"QMenu::item:selected {{ background: {colour['hover'].css}; }}",
        f"QMenu::separator {{ height: 1px; background: {colour['hairline'].css}; margin: 4px 8px; }}",
    ]
