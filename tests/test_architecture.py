"""The rules of docs/ARCHITECTURE.md that a machine can watch."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "microwins_desktop"
SOURCES = sorted(PACKAGE.rglob("*.py"))
NAMES = [str(path.relative_to(PACKAGE)) for path in SOURCES]

LONGEST_FILE = 320
LONGEST_FUNCTION = 48

# What each part may import of the package; roofs may import anything.
FOUNDATION = {"complaining", "i18n", "paths", ""}
MAY_IMPORT = {
    "core": {"core"},
    "store": {"core", "store"},
    "exchange": {"core", "store", "exchange"},
    "services": {"core", "store", "exchange", "services"},
    "system": {"core", "system"},
    "ui": {"core", "store", "services", "ui"},
    "verbs": {"core", "store", "exchange", "system", "verbs", "opening"},
    "opening": {"core", "store"},
    "i18n": set(),
    "paths": set(),
    "logs": set(),
    "complaining": set(),
}
NO_QT = ("core", "store", "exchange", "verbs", "cli", "opening", "paths", "i18n")


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def part_of(path: Path) -> str:
    first = path.relative_to(PACKAGE).parts[0]
    return first.removesuffix(".py")


def own(module: str) -> str | None:
    if module == "microwins_desktop":
        return None
    found = re.match(r"microwins_desktop\.(\w+)", module)
    return found.group(1) if found else None


def test_there_is_something_to_watch() -> None:
    assert len(SOURCES) > 50
    assert {part_of(path) for path in SOURCES} >= {"core", "store", "services", "system", "ui"}


@pytest.mark.parametrize("path", SOURCES, ids=NAMES)
def test_imports_go_one_way(path: Path) -> None:
    allowed = MAY_IMPORT.get(part_of(path))
    if allowed is None:
        return  # a roof
    used = {part for module in imports(path) if (part := own(module)) and not part.startswith("_")}
    assert used <= allowed | FOUNDATION | {part_of(path)}


@pytest.mark.parametrize("path", SOURCES, ids=NAMES)
def test_each_library_has_its_one_place(path: Path) -> None:
    used = {module.split(".")[0] for module in imports(path)}
    if part_of(path) != "store":
        assert "peewee" not in used
    if part_of(path) in NO_QT and part_of(path) != "exchange":
        assert "PySide6" not in used
    if part_of(path) == "services":
        qt = {module for module in imports(path) if module.startswith("PySide6.")}
        assert all(module.startswith("PySide6.QtCore") for module in qt)
    if part_of(path) == "core":
        outside = used - sys.stdlib_module_names - {"microwins_desktop"}
        assert outside <= {"msgspec"}  # what values are made of


@pytest.mark.parametrize("path", SOURCES, ids=NAMES)
def test_slots_are_named_methods(path: Path) -> None:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)):
            continue
        if node.func.attr != "connect":
            continue
        for given in node.args:
            made = isinstance(given, ast.Call) and ast.unparse(given.func).endswith("partial")
            assert not isinstance(given, ast.Lambda), f"line {node.lineno}"
            assert not made, f"line {node.lineno}"


CLOCKS = re.compile(
    r"datetime\.now\(|datetime\.utcnow\(|date\.today\(|currentDate(Time)?\(|(?<![\w.])time\.time\("
    r"|\blocaltime\(\)|CURRENT_TIMESTAMP|strftime\('now'|'now'\)"
)


@pytest.mark.parametrize("path", SOURCES, ids=NAMES)
def test_time_is_a_parameter(path: Path) -> None:
    if path == PACKAGE / "core" / "clock.py":
        return
    found = CLOCKS.search(path.read_text(encoding="utf-8"))
    assert found is None, found.group(0) if found else ""


@pytest.mark.parametrize("path", SOURCES, ids=NAMES)
def test_one_file_one_idea(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= LONGEST_FILE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or 0) - node.lineno + 1
            assert length <= LONGEST_FUNCTION, f"{node.name} has {length} lines"


@pytest.mark.parametrize("path", SOURCES, ids=NAMES)
def test_every_file_says_why_it_exists(path: Path) -> None:
    assert ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))


def test_the_terminal_loads_nothing_of_qt(tmp_path: Path) -> None:
    code = (
        "import sys; from microwins_desktop.cli import main; main(['--version']);"
        "main(['--data-dir', sys.argv[1], 'log', 'open-blinds']);"
        "sys.exit(any(name.startswith('PySide6') for name in sys.modules))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path)],
        cwd=ROOT,
        check=False,
        capture_output=True,
    )
    assert done.returncode == 0, done.stderr


def test_the_project_stands_alone() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    ).stdout.split("\0")
    outside = ".." + "/shared"
    for name in filter(None, listed):
        path = ROOT / name
        if path.suffix in {".png", ".ico", ".pdf"} or not path.is_file():
            continue
        text = path.read_text(encoding="utf-8", errors="replace")
        assert outside not in text, name
        assert "/work" + "/main" not in text, name
