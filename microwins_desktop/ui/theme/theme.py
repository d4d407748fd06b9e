"""The living theme: which look holds now, and what follows from it.

`app.py` makes one and hands it to every widget. It follows the desktop's colour scheme and
contrast wish live, and says so with one signal.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from msgspec import Struct
from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication
from PySide6.QtWidgets import QApplication

from microwins_desktop.ui.theme import tokens
from microwins_desktop.ui.theme.sheet import qt_palette, stylesheet
from microwins_desktop.ui.theme.style import PaperStyle
from microwins_desktop.ui.theme.tokens import Palette, Role, Token, area_hexes

Scheme = Literal["system", "light", "dark", "contrast"]
MotionWish = Literal["system", "full", "reduced"]


class AreaColors(Struct, frozen=True):
    """An area's mark and the tile behind it, as Qt colours."""

    mark: QColor
    tile: QColor


class Theme(QObject):
    """Colours, fonts, sizes and motion as they hold now.

    `changed` is emitted after anything visible changed, once the application has been restyled.
    `text_scale` is percent and is kept within 80..200.
    """

    changed = Signal()

    def __init__(
        self,
        scheme: Scheme = "system",
        text_scale: int = 100,
        motion: MotionWish = "system",
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._base_font = QFont(QGuiApplication.font())
        self._fonts: dict[Role, QFont] = {}
        self._colors: dict[str, QColor] = {}
        self._areas: dict[str, AreaColors] = {}
        self._system_reduces_motion = False
        self._app: QApplication | None = None
        self._applied: tuple[object, ...] = ()
        self.shows_through: Callable[[], bool] = _always
        """Asks whether what a window leaves clear is seen through, or is black."""
        self.scheme: Scheme = scheme
        self.text_scale = _within_bounds(text_scale)
        self.motion: MotionWish = motion
        self.palette = self._choose_palette()
        self._follow_system()

    # What widgets ask for

    def color(self, token: Token) -> QColor:
        found = self._colors.get(token)
        if found is None:
            found = self._colors[token] = QColor(self.palette.hex(token))
        return found

    def area(self, hue: str) -> AreaColors:
        """The colours of an area's `hue` (a built-in key or degrees as text)."""
        found = self._areas.get(hue)
        if found is None:
            hexes = area_hexes(self.palette, hue)
            found = self._areas[hue] = AreaColors(QColor(hexes.mark), QColor(hexes.tile))
        return found

    def shade(self, step: int) -> QColor:
        """How a day is shaded in the year, from 0 (paper) to 4; see core.shading."""
        name = f"shade {step}"
        found = self._colors.get(name)
        if found is None:
            found = self._colors[name] = QColor(self.palette.shades[step])
        return found

    def shade_ink(self, step: int) -> QColor:
        """What can be read on a shade."""
        return self.color("accenttext" if step >= 3 else "ink")

    def font(self, role: Role) -> QFont:
        """The system's interface font in this role's size and weight, at the text scale."""
        found = self._fonts.get(role)
        if found is None:
            found = self._fonts[role] = self._make_font(role)
        return found

    def metrics(self, role: Role) -> QFontMetrics:
        return QFontMetrics(self.font(role))

    def px(self, length: float) -> int:
        """A length that grows with the text: icons, rows, controls."""
        return max(1, round(length * self.text_scale / 100))

    def radius(self, length: int) -> int:
        """A corner radius from `tokens.Radius`, growing only a little with the text."""
        return round(length * (1 + (self.text_scale / 100 - 1) * 0.25))

    @property
    def line_width(self) -> float:
        return self.palette.line_width

    @property
    def ring_width(self) -> float:
        return self.palette.ring_width

    @property
    def is_dark(self) -> bool:
        return self.palette.dark

    @property
    def reduced_motion(self) -> bool:
        if self.motion == "system":
            return self._system_reduces_motion
        return self.motion == "reduced"

    def duration(self, milliseconds: int) -> int:
        """How long a movement takes: 0 where the person or the desktop asks for less motion."""
        return 0 if self.reduced_motion else milliseconds

    def stylesheet(self) -> str:
        """The compact sheet for Qt's own widgets; the kit's widgets paint themselves."""
        return stylesheet(self.palette, self.px, self.radius)

    # What the application tells it

    def apply_to(self, app: QApplication) -> None:
        """Dress the application: style, palette, font, sheet. Call once, before any window."""
        self._app = app
        app.setStyle(PaperStyle(self))
        self._restyle()

    def configure(
        self,
        scheme: Scheme | None = None,
        text_scale: int | None = None,
        motion: MotionWish | None = None,
    ) -> None:
        """Take over what the person chose in settings; at most one `changed`."""
        if scheme is not None:
            self.scheme = scheme
        if text_scale is not None:
            self.text_scale = _within_bounds(text_scale)
        if motion is not None:
            self.motion = motion
        self._refresh()

    def set_system_reduces_motion(self, reduced: bool) -> None:
        """What the desktop itself says about motion, from whoever can ask it."""
        self._system_reduces_motion = reduced
        self._refresh()

    # How it follows the desktop

    def _follow_system(self) -> None:
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._on_system_changed)
        accessibility = getattr(hints, "accessibility", None)
        if accessibility is not None:  # Qt 6.10 and later
            accessibility().contrastPreferenceChanged.connect(self._on_system_changed)
        self._applied = self._state()

    def _on_system_changed(self) -> None:
        self._refresh()

    def _choose_palette(self) -> Palette:
        dark = QGuiApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark
        return tokens.palette_of(self.scheme, dark, _wants_contrast())

    def _refresh(self) -> None:
        self.palette = self._choose_palette()
        state = self._state()
        if state == self._applied:
            return
        restyled = state[:2] != self._applied[:2]
        self._applied = state
        if restyled:
            self._fonts.clear()
            self._colors.clear()
            self._areas.clear()
            self._restyle()
        self.changed.emit()

    def _state(self) -> tuple[object, ...]:
        return self.palette.name, self.text_scale, self.reduced_motion

    def _restyle(self) -> None:
        if self._app is None:
            return
        self._app.setPalette(qt_palette(self.palette))
        self._app.setFont(self.font("body"))
        self._app.setStyleSheet(self.stylesheet())

    def _make_font(self, role: Role) -> QFont:
        style = tokens.TYPE[role]
        font = QFont(self._base_font)
        font.setPixelSize(self.px(style.size))
        font.setWeight(QFont.Weight(style.weight))
        if style.tabular:
            font.setFeature(QFont.Tag("tnum"), 1)
        return font


def _within_bounds(percent: int) -> int:
    return min(200, max(80, percent))


def _wants_contrast() -> bool:
    accessibility = getattr(QGuiApplication.styleHints(), "accessibility", None)
    if accessibility is None:
        return False
    return bool(accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast)


def _always() -> bool:
    return True
