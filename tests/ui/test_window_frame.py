"""The window before there is anything in it."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from microwins_desktop.ui.kit import Body, page_column
from microwins_desktop.ui.theme import Theme, tokens
from microwins_desktop.ui.window_frame import SIDEBAR, Ground, WindowFrame, sidebar_width


@pytest.mark.parametrize("palette", tokens.PALETTES, ids=lambda palette: palette.name)
@pytest.mark.parametrize("rtl", [False, True])
def test_the_ground_has_the_colours_and_the_line_of_the_pages(
    qtbot: QtBot, palette: tokens.Palette, rtl: bool
) -> None:
    frame = WindowFrame()
    qtbot.addWidget(frame)
    ground = Ground(palette, 100, rtl, frame)
    frame.setCentralWidget(ground)
    with qtbot.waitSignal(ground.drawn):
        frame.bring_up()
    picture = ground.grab().toImage()
    line = ground.width() - SIDEBAR if rtl else SIDEBAR - 1
    seen = [picture.pixelColor(x, 300) for x in (5, line - 1, line, line + 1, ground.width() - 5)]
    page = QColor(palette.bg)
    assert seen == [page, page, QColor(palette.line), page, page]


def test_the_sidebar_grows_with_the_text() -> None:
    assert [sidebar_width(percent) for percent in (80, 100, 200)] == [196, 196, 353]


@pytest.mark.parametrize(
    ("scheme", "dark", "contrast", "name"),
    [
        ("system", False, False, "light"),
        ("system", True, False, "dark"),
        ("system", False, True, "contrast"),
        ("system", True, True, "contrast-dark"),
        ("light", True, True, "light"),
        ("dark", False, False, "dark"),
        ("contrast", False, False, "contrast"),
        ("contrast", True, False, "contrast-dark"),
        ("odd", True, False, "light"),
    ],
)
def test_which_look_a_scheme_is(scheme: str, dark: bool, contrast: bool, name: str) -> None:
    assert tokens.palette_of(scheme, dark, contrast).name == name


def test_a_page_is_laid_out_to_the_end_before_it_is_painted(qtbot: QtBot, theme: Theme) -> None:
    frame = WindowFrame()
    qtbot.addWidget(frame)
    frame.setCentralWidget(Ground(tokens.LIGHT, 100, False, frame))
    frame.bring_up()
    qtbot.waitExposed(frame)
    inside = QWidget()
    page = page_column(inside)
    texts = [Body(theme, "A text that folds where it has too little room. " * 9) for _ in range(6)]
    for text in texts:
        page.addWidget(text)
    frame.fill(inside)
    before = [text.geometry().getRect() for text in texts]
    assert texts[0].isVisible()
    QApplication.processEvents()
    assert before == [text.geometry().getRect() for text in texts]
    assert len({y for _x, y, _width, _height in before}) == len(texts)
