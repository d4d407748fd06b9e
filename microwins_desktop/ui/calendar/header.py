"""The calendar's head: the period's name with the ways to its neighbours, and the three views."""

from __future__ import annotations

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QSizePolicy, QWidget

from microwins_desktop.i18n import _
from microwins_desktop.ui.kit import IconButton, PageTitle, Segmented
from microwins_desktop.ui.theme import Space, Theme


class CalendarHeader(QWidget):
    """`stepped` carries -1 or 1, `view_chosen` the number of a view, `find_toggled` nothing."""

    stepped = Signal(int)
    view_chosen = Signal(int)
    find_toggled = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.title = PageTitle(theme, elide=True)
        self._before = IconButton(theme, "back", "", size=32)
        self._before.clicked.connect(self._on_before)
        self._after = IconButton(theme, "forward", "", size=32)
        self._after.clicked.connect(self._on_after)
        self._find = IconButton(theme, "search", _("Find and filter"), size=32)
        self._find.clicked.connect(self.find_toggled)
        self.views = Segmented(theme, _("View"), (_("Month"), _("Week"), _("Year")))
        self.views.chosen.connect(self.view_chosen)
        self._leading, self._trailing = QWidget(self), QWidget(self)
        row = _row(self._leading)
        row.addWidget(self.title, 1)
        for button in (self._before, self._after):
            row.addWidget(button)
        row.addStretch(0)
        row = _row(self._trailing)
        row.addWidget(self._find)
        row.addWidget(self.views)
        row.addStretch(0)
        self._trailing.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(Space.SMALL)
        self._box.addWidget(self._leading, 1)
        self._box.addWidget(self._trailing)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme.changed.connect(self._fit)

    def name_period(self, name: str, before: str, after: str) -> None:
        """The period shown, and what the buttons beside it lead to."""
        self.title.setText(name)
        self._before.set_name(before)
        self._after.set_name(after)
        self._fit()

    def show_finding(self, open_: bool) -> None:
        self._find.set_glyph("close" if open_ else "search")
        self._find.set_name(_("Close the search") if open_ else _("Find and filter"))

    def minimumSizeHint(self) -> QSize:
        width = max(self._trailing.sizeHint().width(), self._theme.px(200))
        return QSize(width, self._box.minimumSize().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Two rows where one has no room for the whole name."""
        words = self._theme.metrics("title").horizontalAdvance(self.title.full_text()) + 6
        self.title.setMaximumWidth(words)
        buttons = sum(
            button.sizeHint().width() + Space.STEP for button in (self._before, self._after)
        )
        needed = words + buttons + self._trailing.sizeHint().width() + Space.SMALL
        way = QBoxLayout.Direction
        self._box.setDirection(way.LeftToRight if needed <= self.width() else way.TopToBottom)

    def _on_before(self) -> None:
        self.stepped.emit(-1)

    def _on_after(self) -> None:
        self.stepped.emit(1)


def _row(holder: QWidget) -> QHBoxLayout:
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(Space.STEP)
    return row
