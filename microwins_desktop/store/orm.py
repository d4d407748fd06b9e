"""Peewee and the tables made with it, imported when one of them is first used.

Opening a journal, logging a win and what the tray shows are plain SQL. So that a verb, or a start
in the tray, needs none of this, what also does other things writes `orm.WinRow` for the table.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from peewee import JOIN as JOIN
    from peewee import SQL as SQL
    from peewee import fn as fn

    from microwins_desktop.store.tables import AreaRow as AreaRow
    from microwins_desktop.store.tables import BatchRow as BatchRow
    from microwins_desktop.store.tables import CheckInRow as CheckInRow
    from microwins_desktop.store.tables import HistoryRow as HistoryRow
    from microwins_desktop.store.tables import KeepsakeRow as KeepsakeRow
    from microwins_desktop.store.tables import NudgeLogRow as NudgeLogRow
    from microwins_desktop.store.tables import NudgeRow as NudgeRow
    from microwins_desktop.store.tables import OfferRow as OfferRow
    from microwins_desktop.store.tables import OptionRow as OptionRow
    from microwins_desktop.store.tables import PairRow as PairRow
    from microwins_desktop.store.tables import PersonRow as PersonRow
    from microwins_desktop.store.tables import RoutineRow as RoutineRow
    from microwins_desktop.store.tables import RoutineStepRow as RoutineStepRow
    from microwins_desktop.store.tables import StepRow as StepRow
    from microwins_desktop.store.tables import WinRow as WinRow
else:

    def __getattr__(name: str) -> Any:
        import peewee

        from microwins_desktop.store import tables

        found = getattr(tables if name.endswith("Row") else peewee, name)
        globals()[name] = found  # from now on found without this
        return found


def table(name: str) -> Any:
    """The class of the table with this name."""
    from microwins_desktop.store.tables import TABLES

    by_name: dict[str, Any] = {found._meta.table_name: found for found in TABLES}
    return by_name[name]
