"""Short, soft movement that honours the person's wish for less of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QAbstractAnimation, QEasingCurve, QObject, QVariantAnimation

from microwins_desktop.ui.theme import Motion, Theme


class Movement(QObject):
    """Drives `step(share)` from 0 to 1, easing out; at once to 1 where motion is reduced.

    It lives as long as its parent and may be played again. `step` must be a method of the parent
    (or something that does not keep the parent alive); `done` is called once at the end.
    """

    def __init__(
        self,
        theme: Theme,
        parent: QObject,
        step: Callable[[float], None],
        done: Callable[[], None] | None = None,
        milliseconds: int = Motion.NORMAL,
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._milliseconds = milliseconds
        self._step = step
        self._done = done
        self._animation = QVariantAnimation(self)
        self._animation.setStartValue(0.0)
        self._animation.setEndValue(1.0)
        self._animation.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._animation.valueChanged.connect(self._on_value)
        self._animation.finished.connect(self._on_finished)

    def play(self, *, backwards: bool = False) -> None:
        """From the start (or from the end); with reduced motion the end is there at once."""
        self._animation.stop()
        length = self._theme.duration(self._milliseconds)
        if length == 0:
            self._step(0.0 if backwards else 1.0)
            self._on_finished()
            return
        way = QAbstractAnimation.Direction
        self._animation.setDirection(way.Backward if backwards else way.Forward)
        self._animation.setDuration(length)
        self._animation.start()

    def stop(self) -> None:
        self._animation.stop()

    def _on_value(self, value: float) -> None:
        self._step(float(value))

    def _on_finished(self) -> None:
        if self._done is not None:
            self._done()
