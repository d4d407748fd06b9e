"""The terminal of a person over a folder of their own, for tests."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

# Without the tables of the search index, which is filled when somebody searches.
_TABLES = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'win\\_%' ESCAPE '\\'"
)


@dataclass(frozen=True)
class Terminal:
    """`run` gives exit code, output and complaints; `json` the parsed output of a good run."""

    data: Path
    _run: Callable[..., tuple[int, str, str]]

    def run(self, *arguments: str) -> tuple[int, str, str]:
        return self._run(*arguments, "--data-dir", str(self.data))

    def bare(self, *arguments: str) -> tuple[int, str, str]:
        return self._run(*arguments)

    def json(self, *arguments: str) -> Any:
        code, out, err = self.run(*arguments, "--json")
        assert (code, err) == (0, ""), err
        return json.loads(out)

    def refuse(self, *arguments: str, code: int = 2) -> str:
        """Run what cannot be meant; returns the sentence after checking the form of the answer."""
        found, out, err = self.run(*arguments)
        assert (found, out) == (code, ""), (found, out, err)
        assert err.startswith("microwins: ")
        assert err.endswith("\n")
        assert err.count("\n") == 1
        assert len(err) < 300
        return err.removeprefix("microwins: ").rstrip("\n")

    def rows(self) -> dict[str, list[tuple[Any, ...]]]:
        """Every row of every table, to see that nothing was changed."""
        with closing(sqlite3.connect(self.data / "microwins.db")) as db:
            tables = [name for (name,) in db.execute(_TABLES)]
            return {name: db.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables}
