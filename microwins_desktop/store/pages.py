"""Reads rows straight out of the pages of a database file, where SQLite itself gives up.

Follows https://www.sqlite.org/fileformat2.html: b-tree leaf pages of tables (1.6), the record
format (2.1) and the write-ahead log (4). Whatever does not decode is passed over.
"""

from __future__ import annotations

import os
import struct
from collections.abc import Iterator
from pathlib import Path
from typing import Any

MAGIC = b"SQLite format 3\0"
USUAL_PAGE = 4096
_TABLE_LEAF = 0x0D
_INTEGER_BYTES = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}
_DECODING = (IndexError, ValueError, struct.error, OverflowError)

Row = tuple[int, list[Any]]
"""A row id and its values; the integer primary key itself is stored as None."""


def page_size_of(path: Path) -> int:
    """The size the file says its pages have, or the usual one."""
    with open(path, "rb") as file:
        head = file.read(100)
    if len(head) == 100 and head.startswith(MAGIC):
        size = int.from_bytes(head[16:18], "big")
        size = 65536 if size == 1 else size
        if size >= 512 and size & (size - 1) == 0:
            return size
    return USUAL_PAGE


def fold_in_log(database: Path, log: Path) -> None:
    """Write what the write-ahead log has committed into the database file, as a checkpoint does.

    Only frames whose checksums hold count, up to the last commit among them.
    """
    data = log.read_bytes()
    if len(data) < 32 or data[:4] not in (b"\x37\x7f\x06\x82", b"\x37\x7f\x06\x83"):
        return
    order = ">" if data[3] & 1 else "<"
    (size,) = struct.unpack(">I", data[8:12])
    if not 512 <= size <= 65536:
        return
    salts, sums = data[16:24], _checksum(data[:24], (0, 0), order)
    pages: dict[int, bytes] = {}
    pending: dict[int, bytes] = {}
    for start in range(32, len(data) - 24 - size + 1, 24 + size):
        head, page = data[start : start + 24], data[start + 24 : start + 24 + size]
        sums = _checksum(page, _checksum(head[:8], sums, order), order)
        if head[8:16] != salts or struct.pack(">II", *sums) != head[16:24]:
            break
        number, committed = struct.unpack(">II", head[:8])
        pending[number] = page
        if committed:
            pages.update(pending)
            pending = {}
    with open(database, "r+b") as file:
        for number, page in sorted(pages.items()):
            file.seek((number - 1) * size)
            file.write(page)


def leave_log_mode(database: Path) -> None:
    """Mark the file as one without a write-ahead log, which was folded in or is lost."""
    with open(database, "r+b") as file:
        if file.read(16) == MAGIC:
            file.seek(18)
            file.write(b"\1\1")


def rows_of(database: Path) -> Iterator[Row]:
    """Every row found in a table's leaf page, of whatever table, in the order of the pages."""
    size = page_size_of(database)
    count = os.path.getsize(database) // size
    with open(database, "rb") as file:
        for number in range(1, count + 1):
            file.seek((number - 1) * size)
            page = file.read(size)
            start = 100 if number == 1 else 0
            if page[start] == _TABLE_LEAF:
                yield from _rows_of_page(file, page, start, size)


def _rows_of_page(file: Any, page: bytes, start: int, size: int) -> Iterator[Row]:
    (count,) = struct.unpack(">H", page[start + 3 : start + 5])
    for index in range(min(count, size // 4)):
        at = start + 8 + 2 * index
        try:
            (cell,) = struct.unpack(">H", page[at : at + 2])
            length, cell = _varint(page, cell)
            row, cell = _varint(page, cell)
            if length > 50_000_000:
                continue
            yield row, _values(_payload(file, page, cell, length, size))
        except _DECODING:
            continue


def _payload(file: Any, page: bytes, at: int, length: int, size: int) -> bytes:
    most = size - 35
    if length <= most:
        return page[at : at + length]
    least = (size - 12) * 32 // 255 - 23
    here = least + (length - least) % (size - 4)
    here = here if here <= most else least
    parts, left = [page[at : at + here]], length - here
    (following,) = struct.unpack(">I", page[at + here : at + here + 4])
    while left > 0:
        if following == 0:
            raise ValueError("the row breaks off")
        file.seek((following - 1) * size)
        more = file.read(size)
        (following,) = struct.unpack(">I", more[:4])
        parts.append(more[4 : 4 + min(left, size - 4)])
        left -= size - 4
    return b"".join(parts)


def _values(payload: bytes) -> list[Any]:
    header, at = _varint(payload, 0)
    kinds: list[int] = []
    while at < header:
        kind, at = _varint(payload, at)
        kinds.append(kind)
    values: list[Any] = []
    for kind in kinds:
        length = _length(kind)
        piece = payload[at : at + length]
        if len(piece) != length:
            raise ValueError("the row breaks off")
        values.append(_value(kind, piece))
        at += length
    return values


def _length(kind: int) -> int:
    if kind >= 12:
        return (kind - 12) // 2
    return 8 if kind == 7 else _INTEGER_BYTES.get(kind, 0)


def _value(kind: int, piece: bytes) -> Any:
    if kind >= 12:
        return piece.decode("utf-8") if kind % 2 else piece
    if kind == 7:
        return struct.unpack(">d", piece)[0]
    if kind in (8, 9):
        return kind - 8
    return int.from_bytes(piece, "big", signed=True) if kind in _INTEGER_BYTES else None


def _varint(data: bytes, at: int) -> tuple[int, int]:
    """SQLite's number of one to nine bytes, and where the next thing begins."""
    value = 0
    for index in range(8):
        byte = data[at + index]
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            return value, at + index + 1
    value = value << 8 | data[at + 8]
    return value - (1 << 64) if value >= 1 << 63 else value, at + 9


def _checksum(data: bytes, sums: tuple[int, int], order: str) -> tuple[int, int]:
    first, second = sums
    words = struct.unpack(f"{order}{len(data) // 4}I", data)
    for index in range(0, len(words), 2):
        first = (first + words[index] + second) & 0xFFFFFFFF
        second = (second + words[index + 1] + first) & 0xFFFFFFFF
    return first, second
