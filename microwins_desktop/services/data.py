"""What the Data section and the window are given to look after the journal."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from microwins_desktop.services.backups import BackupKeeper
    from microwins_desktop.services.transfer import Transfer


class Data:
    """`make_transfer` is called when export or import is first wanted: it brings every format."""

    def __init__(self, backups: BackupKeeper, make_transfer: Callable[[], Transfer]) -> None:
        self.backups = backups
        self._make_transfer = make_transfer

    @cached_property
    def transfer(self) -> Transfer:
        return self._make_transfer()
