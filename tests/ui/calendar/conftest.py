"""The calendar over an empty journal, dated as in Britain."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QLocale
from pytestqt.qtbot import QtBot

from microwins_desktop.services.journal import Journal
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.ui.calendar.page import CalendarPage
from microwins_desktop.ui.theme import Theme


@pytest.fixture
def page(
    qtbot: QtBot, theme: Theme, journal: Journal, preferences: Preferences
) -> Iterator[CalendarPage]:
    QLocale.setDefault(QLocale("en_GB"))
    made = CalendarPage(theme, journal, preferences)
    qtbot.addWidget(made)
    made.resize(1000, 760)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made._pane_soon.stop()
