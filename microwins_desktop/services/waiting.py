"""Wins that could not be written yet: kept, and tried again until they are in the journal.

They are in memory, and on a safety net beside it that outlives this process. A win has its id from
the moment it was made, so one that did get through is not written twice.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Protocol

import msgspec
from msgspec import Struct
from msgspec.structs import replace
from PySide6.QtCore import QObject, QTimer, Signal

from microwins_desktop.core.days import in_range
from microwins_desktop.core.model import Change
from microwins_desktop.core.texts import clean_note, clean_title
from microwins_desktop.i18n import _
from microwins_desktop.store.errors import NotFound, StoreError
from microwins_desktop.store.wins import THERE_ALREADY, NewWin

RETRY_MS = 3000


class Net(Protocol):
    """What holds texts by an id while they wait; see `system.safety_net`."""

    @property
    def holds(self) -> bool: ...

    def left(self) -> Mapping[str, str]: ...

    def spare(self, ident: str) -> None: ...

    def keep(self, ident: str, text: str) -> None: ...

    def secure(self) -> None: ...

    def strike(self, ident: str) -> None: ...

    def clear(self) -> None: ...


class NoNet:
    """Nothing but memory."""

    holds = False

    def left(self) -> Mapping[str, str]:
        return {}

    def spare(self, ident: str) -> None: ...

    def keep(self, ident: str, text: str) -> None: ...

    def secure(self) -> None: ...

    def strike(self, ident: str) -> None: ...

    def clear(self) -> None: ...


class Unsaved(Struct, frozen=True):
    """Wins that are acknowledged but not on disk yet, oldest first, and the plain sentence why.

    `reads_only` where nothing at all can be written.
    """

    wins: tuple[NewWin, ...] = ()
    why: str = ""
    reads_only: bool = False

    @property
    def titles(self) -> list[str]:
        return [words_of(new) for new in self.wins]

    @property
    def line(self) -> str:
        """What a view says about it; "" where all is well."""
        if self.wins:
            says = _("Not saved yet, and tried again: {wins} ({why})")
            return says.format(wins=", ".join(self.titles), why=self.why)
        if self.reads_only:
            return _(
                "Nothing can be written to your journal just now. What you log is kept, and "
                "saved as soon as that changes."
            )
        return ""


class Waiting(QObject):
    """`changed` carries an `Unsaved`; `written` the `Change` of each win that has come through.

    `returned` carries the titles of what an earlier run had left, once all of it is written.
    """

    changed = Signal(object)
    written = Signal(object)
    returned = Signal(list)

    def __init__(self, write: Callable[[NewWin], Change], parent: QObject) -> None:
        """`write` raises StoreError where a win still cannot be written."""
        super().__init__(parent)
        self._net: Net = NoNet()
        self._write = write
        self._wins: list[NewWin] = []
        self._earlier: set[str] = set()
        self._returned: list[str] = []
        self._why = ""
        self._retry = QTimer(self)
        self._retry.setSingleShot(True)
        self._retry.setInterval(RETRY_MS)
        self._retry.timeout.connect(self.try_again)

    def __len__(self) -> int:
        return len(self._wins)

    def count_of_day(self, day: date) -> int:
        return sum(new.day == day for new in self._wins)

    @property
    def now(self) -> Unsaved:
        return Unsaved(tuple(self._wins), self._why)

    def log(self, new: NewWin) -> Change | None:
        """Write a win, or keep it where that cannot be done now. Raises TextError."""
        try:
            return self._write(new)
        except StoreError as error:
            self.keep(new, str(error))
            return None

    def keep(self, new: NewWin, why: str) -> None:
        self._wins.append(new)
        self._net.keep(new.id, text_of(new))
        self._still(why)

    def drop_newest(self) -> None:
        """The person takes it back before it was ever written."""
        self._net.strike(self._wins.pop().id)
        self.changed.emit(self.now)

    def rest_on(self, net: Net) -> None:
        """Let `net` hold what waits."""
        self._net = net
        for new in self._wins:
            net.keep(new.id, text_of(new))

    def take_up(self) -> None:
        """Go on with what an earlier run left on the net."""
        found: list[NewWin] = []
        for ident, text in self._net.left().items():
            new = win_of(text)
            if new is None:
                self._net.spare(ident)
            else:
                found.append(new)
                self._earlier.add(new.id)
        self._wins[:0] = found
        self.try_again()

    def try_again(self) -> None:
        """Write what waits, oldest first, as far as it goes."""
        if not self._wins:
            return
        while self._wins:
            try:
                change = self._write_somehow(self._wins[0])
            except StoreError as error:
                self._net.secure()
                self._still(str(error))
                return
            self._tell(self._wins.pop(0), change)
        self._why = ""
        self._retry.stop()
        self._net.clear()
        self.changed.emit(self.now)
        if self._returned:
            titles, self._returned = self._returned, []
            self.returned.emit(titles)

    @property
    def is_held(self) -> bool:
        """Whether what waits would outlive this process and a restart of the computer."""
        return self._net.holds

    def as_text(self) -> str:
        """A line a win, to hand out when the app has to go."""
        return "\n".join(f"{new.at:%Y-%m-%d %H:%M}  {words_of(new)}" for new in self._wins)

    def _write_somehow(self, new: NewWin) -> Change:
        try:
            return self._write(new)
        except NotFound:
            # Its step or area is not in the journal that is there now; the win itself matters.
            return self._write(replace(new, title=words_of(new), step=None, area=None))

    def _tell(self, new: NewWin, change: Change) -> None:
        """What was logged in an earlier run is no deed of this moment."""
        if new.id in self._earlier:
            self._earlier.discard(new.id)
            if not change.detail.get(THERE_ALREADY):
                self._returned.append(words_of(new))
            change = replace(change, external=True)
        self.written.emit(change)

    def _still(self, why: str) -> None:
        self._why = why
        self._retry.start()
        self.changed.emit(self.now)


def words_of(new: NewWin) -> str:
    """What a win will be called once it is written."""
    return new.title or (new.step.words(new.size) if new.step else "")


def text_of(new: NewWin) -> str:
    """A win as one line of text that `win_of` reads."""
    return msgspec.json.encode(new).decode()


def win_of(text: str) -> NewWin | None:
    """The win a line of text stands for; None where it stands for none that can be written."""
    try:
        new = msgspec.json.decode(text, type=NewWin)
        clean_title(words_of(new))
        clean_note(new.note)
    except ValueError:  # as are TextError and what msgspec raises
        return None
    day = new.day or new.at.date()
    return new if new.id and new.at.tzinfo and in_range(day) else None
