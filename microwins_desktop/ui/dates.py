"""Dates as a person says them, in the language in use."""

from __future__ import annotations

from PySide6.QtCore import QDate, QLocale


def long_day(day: QDate) -> str:
    """A date as a person says it, without the year: the locale's long form, shortened."""
    locale = QLocale()
    form = locale.dateFormat(QLocale.FormatType.LongFormat)
    for year in (", yyyy", " de yyyy", "yyyy年", "، yyyy", " yyyy", "yyyy"):
        form = form.replace(year, "")
    return locale.toString(day, form.strip(" ,،"))
