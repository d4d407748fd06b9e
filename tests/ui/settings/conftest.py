"""The settings page, large enough for a whole section."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from microwins_desktop.ui.pages import Given
from microwins_desktop.ui.settings.page import SettingsPage


@pytest.fixture
def page(qtbot: QtBot, given: Given) -> SettingsPage:
    made = SettingsPage(given)
    qtbot.addWidget(made)
    made.resize(900, 900)
    made.show()
    qtbot.waitExposed(made)
    return made
