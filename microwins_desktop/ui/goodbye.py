"""Handing out what could not be written, so that quitting never loses a win."""

from __future__ import annotations

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMessageBox

from microwins_desktop.i18n import _


def hand_out(wins: str) -> bool:
    """Show the wins that are not on disk, put them on the clipboard if wanted.

    Returns whether the person wants to quit now.
    """
    box = QMessageBox()
    box.setWindowTitle("MicroWins")
    box.setText(_("These wins could not be saved to disk yet. You can take them along as text."))
    box.setInformativeText(wins)
    copy = box.addButton(_("Copy and quit"), QMessageBox.ButtonRole.AcceptRole)
    stay = box.addButton(_("Keep trying"), QMessageBox.ButtonRole.RejectRole)
    box.setDefaultButton(copy)
    box.setEscapeButton(stay)
    box.exec()
    if box.clickedButton() is copy:
        QGuiApplication.clipboard().setText(wins)
        return True
    return False
