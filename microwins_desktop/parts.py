"""What every screen is given: one theme and the services, over one open journal."""

from __future__ import annotations

import os

from PySide6.QtCore import QLocale, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from microwins_desktop import i18n, paths
from microwins_desktop.core.clock import Clock
from microwins_desktop.opening import bring_catalogue_up_to_date
from microwins_desktop.services.five_minutes import FiveMinutes
from microwins_desktop.services.gentle import Gentle
from microwins_desktop.services.habits import Habits
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.keeping import Keeping
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.services.routines import Routines
from microwins_desktop.store import Store
from microwins_desktop.ui.theme import Theme

ASKED_FOR_S = 0.05
"""How long a window may wait to hear whether corners can be clear; it is told within 2 ms."""


class Parts(QObject):
    """Made once by app.py, or by the tour over its demo journal."""

    def __init__(self, application: QApplication, store: Store, clock: Clock) -> None:
        super().__init__(application)
        self.clock = clock
        self.preferences = Preferences(store, self)
        self.speak()
        values = self.preferences.values
        self.theme = Theme(values.theme, values.text_scale, values.motion, self)  # type: ignore[arg-type]
        self.theme.shows_through = _shows_through
        self.theme.apply_to(application)
        application.focusChanged.connect(self._on_first_focus)
        self.journal = Journal(store, clock, self.preferences, self)
        self.gentle = Gentle(
            FiveMinutes(self.journal, self), Habits(self.journal, self.preferences, self)
        )
        self.keeping = Keeping(self.journal, self)
        self.routines = Routines(self.journal, self)

    def _on_first_focus(self, _old: QWidget | None, now: QWidget | None) -> None:
        """Follow the focus with a ring, which a program that rests in the tray does not need."""
        application = QApplication.instance()
        if now is None or not isinstance(application, QApplication):
            return
        from microwins_desktop.ui.kit.focus import FocusRing

        application.focusChanged.disconnect(self._on_first_focus)
        FocusRing(application, self.theme).follow(now)

    def speak(self) -> None:
        """Take over the chosen language: texts, dates, and the side a line begins at."""
        language = self.preferences.values.language
        i18n.choose_language(language, paths.resources() / "locale")
        QLocale.setDefault(QLocale.system() if language == "system" else QLocale(language))
        rtl = i18n.is_right_to_left()
        direction = Qt.LayoutDirection
        QApplication.setLayoutDirection(direction.RightToLeft if rtl else direction.LeftToRight)


def make_parts(application: QApplication, store: Store, clock: Clock) -> Parts:
    """The theme and services over an open store; the tour makes them in the same way."""
    parts = Parts(application, store, clock)
    bring_catalogue_up_to_date(store)
    return parts


def _shows_through() -> bool:
    if QApplication.platformName() != "xcb":
        return True
    from microwins_desktop.system.presence import x11

    return x11.shows_through(ASKED_FOR_S, os.environ)
