"""The bars are cells with names, walked with the arrow keys, and pointed at by the mouse."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLineEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from microwins_desktop.ui.kit import Bar, BarChart
from microwins_desktop.ui.theme import Theme

BARS = (
    Bar(2, "March: 2 days", "Mar"),
    Bar(0, "April", "Apr"),
    Bar(4, "May: 4 days", "May"),
    Bar(0, "June", "Jun"),
)


@pytest.fixture
def chart(qtbot: QtBot, theme: Theme) -> Iterator[BarChart]:
    window = QWidget()
    made = BarChart(theme, "Days over time")
    column = QVBoxLayout(window)
    column.addWidget(QLineEdit())  # has the focus at first
    column.addWidget(made)
    made.show_bars(BARS, "6 days")
    qtbot.addWidget(window)
    window.resize(460, 220)
    window.show()
    qtbot.waitExposed(window)
    yield made
    window.close()


def said(qtbot: QtBot, chart: BarChart, *keys: Qt.Key) -> str:
    heard: list[str] = []
    chart.pointed.connect(heard.append)
    for key in keys:
        qtbot.keyClick(chart, key)
    chart.pointed.disconnect(heard.append)
    return heard[-1] if heard else ""


def test_a_screen_reader_finds_each_value(chart: BarChart) -> None:
    """As names of a table's cells; the tables of the desktop's tree are tried with the calendar."""
    assert chart.accessibleName() == "Days over time"
    assert chart.accessibleDescription() == "6 days"
    model, role = chart.model(), Qt.ItemDataRole.AccessibleTextRole
    cells = [model.index(0, column) for column in range(model.columnCount())]
    assert [cell.data(role) for cell in cells] == [bar.words for bar in BARS]
    assert all(cell.flags() & Qt.ItemFlag.ItemIsSelectable for cell in cells)


def test_arrows_walk_from_bar_to_bar(qtbot: QtBot, chart: BarChart) -> None:
    chart.setFocus()
    assert chart.currentIndex().column() == 2
    assert said(qtbot, chart, Qt.Key.Key_Left) == "April"
    assert said(qtbot, chart, Qt.Key.Key_Home) == "March: 2 days"
    assert said(qtbot, chart, Qt.Key.Key_End) == "June"
    assert chart.focus_outline() == chart.visualRect(chart.currentIndex())


def test_right_to_left_the_arrows_follow_the_eye(qtbot: QtBot, chart: BarChart) -> None:
    chart.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    chart.setFocus()
    assert said(qtbot, chart, Qt.Key.Key_Left) == "June"
    assert chart.columnViewportPosition(0) > chart.columnViewportPosition(3)


def test_the_pointer_says_what_it_is_over(qtbot: QtBot, chart: BarChart) -> None:
    heard: list[str] = []
    chart.pointed.connect(heard.append)
    for column in (0, 2):
        middle = chart.columnViewportPosition(column) + chart.columnWidth(column) // 2
        qtbot.mouseMove(chart.viewport(), QPoint(middle, 40))
    assert heard == ["March: 2 days", "May: 4 days"]
    assert chart.currentIndex().column() == -1


def test_nothing_is_plain_paper(chart: BarChart, theme: Theme) -> None:
    picture = chart.viewport().grab().toImage()
    scale = picture.devicePixelRatio()

    def painted(column: int) -> bool:
        left, width = chart.columnViewportPosition(column), chart.columnWidth(column)
        colors = {
            QColor(picture.pixel(round((left + x) * scale), round(y * scale))).name()
            for x in range(4, width - 4)
            for y in range(chart.viewport().height() - theme.px(32))
        }
        return theme.color("accent").name() in colors

    assert [painted(column) for column in range(4)] == [True, False, True, False]


@pytest.mark.parametrize("bars", [(), (Bar(0, "June"),), tuple(Bar(9, f"{n}") for n in range(24))])
def test_any_number_of_bars_can_be_drawn(
    qtbot: QtBot, chart: BarChart, bars: tuple[Bar, ...]
) -> None:
    chart.show_bars(bars, "")
    chart.setFocus()
    assert not chart.grab().isNull()
    QApplication.processEvents()
    assert len(chart.bars) == len(bars)
    assert sum(chart.columnWidth(at) for at in range(len(bars))) <= chart.viewport().width()


def test_long_labels_make_room_for_each_other(chart: BarChart, theme: Theme) -> None:
    chart.show_bars([Bar(1, "x", f"September {n}") for n in range(24)], "")
    metrics = theme.metrics("secondary")
    spans = sorted((left, left + metrics.horizontalAdvance(text)) for text, left in chart._labels())
    assert spans
    assert spans[0][0] >= 0
    assert spans[-1][1] <= chart.viewport().width()
    for (_start, end), (start, _end) in itertools.pairwise(spans):
        assert end < start
