"""Every format that can be imported, and how a file is told apart: by its content, never its name.

To add a format, write a module with a `FORMAT` and name it here.
"""

from __future__ import annotations

from microwins_desktop.exchange import (
    beaver,
    daily_you,
    daylio,
    daylio_csv,
    habitbull,
    habitica,
    habo,
    loop_csv,
    loop_db,
    microwins_csv,
    microwins_json,
    pixels,
    rewire,
    table_habit,
    tickmate,
)
from microwins_desktop.exchange.errors import Unreadable
from microwins_desktop.exchange.format import Format, Look
from microwins_desktop.exchange.source import Source
from microwins_desktop.i18n import _

# In the order in which they are asked: ours first, those that are known by little last.
MODULES = (
    *(microwins_json, microwins_csv, rewire, loop_db, tickmate, loop_csv, daylio),
    *(habitbull, daylio_csv, habitica, habo, table_habit, beaver, pixels, daily_you),
)

FORMATS: dict[str, Format] = {module.FORMAT.name: module.FORMAT for module in MODULES}


def format_of(source: Source) -> Format:
    """The format of a file. Raises Unreadable where it is none that is known."""
    look = Look(source)
    if look.kind == "empty":
        raise Unreadable(_("the file is empty"))
    for candidate in FORMATS.values():
        if candidate.knows(look):
            return candidate
    raise Unreadable(_("this is not a file that MicroWins knows how to read"))
