"""Handing out what could not be written, so that quitting never loses a win."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox

from microwins_desktop.i18n import _, ngettext

MOST_LINES = 12


def hand_out(wins: str, held: bool) -> bool:
    """Show the wins that are not in the journal, put them on the clipboard if wanted.

    Where they are `held`, the next start takes them in. Returns whether the person wants to quit
    now.
    """
    box = QMessageBox()
    box.setWindowTitle("MicroWins")
    box.setTextFormat(Qt.TextFormat.PlainText)
    says = (
        _(
            "These wins could not be written to your journal yet. They are kept in a small file "
            "of their own, and the next start takes them in."
        )
        if held
        else _("These wins could not be saved to disk yet. You can take them along as text.")
    )
    box.setText(says)
    box.setInformativeText(_shown(wins))
    stay = box.addButton(_("Keep trying"), QMessageBox.ButtonRole.RejectRole)
    copy = box.addButton(_("Copy and quit"), QMessageBox.ButtonRole.AcceptRole)
    leave = box.addButton(_("Quit"), QMessageBox.ButtonRole.AcceptRole) if held else copy
    box.setDefaultButton(leave)
    box.setEscapeButton(stay)
    box.exec()
    if box.clickedButton() is copy:
        QGuiApplication.clipboard().setText(wins)
    return box.clickedButton() in (copy, leave)


def _shown(wins: str) -> str:
    """So many lines that the window fits on any screen; the clipboard gets them all."""
    lines = wins.splitlines()
    more = len(lines) - MOST_LINES
    if more <= 0:
        return wins
    rest = ngettext("and {count} more", "and {count} more", more).format(count=more)
    return "\n".join([*lines[:MOST_LINES], rest])
