"""Garbage waits while a program starts or a thread works, and is collected again afterwards."""

from __future__ import annotations

import gc
from collections.abc import Iterator

import pytest

from microwins_desktop.core import collecting


@pytest.fixture(autouse=True)
def _as_it_was() -> Iterator[None]:
    yield
    gc.unfreeze()
    gc.enable()


def test_a_start_holds_collection_back_until_it_is_over() -> None:
    start = collecting.Start()
    assert not gc.isenabled()
    start.over()
    assert gc.isenabled()


def test_a_start_that_is_over_twice_lets_go_once() -> None:
    start = collecting.Start()
    collecting.hold()
    start.over()
    start.over()
    assert not gc.isenabled()
    collecting.release()
    assert gc.isenabled()


def test_what_lasts_is_not_looked_through_again() -> None:
    before = gc.get_freeze_count()
    start = collecting.Start()
    start.over_and_lasting()
    assert gc.isenabled()
    assert gc.get_freeze_count() > before
