"""Data in Settings: copies made and put back, files taken out and brought in, all undone again."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from microwins_desktop.services.data import Data
from microwins_desktop.services.journal import Journal
from microwins_desktop.ui.settings.data import DataSection
from microwins_desktop.ui.settings.page import SettingsPage


@pytest.fixture
def section(page: SettingsPage) -> DataSection:
    found = page.go_to("data")
    assert isinstance(found, DataSection)
    return found


def titles(journal: Journal) -> list[str]:
    return [win.title for win in journal.wins_of(journal.today())]


def test_it_says_where_everything_is(section: DataSection, journal: Journal) -> None:
    shown = section.where.full_text().replace("\u200b", "")
    assert shown == str(journal.store.path.parent)
    journal.log_text("one")
    assert section.how_much.full_text().startswith("1 win, ")


def test_a_backup_now(section: DataSection, journal: Journal, data: Data) -> None:
    assert "no backup yet" in section.backups.last.full_text()
    section.backups.now.click()
    assert [backup.reason for backup in data.backups.all()] == ["manual"]
    assert section.backups.last.full_text().startswith("The newest backup is of ")
    section.restore.look()
    assert section.restore.list.count() == 2


def test_no_room_for_a_backup_is_said(
    section: DataSection, journal: Journal, tmp_path: Path
) -> None:
    (tmp_path / "data" / "backups").write_text("in the way")
    section.backups.now.click()
    assert section.backups.last.full_text().startswith("No backup was made: ")
    section.fill()
    assert section.backups.last.full_text().startswith("No backup was made: ")


def test_put_back_after_a_look_and_undone(section: DataSection, journal: Journal) -> None:
    journal.log_text("one")
    section.backups.now.click()
    journal.log_text("two")
    restore = section.restore
    restore.look()
    assert restore.put_back.isHidden()
    restore.list.setCurrentIndex(1)
    restore.list.activated.emit(1)
    assert restore.holds.full_text().startswith("1 win, from ")
    assert restore.newest.full_text().endswith(": one")
    restore.put_back.click()
    assert titles(journal) == ["one"]
    assert restore.said.full_text() == "Your journal has 1 win now."
    restore.undo.click()
    assert titles(journal) == ["one", "two"]
    assert restore.undo.isHidden()


def test_a_file_that_is_no_backup_is_said(section: DataSection, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text("bread")
    section.restore.choose(str(tmp_path / "list.txt"))
    assert section.restore.said.full_text() == "list.txt is not a copy of a journal."
    assert section.restore.put_back.isHidden()


@pytest.mark.parametrize("name", ["json", "csv", "ics", "md", "html", "pdf"])
def test_export(
    section: DataSection, journal: Journal, data: Data, qtbot: QtBot, tmp_path: Path, name: str
) -> None:
    journal.log_text("one")
    out = section.taking_out
    out.format.setCurrentIndex(out.format.findData(name))
    with qtbot.waitSignal(data.transfer.exported, timeout=20_000):
        out.save_to(str(tmp_path / f"out.{name}"))
    assert out.said.full_text() == f"1 win is in out.{name}."
    assert (tmp_path / f"out.{name}").stat().st_size > 50
    assert not out.export.isHidden()


def drop(section: DataSection, path: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    section.bringing_in.dropEvent(
        QDropEvent(
            QPointF(5, 5),
            Qt.DropAction.CopyAction,
            mime,
            Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )
    )


@pytest.fixture
def exported(journal: Journal, data: Data, qtbot: QtBot, tmp_path: Path) -> Path:
    """A file with a win that is not in the journal any more."""
    journal.log_text("one")
    path = tmp_path / "wins.json"
    with qtbot.waitSignal(data.transfer.exported, timeout=20_000):
        data.transfer.export(path, "json")
    text = path.read_text()
    known = journal.wins_of(journal.today())[0].id
    path.write_text(text.replace(known, "00000000-0000-4000-8000-000000000001"))
    journal.undo()
    return path


def test_a_dropped_file_is_looked_at_first(
    section: DataSection, journal: Journal, data: Data, qtbot: QtBot, exported: Path
) -> None:
    card = section.bringing_in
    with qtbot.waitSignal(data.transfer.previewed, timeout=20_000):
        drop(section, exported)
    assert card.said.full_text() == "wins.json would bring 1 win."
    assert titles(journal) == []
    with qtbot.waitSignal(data.transfer.imported, timeout=20_000):
        card.bring_in.click()
    assert card.said.full_text() == "1 win came in."
    assert titles(journal) == ["one"]
    card.undo.click()
    assert titles(journal) == []


def test_not_now_changes_nothing(
    section: DataSection, journal: Journal, data: Data, qtbot: QtBot, exported: Path
) -> None:
    card = section.bringing_in
    with qtbot.waitSignal(data.transfer.previewed, timeout=20_000):
        card.look_at(str(exported))
    card.leave.click()
    assert card.bring_in.isHidden()
    assert card.said.isHidden()
    assert titles(journal) == []


def test_what_cannot_be_read_is_said(
    section: DataSection, data: Data, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "x.bin").write_bytes(b"\x00\x01\x02")
    with qtbot.waitSignal(data.transfer.failed, timeout=20_000):
        section.bringing_in.look_at(str(tmp_path / "x.bin"))
    assert section.bringing_in.said.full_text().startswith("This is not a file")
    assert section.bringing_in.bring_in.isHidden()
    assert section.taking_out.said.isHidden()


def test_a_habit_joins_a_step(
    section: DataSection, journal: Journal, data: Data, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "history.csv"
    path.write_text(
        "Task Name,Task ID,Task Type,Date,Value\n"
        "Light in,8d9a1f00-0000-4000-8000-000000000001,habit,2026-11-01 09:00:00,1.0\n"
        "Light in,8d9a1f00-0000-4000-8000-000000000001,habit,2026-11-02 09:00:00,2.0\n"
    )
    card = section.bringing_in
    with qtbot.waitSignal(data.transfer.previewed, timeout=20_000):
        card.look_at(str(path))
    (row,) = card.habits
    assert row.choice.accessibleName() == "Light in"
    row.choice.setCurrentIndex(row.choice.findData("open-blinds"))
    with qtbot.waitSignal(data.transfer.imported, timeout=20_000):
        card.bring_in.click()
    found = list(journal.store.wins.between())
    assert found
    assert {win.step for win in found} == {"open-blinds"}
