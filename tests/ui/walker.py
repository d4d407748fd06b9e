"""Walks every page of the real window and prints, as JSON, what a person could not use.

Run as a process of its own (`test_walker.py` does): it takes over the whole application, as the
app does. A page that is new is walked without a line here.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QHeaderView,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QScrollBar,
    QWidget,
)
from support.clock import FixedClock

from microwins_desktop.core.model import Size
from microwins_desktop.desktop import Desktop
from microwins_desktop.opening import open_journal
from microwins_desktop.parts import Parts, make_parts
from microwins_desktop.paths import DataFolder

CONTROLS = (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
)
VAGUE = (QAccessible.Role.NoRole, QAccessible.Role.Client, QAccessible.Role.Window)

LOOKS = {
    "as it comes": (1080, 720, "light", 100),
    "narrow": (760, 720, "light", 100),
    "large text": (1280, 800, "contrast", 200),
}


def main(folder: Path) -> None:
    application = QApplication([])
    clock = FixedClock()
    place = DataFolder(folder)
    with open_journal(place, clock) as store:
        parts = make_parts(application, store, clock)
        live(parts, clock)
        desktop = Desktop(parts, place)
        window, inside = desktop.frame, desktop.window
        troubles: list[str] = []
        seen = 0
        pages = [entry.key for entry in inside._pages]
        for look, (width, height, scheme, scale) in LOOKS.items():
            parts.preferences.put({"theme": scheme, "text_scale": str(scale)})
            window.resize(width, height)
            window.show()
            for page in pages:
                shown = inside.go_to(page)
                application.processEvents()
                application.processEvents()
                seen += len(list(controls(shown)))
                troubles += [f"{page}, {look}: {found}" for found in look_at(window, shown)]
        troubles += look_for_ring(window)
        desktop.panel.open_at(QPoint(), QRect(0, 0, 1280, 800))
        application.processEvents()
        troubles += [f"quick panel: {found}" for found in look_at(desktop.panel, desktop.panel)]
        print(json.dumps({"pages": pages, "controls": seen, "troubles": troubles}))  # noqa: T201
        window.hide()


def live(parts: Parts, clock: FixedClock) -> None:
    """Some days with something on every page."""
    journal = parts.journal
    for day in range(9):
        clock.set(f"2026-11-{14 + day}T08:30")
        journal.log_step("open-blinds")
        clock.advance(hours=2)
        journal.log_step("take-a-shower", list(Size)[day % 3], note="warm water helped")
        journal.log_text("Fed the neighbour's cat and then sat in the sun with her for a while")
    journal.keep_as_step("Fed the cat", "connect")
    journal.notice_time()


def look_for_ring(window: QWidget) -> Iterator[str]:
    window.activateWindow()
    next(iter(controls(window))).setFocus(Qt.FocusReason.TabFocusReason)
    QApplication.processEvents()
    if not any(type(child).__name__ == "_Ring" for child in window.findChildren(QWidget)):
        yield "nothing shows where the keyboard is"


def look_at(window: QWidget, page: QWidget) -> Iterator[str]:
    for widget in controls(window):
        told = QAccessible.queryAccessibleInterface(widget)
        what = f"{type(widget).__name__} {widget.objectName()}".strip()
        if told is None:
            yield f"{what} is not told to screen readers"
            continue
        if not told.text(QAccessible.Text.Name).strip():
            yield f"{what} in {type(widget.parentWidget()).__name__} has no name"
        if told.role() in VAGUE:
            yield f"{what} has no role"
        if not widget.focusPolicy() & Qt.FocusPolicy.TabFocus and reaches_for_itself(widget):
            yield f"{what} cannot be reached by keyboard"
    for area in [page, *page.findChildren(QScrollArea)]:
        if isinstance(area, QAbstractScrollArea) and area.isVisible():
            content = area.widget() if isinstance(area, QScrollArea) else None
            if content is not None and content.minimumSizeHint().width() > area.viewport().width():
                yield (
                    f"{type(area).__name__} needs {content.minimumSizeHint().width()} px of "
                    f"{area.viewport().width()}"
                )


def controls(window: QWidget) -> Iterator[QWidget]:
    """What a person can press, type in or walk through just now."""
    for widget in window.findChildren(QWidget):
        if not widget.isVisible() or not widget.isEnabled() or isinstance(widget, QScrollBar):
            continue
        if widget.objectName().startswith("qt_") or isinstance(widget, QHeaderView):
            continue  # a part of a larger control
        takes_tab = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
        if isinstance(widget, CONTROLS) or (takes_tab and not isinstance(widget, QScrollArea)):
            yield widget


def reaches_for_itself(widget: QWidget) -> bool:
    """Whether nobody passes the focus on to this control (a group walked by arrow keys may)."""
    inside = widget.parentWidget()
    while inside is not None and not inside.isWindow():
        if inside.focusPolicy() & Qt.FocusPolicy.TabFocus or inside.focusProxy() is not None:
            return False
        inside = inside.parentWidget()
    siblings = widget.parentWidget().findChildren(type(widget)) if widget.parentWidget() else []
    return not any(sibling.focusPolicy() & Qt.FocusPolicy.TabFocus for sibling in siblings)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
