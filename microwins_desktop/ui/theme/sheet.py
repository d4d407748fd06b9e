"""Qt's own widgets in the theme's clothes: one QPalette and one short style sheet.

The sheet is kept short on purpose: Qt matches it against every widget that is made. What has a
form of its own (ticks, arrows) is drawn by `style.PaperStyle`, and the kit paints itself.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QColor, QPalette

from microwins_desktop.ui.theme.tokens import Palette, Radius

_ROLES = {
    QPalette.ColorRole.Window: "bg",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Base: "panel",
    QPalette.ColorRole.AlternateBase: "wash",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.PlaceholderText: "soft",
    QPalette.ColorRole.Button: "panel",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.BrightText: "accent",
    QPalette.ColorRole.ToolTipBase: "panel",
    QPalette.ColorRole.ToolTipText: "ink",
    QPalette.ColorRole.Highlight: "accent",
    QPalette.ColorRole.HighlightedText: "accenttext",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.Light: "panel",
    QPalette.ColorRole.Midlight: "wash",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "line_strong",
    QPalette.ColorRole.Shadow: "line_strong",
}


def qt_palette(palette: Palette) -> QPalette:
    """The palette for plain Qt widgets. Disabled text is the secondary colour."""
    result = QPalette()
    for role, token in _ROLES.items():
        result.setColor(role, QColor(getattr(palette, token)))
    for role in (
        QPalette.ColorRole.WindowText,
        QPalette.ColorRole.Text,
        QPalette.ColorRole.ButtonText,
    ):
        result.setColor(QPalette.ColorGroup.Disabled, role, QColor(palette.soft))
    return result


def stylesheet(palette: Palette, px: Callable[[float], int], radius: Callable[[int], int]) -> str:
    """The sheet. `px` scales lengths with the text, `radius` corners."""
    p = palette
    border = f"{p.line_width:g}px solid"
    return f"""
QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox, QComboBox {{
 background:{p.panel}; color:{p.ink}; border:{border} {p.line};
 border-radius:{radius(Radius.FIELD)}px; padding:{px(7)}px {px(12)}px;
 selection-background-color:{p.accent}; selection-color:{p.accenttext} }}
QLineEdit:hover, QPlainTextEdit:hover, QAbstractSpinBox:hover, QComboBox:hover {{
 border-color:{p.line_strong} }}
QComboBox::drop-down, QDateEdit::drop-down {{ background:transparent; border:none;
 width:{px(30)}px }}
NumberField::up-button, NumberField::down-button {{
 subcontrol-origin:border; width:{px(30)}px; border:none; background:transparent }}
TimeField::up-button, TimeField::down-button {{ width:0; border:none }}
NumberField::up-button {{ subcontrol-position:top right }}
NumberField::down-button {{ subcontrol-position:bottom right }}
QPushButton {{ background:{p.panel}; color:{p.ink}; border:{border} {p.line};
 border-radius:{radius(Radius.FIELD)}px; padding:{px(7)}px {px(14)}px; min-width:{px(40)}px }}
QPushButton:hover {{ border-color:{p.line_strong} }}
QPushButton:pressed {{ background:{p.wash} }}
QPushButton:default {{ background:{p.accent}; color:{p.accenttext}; border-color:{p.accent} }}
QMenu, QToolTip {{ background:{p.panel}; color:{p.ink}; border:{border} {p.line} }}
QMenu {{ padding:{px(6)}px }}
QMenu::item {{ padding:{px(7)}px {px(24)}px {px(7)}px {px(14)}px; border-radius:{px(8)}px }}
QMenu::item:selected {{ background:{p.wash}; color:{p.ink} }}
QMenu::item:disabled {{ color:{p.soft} }}
QMenu::separator {{ height:1px; background:{p.line}; margin:{px(6)}px {px(8)}px }}
QToolTip {{ padding:{px(5)}px {px(8)}px }}
QScrollBar {{ background:transparent; border:none; margin:0 }}
QScrollBar:vertical {{ width:{px(12)}px }}
QScrollBar:horizontal {{ height:{px(12)}px }}
QScrollBar::handle {{ background:{p.line_strong}; border-radius:{px(3)}px; margin:{px(3)}px }}
QScrollBar::handle:vertical {{ min-height:{px(32)}px }}
QScrollBar::handle:horizontal {{ min-width:{px(32)}px }}
QScrollBar::handle:hover {{ background:{p.soft} }}
QScrollBar::add-line, QScrollBar::sub-line {{ width:0; height:0 }}
QScrollBar::add-page, QScrollBar::sub-page {{ background:none }}
QAbstractItemView {{ background:{p.panel}; border:{border} {p.line};
 border-radius:{radius(Radius.FIELD)}px; outline:none; selection-background-color:{p.wash};
 selection-color:{p.ink} }}
"""
