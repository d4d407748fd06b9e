"""The parser of one verb alone says the same as the one of all verbs."""

from __future__ import annotations

import shlex

import pytest

from microwins_desktop.verbs import arguments
from microwins_desktop.verbs.arguments import WrongUsage

TYPED = (
    "",
    "--hidden",
    "--version",
    "--help",
    "log x",
    "log",
    "log --help",
    "--help log",
    "log x y",
    "log x --size whole --note 'with care' --at 2026-11-22 --json",
    "log x --size huge",
    "log --siz whole x",
    "log -- --help",
    "log --note",
    "--data-dir /tmp/a log x",
    "--data-dir=/tmp/a log x",
    "log x --data-dir /tmp/b",
    "--data-dir /tmp/a log x --data-dir /tmp/b",
    "--data-dir",
    "--data-dir log",
    "--data-dir log log x",
    "--hidden undo",
    "--version log x",
    "log x --version",
    "-- log x",
    "--unknown log x",
    "lo x",
    "hard-day on",
    "hard-day maybe",
    "list --limit 3 --from 2026-01-01",
    "list --limit three",
    "today --json --json",
    "plan open-blinds --at 08:00 --at 09:00 --per-day 2",
    "pause 2h",
    "export - --format csv",
    "import - --map a=b --map c=d --undo",
    "settings coordinates -33.9,18.4 --json",
    "--hidden settings --json theme",
    "panel now",
)


def outcome(
    typed: list[str], capsys: pytest.CaptureFixture[str], names: tuple[str, ...] | None
) -> tuple[object, str]:
    try:
        if names is None:
            found: object = vars(arguments.parse(typed))
        else:
            found = vars(arguments._parser(names).parse_args(arguments._arranged(typed)))
    except WrongUsage as error:
        found = str(error)
    except SystemExit as stop:
        found = stop.code
    return found, capsys.readouterr().out


@pytest.mark.parametrize("line", TYPED)
def test_one_verb_is_parsed_as_among_all(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    typed = shlex.split(line)
    every = tuple(arguments._VERBS)
    assert outcome(typed, capsys, None) == outcome(typed, capsys, every)


def test_each_verb_has_its_own_help(capsys: pytest.CaptureFixture[str]) -> None:
    every = tuple(arguments._VERBS)
    for name in every:
        assert outcome([name, "--help"], capsys, None) == outcome([name, "--help"], capsys, every)


def test_only_the_verb_that_is_named_is_made(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []
    real = arguments._parser

    def parser(names: tuple[str, ...]) -> object:
        made.extend(names)
        return real(names)

    monkeypatch.setattr(arguments, "_parser", parser)
    arguments.parse(["--data-dir", "/tmp/a", "log", "x"])
    arguments.parse(["--hidden"])
    assert made == ["log"]
