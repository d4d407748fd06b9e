"""A look at a few options before the model layer is loaded: right, and changing nothing."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from microwins_desktop.paths import DataFolder
from microwins_desktop.store import Store
from microwins_desktop.store.glimpse import glimpse


def test_it_sees_what_is_stored_and_no_more(store: Store, folder: DataFolder) -> None:
    store.options.put({"theme": "dark", "language": "ar", "sound": "on"})
    seen = glimpse(folder.database, ("theme", "language", "text_scale"))
    assert seen == {"theme": "dark", "language": "ar"}


@pytest.mark.parametrize("name", ["50% off", "what?", "a#b", "späte Fenster", "a b"])
def test_any_name_of_a_folder_will_do(tmp_path: Path, name: str) -> None:
    place = tmp_path / name
    place.mkdir()
    with sqlite3.connect(place / "microwins.db") as made:
        made.execute("CREATE TABLE option (key TEXT, value TEXT)")
        made.execute("INSERT INTO option VALUES ('theme', 'dark')")
    made.close()
    assert glimpse(place / "microwins.db", ("theme",)) == {"theme": "dark"}


def test_nothing_is_made_where_nothing_is(tmp_path: Path) -> None:
    assert glimpse(tmp_path / "microwins.db", ("theme",)) == {}
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"no journal at all" * 100])
def test_what_cannot_be_read_is_not_there(tmp_path: Path, content: bytes) -> None:
    odd = tmp_path / "microwins.db"
    odd.write_bytes(content)
    assert glimpse(odd, ("theme",)) == {}
    assert odd.read_bytes() == content


def test_it_does_not_wait_for_another_writer(store: Store, folder: DataFolder) -> None:
    store.options.put({"theme": "dark"})
    with store.database.writing():
        assert glimpse(folder.database, ("theme",)) == {"theme": "dark"}


def test_it_loads_no_model_layer() -> None:
    code = "import sys, microwins_desktop.store.glimpse; print('peewee' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
