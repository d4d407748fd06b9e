"""Texts that must not be lost, on the first slip of paper that takes them, until they are written.

Where the data folder cannot be written, a folder of the person's own elsewhere is used.
"""

from __future__ import annotations

import logging
import os
import sys
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from microwins_desktop.paths import APP_NAME, UNSAVED_NAME
from microwins_desktop.system.slip import Slip

_log = logging.getLogger(__name__)


def slips_of(data_dir: Path) -> Iterator[Slip]:
    """Where the wins of this data folder may wait, best place first."""
    yield Slip(data_dir / UNSAVED_NAME, kept=True)
    import platformdirs

    passing = os.environ.get("XDG_RUNTIME_DIR", "")
    number = zlib.crc32(os.fsencode(os.path.realpath(data_dir)))
    for folder, lasting in (
        (platformdirs.user_state_dir(APP_NAME, appauthor=False), True),
        (platformdirs.user_cache_dir(APP_NAME, appauthor=False), True),
        (os.path.join(passing, APP_NAME) if passing else _own_temporary(), False),
    ):
        yield Slip(Path(folder) / f"unsaved-{number:08x}", lasting)


def _own_temporary() -> str:
    import tempfile

    owner = os.getuid() if sys.platform != "win32" else "mine"
    return os.path.join(tempfile.gettempdir(), f"{APP_NAME}-{owner}")


class SafetyNet:
    def __init__(self, slips: Iterable[Slip]) -> None:
        """`slips` are looked at one by one, as far as it takes."""
        self._more = iter(slips)
        self._seen: list[Slip] = []
        self._slip: Slip | None = None
        self._texts: dict[str, str] = {}
        self._known: set[str] = set()

    @property
    def _slips(self) -> Iterator[Slip]:
        yield from self._seen
        for slip in self._more:
            self._seen.append(slip)
            yield slip

    @property
    def holds(self) -> bool:
        """Whether what waits would still be there after a restart of the computer."""
        slip = self._slip
        return not self._texts or (slip is not None and slip.lasting and slip.is_there())

    def left(self) -> dict[str, str]:
        """What earlier runs left behind, oldest first, by id. It stays until `clear`."""
        found = [(slip, slip.read()) for slip in self._slips]
        struck = frozenset[str]().union(*(written.struck for _slip, written in found))
        left = {
            ident: text
            for _slip, written in found
            for ident, text in written.texts.items()
            if ident not in self._known and ident not in struck
        }
        self._known.update(*(written.texts for _slip, written in found))
        self._texts = left | self._texts
        for slip, written in found:
            if slip.is_there() and self._texts.keys() <= written.texts.keys():
                self._slip = self._slip or slip
        if not self._texts:
            self.clear()
        return left

    def spare(self, ident: str) -> None:
        """Nobody here can read it: leave it where it is."""
        self._texts.pop(ident, None)
        self._known.discard(ident)

    def keep(self, ident: str, text: str) -> None:
        """Write `text` down, if there is any place that takes it."""
        self._texts[ident] = text
        self._known.add(ident)
        slip = self._slip
        if slip is not None and slip.is_there() and _took(slip, "+", {ident: text}):
            return
        self._write_anew()

    def secure(self) -> None:
        """Try again where nothing took what waits, or where its file is gone."""
        if self._texts and (self._slip is None or not self._slip.is_there()):
            self._write_anew()

    def strike(self, ident: str) -> None:
        """The person took it back: it must not return."""
        self._texts.pop(ident, None)
        for slip in self._seen:
            if slip.is_there():
                _took(slip, "-", {ident: ""})
        if not self._texts:
            self.clear()

    def clear(self) -> None:
        """All of it is written where it belongs."""
        self._texts.clear()
        self._slip = None
        for slip in self._seen:
            try:
                self._clear(slip)
            except OSError as error:
                # What stays there is known by its id at the next start, and not doubled.
                _log.info("%s was not cleared: %s", slip.path, error)

    def _clear(self, slip: Slip) -> None:
        written = slip.read()
        if written.waiting.keys() - self._known:
            return  # of another process, which is gone by now: the next start takes it in
        if written.unreadable:
            count, aside = written.unreadable, slip.set_aside()
            _log.warning("%d lines could not be read; they are kept in %s", count, aside)
        elif written.texts:
            slip.clear()

    def make_room(self) -> None:
        """Keep some room ready in the best place, for the day when the disk is full."""
        try:
            next(self._slips).make_room()
        except OSError as error:
            _log.info("no room could be kept ready: %s", error)

    def close(self) -> None:
        for slip in self._seen:
            slip.close()

    def _write_anew(self) -> None:
        self._slip = None
        for slip in self._slips:
            if _took(slip, "+", self._texts):
                self._slip = slip
                return


def _took(slip: Slip, verb: str, texts: dict[str, str]) -> bool:
    try:
        slip.write(verb, texts)
    except OSError:
        return False
    return True
