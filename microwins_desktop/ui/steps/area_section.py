"""An area on the Steps page: a heading that opens, its strategy line, and its steps in order."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from microwins_desktop.core.model import Area, Step
from microwins_desktop.i18n import _, ngettext
from microwins_desktop.ui.kit import (
    Card,
    FlowLayout,
    MovableList,
    MovableRow,
    PressButton,
    Secondary,
    TextBlock,
    TextButton,
    paint_glyph,
    paint_mark,
    tab_through,
)
from microwins_desktop.ui.theme import HIT, Radius, Space, Theme

ARCHIVE = "/archive"
"""Stands for the place of the steps that were put away; no area has a slash in its key."""


class AreaHeading(PressButton):
    """The area's mark, name and number of steps; pressing it opens or folds the area.

    Alt with an arrow asks to move the whole area: `moved_by` carries -1 or 1.
    """

    moved_by = Signal(int)

    def __init__(self, theme: Theme, area: Area, count: int, parent: QWidget) -> None:
        super().__init__(theme, parent)
        self.setCheckable(True)
        self.area = area
        self._count = ngettext("{n} step", "{n} steps", count).format(n=count)
        if area.hidden:
            self._count = _("{count}, hidden").format(count=self._count)
        self.setAccessibleName(f"{area.name}, {self._count}")
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.follow(theme)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}.get(Qt.Key(event.key()), 0)
        if step and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.moved_by.emit(step)
            return
        super().keyPressEvent(event)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        name, count = self._texts(width)
        return max(self.theme.px(HIT), round(name.height + count.height) + 2 * Space.STEP)

    def sizeHint(self) -> QSize:
        width = self.theme.px(220)
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.theme.px(120), self.theme.px(HIT))

    def focus_radius(self) -> int:
        return self.theme.radius(Radius.SMALL)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter, theme, rtl = QPainter(self), self.theme, self.isRightToLeft()
        side = theme.px(22)
        left = self.width() - side if rtl else 0
        box = QRectF(left, (self.height() - side) / 2, side, side)
        ink = theme.color("soft") if self.area.hidden else theme.area(self.area.hue).mark
        paint_mark(painter, box, self.area.shape, ink)
        name, count = self._texts(self.width())
        x = self._end() if rtl else self._start()
        y = (self.height() - name.height - count.height) / 2
        name.paint(painter, QPointF(x, y), theme.color("soft" if self.area.hidden else "ink"))
        count.paint(painter, QPointF(x, y + name.height), theme.color("soft"))
        arrow = theme.px(20)
        ax = 0 if rtl else self.width() - arrow
        spot = QRectF(ax, (self.height() - arrow) / 2, arrow, arrow)
        paint_glyph(painter, spot, "up" if self.isChecked() else "down", theme.color("soft"))

    def _start(self) -> int:
        return self.theme.px(22 + 13)

    def _end(self) -> int:
        return self.theme.px(20 + 8)

    def _texts(self, width: int) -> tuple[TextBlock, TextBlock]:
        room = max(self.theme.px(60), width - self._start() - self._end())
        way = self.layoutDirection()
        return (
            TextBlock(self.area.name, self.theme.font("section"), room, direction=way),
            TextBlock(self._count, self.theme.font("secondary"), room, direction=way),
        )


class AreaSection(Card):
    """`step_wanted` asks to change a step, `new_wanted` for a new one here, `edit_wanted` to change
    the area; `acted` carries what to do with a step: pin, unpin or restore; `menu_wanted` the step
    and where its menu belongs (global).
    """

    step_wanted = Signal(str)
    new_wanted = Signal(str)
    edit_wanted = Signal(str)
    moved_by = Signal(str, int)
    acted = Signal(str, str)
    menu_wanted = Signal(str, QPoint)
    reordered = Signal(list)
    toggled = Signal(str, bool)

    def __init__(
        self, theme: Theme, area: Area, steps: Sequence[Step], strategy: str, parent: QWidget
    ) -> None:
        super().__init__(theme, parent, margin=Space.INSIDE)
        self.area = area
        self.steps = tuple(steps)
        self._strategy = strategy
        self._filled = False
        self.heading = AreaHeading(theme, area, len(self.steps), self)
        self.heading.toggled.connect(self._on_toggled)
        self.heading.moved_by.connect(self._on_moved)
        self.body.addWidget(self.heading)
        self._inside = QWidget(self)
        self._inside.hide()
        self.body.addWidget(self._inside)
        self.list = MovableList(_("Steps in {area}").format(area=area.name), self._inside)
        self.list.reordered.connect(self.reordered)

    def open(self, on: bool = True) -> None:
        self.heading.setChecked(on)

    @property
    def is_open(self) -> bool:
        return self.heading.isChecked()

    def _on_toggled(self, on: bool) -> None:
        if on and not self._filled:
            self._fill()
            tab_through(self.heading, self._inside)
        self._inside.setVisible(on)
        self.toggled.emit(self.area.key, on)

    def _fill(self) -> None:
        """The rows are made when the area is first opened: ten areas may hold a hundred steps."""
        self._filled = True
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(0, 0, 0, 0)
        if self._strategy:
            column.addWidget(Secondary(self.theme, self._strategy))
            column.addSpacing(Space.STEP)
        self.list.show_rows([self._row(step) for step in self.steps])
        column.addWidget(self.list)
        if self.area.key == ARCHIVE:
            return
        foot = FlowLayout(gap=0)
        for words, name, slot in (
            (_("Add a step here"), "", self._on_new),
            (_("Change the area"), _("Change {area}"), self._on_change),
            (_("Move up"), _("Move {area} up"), self._on_up),
            (_("Move down"), _("Move {area} down"), self._on_down),
        ):
            button = TextButton(self.theme, words)
            button.setAccessibleName(name.format(area=self.area.name) or words)
            button.clicked.connect(slot)
            foot.addWidget(button)
        column.addLayout(foot)

    def _row(self, step: Step) -> MovableRow:
        said = [_("pinned")] if step.pinned else []
        if step.hint:
            said.append(_("smaller: {form}").format(form=step.hint))
        pin = ("unpin", _("Unpin {step}")) if step.pinned else ("pin", _("Pin {step}"))
        actions: tuple[tuple[str, str, str], ...] = (
            (pin[0], "pin", pin[1].format(step=step.title)),
            ("up", "up", _("Move {step} up").format(step=step.title)),
            ("down", "down", _("Move {step} down").format(step=step.title)),
            ("more", "more", _("More for {step}").format(step=step.title)),
        )
        if step.archived:
            words = _("Take {step} out of the archive").format(step=step.title)
            actions = (("restore", "undo", words), actions[-1])
        shape = step.icon or self.area.shape
        line = (", ".join(said),)
        row = MovableRow(self.theme, step.key, step.title, shape, self.area.hue, line, actions)
        row.opened.connect(self._on_opened)
        row.triggered.connect(self._on_triggered)
        row.customContextMenuRequested.connect(self._on_menu)
        return row

    def _on_opened(self) -> None:
        row = self.sender()
        if isinstance(row, MovableRow):
            self.step_wanted.emit(row.key)

    def _on_triggered(self, action: str) -> None:
        row = self.sender()
        if not isinstance(row, MovableRow):
            return
        if action in ("up", "down"):
            self.list.move_by(row.key, -1 if action == "up" else 1)
        elif action == "more":
            corner = QPoint(0 if row.isRightToLeft() else row.width(), row.height())
            self.menu_wanted.emit(row.key, row.mapToGlobal(corner))
        else:
            self.acted.emit(row.key, action)

    def _on_menu(self, spot: QPoint) -> None:
        row = self.sender()
        if isinstance(row, MovableRow):
            self.menu_wanted.emit(row.key, row.mapToGlobal(spot))

    def _on_new(self) -> None:
        self.new_wanted.emit(self.area.key)

    def _on_change(self) -> None:
        self.edit_wanted.emit(self.area.key)

    def _on_up(self) -> None:
        self.moved_by.emit(self.area.key, -1)

    def _on_down(self) -> None:
        self.moved_by.emit(self.area.key, 1)

    def _on_moved(self, step: int) -> None:
        self.moved_by.emit(self.area.key, step)
