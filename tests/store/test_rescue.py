"""From a journal that cannot be read, everything that can be is saved, and nothing overwritten."""

from __future__ import annotations

import random
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from datetime import time, timedelta
from pathlib import Path

import pytest
from support.clock import FixedClock

from microwins_desktop.opening import Opened, open_journal, open_or_rescue, what_happened
from microwins_desktop.paths import DataFolder
from microwins_desktop.store import Store
from microwins_desktop.store.errors import Damaged, NewerSchema
from microwins_desktop.store.looking_in import RESCUED
from microwins_desktop.store.pages import rows_of
from microwins_desktop.store.rescue import rescue
from microwins_desktop.store.wins import NewWin

START = time(4)
WINS = 400


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A journal of 400 wins, one with a note longer than a page, closed in good order."""
    clock = FixedClock()
    folder = DataFolder(tmp_path_factory.mktemp("made") / "data")
    with open_journal(folder, clock) as store:
        step = store.steps.get("open-blinds")
        for number in range(WINS):
            clock.advance(timedelta(hours=3))
            note = "a long note " * 1000 if number == 7 else "é漢"
            store.wins.log(
                NewWin(at=clock.now(), step=step, note=note)
                if number % 3
                else NewWin(at=clock.now(), title=f"win {number}", note=note),
                START,
            )
        store.wins.delete(store.wins.newest(1)[0].id)
        store.search.find("win")
    return folder.root


@pytest.fixture
def folder(made: Path, tmp_path: Path) -> DataFolder:
    shutil.copytree(made, tmp_path / "data")
    return DataFolder(tmp_path / "data")


def pages_of(path: Path, table: str) -> list[int]:
    """The numbers of the pages of a table or index, as SQLite counts them."""
    with closing(sqlite3.connect(path)) as connection:
        rows = connection.execute("SELECT pageno FROM dbstat WHERE name = ?", (table,))
        return [number for (number,) in rows]


def overwrite(path: Path, number: int, with_what: bytes = b"\xaa") -> None:
    with open(path, "r+b") as file:
        file.seek((number - 1) * 4096)
        file.write((with_what * 4096)[:4096])


def root_of(path: Path, table: str) -> int:
    with closing(sqlite3.connect(path)) as connection:
        sql = "SELECT rootpage FROM sqlite_master WHERE name = ?"
        return int(connection.execute(sql, (table,)).fetchone()[0])


def titles(opened: Opened) -> list[str]:
    with opened.store as store:
        assert store.database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        assert store.database.execute("PRAGMA foreign_key_check").fetchall() == []
        return [win.title for win in store.wins.between()]


def first_page(path: Path) -> None:
    overwrite(path, 1)


def header(path: Path) -> None:
    with open(path, "r+b") as file:
        file.write(b"x" * 100)


def index(path: Path) -> None:
    overwrite(path, root_of(path, "win_day"))


def inner_page(path: Path) -> None:
    overwrite(path, root_of(path, "win"))


def search_words(path: Path) -> None:
    overwrite(path, root_of(path, "win_words_data"))


def last_page(path: Path) -> None:
    data = path.read_bytes()
    path.write_bytes(data[: -4096 * 3 - 700])


@pytest.mark.parametrize(
    ("damage", "saved"),
    [
        (first_page, WINS - 1),
        (header, WINS - 1),
        (index, WINS - 1),
        (inner_page, WINS - 1),
        (search_words, WINS - 1),
        (last_page, WINS - 60),
    ],
)
def test_what_can_be_read_is_saved(
    folder: DataFolder, clock: FixedClock, damage: Callable[[Path], None], saved: int
) -> None:
    damage(folder.database)
    damaged = folder.database.read_bytes()
    opened = open_or_rescue(folder, clock)
    assert opened.rescue is not None
    assert opened.rescue.aside.name == "microwins.damaged-20261122-091403.db"
    assert opened.rescue.aside.read_bytes() == damaged
    assert opened.rescue.wins >= saved
    found = titles(opened)
    assert len(found) == opened.rescue.wins
    assert "win 300" in found
    with open_journal(folder, clock) as store:
        assert store.search.find("win 300")
        steps = [win.step for win in store.wins.between()]
        assert steps.count("open-blinds") > 100


def test_one_page_of_wins_costs_only_its_own(folder: DataFolder, clock: FixedClock) -> None:
    leaves = [page for page in pages_of_table(folder.database) if page != 1]
    overwrite(folder.database, leaves[len(leaves) // 2])
    opened = open_or_rescue(folder, clock)
    assert opened.rescue is not None
    assert WINS - 60 <= opened.rescue.wins < WINS - 1
    opened.store.close()


def pages_of_table(path: Path) -> list[int]:
    """Leaf pages that hold wins, found without SQLite."""
    found = []
    data = path.read_bytes()
    for number in range(2, len(data) // 4096 + 1):
        page = data[(number - 1) * 4096 : number * 4096]
        if page[0] == 0x0D and page.count(b"whole") > 3 and "é漢".encode() in page:
            found.append(number)
    return found


def test_the_pages_hold_every_row(folder: DataFolder) -> None:
    """The reader of pages against SQLite itself, with rows longer than a page."""
    with closing(sqlite3.connect(folder.database)) as connection:
        names = [row[1] for row in connection.execute("PRAGMA table_info(win)")]
        title, note = names.index("title"), names.index("note")
        expected = set(connection.execute("SELECT id, title, note FROM win"))
    found = {
        (row, values[title], values[note])
        for row, values in rows_of(folder.database)
        if len(values) == len(names) and isinstance(values[names.index("size")], str)
    }
    assert found == expected


def test_what_only_the_write_ahead_log_has_is_saved(
    folder: DataFolder, clock: FixedClock, tmp_path: Path
) -> None:
    with open_journal(folder, clock) as store:
        store.wins.log(NewWin(at=clock.now(), title="the newest"), START)
        shutil.copytree(folder.root, tmp_path / "killed")
    killed = DataFolder(tmp_path / "killed")
    log = killed.database.with_name("microwins.db-wal")
    assert log.stat().st_size > 0
    index(killed.database)
    with open(killed.database, "r+b") as file:
        file.write(b"x" * 100)
    opened = open_or_rescue(killed, clock)
    assert "the newest" in titles(opened)
    assert not log.exists() or log.stat().st_size == 0


@pytest.mark.parametrize("seed", range(12))
def test_any_damage_starts(folder: DataFolder, clock: FixedClock, seed: int) -> None:
    """Random spots overwritten: whatever comes out, it opens, is whole, and the old file stays."""
    chance = random.Random(seed)
    data = bytearray(folder.database.read_bytes())
    for _ in range(chance.randrange(1, 12)):
        at = chance.randrange(len(data))
        piece = chance.randbytes(chance.choice([1, 16, 600, 5000]))
        data[at : at + len(piece)] = piece
    if seed % 3 == 0:
        del data[chance.randrange(len(data)) :]
    folder.database.write_bytes(bytes(data))
    opened = open_or_rescue(folder, clock)
    if opened.rescue is not None:
        assert opened.rescue.aside.read_bytes() == bytes(data)
    titles(opened)
    with open_journal(folder, clock) as store:
        store.wins.log(NewWin(at=clock.now(), title="afterwards"), START)


def test_no_database_at_all_is_set_aside(folder: DataFolder, clock: FixedClock) -> None:
    folder.database.write_text("a shopping list\n" * 1000)
    opened = open_or_rescue(folder, clock)
    assert opened.rescue is not None
    assert opened.rescue.aside.read_text().startswith("a shopping list")
    assert titles(opened) == []
    assert "There is no backup to put back" in what_happened(opened)


def test_another_programs_database_is_set_aside_and_left_as_it_is(
    folder: DataFolder, clock: FixedClock
) -> None:
    folder.database.unlink()
    with closing(sqlite3.connect(folder.database)) as other, other:
        other.execute("CREATE TABLE Habits (id INTEGER, name TEXT)")
        other.execute("INSERT INTO Habits VALUES (1, 'Walk')")
        other.execute("PRAGMA user_version = 24")
    opened = open_or_rescue(folder, clock)
    assert opened.rescue is not None
    assert opened.rescue.foreign
    assert "no MicroWins journal" in what_happened(opened)
    with closing(sqlite3.connect(opened.rescue.aside)) as other:
        assert other.execute("SELECT name FROM Habits").fetchall() == [("Walk",)]
    assert titles(opened) == []


def test_a_folder_in_the_journals_place_is_set_aside(folder: DataFolder, clock: FixedClock) -> None:
    folder.database.unlink()
    folder.database.mkdir()
    (folder.database / "inside").write_text("kept")
    opened = open_or_rescue(folder, clock)
    assert opened.rescue is not None
    assert (opened.rescue.aside / "inside").read_text() == "kept"
    opened.store.close()


def test_a_newer_journal_is_not_touched(folder: DataFolder, clock: FixedClock) -> None:
    with closing(sqlite3.connect(folder.database)) as connection:
        connection.execute("PRAGMA user_version = 999")
    before = {path.name: path.read_bytes() for path in folder.root.iterdir() if path.is_file()}
    with pytest.raises(NewerSchema):
        open_or_rescue(folder, clock)
    after = {path.name: path.read_bytes() for path in folder.root.iterdir() if path.is_file()}
    assert after == before


def test_a_good_journal_is_just_opened(folder: DataFolder, clock: FixedClock) -> None:
    opened = open_or_rescue(folder, clock)
    assert (opened.rescue, what_happened(opened)) == (None, "")
    assert len(titles(opened)) == WINS - 1


def test_the_newest_good_backup_is_offered(folder: DataFolder, clock: FixedClock) -> None:
    with open_journal(folder, clock) as store:
        store.backups.make(store.path, "daily")
    clock.advance(days=1)
    (folder.backups / "microwins-20261123-000000-daily.db").write_bytes(b"bad")
    folder.database.write_bytes(b"")
    with pytest.raises(Damaged):
        open_journal(folder, clock)
    opened = open_or_rescue(folder, clock)
    assert opened.backup is not None
    assert opened.backup.wins == WINS - 1
    assert what_happened(opened) == (
        "Your journal could not be read; its file is kept as microwins.damaged-20261123-091403.db, "
        "and a new one begun. The newest backup holds 399 wins and can be put back: "
        "microwins-20261122-091403-daily.db."
    )
    opened.store.restores.restore(opened.backup.path)
    assert len(titles(opened)) == WINS - 1


def test_twice_in_a_second_overwrites_nothing(folder: DataFolder, clock: FixedClock) -> None:
    for text in ("first", "second", "third"):
        folder.database.write_text(text)
        open_or_rescue(folder, clock).store.close()
    kept = sorted(folder.root.glob("microwins.damaged-*.db"))
    assert sorted(path.read_text() for path in kept) == ["first", "second", "third"]


@pytest.mark.parametrize("died_before", ["renaming the journal", "renaming its log", "the end"])
def test_a_rescue_that_was_killed_goes_on(
    folder: DataFolder, clock: FixedClock, died_before: str
) -> None:
    """The state on disk after each of the renames, and what the next start makes of it."""
    shutil.copy(folder.database, folder.root / RESCUED)
    log = folder.root / "microwins.db-wal"
    log.write_bytes(b"an old log")
    folder.database.write_bytes(b"damaged")
    if died_before != "renaming the journal":
        folder.database.rename(folder.root / "microwins.damaged-1.db")
        with pytest.raises(Damaged):
            open_journal(folder, clock)
    if died_before == "the end":
        log.rename(folder.root / "microwins.damaged-1.db-wal")
    opened = open_or_rescue(folder, clock)
    if died_before == "renaming the journal":
        assert titles(opened) == []  # what is damaged is read anew
    else:
        assert len(titles(opened)) == WINS - 1
    assert [path.read_bytes() for path in folder.root.glob("*damaged*.db")] == [b"damaged"]
    assert [path.read_bytes() for path in folder.root.glob("*damaged*-wal")] == [b"an old log"]


def test_a_full_disk_leaves_the_damaged_file_where_it_is(
    folder: DataFolder, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object) -> None:
        raise OSError(28, "No space left on device")

    folder.database.write_text("damaged")
    monkeypatch.setattr(shutil, "copyfile", full)
    with pytest.raises(OSError, match="No space"):
        rescue(folder.database, clock)
    assert folder.database.read_text() == "damaged"
    assert [path.name for path in folder.root.iterdir() if path.name.startswith(".")] == []


def test_a_lost_file_is_no_new_beginning(folder: DataFolder, clock: FixedClock) -> None:
    """A log without its journal must not be replayed into a new one."""
    with Store(folder.database, clock, folder.backups).open() as store:
        store.wins.log(NewWin(at=clock.now(), title="newest"), START)
        log = (folder.root / "microwins.db-wal").read_bytes()
    folder.database.unlink()
    (folder.root / "microwins.db-wal").write_bytes(log)
    with pytest.raises(Damaged):
        open_journal(folder, clock)
    opened = open_or_rescue(folder, clock)
    opened.store.close()
    assert [path.read_bytes() for path in folder.root.glob("*damaged*-wal")] == [log]
