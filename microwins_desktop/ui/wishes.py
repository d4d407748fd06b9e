"""Ways from one page to another: a page says what a person wants to see, and the window goes there.

Pages know nothing of each other; they are given the one `Wishes` of their window.
"""

from __future__ import annotations

from datetime import date
from typing import Protocol

from msgspec import Struct
from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from microwins_desktop.core.model import Win
from microwins_desktop.core.sharing import ShareKind


class ToShare(Struct, frozen=True):
    """What a person wants to show others: the wins around `day`, or the one `win`."""

    kind: ShareKind
    day: date
    win: Win | None = None


class Wishes(QObject):
    """`page_wanted` carries a page's key, `day_wanted` a `date`, `share_wanted` a `ToShare`,
    `nudge_wanted` the key of a step whose nudge is to be planned."""

    page_wanted = Signal(str)
    day_wanted = Signal(object)
    share_wanted = Signal(object)
    nudge_wanted = Signal(str)


class _Window(Protocol):
    def go_to(self, key: str) -> QWidget: ...


class Guide(QObject):
    """Fulfils wishes in one window."""

    def __init__(self, wishes: Wishes, window: _Window, parent: QObject) -> None:
        super().__init__(parent)
        self._window = window
        wishes.page_wanted.connect(self._on_page)
        wishes.day_wanted.connect(self._on_day)
        wishes.share_wanted.connect(self._on_share)
        wishes.nudge_wanted.connect(self._on_nudge)

    def _on_page(self, key: str) -> None:
        self._window.go_to(key)

    def _on_day(self, day: date) -> None:
        from microwins_desktop.ui.calendar.page import CalendarPage

        page = self._window.go_to("calendar")
        if isinstance(page, CalendarPage):
            page.show_day(day)

    def _on_nudge(self, step: str) -> None:
        from microwins_desktop.ui.settings.page import SettingsPage

        page = self._window.go_to("settings")
        if isinstance(page, SettingsPage):
            page.plan_nudge(step)

    def _on_share(self, wanted: ToShare) -> None:
        from microwins_desktop.ui.share.page import SharePage

        page = self._window.go_to("share")
        if isinstance(page, SharePage):
            page.show_wins(wanted)
