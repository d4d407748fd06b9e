"""Fields to type into: rounded, with room for a button or a glyph inside."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QSizePolicy, QWidget

from microwins_desktop.i18n import _
from microwins_desktop.ui.kit.buttons import IconButton, PrimaryButton
from microwins_desktop.ui.kit.glyphs import paint_glyph
from microwins_desktop.ui.kit.themed import Themed, paint_panel
from microwins_desktop.ui.theme import HIT, Radius, Space, Theme, Token

LONGEST = 2000
"""Most characters a one-line field takes; what is pasted beyond is cut."""

_BARE = "QLineEdit{background:transparent;border:none;padding:0}"


class TextField(Themed, QWidget):
    """One line of text in a rounded frame. `edit` is the QLineEdit inside.

    `submitted` carries the text without outer blanks on Enter or the button, never when empty.
    `name` is the accessible name; `action` the words of a main button at the end of the field.
    """

    submitted = Signal(str)
    text_changed = Signal(str)
    fill: Token = "panel"

    def __init__(
        self,
        theme: Theme,
        name: str,
        placeholder: str = "",
        parent: QWidget | None = None,
        *,
        action: str = "",
        large: bool = False,
        on_panel: bool = False,
    ) -> None:
        """`large` is the roomy line of the Today page; `on_panel` lies on a card."""
        super().__init__(parent)
        self._large = large
        self.fill = "bg" if on_panel else "panel"
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.edit = QLineEdit(self)
        self.edit.setMaxLength(LONGEST)
        self.edit.setPlaceholderText(placeholder)
        self.edit.setAccessibleName(name)
        self.edit.setStyleSheet(_BARE)
        self.edit.returnPressed.connect(self._on_submit)
        self.edit.textChanged.connect(self.text_changed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusProxy(self.edit)
        self.row = QHBoxLayout(self)
        self.row.setSpacing(Space.SMALL)
        self.row.addWidget(self.edit, 1)
        self.button: PrimaryButton | None = None
        if action:
            self.button = PrimaryButton(theme, action, self)
            self.button.setCursor(Qt.CursorShape.PointingHandCursor)
            self.button.clicked.connect(self._on_submit)
            self.row.addWidget(self.button)
        self.follow(theme)

    def text(self) -> str:
        return self.edit.text()

    def set_text(self, text: str) -> None:
        self.edit.setText(text)

    def clear(self) -> None:
        self.edit.clear()

    def retheme(self) -> None:
        theme = self.theme
        self.edit.setFont(theme.font("body"))
        side = theme.px(18 if self._large or self.button else 14)
        self.row.setContentsMargins(side, 0, side, 0)
        super().retheme()

    def sizeHint(self) -> QSize:
        height = self.theme.px(68 if self._large else HIT)
        inner = self.row.sizeHint()
        return QSize(max(inner.width(), self.theme.px(220)), max(height, inner.height()))

    def minimumSizeHint(self) -> QSize:
        return QSize(self.row.minimumSize().width(), self.sizeHint().height())

    def focus_radius(self) -> int:
        return self.theme.radius(Radius.CARD if self._large else Radius.FIELD)

    def paintEvent(self, _event: QPaintEvent) -> None:
        theme = self.theme
        line = theme.color("line_strong" if self.underMouse() else "line")
        fill = theme.color(self.fill)
        radius = self.focus_radius()
        paint_panel(QPainter(self), self.rect(), radius, fill, line, theme.line_width)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.edit.setFocus(Qt.FocusReason.MouseFocusReason)
        super().mousePressEvent(event)

    def _on_submit(self) -> None:
        words = self.edit.text().strip()
        if words:
            self.submitted.emit(words)


class SearchField(TextField):
    """A field with a looking glass at its start and a cross at its end while there is text."""

    def __init__(
        self, theme: Theme, name: str, placeholder: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(theme, name, placeholder, parent)
        self._glass = _Glass(theme, self)
        self.row.insertWidget(0, self._glass)
        self._clear = IconButton(theme, "close", _("Clear the search"), self, size=32)
        self._clear.clicked.connect(self._on_clear)
        self._clear.setCursor(Qt.CursorShape.ArrowCursor)
        self._clear.hide()
        self.row.addWidget(self._clear)
        self.edit.textChanged.connect(self._on_text)

    def _on_text(self, text: str) -> None:
        self._clear.setVisible(bool(text))

    def _on_clear(self) -> None:
        self.edit.clear()
        self.edit.setFocus()


class _Glass(Themed, QWidget):
    """The looking glass; decoration only."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.follow(theme)

    def retheme(self) -> None:
        self.setFixedSize(self.theme.px(20), self.theme.px(20))
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_glyph(QPainter(self), self.rect().toRectF(), "search", self.theme.color("soft"))
