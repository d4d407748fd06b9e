"""`plan`, `pause` and `next` as other programs call them."""

from __future__ import annotations

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from support.clock import FixedClock

from microwins_desktop import cli
from microwins_desktop.opening import open_journal
from microwins_desktop.paths import DataFolder

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def folder(tmp_path: Path) -> DataFolder:
    return DataFolder(tmp_path / "data")


@pytest.fixture
def run(
    folder: DataFolder,
    clock: FixedClock,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
) -> Run:
    """`run("plan", "stretch")` gives the exit code, standard output and standard error."""
    monkeypatch.setattr("microwins_desktop.core.clock.SystemClock", lambda: clock)
    monkeypatch.setenv("TZ", "Europe/Vienna")

    def call(*arguments: str) -> tuple[int, str, str]:
        code = cli.main(["--data-dir", str(folder.root), *arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return call


def as_json(answer: tuple[int, str, str]) -> Any:
    code, out, err = answer
    assert (code, err) == (0, "")
    return json.loads(out)


def test_planning_and_listing(run: Run) -> None:
    made = as_json(
        run(
            *("plan", "open-blinds", "--at", "09:30", "--between", "12:00-14:00"),
            *("--days", "mon,SUN", "--per-day", "2", "--json"),
        )
    )
    assert made == {
        "step": "open-blinds",
        "at": ["09:30"],
        "between": ["12:00-14:00"],
        "sun": [],
        "days": ["mon", "sun"],
        "per_day": 2,
        "enabled": True,
    }
    assert as_json(run("plan", "--json")) == [made]
    assert run("plan")[1] == (
        "Open the blinds: around 09:30, between 12:00 and 14:00; Monday, Sunday; at most 2 a day\n"
    )


def test_nothing_planned_is_an_empty_list(run: Run) -> None:
    assert as_json(run("plan", "--json")) == []
    assert as_json(run("next", "--json")) == []
    assert run("plan")[1] != ""
    assert run("next")[1] != ""


def test_a_step_may_be_named_by_its_words(run: Run) -> None:
    assert as_json(run("plan", "opened the blinds", "--at", "9:00", "--json"))["step"] == (
        "open-blinds"
    )


def test_without_a_time_a_fitting_one_is_taken_and_kept(run: Run) -> None:
    made = as_json(run("plan", "drink-water", "--json"))
    assert made["between"] == ["11:00-13:00"]
    run("plan", "drink-water", "--at", "08:30")
    assert as_json(run("plan", "drink-water", "--json"))["at"] == ["08:30"]


def test_days_alone_keep_the_times(run: Run) -> None:
    run("plan", "stretch", "--at", "15:00", "--days", "mon")
    made = as_json(run("plan", "stretch", "--days", "sat,sun", "--json"))
    assert (made["at"], made["days"]) == (["15:00"], ["sat", "sun"])


def test_times_alone_are_a_whole_new_plan(run: Run) -> None:
    run("plan", "stretch", "--at", "15:00", "--days", "mon", "--per-day", "1")
    made = as_json(run("plan", "stretch", "--at", "16:00", "--at", "after-sunrise", "--json"))
    assert (made["at"], made["sun"]) == (["16:00"], ["after-sunrise"])
    assert (len(made["days"]), made["per_day"]) == (7, 2)


def test_a_plan_can_be_taken_away_and_that_undone(run: Run) -> None:
    run("plan", "stretch", "--at", "15:00")
    assert run("plan", "stretch", "--off")[0] == 0
    assert as_json(run("plan", "--json")) == []
    assert run("undo")[0] == 0
    assert len(as_json(run("plan", "--json"))) == 1


def test_taking_away_what_is_not_there_is_done_already(run: Run) -> None:
    assert run("plan", "stretch", "--off")[0] == 0


@pytest.mark.parametrize(
    "wrong",
    [
        ("plan", "no-such-step", "--at", "09:00"),
        ("plan", "stretch", "--at", "25:00"),
        ("plan", "stretch", "--at", "09:00-10:00"),
        ("plan", "stretch", "--at", "noon"),
        ("plan", "stretch", "--between", "09:00"),
        ("plan", "stretch", "--between", "09:00-09:00"),
        ("plan", "stretch", "--days", "monday"),
        ("plan", "stretch", "--days", ""),
        ("plan", "stretch", "--per-day", "0"),
        ("plan", "stretch", "--per-day", "25"),
        ("plan", "stretch", "--per-day", "-1"),
        ("plan", "stretch", "--per-day", "two"),
        ("plan", "stretch", "--off", "--at", "09:00"),
        ("plan", "--at", "09:00"),
        ("plan", "--off"),
        ("plan", "stretch", "again"),
        ("pause",),
        ("pause", "soon"),
        ("pause", "0h"),
        ("pause", "-1h"),
        ("pause", "1.5h"),
        ("pause", "99999h"),
        ("pause", "٣h"),
        ("pause", "2026-11-22"),
        ("pause", "2020-01-01"),
        ("pause", "2029-01-01"),
        ("pause", "2026-13-01"),
        ("next", "now"),
    ],
)
def test_what_cannot_be_meant_changes_nothing(run: Run, wrong: tuple[str, ...]) -> None:
    run("plan", "stretch", "--at", "15:00")
    before = run("plan", "--json"), run("next", "--json")
    code, out, err = run(*wrong)
    assert (code, out) == (2, "")
    assert err.startswith("microwins: ")
    assert err.count("\n") == 1
    assert (run("plan", "--json"), run("next", "--json")) == before


def test_a_step_that_was_put_away_is_not_planned(run: Run, folder: DataFolder) -> None:
    with open_journal(folder, FixedClock()) as store:
        store.steps.edit("stretch", archived=True)
    assert run("plan", "stretch", "--at", "15:00")[0] == 1


@pytest.mark.parametrize(
    ("given", "until"),
    [
        ("2h", "2026-11-22T11:14:03+01:00"),
        ("30m", "2026-11-22T09:44:03+01:00"),
        ("until-tomorrow", "2026-11-23T04:00:00+01:00"),
        ("2026-12-24", "2026-12-24T04:00:00+01:00"),
    ],
)
def test_a_pause_has_its_own_end(run: Run, folder: DataFolder, given: str, until: str) -> None:
    assert run("pause", given)[0] == 0
    with open_journal(folder, FixedClock()) as store:
        assert store.nudge_log.paused_until() == datetime.fromisoformat(until)
    assert run("pause", "off")[0] == 0
    with open_journal(folder, FixedClock()) as store:
        assert store.nudge_log.paused_until() is None


def test_next_tells_the_day(run: Run, clock: FixedClock) -> None:
    run("plan", "stretch", "--at", "15:00")
    run("plan", "open-blinds", "--at", "10:00")
    run("plan", "wind-down", "--at", "23:55")
    run("plan", "drink-water", "--at", "09:00", "--days", "tue")
    run("log", "open-blinds")
    found = as_json(run("next", "--json"))
    assert [sorted(entry) for entry in found] == [["at", "state", "step", "why"]] * 4
    assert found[0] == {
        "step": "stretch",
        "at": "2026-11-22T15:00:00+01:00",
        "state": "planned",
        "why": "You planned it for around 15:00.",
    }
    told = {entry["step"]: (entry["at"], entry["state"], entry["why"]) for entry in found}
    assert told["drink-water"][:2] == ("2026-11-24T09:00:00+01:00", "planned")
    assert told["open-blinds"] == (None, "done", "You did it at 09:14.")
    assert told["wind-down"] == (None, "held", "Its time lies in your quiet hours.")


def test_next_says_what_is_paused_and_until_when(run: Run) -> None:
    run("plan", "stretch", "--at", "15:00")
    run("plan", "open-blinds", "--at", "10:00")
    run("pause", "3h")
    found = {entry["step"]: entry for entry in as_json(run("next", "--json"))}
    assert found["open-blinds"]["state"] == "paused"
    assert found["open-blinds"]["at"] is None
    assert found["open-blinds"]["why"] == "Nudges are paused until 12:14."
    assert found["stretch"]["state"] == "planned"


def test_next_with_nudges_off_says_so(run: Run) -> None:
    run("plan", "stretch", "--at", "15:00")
    run("settings", "nudges", "off")
    found = as_json(run("next", "--json"))
    assert [(entry["state"], entry["at"]) for entry in found] == [("paused", None)]


def test_the_sun_is_asked_for_the_place_that_was_typed(run: Run) -> None:
    run("settings", "coordinates", "48.2,16.37")
    run("plan", "step-outside", "--at", "before-sunset")
    found = as_json(run("next", "--json"))
    assert found[0]["at"].startswith("2026-11-22T14:3")
    assert "sunset" in found[0]["why"]
