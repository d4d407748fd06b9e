"""Routines: short chains of steps, walked one at a time, left anywhere without a word.

A `Walk` is where somebody is in a routine. It is a value: doing or passing over a step gives the
next one. What was passed over is not kept anywhere.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from microwins_desktop.core.resource import ResourceError, read_toml

MOST_STEPS = 30


class Routine(Struct, frozen=True):
    """`steps` are step keys in order; one may come twice. `icon` is a shape, an emoji or empty.

    `nudged` is true where the nudge for the first step leads into the routine.
    """

    key: str
    name: str
    steps: tuple[str, ...] = ()
    icon: str = ""
    position: int = 0
    nudged: bool = False
    archived: bool = False
    builtin: bool = False


class Walk(Struct, frozen=True):
    """A walk through a routine: `at` is the place of the step that is asked for now."""

    routine: str
    steps: tuple[str, ...]
    at: int = 0
    done: int = 0

    @property
    def step(self) -> str | None:
        """The step asked for now; None when the walk has come to its end."""
        return self.steps[self.at] if self.at < len(self.steps) else None

    @property
    def is_over(self) -> bool:
        return self.step is None

    def did(self) -> Walk:
        """The step was done: on to the next."""
        return self if self.is_over else replace(self, at=self.at + 1, done=self.done + 1)

    def passed(self) -> Walk:
        """On to the next, with no word about this one."""
        return self if self.is_over else replace(self, at=self.at + 1)

    def back(self) -> Walk:
        """One step back, to look again; what was done stays done."""
        return replace(self, at=max(0, self.at - 1))


def load_routines(path: Path, known: frozenset[str]) -> tuple[Routine, ...]:
    """The built-in routines of `path`; `known` are the catalogue's step keys.

    Raises ResourceError where anything in the file is wrong.
    """
    file = read_toml(path)
    found = []
    for position, row in enumerate(file.rows("routine")):
        steps = row.texts("steps")
        unknown = [step for step in steps if step not in known]
        if unknown or not steps:
            raise ResourceError(f"{row.where}: there is no step {unknown[0] if unknown else ''}")
        key, name, icon = row.text("key"), row.text("name"), row.text("icon")
        found.append(Routine(key, name, steps, icon, position, builtin=True))
        row.close()
    file.close()
    if len({routine.key for routine in found}) < len(found):
        raise ResourceError(f"{path.name}: a key comes twice")
    return tuple(found)


def translated(
    routines: tuple[Routine, ...], translate: Callable[[str], str]
) -> tuple[Routine, ...]:
    """The same routines with their names passed through `translate`."""
    return tuple(replace(routine, name=translate(routine.name)) for routine in routines)
