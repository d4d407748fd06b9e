"""The starter catalogue: the areas and steps a new person finds, read from `catalogue.toml`.

The file holds the English texts, which are also the gettext message ids; `translated` gives the
same catalogue in the person's language.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from microwins_desktop.core.model import Area, DayPart, Step
from microwins_desktop.core.resource import ResourceError, Row, read_toml

VERSION = 1

SHAPES = (
    *("sun", "drop", "bubbles", "cross", "house"),
    *("triangle", "heart", "crescent", "ring", "sheet"),
)

_SLUG = re.compile(r"[a-z]+(-[a-z]+)*")


class CatalogueError(ResourceError):
    """The catalogue cannot be used; the message is one line."""


class Catalogue(Struct, frozen=True):
    """Areas and steps in the order they are shown, a strategy text per area key, and the keys of
    the steps a new person sees first."""

    version: int
    areas: tuple[Area, ...]
    steps: tuple[Step, ...]
    strategies: dict[str, str]
    starters: tuple[str, ...]

    def step(self, key: str) -> Step | None:
        return next((step for step in self.steps if step.key == key), None)

    def texts(self) -> Iterator[str]:
        """Every text that is translated, in file order; some come more than once."""
        for area in self.areas:
            yield area.name
            yield self.strategies[area.key]
        for step in self.steps:
            yield from filter(None, _texts_of(step))

    def translated(self, translate: Callable[[str], str]) -> Catalogue:
        """The same catalogue with every text passed through `translate`."""

        def say(text: str) -> str:
            # gettext answers the empty text with the catalogue's own header.
            return translate(text) if text else ""

        areas = tuple(replace(area, name=say(area.name)) for area in self.areas)
        steps = tuple(
            _step_with(step, [say(text) for text in _texts_of(step)]) for step in self.steps
        )
        strategies = {key: say(text) for key, text in self.strategies.items()}
        return replace(self, areas=areas, steps=steps, strategies=strategies)


def load_catalogue(path: Path) -> Catalogue:
    """Read and check the catalogue. Raises `CatalogueError` where anything in it is wrong."""
    try:
        return _catalogue(read_toml(path))
    except ResourceError as error:
        raise CatalogueError(str(error)) from error


def _catalogue(file: Row) -> Catalogue:
    version = file.number("version")
    if version != VERSION:
        raise ResourceError(f"{file.where}: version {version} is not known")
    areas: list[Area] = []
    strategies: dict[str, str] = {}
    for row in file.rows("area"):
        area = _area(row, len(areas))
        areas.append(area)
        strategies[area.key] = row.text("strategy")
        row.close()
    steps = [_step(row, at) for at, row in enumerate(file.rows("step"))]
    starters = file.texts("starters")
    file.close()
    _check(file.where, areas, steps, starters)
    return Catalogue(version, tuple(areas), tuple(steps), strategies, starters)


def _area(row: Row, position: int) -> Area:
    key = _key(row)
    shape = row.text("shape")
    if shape not in SHAPES:
        raise ResourceError(f"{row.where}: there is no shape {shape}")
    return Area(key, row.text("name"), shape, hue=key, position=position)


def _step(row: Row, position: int) -> Step:
    key = _key(row)
    parts = row.texts("parts", optional=True)
    unknown = [part for part in parts if part not in set(DayPart)]
    if unknown:
        raise ResourceError(f"{row.where}: there is no part of the day named {unknown[0]}")
    step = Step(
        key=key,
        title=row.text("title"),
        area=row.text("area"),
        whole=row.text("whole"),
        part=row.text("part"),
        tiny=row.text("tiny"),
        hint=row.text("hint"),
        why=row.text("why"),
        day_parts=frozenset(map(DayPart, parts)),
        repeats=row.flag("repeats"),
        position=position,
        builtin=True,
    )
    row.close()
    return step


def _key(row: Row) -> str:
    key = row.text("key")
    if not _SLUG.fullmatch(key):
        raise ResourceError(f"{row.where}: {key} is not a plain key such as open-blinds")
    row.named(key)
    return key


def _check(where: str, areas: list[Area], steps: list[Step], starters: Iterable[str]) -> None:
    area_keys = {area.key for area in areas}
    step_keys = {step.key for step in steps}
    _no_twins(where, "key", [area.key for area in areas])
    _no_twins(where, "key", [step.key for step in steps])
    _no_twins(where, "title", [step.title for step in steps])
    # A win typed as words is recognised by them, so no rung's words may fit two steps.
    _no_twins(
        where, "words", [text for step in steps for text in (step.whole, step.part, step.tiny)]
    )
    for step in steps:
        if step.area not in area_keys:
            raise ResourceError(f"{where}: {step.key}: there is no area {step.area}")
    for key in starters:
        if key not in step_keys:
            raise ResourceError(f"{where}: there is no step {key} to start with")


def _no_twins(where: str, what: str, values: Iterable[str]) -> None:
    seen: set[str] = set()
    for value in values:
        folded = value.casefold()
        if folded in seen:
            raise ResourceError(f'{where}: {what} "{value}" comes twice')
        seen.add(folded)


def _texts_of(step: Step) -> tuple[str, ...]:
    return (step.title, step.whole, step.part, step.tiny, step.hint, step.why)


def _step_with(step: Step, texts: list[str]) -> Step:
    title, whole, part, tiny, hint, why = texts
    return replace(step, title=title, whole=whole, part=part, tiny=tiny, hint=hint, why=why)
