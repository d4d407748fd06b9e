"""Where things are: the person's data folder, and the files the program brings along."""

from __future__ import annotations

import os
import sys
from pathlib import Path

APP_NAME = "microwins"
DESKTOP_ID = "io.github.microwins.MicroWins"
"""The name of the desktop entry, its metadata and its icon, by which desktops know the windows."""
UNSAVED_NAME = "microwins.unsaved"
"""The file in the data folder in which wins wait that could not be written yet."""
DATA_DIR_VARIABLE = "MICROWINS_DATA_DIR"


class DataFolder:
    """The folder that holds everything a person logs, and the names inside it."""

    __slots__ = ("root",)

    def __init__(self, root: Path) -> None:
        self.root = root

    @property
    def database(self) -> Path:
        return self.root / "microwins.db"

    @property
    def backups(self) -> Path:
        return self.root / "backups"

    @property
    def logs(self) -> Path:
        return self.root / "logs"


def data_folder(given: str | None) -> DataFolder:
    """The folder named on the command line, else by the environment, else the platform's own."""
    chosen = given or os.environ.get(DATA_DIR_VARIABLE)
    return DataFolder(_home_expanded(Path(chosen)).absolute()) if chosen else usual_folder()


def usual_folder() -> DataFolder:
    """The platform's own place for the person's data."""
    import platformdirs

    return DataFolder(Path(platformdirs.user_data_dir(APP_NAME, appauthor=False)))


def _home_expanded(path: Path) -> Path:
    """`~` as a shell reads it: where there is no such home, it is part of the name."""
    try:
        return path.expanduser()
    except RuntimeError:
        return path


def resources() -> Path:
    """The folder of icons, catalogue and translations, in a wheel, a bundle or a checkout."""
    bundled = getattr(sys, "_MEIPASS", None)
    package = Path(__file__).resolve().parent
    candidates = [Path(bundled) / "resources"] if bundled else []
    candidates += [package / "resources", package.parent / "resources"]
    for folder in candidates:
        if folder.is_dir():
            return folder
    raise FileNotFoundError("the program's resources folder is not beside it")
