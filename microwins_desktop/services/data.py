"""What the Data section and the window are given to look after the journal."""

from __future__ import annotations

from dataclasses import dataclass

from microwins_desktop.services.backups import BackupKeeper
from microwins_desktop.services.transfer import Transfer


@dataclass(frozen=True, slots=True)
class Data:
    backups: BackupKeeper
    transfer: Transfer
