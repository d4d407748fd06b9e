"""The desktop entry and its metadata hold together, and the desktop's own validators agree."""

from __future__ import annotations

import configparser
import re
import shutil
import subprocess
import xml.etree.ElementTree as Tree
from pathlib import Path

import pytest

from microwins_desktop import __version__
from microwins_desktop.paths import DESKTOP_ID, resources

FOLDER = resources() / "desktop"
ENTRY = FOLDER / f"{DESKTOP_ID}.desktop"
METAINFO = FOLDER / f"{DESKTOP_ID}.metainfo.xml"


def entry() -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None)
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read(ENTRY, encoding="utf-8")
    return parser


def text_of(path: str) -> str:
    return (Tree.parse(METAINFO).getroot().findtext(path) or "").strip()


def test_the_entry_starts_the_program() -> None:
    main = entry()["Desktop Entry"]
    assert (main["Exec"], main["TryExec"], main["Icon"]) == ("microwins", "microwins", DESKTOP_ID)
    assert entry()["Desktop Action panel"]["Exec"] == "microwins panel"
    assert main["Actions"] == "panel;"


def test_the_entry_registers_no_kind_of_file() -> None:
    assert "MimeType" not in entry()["Desktop Entry"]


def test_the_metadata_is_about_this_entry_and_version() -> None:
    assert text_of("id") == DESKTOP_ID
    assert text_of("launchable") == ENTRY.name
    release = Tree.parse(METAINFO).getroot().find("releases/release")
    assert release is not None
    assert release.get("version") == __version__
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", release.get("date", ""))


@pytest.mark.parametrize(
    "command",
    [
        ["desktop-file-validate", str(ENTRY)],
        ["appstreamcli", "validate", "--no-net", str(METAINFO)],
    ],
    ids=["entry", "metadata"],
)
def test_the_desktops_own_validators_agree(command: list[str]) -> None:
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run(command, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert not re.search(r"\b(error|warning):", done.stdout + done.stderr)


def test_both_are_readable_files() -> None:
    assert all(Path(path).read_text(encoding="utf-8").endswith("\n") for path in (ENTRY, METAINFO))
