"""Tending one's steps and areas: every change an action that can be undone, told to everyone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from microwins_desktop import i18n
from microwins_desktop.core.catalogue import load_catalogue
from microwins_desktop.core.model import Area, Change, Step
from microwins_desktop.services.journal import Journal


class Tending:
    """What cannot be written is said through `journal.failed`; methods say whether it was done."""

    def __init__(self, journal: Journal, catalogue: Path) -> None:
        """`catalogue` is the file of built-in areas, for their strategy texts."""
        self._journal = journal
        self._catalogue = catalogue
        self._strategies: dict[str, str] | None = None

    # -- reading

    def areas(self) -> list[Area]:
        """Every area, hidden ones too."""
        return self._journal.store.steps.areas(hidden=True)

    def steps(self) -> list[Step]:
        """Every step, archived ones too."""
        return self._journal.store.steps.all(archived=True)

    def strategy(self, area: str) -> str:
        """What makes this area gentler, in the language in use; nothing for an own area."""
        if self._strategies is None:
            self._strategies = load_catalogue(self._catalogue).translated(i18n._).strategies
        return self._strategies.get(area, "")

    # -- steps

    def add_step(self, step: Step) -> str:
        """Keep an own step; its key, or nothing where it could not be. Raises TextError."""
        made: list[Step] = []

        def add() -> Change:
            kept, change = self._journal.store.steps.add(step)
            made.append(kept)
            return change

        return made[0].key if self._journal.act(add) else ""

    def edit_step(self, key: str, **fields: Any) -> bool:
        """Change fields of a step as one action. Raises TextError."""
        return self._journal.act(self._journal.store.steps.edit, key, **fields)

    def pin(self, key: str, on: bool) -> bool:
        return self._journal.act(
            self._journal.store.steps.edit, key, "pin" if on else "unpin", pinned=on
        )

    def archive(self, key: str, on: bool) -> bool:
        """Put a step away, with everything logged from it left as it is; or take it out again."""
        kind = "archive" if on else "restore-step"
        return self._journal.act(self._journal.store.steps.edit, key, kind, archived=on)

    def reorder(self, keys: Sequence[str]) -> bool:
        return self._journal.act(self._journal.store.steps.reorder, keys)

    # -- areas

    def add_area(self, area: Area) -> bool:
        """Keep an own area. Raises TextError."""

        def add() -> Change:
            return self._journal.store.steps.add_area(area)[1]

        return self._journal.act(add)

    def edit_area(self, key: str, **fields: Any) -> bool:
        """Change name, shape, hue or hidden of an area as one action. Raises TextError."""
        return self._journal.act(self._journal.store.steps.edit_area, key, **fields)

    def reorder_areas(self, keys: Sequence[str]) -> bool:
        return self._journal.act(self._journal.store.steps.reorder_areas, keys)
