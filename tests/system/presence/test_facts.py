"""What nobody told stays unknown, and the report says so plainly."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from microwins_desktop.core.nudging.presence import Presence
from microwins_desktop.system.presence.facts import (
    UNKNOWN,
    Fact,
    Facts,
    flag,
    seconds,
    weighed,
)


def test_nothing_known_is_nothing_guessed() -> None:
    assert Facts().presence() == Presence()
    report = list(Facts().report())
    assert [line.known for line in report] == [False] * 4
    assert all("does not tell" in line.sentence for line in report)


def test_facts_become_presence() -> None:
    woke = datetime(2026, 11, 22, 8, tzinfo=UTC)
    facts = Facts(Fact(True, "dunst"), Fact(False, "X11"), Fact(False, "logind"), Fact(12.5, "X11"))
    assert facts.presence(woke) == Presence(True, False, False, 12.5, woke)
    assert [line.sentence.split(". ")[1] for line in facts.report()] == [
        "dunst tells.",
        "X11 tells.",
        "logind tells.",
        "X11 tells.",
    ]


@pytest.mark.parametrize("value", [None, 0, 1, "true", [], 1.0])
def test_a_flag_is_true_or_false_or_unknown(value: object) -> None:
    assert flag(value, "x") == UNKNOWN


@pytest.mark.parametrize("value", [None, True, -1, "5", 5.0])
def test_a_time_is_a_number_or_unknown(value: object) -> None:
    assert seconds(value, "x") == UNKNOWN


def test_times_come_in_parts_of_a_second() -> None:
    assert seconds(2500, "x", 1000) == Fact(2.5, "x")
    assert seconds(0, "x") == Fact(0.0, "x")


@pytest.mark.parametrize(
    ("facts", "verdict"),
    [
        ((), UNKNOWN),
        ((UNKNOWN, UNKNOWN), UNKNOWN),
        ((UNKNOWN, Fact(False, "b")), Fact(False, "b")),
        ((Fact(False, "a"), Fact(True, "b")), Fact(True, "b")),
        ((Fact(False, "a"), Fact(False, "b")), Fact(False, "a")),
    ],
)
def test_one_who_says_yes_is_enough(facts: tuple[Fact, ...], verdict: Fact) -> None:
    assert weighed(*facts) == verdict
