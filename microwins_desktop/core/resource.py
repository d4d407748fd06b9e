"""Reads the texts that ship with the program (TOML) strictly, so that a slip shows in a test.

A shipped file that is wrong is our own mistake: every reader below names the file and the place
in one line instead of carrying a half-read table further.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any


class ResourceError(ValueError):
    """A shipped file cannot be used; the message is one line naming the file and the place."""


class Row:
    """One table of a TOML file. Fields asked for are checked, and `close` refuses the others."""

    def __init__(self, values: dict[str, Any], where: str) -> None:
        self._values = values
        self._asked: set[str] = set()
        self.where = where

    def named(self, name: str) -> Row:
        """The same table under a better name for messages, such as its own key."""
        self.where = f"{self.where.split(':')[0]}: {name}"
        return self

    def text(self, name: str, *, optional: bool = False) -> str:
        """A text that is neither empty nor padded; an optional one may be absent."""
        value = self._take(name, "" if optional else None)
        if not isinstance(value, str):
            raise self._wrong(f"{name} is not a text")
        if value != value.strip() or (not value and not (optional and name not in self._values)):
            raise self._wrong(f"{name} is empty or has blanks around it")
        return value

    def texts(self, name: str, *, optional: bool = False) -> tuple[str, ...]:
        """A list of texts, none of them empty or twice."""
        value = self._take(name, [] if optional else None)
        if not isinstance(value, list) or not all(map(_is_text, value)):
            raise self._wrong(f"{name} is not a list of texts without blanks around them")
        if len(set(value)) < len(value):
            raise self._wrong(f"{name} has a text twice")
        return tuple(value)

    def pairs(self, name: str) -> tuple[tuple[str, str], ...]:
        """A list of two texts each, none of them empty."""
        value = self._take(name, None)
        if not isinstance(value, list) or not value:
            raise self._wrong(f"{name} is not a list of pairs")
        for pair in value:
            if not (isinstance(pair, list) and len(pair) == 2 and all(map(_is_text, pair))):
                raise self._wrong(f"{name} has something else than two texts")
        return tuple((first, second) for first, second in value)

    def number(self, name: str) -> int:
        value = self._take(name, None)
        if isinstance(value, bool) or not isinstance(value, int):
            raise self._wrong(f"{name} is not a whole number")
        return value

    def flag(self, name: str) -> bool:
        """True or false; an absent flag is false."""
        value = self._take(name, False)
        if not isinstance(value, bool):
            raise self._wrong(f"{name} is neither true nor false")
        return value

    def row(self, name: str) -> Row:
        value = self._take(name, None)
        if not isinstance(value, dict):
            raise self._wrong(f"{name} is not a table")
        return Row(value, f"{self.where}: {name}")

    def rows(self, name: str) -> list[Row]:
        value = self._take(name, None)
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self._wrong(f"{name} is not a list of tables")
        return [Row(item, f"{self.where}: {name} {at}") for at, item in enumerate(value, 1)]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._values)

    def close(self) -> None:
        """Refuse fields nobody asked for: they are most likely misspelt."""
        unknown = sorted(set(self._values) - self._asked)
        if unknown:
            raise self._wrong(f"unknown field {unknown[0]}")

    def _take(self, name: str, default: Any) -> Any:
        self._asked.add(name)
        value = self._values.get(name, default)
        if value is None:
            raise self._wrong(f"{name} is not given")
        return value

    def _wrong(self, what: str) -> ResourceError:
        return ResourceError(f"{self.where}: {what}")


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value) and value == value.strip()


def read_toml(path: Path) -> Row:
    """The whole file as one table. Raises `ResourceError` where it cannot be read."""
    # Imported here: `microwins --version` and friends start without it.
    import tomllib

    try:
        return Row(tomllib.loads(path.read_text(encoding="utf-8")), path.name)
    except OSError as error:
        raise ResourceError(f"{path.name}: {error.strerror or error}") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise ResourceError(f"{path.name}: {' '.join(str(error).split())}") from error
