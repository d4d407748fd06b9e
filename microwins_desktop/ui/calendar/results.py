"""What a search found: one line a win, newest day first, each a way to its day."""

from __future__ import annotations

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from microwins_desktop.core.model import Area, Win
from microwins_desktop.i18n import _
from microwins_desktop.services.finder import MOST, Found
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.ui.calendar.words import day_name
from microwins_desktop.ui.kit import Secondary, TextBlock, Themed, paint_mark, paint_panel
from microwins_desktop.ui.theme import Space, Theme
from microwins_desktop.ui.timeline import time_words

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class FoundModel(QAbstractListModel):
    """The found wins. `discreet` keeps notes out of sight and out of the spoken names."""

    def __init__(self) -> None:
        super().__init__()
        self.wins: tuple[Win, ...] = ()
        self.areas: dict[str, Area] = {}
        self.discreet = False

    def show_wins(self, wins: tuple[Win, ...]) -> None:
        self.beginResetModel()
        self.wins = wins
        self.endResetModel()

    def rowCount(self, parent: Index = NOWHERE) -> int:
        return 0 if parent.isValid() else len(self.wins)

    def note(self, win: Win) -> str:
        return "" if self.discreet else " ".join(win.note.split())

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.DisplayRole):
            return None
        win = self.wins[index.row()]
        said = (win.title, day_name(win.day), time_words(win), self.note(win))
        return ", ".join(part for part in said if part)


class Results(QWidget):
    """`chosen` carries the win whose day is to be shown; `opened` one that the person goes to."""

    chosen = Signal(object)
    opened = Signal(object)
    back = Signal()

    def __init__(
        self,
        theme: Theme,
        journal: Journal,
        preferences: Preferences,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._preferences = preferences
        self._model = FoundModel()
        self.view = _FoundView(theme, self._model, self)
        self._said = Secondary(theme)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.SMALL)
        column.addWidget(self._said)
        column.addWidget(self.view, 1)
        self.view.selectionModel().currentChanged.connect(self._on_current)
        self.view.clicked.connect(self._on_current)
        self.view.activated.connect(self._on_opened)
        self.view.back.connect(self.back)

    def show_found(self, found: Found) -> None:
        """Show what was found; the line above says when that is nothing, or not yet all."""
        self._model.areas = {area.key: area for area in self._journal.areas()}
        self._model.discreet = self._preferences.values.discreet
        if found.wins != self._model.wins:
            kept = self.current()
            self._model.show_wins(found.wins)
            if kept is not None and kept in found.wins:
                self.view.setCurrentIndex(self._model.index(found.wins.index(kept)))
        if not found.complete:
            words = _("Looking through older wins as well.")
        elif not found.wins:
            words = _("Nothing with these words. Perhaps it was written another way.")
        elif len(found.wins) >= MOST:
            words = _("These are the latest. One more word finds older ones.")
        else:
            words = ""
        self._said.setText(words)
        self._said.setVisible(bool(words))

    def enter(self) -> None:
        """Give the list the focus, its first line where none was chosen."""
        if self._model.wins:
            self.view.setFocus(Qt.FocusReason.TabFocusReason)
            if not self.view.currentIndex().isValid():
                self.view.setCurrentIndex(self._model.index(0))

    def current(self) -> Win | None:
        index = self.view.currentIndex()
        return self._model.wins[index.row()] if index.isValid() else None

    def _on_current(self, index: QModelIndex) -> None:
        if index.isValid():
            self.chosen.emit(self._model.wins[index.row()])

    def _on_opened(self, index: QModelIndex) -> None:
        self.opened.emit(self._model.wins[index.row()])


class _FoundView(Themed, QListView):
    """`back` comes when the person goes up from the first line, or presses Escape."""

    back = Signal()

    def __init__(self, theme: Theme, model: FoundModel, parent: QWidget) -> None:
        super().__init__(parent)
        self.setModel(model)
        model.setParent(self)
        self.setAccessibleName(_("Found wins"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setStyleSheet("QListView{background:transparent;border:none}")
        self.setItemDelegate(_FoundRow(self, model))
        self.follow(theme)

    def retheme(self) -> None:
        self.setMinimumHeight(self.theme.px(300))
        self.scheduleDelayedItemsLayout()
        super().retheme()

    def focus_outline(self) -> QRect:
        return QRect()  # the line that has the focus is ringed

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key, first = event.key(), self.currentIndex().row() <= 0
        if key == Qt.Key.Key_Escape or (key == Qt.Key.Key_Up and first):
            self.back.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            if self.currentIndex().isValid():
                self.activated.emit(self.currentIndex())
        else:
            super().keyPressEvent(event)


class _FoundRow(QStyledItemDelegate):
    def __init__(self, view: _FoundView, model: FoundModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        theme = self._view.theme
        lines = theme.metrics("button").height() + theme.metrics("secondary").height()
        return QSize(theme.px(200), lines + theme.px(22))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme, view = self._view.theme, self._view
        win = self._model.wins[index.row()]
        box: QRect = option.rect.adjusted(2, 2, -2, -4)
        hover = bool(option.state & QStyle.StateFlag.State_MouseOver)
        radius = theme.radius(12)
        line = theme.color("line_strong" if hover else "line")
        paint_panel(painter, box, radius, theme.color("panel"), line, theme.line_width)
        if index == view.currentIndex():
            width = theme.ring_width if view.hasFocus() else 1.0
            half = width / 2
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.color("accent"), width))
            ring = QRectF(box).adjusted(half, half, -half, -half)
            painter.drawRoundedRect(ring, radius - half, radius - half)
            painter.restore()
        self._paint_words(painter, box, win)

    def _paint_words(self, painter: QPainter, box: QRect, win: Win) -> None:
        theme, rtl = self._view.theme, self._view.isRightToLeft()
        inset, side = theme.px(14), theme.px(17)
        area = self._model.areas.get(win.area or "")
        shape, hue = (area.shape, area.hue) if area is not None else ("sun", "light")
        x = box.right() - inset - side if rtl else box.left() + inset
        mark = QRectF(x, box.top() + (box.height() - side) / 2, side, side)
        paint_mark(painter, mark, shape, theme.area(hue).mark)
        start = inset + side + theme.px(13)
        room = box.width() - start - inset
        left = box.left() + inset if rtl else box.left() + start
        way = self._view.layoutDirection()
        when = ", ".join(part for part in (day_name(win.day), time_words(win)) if part)
        below = " · ".join(part for part in (when, self._model.note(win)) if part)
        top = box.top() + theme.px(7)
        title = TextBlock(win.title, theme.font("button"), room, lines=1, direction=way)
        title.paint(painter, QPointF(left, top), theme.color("ink"))
        line = TextBlock(below, theme.font("secondary"), room, lines=1, direction=way)
        line.paint(painter, QPointF(left, top + title.height + 1), theme.color("soft"))
