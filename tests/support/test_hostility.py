"""The guards bite: a guard that passes everything is worse than none."""

from __future__ import annotations

import logging
import socket
import subprocess
import sys
import time

import pytest
from PySide6.QtCore import QStandardPaths
from support.hostility import ForbiddenInTests, watched_logs


def test_our_own_code_may_not_sleep() -> None:
    with pytest.raises(ForbiddenInTests, match="wait for a signal"):
        time.sleep(0)


def test_a_library_may_wait_for_a_child() -> None:
    assert subprocess.run([sys.executable, "-c", ""], timeout=30, check=False).returncode == 0


def test_no_connection_and_no_name_leaves_the_machine() -> None:
    with (
        socket.socket(socket.AF_INET, socket.SOCK_STREAM) as tcp,
        pytest.raises(ForbiddenInTests, match="network"),
    ):
        tcp.connect(("127.0.0.1", 9))
    with pytest.raises(ForbiddenInTests, match="host name"):
        socket.getaddrinfo("localhost", 80)


def test_local_sockets_work() -> None:
    here, there = socket.socketpair()
    with here, there:
        here.sendall(b"hello")
        assert there.recv(5) == b"hello"


def test_a_log_line_nobody_expected_is_a_complaint(expected_logs) -> None:
    expected_logs("disk is full")  # the outer watch, which this very test lives under
    with watched_logs() as watch:
        logging.getLogger("microwins_desktop.sample").warning("the disk is %s", "full")
        logging.getLogger("microwins_desktop.sample").info("all is well")
    assert watch.complaints() == [
        "unexpected log line: WARNING microwins_desktop.sample: the disk is full"
    ]
    watch.expect("disk is full")
    assert watch.complaints() == []
    watch.expect("never said")
    assert watch.complaints() == ["expected log line never came: never said"]


def test_an_expected_log_line_passes(expected_logs) -> None:
    expected_logs("^the file is damaged$")
    logging.getLogger("microwins_desktop.sample").error("the file is damaged")


def test_the_home_is_not_the_persons_own(tmp_path) -> None:
    kind = QStandardPaths.StandardLocation.GenericDataLocation
    assert QStandardPaths.writableLocation(kind).startswith(str(tmp_path))
