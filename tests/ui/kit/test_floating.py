"""A card floats with clear corners, and without corners where they would be black."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect
from pytestqt.qtbot import QtBot

from microwins_desktop.ui.kit import FloatingCard
from microwins_desktop.ui.theme import Radius, Theme

pytestmark = pytest.mark.qt_log_ignore("does not support setting window masks", extend=True)

SCREEN = QRect(0, 0, 1200, 900)


class Blender:
    """Whoever blends windows on a desktop; comes and goes."""

    def __init__(self) -> None:
        self.is_there = False

    def __call__(self) -> bool:
        return self.is_there


@pytest.fixture
def blender(theme: Theme) -> Blender:
    made = theme.shows_through = Blender()
    return made


@pytest.fixture
def card(qtbot: QtBot, theme: Theme) -> FloatingCard:
    made = FloatingCard(theme, "A card")
    made.setFixedWidth(300)
    qtbot.addWidget(made)
    return made


def appear(card: FloatingCard) -> None:
    card.appear(QPoint(20, 20), SCREEN)


def test_where_windows_are_blended_the_corners_are_clear(
    blender: Blender, card: FloatingCard
) -> None:
    blender.is_there = True
    appear(card)
    assert card.mask().isEmpty()
    assert card.grab().toImage().pixelColor(0, 0).alpha() == 0


def test_where_they_are_not_there_are_no_corners(blender: Blender, card: FloatingCard) -> None:
    appear(card)
    mask, last = card.mask(), card.rect().bottomRight()
    for corner in (QPoint(0, 0), last, QPoint(last.x(), 0), QPoint(0, last.y())):
        assert not mask.contains(corner)
    for side in (QPoint(150, 0), QPoint(150, last.y()), QPoint(0, last.y() // 2)):
        assert mask.contains(side)
    shown = card.grab().toImage()
    seen = [QPoint(x, y) for x in range(40) for y in range(40) if mask.contains(QPoint(x, y))]
    assert {shown.pixelColor(point).alpha() for point in seen} == {255}  # nothing black shines in


def test_it_is_cut_anew_as_it_grows_and_where_somebody_begins_to_blend(
    blender: Blender, card: FloatingCard, theme: Theme
) -> None:
    appear(card)
    card.resize(300, card.height() + 200)
    bottom = card.rect().bottom()
    assert card.mask().contains(QPoint(150, bottom))
    assert not card.mask().contains(QPoint(0, bottom))
    assert not card.mask().contains(QPoint(0, bottom - theme.radius(Radius.FLOAT) // 4))
    card.close()
    blender.is_there = True
    appear(card)
    assert card.mask().isEmpty()
