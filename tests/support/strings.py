"""Every English text a person may see, taken from the source and the resources."""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PROJECT = Path(__file__).resolve().parents[2]
PACKAGE = PROJECT / "microwins_desktop"
RESOURCES = PROJECT / "resources"

# How many of the first arguments are texts, after how many that are not.
MARKS = {"_": (0, 1), "N_": (0, 1), "ngettext": (0, 2), "pgettext": (1, 1), "npgettext": (1, 2)}

SHOWN = {
    "setText",
    "setTitle",
    "setToolTip",
    "setWindowTitle",
    "setPlaceholderText",
    "setAccessibleName",
    "setAccessibleDescription",
    "setInformativeText",
}

# What in a resource is for the program: names, addresses, moods. All the rest is said.
KEYS = {"key", "shape", "area", "parts", "starters", "when", "mood", "url", "country", "language"}


@dataclass(frozen=True)
class Text:
    text: str
    where: str


def sources() -> Iterator[tuple[Path, ast.Module]]:
    for path in sorted(PACKAGE.rglob("*.py")):
        yield path, ast.parse(path.read_text(encoding="utf-8"))


def calls(tree: ast.Module) -> Iterator[tuple[str, ast.Call]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = getattr(node.func, "attr", None) or getattr(node.func, "id", "")
            yield name, node


def marked() -> Iterator[tuple[str, ast.expr]]:
    """(where, argument) of everything that is given to gettext."""
    for path, tree in sources():
        for name, call in calls(tree):
            if name in MARKS and path.name != "i18n.py":
                skipped, count = MARKS[name]
                for argument in call.args[skipped : skipped + count]:
                    yield f"{path.relative_to(PROJECT)}:{argument.lineno}", argument


def unmarked() -> Iterator[Text]:
    """Words that are put on the screen without having gone through gettext."""
    for path, tree in sources():
        for name, call in calls(tree):
            # A picture's own setText takes two: the name of a field, and what it holds.
            for argument in call.args if name in SHOWN and len(call.args) == 1 else []:
                plain = argument.value if isinstance(argument, ast.Constant) else None
                if isinstance(plain, str) and any(char.isalpha() for char in plain):
                    yield Text(plain, f"{path.relative_to(PROJECT)}:{argument.lineno}")


def texts_of_source() -> Iterator[Text]:
    for where, argument in marked():
        if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
            yield Text(argument.value, where)


def texts_of_resources() -> Iterator[Text]:
    for path in sorted(RESOURCES.glob("*.toml")):
        for text in _said(tomllib.loads(path.read_text(encoding="utf-8"))):
            yield Text(text, path.name)


def _said(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for item in value:
            yield from _said(item)
    elif isinstance(value, dict):
        for key, item in value.items():
            if key not in KEYS:
                yield from _said(item)


def every_text() -> list[Text]:
    return [*texts_of_source(), *texts_of_resources()]
