"""Every tracker's file becomes wins, steps, lines and nudges as promised, and only once."""

from __future__ import annotations

from datetime import date, time
from pathlib import Path

import pytest
from exchange.conftest import Take
from support import trackers
from support.trackers import ALL, Example

from microwins_desktop.core.model import Size
from microwins_desktop.core.nudging.windows import Around
from microwins_desktop.exchange.report import Options
from microwins_desktop.store import Store

EVERY = pytest.mark.parametrize("example", ALL.values(), ids=list(ALL))


def wins_of(store: Store) -> list[tuple[str, str, str]]:
    return [(str(win.day), win.title, str(win.size)) for win in store.wins.between()]


def line_of(store: Store, day: str) -> str:
    return store.check_ins.of_day(date.fromisoformat(day)).line


@EVERY
def test_exactly_this_is_read(example: Example, store: Store, take: Take, tmp_path: Path) -> None:
    before = len(store.steps.all(archived=True))
    report = take(example.build(tmp_path))
    assert report.format == example.format
    assert (report.read, report.added, report.duplicates) == (example.read, example.added, 0)
    assert len(report.skipped) == example.skipped
    assert report.steps_added == example.steps
    assert report.rests == example.rests
    assert store.wins.count() == example.added
    assert len(store.steps.all(archived=True)) == before + example.steps
    days = store.check_ins.between(date(1970, 1, 1), date(2100, 12, 31))
    assert len([day for day in days if day.line]) == example.lines
    plans = store.nudges.plans()
    assert len(plans) == example.nudges
    assert not any(plan.enabled for plan in plans), "they wait until the person turns them on"
    assert {win.source for win in store.wins.between()} <= {f"import:{example.format}"}


@EVERY
def test_importing_again_adds_nothing(
    example: Example, store: Store, take: Take, tmp_path: Path
) -> None:
    path = example.build(tmp_path)
    take(path)
    lines = store.check_ins.between(date(1970, 1, 1), date(2100, 12, 31))
    undoing = store.history.next_undo()
    report = take(path)
    assert (report.added, report.duplicates, report.steps_added) == (0, example.added, 0)
    assert not report.changed
    assert store.check_ins.between(date(1970, 1, 1), date(2100, 12, 31)) == lines
    assert store.history.next_undo() == undoing
    assert len(store.nudges.plans()) == example.nudges


@EVERY
def test_a_trial_says_the_same_and_changes_nothing(
    example: Example, store: Store, take: Take, tmp_path: Path
) -> None:
    path = example.build(tmp_path)
    steps = store.steps.all(archived=True)
    trial = take(path, dry_run=True)
    assert store.wins.count() == 0
    assert store.steps.all(archived=True) == steps
    assert store.history.next_undo() is None
    assert not list((store.path.parent / "backups").glob("*")), "a trial needs no copy"
    real = take(path)
    assert trial.as_json() == {**real.as_json(), "dry_run": True}


@EVERY
def test_undo_takes_all_of_it_back_and_redo_brings_it_again(
    example: Example, store: Store, take: Take, tmp_path: Path
) -> None:
    steps = store.steps.all(archived=True)
    path = example.build(tmp_path)
    take(path)
    wins = wins_of(store)
    store.history.undo()
    assert store.wins.count() == 0
    assert store.steps.all(archived=True) == steps
    assert store.check_ins.between(date(1970, 1, 1), date(2100, 12, 31)) == []
    assert store.nudges.plans() == []
    store.history.redo()
    assert wins_of(store) == wins
    store.history.undo()
    report = take(path)
    assert (report.added, report.steps_added) == (example.added, example.steps)
    assert wins_of(store) == wins


def test_a_copy_is_made_before_an_import(store: Store, take: Take, tmp_path: Path) -> None:
    take(trackers.habitbull(tmp_path))
    assert [backup.reason for backup in store.backups.all()] == ["before-import"]


def test_loop_values_become_sizes_and_lines(store: Store, take: Take, tmp_path: Path) -> None:
    report = take(trackers.loop_db(tmp_path))
    assert sorted(wins_of(store)) == [
        ("2026-11-01", "Coffee", "whole"),
        ("2026-11-01", "Drink water", "whole"),
        ("2026-11-01", "Meditate", "whole"),
        ("2026-11-01", "Meditate", "whole"),
        ("2026-11-02", "Drink water", "part"),
        ("2026-11-04", "Drink water", "part"),  # 3 in a numeric habit is 0.003, not a skip
        ("2026-11-06", "Meditate", "whole"),
    ]
    assert [(left.where, left.why) for left in report.skipped] == [
        ("Repetitions row 4", "it was skipped on purpose")
    ]
    assert line_of(store, "2026-11-03") == "had a fever"
    assert line_of(store, "2026-11-04") == "travelling"
    plan = store.nudges.plans()[0]
    assert (plan.windows, plan.days) == ((Around(time(7, 30)),), frozenset({0, 2}))


def test_days_skipped_on_purpose_count_where_the_person_says_so(
    store: Store, take: Take, tmp_path: Path
) -> None:
    report = take(trackers.loop_db(tmp_path), Options(keep_rest=True))
    rest = [win for win in store.wins.between() if win.title == "Rested on purpose"]
    assert [(str(win.day), win.step, win.note) for win in rest] == [
        ("2026-11-04", "rest-on-purpose", "travelling")
    ]
    assert report.skipped == ()


def test_two_habits_of_one_name_stay_two(store: Store, take: Take, tmp_path: Path) -> None:
    take(trackers.loop_db_old(tmp_path))
    keys = {step.key for step in store.steps.all() if step.title == "Vegan"}
    assert keys == {"vegan", "vegan-2"}
    by_step = {win.step for win in store.wins.between()}
    assert by_step == keys


def test_archived_stays_archived(store: Store, take: Take, tmp_path: Path) -> None:
    take(trackers.loop_csv(tmp_path))
    archived = {step.title for step in store.steps.all(archived=True) if step.archived}
    assert archived == {"Читать"}
    assert ("2026-11-03", "Читать", "whole") in wins_of(store), "its folder is just `002/`"
    assert ("2026-11-02", "Water, cold", "part") in wins_of(store)


def test_loop_folders_that_are_all_gone_leave_the_wide_table(
    store: Store, take: Take, tmp_path: Path
) -> None:
    path = trackers.zipped(
        tmp_path / "flat.zip",
        {
            "Habits.csv": trackers.LOOP_HABITS_CSV.replace('"Water, cold"', "Water"),
            "Checkmarks.csv": "Date,Meditate,Читать,Water,\n2026-11-03,YES_MANUAL,NO,500,\n",
        },
    )
    report = take(path)
    assert (report.added, report.read) == (2, 3)
    shifted = trackers.zipped(
        tmp_path / "shifted.zip",
        {
            "Habits.csv": trackers.LOOP_HABITS_CSV,
            "Checkmarks.csv": "Date,Meditate,Читать,Water, cold,\n2026-11-04,2,2,500,\n",
        },
    )
    assert [left.where for left in take(shifted).skipped] == ["Checkmarks.csv"]


def test_a_date_alone_is_noon_with_its_time_not_known(
    store: Store, take: Take, tmp_path: Path
) -> None:
    take(trackers.habitbull(tmp_path))
    win = store.wins.of_day(date(2026, 11, 1))[0]
    assert (win.at.isoformat(), win.time_known) == ("2026-11-01T12:00:00+01:00", False)
    assert win.note == "felt good"


def test_ticks_keep_their_times(store: Store, take: Take, tmp_path: Path) -> None:
    take(trackers.tickmate(tmp_path))
    water = store.wins.of_day(date(2026, 11, 3))
    assert [win.at.isoformat() for win in water] == [
        "2026-11-03T08:05:09+01:00",
        "2026-11-03T12:00:00+01:00",
        "2026-11-03T18:30:00+01:00",
    ]
    assert all(win.time_known for win in water)
    assert not store.wins.of_day(date(2026, 11, 4))[0].time_known


def test_daylio_entries_become_wins_at_their_time_and_one_line(
    store: Store, take: Take, tmp_path: Path
) -> None:
    take(trackers.daylio_csv(tmp_path))
    titles = [(win.title, f"{win.at:%H:%M}") for win in store.wins.of_day(date(2026, 11, 2))]
    assert titles == [("bath / shower", "18:50"), ("friends, family", "18:50")]
    assert line_of(store, "2026-11-02") == "good · A title · Walked far\n\n& slept"
    assert line_of(store, "2026-11-01") == "bad\nmeh"


def test_daylio_moods_are_found_by_their_id(store: Store, take: Take, tmp_path: Path) -> None:
    take(trackers.daylio(tmp_path))
    assert line_of(store, "2026-11-02") == "rad"
    assert line_of(store, "2026-11-03") == "rad · Early\nwobbly · Long\nday"
    steps = {step.title: step.archived for step in store.steps.all(archived=True)}
    assert (steps["family"], steps["sport"], steps["never used"]) == (False, True, False)


def test_scales_and_old_headers_of_daylio(store: Store, take: Take, tmp_path: Path) -> None:
    take(trackers.daylio_csv_scales(tmp_path))
    scales = "Sleep Quality: 8/10 points | Sleep Time: 8:00"
    assert line_of(store, "2026-11-02") == f"good · {scales}"
    take(trackers.daylio_csv_old(tmp_path))
    assert [win.title for win in store.wins.of_day(date(2018, 2, 14))] == ["walk", "tea"]
    assert f"{store.wins.of_day(date(2018, 2, 13))[0].at:%H:%M}" == "07:05"


def test_habitica_wins_are_the_rises(store: Store, take: Take, tmp_path: Path) -> None:
    take(trackers.habitica(tmp_path))
    assert wins_of(store) == [("2026-11-01", "Walk", "whole"), ("2026-11-03", "Walk", "whole")]
    assert store.wins.of_day(date(2026, 11, 3))[0].at.isoformat() == "2026-11-03T10:00:00+01:00"
    # The same task in the other file is the same habit: 2026-11-01 is there already.
    report = take(trackers.habitica_json(tmp_path))
    assert (report.added, report.duplicates) == (1, 1)


def test_feelings_are_said_and_activities_are_wins(
    store: Store, take: Take, tmp_path: Path
) -> None:
    take(trackers.pixels(tmp_path))
    assert line_of(store, "2026-11-01") == "mood 4 of 5 · calm · slow"
    assert line_of(store, "2026-11-02") == "mood 2 of 5 · mood 3 of 5"
    assert {win.title for win in store.wins.of_day(date(2026, 11, 1))} == {"garden", "walk"}


def test_progress_is_a_part(store: Store, take: Take, tmp_path: Path) -> None:
    take(trackers.habo(tmp_path))
    sizes = {str(win.day): win.size for win in store.wins.between() if win.title == "Pages"}
    assert sizes == {"2026-11-01": Size.PART, "2026-11-02": Size.WHOLE}
    assert line_of(store, "2026-11-02") == "too late"
    assert store.nudges.plans()[0].windows == (Around(time(7, 5)),)


def test_a_newer_export_adds_only_what_is_new(store: Store, take: Take, tmp_path: Path) -> None:
    take(trackers.habitbull(tmp_path))
    newer = trackers.HABITBULL + "Stretch,slowly,Fitness,2026-11-05,1,\nSing,,,2026-11-05,1,\n"
    report = take(trackers.written(tmp_path / "newer.csv", newer))
    assert (report.added, report.duplicates, report.steps_added) == (2, 2, 1)
    assert len({win.step for win in store.wins.between() if win.title == "Stretch"}) == 1


def test_a_habit_may_join_a_step_and_stays_with_it(
    store: Store, take: Take, tmp_path: Path
) -> None:
    joined = Options(joins={"stretch": "open-blinds"}, areas={"Pushups": "rest"})
    report = take(trackers.habitbull(tmp_path), joined)
    assert report.steps_added == 1
    steps = {win.title: (win.step, win.area) for win in store.wins.between()}
    assert steps == {"Stretch": ("open-blinds", "light"), "Pushups": ("pushups", "rest")}
    newer = trackers.HABITBULL + "Stretch,slowly,Fitness,2026-11-05,1,\n"
    again = take(trackers.written(tmp_path / "newer.csv", newer))
    assert (again.added, again.steps_added) == (1, 0), "the person's choice is remembered"
    assert store.wins.of_day(date(2026, 11, 5))[0].step == "open-blinds"


def test_what_the_person_deleted_stays_deleted(store: Store, take: Take, tmp_path: Path) -> None:
    path = trackers.habitbull(tmp_path)
    take(path)
    store.wins.delete(store.wins.of_day(date(2026, 11, 1))[0].id)
    report = take(path)
    assert (report.added, report.duplicates) == (0, 2)
    assert store.wins.count() == 1


def test_a_days_line_gains_what_the_file_says_beyond_it(
    store: Store, take: Take, tmp_path: Path
) -> None:
    day = date(2026, 11, 2)
    store.check_ins.put("check-in", day, line="Rain all day", hard=True)
    take(trackers.habitbull(tmp_path))
    assert line_of(store, "2026-11-02") == "Rain all day\nno time"
    assert store.check_ins.of_day(day).hard
    take(trackers.habitbull(tmp_path))
    assert line_of(store, "2026-11-02") == "Rain all day\nno time"
    store.history.undo()
    assert line_of(store, "2026-11-02") == "Rain all day"
