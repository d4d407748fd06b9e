"""Zip archives from anywhere: members are read by name into memory, never unpacked to disk."""

from __future__ import annotations

import contextlib
import zipfile
import zlib
from collections.abc import Iterator

from microwins_desktop.exchange import limits
from microwins_desktop.exchange.errors import Unreadable
from microwins_desktop.exchange.source import Source
from microwins_desktop.i18n import _

# What zipfile raises for archives that were damaged on purpose, found by damaging some.
_TROUBLES = (
    *(zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, EOFError, NotImplementedError),
    *(RuntimeError, ValueError, OverflowError, IndexError, KeyError),
)


class Archive:
    """An open archive that gives no more than `limits` allows."""

    def __init__(self, archive: zipfile.ZipFile) -> None:
        self._archive = archive
        self._left = limits.ZIP_TOTAL
        infos = archive.infolist()
        if len(infos) > limits.ZIP_MEMBERS:
            raise Unreadable(_("the archive holds too many files"))
        self._infos = {info.filename.replace("\\", "/"): info for info in infos}

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._infos)

    def read(self, name: str) -> bytes:
        """The bytes of a member. Raises Unreadable where it is too much or damaged."""
        info = self._infos[name]
        most = min(limits.WHOLE_FILE, self._left)
        ratio = info.file_size / max(info.compress_size, 1)
        if info.file_size > most or (info.file_size > limits.ZIP_FREE and ratio > limits.ZIP_RATIO):
            raise Unreadable(_("the archive unpacks to more than is taken"))
        with _tamed(), self._archive.open(info) as member:
            content = member.read(most + 1)
        if len(content) > most:
            raise Unreadable(_("the archive unpacks to more than is taken"))
        self._left -= len(content)
        return content


@contextlib.contextmanager
def opened(source: Source) -> Iterator[Archive]:
    """The archive in a file. Raises Unreadable where it is none or damaged."""
    if source.size > limits.DATABASE_FILE:
        raise Unreadable(_("the file is too large"))
    with source.opened() as file:
        with _tamed():
            archive = zipfile.ZipFile(file)
        with archive:
            yield Archive(archive)


@contextlib.contextmanager
def _tamed() -> Iterator[None]:
    try:
        yield
    except _TROUBLES as error:
        raise Unreadable(_("the archive is damaged")) from error
