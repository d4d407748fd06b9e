"""One place where texts become the person's language: gettext, in window and terminal alike.

English is the source language, so a missing catalogue shows English. `N_` marks a text that is
translated later, where it is shown (declarations made at import time, the step catalogue).
"""

from __future__ import annotations

import gettext as _gettext
import os
from pathlib import Path

DOMAIN = "microwins"
_RTL = ("ar",)

_current: _gettext.NullTranslations = _gettext.NullTranslations()


def system_languages() -> list[str]:
    """The languages the environment asks for, best first, such as `["de_AT", "de"]`."""
    for name in ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"):
        value = os.environ.get(name, "")
        if value:
            return [part.split(".")[0] for part in value.split(":") if part]
    import locale

    found = locale.getlocale()[0]
    return [found] if found else []


def choose_language(language: str, locale_folder: Path) -> None:
    """Translate from now on into `language`, or into the system's for `"system"`."""
    global _current
    wanted = system_languages() if language == "system" else [language]
    _current = _gettext.translation(DOMAIN, locale_folder, wanted, fallback=True)


def _(text: str) -> str:
    return _current.gettext(text)


def ngettext(one: str, many: str, count: int) -> str:
    return _current.ngettext(one, many, count)


def pgettext(context: str, text: str) -> str:
    return _current.pgettext(context, text)


def N_(text: str) -> str:  # noqa: N802 - gettext's own name, which its extraction tools look for
    return text


def language_in_use() -> str:
    """The language texts are shown in, such as `pt_BR`; English where none was found."""
    return _current.info().get("language", "") or "en"


def is_right_to_left() -> bool:
    """Whether lines begin at the right in the language in use."""
    return language_in_use().split("_")[0] in _RTL
