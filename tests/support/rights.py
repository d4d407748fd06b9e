"""File permissions that hold for whoever runs the tests, also for root, as in CI."""

from __future__ import annotations

import contextlib
import ctypes
import os
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

_VERSION_3 = 0x20080522
_OVERRIDES = 0b110  # CAP_DAC_OVERRIDE and CAP_DAC_READ_SEARCH


class _Header(ctypes.Structure):
    _fields_ = (("version", ctypes.c_uint32), ("pid", ctypes.c_int))


class _Data(ctypes.Structure):
    _fields_ = (
        ("effective", ctypes.c_uint32),
        ("permitted", ctypes.c_uint32),
        ("inheritable", ctypes.c_uint32),
    )


@contextlib.contextmanager
def held_to_permissions() -> Iterator[None]:
    """This thread may do only what permissions say. Skips the test where that cannot be had."""
    if os.name != "posix":
        pytest.skip("permissions are of POSIX")
    with _without_overrides():
        if _writes_anywhere():
            pytest.skip("permissions do not hold for this user")
        yield


@contextlib.contextmanager
def read_only(folder: Path) -> Iterator[Path]:
    """Nothing in `folder` can be written, and nothing made in it, until the end."""
    paths = [folder, *folder.rglob("*")]
    modes = {path: path.stat().st_mode for path in paths}
    with held_to_permissions():
        for path in reversed(paths):
            path.chmod(0o500 if path.is_dir() else 0o400)
        try:
            yield folder
        finally:
            for path, mode in modes.items():
                if path.exists():
                    path.chmod(mode)


@contextlib.contextmanager
def _without_overrides() -> Iterator[None]:
    if sys.platform != "linux" or os.geteuid() != 0:
        yield
        return
    libc = ctypes.CDLL(None)
    header, data = _Header(_VERSION_3, 0), (_Data * 2)()
    libc.capget(ctypes.byref(header), data)
    before = data[0].effective
    data[0].effective = before & ~_OVERRIDES
    libc.capset(ctypes.byref(header), data)
    try:
        yield
    finally:
        data[0].effective = before
        libc.capset(ctypes.byref(header), data)


def _writes_anywhere() -> bool:
    with tempfile.TemporaryDirectory() as folder:
        os.chmod(folder, 0o500)
        try:
            os.close(os.open(os.path.join(folder, "file"), os.O_CREAT | os.O_WRONLY))
        except PermissionError:
            return False
        finally:
            os.chmod(folder, 0o700)
    return True
