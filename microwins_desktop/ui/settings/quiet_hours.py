"""The hours in which nothing comes: any number of ranges, each with a beginning and an end."""

from __future__ import annotations

from datetime import time

from PySide6.QtCore import Qt, QTime, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from microwins_desktop.core.settings import TimeRange, write_ranges
from microwins_desktop.i18n import _
from microwins_desktop.ui.kit import Body, FlowLayout, IconButton, QuietButton, TimeField
from microwins_desktop.ui.kit.order import tab_through
from microwins_desktop.ui.settings.rows import SettingRow
from microwins_desktop.ui.theme import HIT, Space, Theme

FIRST_OFFER: TimeRange = (time(13, 0), time(14, 0))
SECOND_OFFER: TimeRange = (time(22, 0), time(8, 0))


class QuietHoursRow(SettingRow):
    def build(self) -> None:
        self.column.addWidget(Body(self.theme, self.label))
        self.column.addSpacing(Space.STEP)
        self._list = QVBoxLayout()
        self._list.setSpacing(Space.STEP)
        self.column.addLayout(self._list)
        self.ranges: list[RangeFields] = []
        self.add = QuietButton(self.theme, _("Add quiet hours"))
        self.add.clicked.connect(self._on_add)
        self.column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeading)

    def show_value(self) -> None:
        wanted = self._kept()
        while len(self.ranges) > len(wanted):
            gone = self.ranges.pop()
            gone.hide()
            gone.deleteLater()
        while len(self.ranges) < len(wanted):
            made = RangeFields(self.theme)
            made.changed.connect(self._on_edited)
            made.removed.connect(self._on_removed)
            self._list.addWidget(made)
            made.show()  # at once, so that it can take the focus
            self.ranges.append(made)
            controls = [
                w for fields in self.ranges for w in (fields.start, fields.end, fields.remove)
            ]
            tab_through([*controls, self.add])
        for fields, span in zip(self.ranges, wanted, strict=True):
            fields.show_range(span)

    def _kept(self) -> tuple[TimeRange, ...]:
        return self.preferences.values.quiet_hours

    def _put(self, ranges: list[TimeRange]) -> None:
        self.put(write_ranges(tuple(ranges)))

    def _on_edited(self) -> None:
        spans = [fields.span() for fields in self.ranges]
        if any(start == end for start, end in spans):
            self.say(_("Quiet hours need an end that is not their beginning."))
            return
        self._put(spans)

    def _on_removed(self) -> None:
        sender = self.sender()
        kept = [fields.span() for fields in self.ranges if fields is not sender]
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self._put([span for span in kept if span[0] != span[1]])

    def _on_add(self) -> None:
        kept = list(self._kept())
        kept.append(SECOND_OFFER if FIRST_OFFER in kept else FIRST_OFFER)
        self._put(kept)
        if self.ranges:
            self.ranges[-1].start.setFocus(Qt.FocusReason.OtherFocusReason)


class RangeFields(QWidget):
    """From one time until another. `changed` on an edit, `removed` on the cross."""

    changed = Signal()
    removed = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = FlowLayout(self)
        self.start = TimeField(_("From"))
        self.end = TimeField(_("Until"))
        for field in (self.start, self.end):
            field.setKeyboardTracking(False)
            field.timeChanged.connect(self._on_time)
        self.remove = IconButton(theme, "close", _("Remove these hours"), size=HIT)
        self.remove.clicked.connect(self.removed)
        for widget in (self.start, Body(theme, "–"), self.end, self.remove):
            row.addWidget(widget)

    def show_range(self, span: TimeRange) -> None:
        for field, at in zip((self.start, self.end), span, strict=True):
            field.blockSignals(True)
            field.setTime(QTime(at.hour, at.minute))
            field.blockSignals(False)

    def span(self) -> TimeRange:
        return _time_of(self.start), _time_of(self.end)

    def _on_time(self, _at: QTime) -> None:
        self.changed.emit()


def _time_of(field: TimeField) -> time:
    at = field.time()
    return time(at.hour(), at.minute())
