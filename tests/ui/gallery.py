"""Pictures of the visual kit for judging by eye: `python tests/ui/gallery.py FOLDER`.

Renders samples of every piece in each look, at 200 % text and right to left. Works offscreen.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPixmap
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QSpinBox,
    QTimeEdit,
    QVBoxLayout,
    QWidget,
)

from microwins_desktop.ui import kit
from microwins_desktop.ui.kit.glyphs import glyph_names
from microwins_desktop.ui.kit.shapes import SHAPES
from microwins_desktop.ui.theme import FREE_HUES, Space, Theme
from microwins_desktop.ui.theme.tokens import AREA_HUES

STEPS = (
    ("Open the blinds", "sun", "light", "one slat"),
    ("Drink some water", "drop", "nourish", "one sip"),
    ("Brush your teeth", "bubbles", "body", "rinse"),
    ("Stretch a little", "triangle", "move", "roll your shoulders"),
    ("Text one person", "heart", "connect", "send a heart"),
    ("Clear one surface", "house", "space", "one cup"),
)
WINS = (
    ("8:52", "Opened the blinds", "sun", "light", ()),
    ("9:10", "Drank a glass of water", "drop", "nourish", ()),
    ("9:41", "Washed my face", "bubbles", "body", ("a smaller shower",)),
    ("11:05", "Texted Mum back", "heart", "connect", ("It had been sitting there since Friday.",)),
)
ACTIONS = (("edit", "pencil", "Edit"), ("delete", "trash", "Delete"))


def sidebar(theme: Theme) -> QWidget:
    side = QWidget()
    side.setFixedWidth(theme.px(195))
    column = QVBoxLayout(side)
    column.setContentsMargins(12, 20, 12, 20)
    head = QHBoxLayout()
    head.setContentsMargins(14, 0, 0, 12)
    head.setSpacing(9)
    mark = QWidget()
    mark.setFixedSize(theme.px(22), theme.px(22))
    mark.paintEvent = lambda _event: kit.paint_mark(  # type: ignore[method-assign]
        QPainter(mark), mark.rect(), "sun", theme.color("accent")
    )
    head.addWidget(mark)
    head.addWidget(kit.Section(theme, "MicroWins"), 1)
    column.addLayout(head)
    pages = ("Today", "Calendar", "Story", "Steps", "Settings")
    column.addWidget(kit.NavList(theme, "Pages", pages))
    column.addStretch(1)
    foot = QVBoxLayout()
    foot.setContentsMargins(14, 0, 14, 0)
    foot.addWidget(kit.Toggle(theme, "Hard day", quiet=True))
    column.addLayout(foot)
    column.addWidget(kit.TextButton(theme, "Help is near"), 0, Qt.AlignmentFlag.AlignLeading)
    return side


def middle(theme: Theme) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(Space.PAGE, 34, Space.PAGE, 34)
    column.setSpacing(6)
    column.addWidget(kit.Caption(theme, "Thursday 26 November"))
    column.addWidget(kit.PageTitle(theme, "What small win will you celebrate?"))
    column.addSpacing(12)
    field = kit.TextField(
        theme, "Win", "Anything counts. Type it here", action="Log it", large=True
    )
    column.addWidget(field)
    column.addSpacing(16)
    grid = kit.ResponsiveGrid(column=theme.px(230))
    for title, shape, hue, hint in STEPS:
        grid.addWidget(kit.StepButton(theme, title, shape, hue, hint))
    column.addLayout(grid)
    column.addStretch(1)
    wash = kit.Wash(theme)
    wash.body.setSpacing(2)
    wash.body.addWidget(kit.Body(theme, "Four small things happened because of you today."))
    wash.body.addWidget(kit.Secondary(theme, "18 of the last 30 days had a win."))
    column.addWidget(wash)
    return page


def timeline(theme: Theme) -> QWidget:
    card = kit.Card(theme, margin=22)
    card.body.setSpacing(8)
    card.body.addWidget(kit.Section(theme, "Today"))
    for time, title, shape, hue, lines in WINS:
        card.body.addWidget(kit.TimelineRow(theme, time, title, shape, hue, lines, ACTIONS))
    card.body.addStretch(1)
    row = kit.FlowLayout()
    row.addWidget(kit.QuietButton(theme, "Undo"))
    row.addWidget(kit.QuietButton(theme, "Look back"))
    card.body.addLayout(row)
    return card


def today(theme: Theme) -> QWidget:
    page = QWidget()
    row = QHBoxLayout(page)
    row.setContentsMargins(0, 0, 28, 0)
    row.setSpacing(0)
    row.addWidget(sidebar(theme))
    row.addWidget(kit.Divider(theme, vertical=True))
    row.addWidget(middle(theme), 1)
    holder = QWidget()
    holder.setFixedWidth(theme.px(272))
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 34, 0, 34)
    column.addWidget(timeline(theme))
    row.addWidget(holder)
    page.resize(1080 if theme.text_scale <= 100 else 1600, 720 if theme.text_scale <= 100 else 1100)
    return page


def panel(theme: Theme) -> QWidget:
    page = QWidget()
    row = QHBoxLayout(page)
    row.setContentsMargins(34, 34, 34, 34)
    row.setSpacing(34)
    quick = kit.Surface(theme, margin=18)
    quick.setFixedWidth(theme.px(340))
    quick.body.addWidget(kit.Strong(theme, "One small thing?"))
    grid = kit.ResponsiveGrid(column=theme.px(140), gap=10)
    for number, (title, shape, hue, hint) in enumerate(STEPS, 1):
        button = kit.StepButton(theme, title, shape, hue, hint, compact=True)
        button.set_digit(str(number))
        grid.addWidget(button)
    quick.body.addLayout(grid)
    quick.body.addWidget(
        kit.TextField(theme, "Win", "Anything counts. Type it here", on_panel=True)
    )
    row.addWidget(quick)
    right = QVBoxLayout()
    card = kit.Card(theme)
    card.body.addWidget(kit.Strong(theme, "Some light?"))
    card.body.addWidget(kit.Secondary(theme, "Opening the blinds halfway counts."))
    answers = kit.FlowLayout()
    answers.addWidget(kit.PrimaryButton(theme, "Did it"))
    answers.addWidget(kit.QuietButton(theme, "Smaller"))
    answers.addWidget(kit.QuietButton(theme, "Later"))
    answers.addWidget(kit.TextButton(theme, "Not today"))
    card.body.addLayout(answers)
    right.addWidget(card)
    choice = kit.Segmented(theme, "View", ("Month", "Week", "Year"))
    right.addWidget(choice)
    right.addWidget(kit.SearchField(theme, "Search", "Search your wins"))
    toggle = kit.Toggle(theme, "Show a card after logging")
    toggle.setChecked(True)
    right.addWidget(toggle)
    icons = QHBoxLayout()
    for glyph in ("back", "forward", "plus"):
        icons.addWidget(kit.IconButton(theme, glyph, glyph))
    icons.addStretch(1)
    right.addLayout(icons)
    right.addStretch(1)
    row.addLayout(right, 1)
    page.resize(840 if theme.text_scale <= 100 else 1300, 540 if theme.text_scale <= 100 else 1000)
    return page


def plain(theme: Theme) -> QWidget:
    page = QWidget()
    grid = QGridLayout(page)
    grid.setContentsMargins(34, 34, 34, 34)
    grid.setSpacing(14)
    edit = QLineEdit("Own words")
    spin, combo = QSpinBox(), QComboBox()
    combo.addItems(["Monday", "Sunday"])
    check, unchecked, radio = QCheckBox("Ticked"), QCheckBox("Not ticked"), QRadioButton("Chosen")
    check.setChecked(True)
    radio.setChecked(True)
    push, default = QPushButton("Cancel"), QPushButton("Keep")
    default.setDefault(True)
    notes = QPlainTextEdit("A note\n" * 12)
    rows = QListWidget()
    rows.addItems(["One", "Two", "Three"])
    rows.setCurrentRow(1)
    widgets = (edit, spin, combo, QTimeEdit(), check, unchecked, radio, push, default, notes, rows)
    for index, widget in enumerate(widgets):
        grid.addWidget(widget, index // 3, index % 3)
    page.resize(840, 520)
    return page


def signs(theme: Theme) -> QWidget:
    page = QWidget()
    page.resize(1000, 330)

    def paint(_event: object) -> None:
        painter = QPainter(page)
        hues = dict(zip(SHAPES, AREA_HUES, strict=True))
        for column, shape in enumerate((*SHAPES, "🪴")):
            color = theme.area(hues.get(shape, "space"))
            x = 20 + column * 84
            kit.paint_panel(painter, _box(x, 20, 72), 16, color.tile)
            kit.paint_mark(painter, _box(x + 14, 34, 44), shape, color.mark)
            for offset, side in ((0, 10), (16, 13), (36, 17)):
                kit.paint_mark(painter, _box(x + offset, 104, side), shape, color.mark)
        for column, hue in enumerate(FREE_HUES):
            color = theme.area(hue)
            kit.paint_panel(painter, _box(20 + column * 56, 136, 44), 12, color.tile)
            kit.paint_mark(painter, _box(31 + column * 56, 147, 22), "heart", color.mark)
        for column, name in enumerate(glyph_names()):
            box = _box(20 + column * 40, 200, 20)
            kit.paint_glyph(painter, box, name, theme.color("ink"))
            box = _box(16 + column * 40, 232, 28)
            kit.paint_glyph(painter, box, name, theme.color("soft"), mirrored=True)
        for column, side in enumerate((16, 24, 48)):
            painter.drawPixmap(20 + column * 60, 276, kit.app_icon().pixmap(side))
            for dot in (False, True):
                tray = kit.tray_icon(dot).pixmap(side)
                painter.drawPixmap(240 + column * 120 + dot * 55, 276, tray)
        painter.end()

    page.paintEvent = paint  # type: ignore[method-assign, assignment]
    return page


def _box(x: float, y: float, side: float):  # type: ignore[no-untyped-def]
    from PySide6.QtCore import QRectF

    return QRectF(x, y, side, side)


SAMPLES: dict[str, Callable[[Theme], QWidget]] = {
    "today": today,
    "panel": panel,
    "plain": plain,
    "signs": signs,
}


def render(app: QApplication, theme: Theme, build: Callable[[Theme], QWidget]) -> QPixmap:
    widget = build(theme)
    widget.show()
    widget.activateWindow()
    app.processEvents()
    picture = QPixmap(widget.size())
    picture.fill(QColor(theme.color("bg")))
    widget.render(picture)
    widget.close()
    widget.deleteLater()
    return picture


def main(folder: Path) -> None:
    app = QApplication(sys.argv[:1])
    app.setFont(QFont("Inter"))
    theme = Theme("light")
    theme.apply_to(app)
    kit.FocusRing(app, theme)
    folder.mkdir(parents=True, exist_ok=True)
    for scheme in ("light", "dark", "contrast"):
        theme.configure(scheme=scheme, text_scale=100)
        for name, build in SAMPLES.items():
            render(app, theme, build).save(str(folder / f"{name}-{scheme}.png"))
    theme.configure(scheme="light", text_scale=200)
    for name in ("today", "panel"):
        render(app, theme, SAMPLES[name]).save(str(folder / f"{name}-200.png"))
    theme.configure(text_scale=100)
    app.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    for name in ("today", "panel"):
        render(app, theme, SAMPLES[name]).save(str(folder / f"{name}-rtl.png"))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
