"""What may be typed after `microwins`, and the words that help with it.

A parser of argparse knows each verb. Making all of them takes longer than logging a win, so where
a verb is plainly named only its own is made; for help and for what is mistyped there are all.
"""

from __future__ import annotations

import argparse
import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import NoReturn

from microwins_desktop import __version__

WIDTH = 78
"""Columns of the help text."""

ABOUT = "The `microwins` command: terminal verbs, and the way into the desktop app."

Given = argparse.Namespace


class WrongUsage(Exception):
    """Something typed that cannot be meant."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise WrongUsage(message)


def parse(arguments: Sequence[str]) -> Given:
    """What was typed. Raises WrongUsage, or SystemExit once help or the version is printed."""
    arguments = _arranged(arguments)
    return _parser(_verbs_needed(arguments)).parse_args(arguments)


def _verbs_needed(arguments: Sequence[str]) -> Sequence[str]:
    """The verb, or none, where nothing but the simplest switches is before it; else all verbs."""
    rest = iter(arguments)
    for word in rest:
        if word == "--data-dir":
            next(rest, None)
        elif word != "--hidden" and not word.startswith("--data-dir="):
            return (word,) if word in _VERBS else tuple(_VERBS)
    return ()


def _parser(names: Sequence[str]) -> argparse.ArgumentParser:
    # Without a width argparse measures the terminal anew with every argument that is added.
    looks = partial(argparse.HelpFormatter, width=WIDTH)
    parser = _Parser(prog="microwins", description=ABOUT, allow_abbrev=False, formatter_class=looks)
    parser.add_argument("--version", action="version", version=f"microwins {__version__}")
    parser.add_argument("--data-dir", metavar="DIR", help="where the journal is kept")
    parser.add_argument("--hidden", action="store_true", help="start in the tray")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB")
    for name in names:
        about, fill = _VERBS[name]
        added = verbs.add_parser(name, help=about, allow_abbrev=False, formatter_class=looks)
        added.add_argument("--data-dir", metavar="DIR", default=argparse.SUPPRESS)
        if name in _WITH_JSON:
            added.add_argument("--json", action="store_true", help="print JSON")
        fill(added)
    return parser


def _nothing(_parser: argparse.ArgumentParser) -> None:
    """The verb takes nothing of its own."""


def _log(log: argparse.ArgumentParser) -> None:
    log.add_argument("what", metavar="TEXT_OR_STEP_KEY")
    log.add_argument("--size", choices=("whole", "part", "tiny"))
    log.add_argument("--note", default="", metavar="TEXT")
    log.add_argument("--at", metavar="ISO8601")


def _list(wins: argparse.ArgumentParser) -> None:
    wins.add_argument("--from", dest="first", metavar="DATE")
    wins.add_argument("--to", dest="last", metavar="DATE")
    wins.add_argument("--area", metavar="A")
    wins.add_argument("--search", metavar="TEXT")
    wins.add_argument("--limit", type=_count, metavar="N", help="the newest N")


def _hard_day(day: argparse.ArgumentParser) -> None:
    day.add_argument("state", choices=("on", "off"))


def _pause(pause: argparse.ArgumentParser) -> None:
    pause.add_argument("until", metavar="2h|30m|until-tomorrow|DATE|off")


def _plan(plan: argparse.ArgumentParser) -> None:
    plan.add_argument("step", metavar="STEP", nargs="?")
    plan.add_argument("--at", metavar="HH:MM", action="append")
    plan.add_argument("--between", metavar="HH:MM-HH:MM", action="append")
    plan.add_argument("--days", metavar="mon,tue,...")
    plan.add_argument("--per-day", type=_count, metavar="N")
    plan.add_argument("--off", action="store_true", help="no nudges for this step")


def _backup(backup: argparse.ArgumentParser) -> None:
    backup.add_argument("path", metavar="PATH", nargs="?", help="a file, or - for standard output")


def _restore(restore: argparse.ArgumentParser) -> None:
    restore.add_argument("path", metavar="PATH", help="a backup, or - for standard input")
    restore.add_argument("--dry-run", action="store_true", help="only say what it holds")


def _doctor(doctor: argparse.ArgumentParser) -> None:
    doctor.add_argument("--repair", metavar="NAME", help="mend what a check has named")


def _export(export: argparse.ArgumentParser) -> None:
    export.add_argument("path", metavar="PATH", help="- is standard output")
    export.add_argument("--format", choices=("json", "csv", "ics", "md", "html", "pdf"))
    export.add_argument("--from", dest="first", metavar="DATE")
    export.add_argument("--to", dest="last", metavar="DATE")


def _import(taken: argparse.ArgumentParser) -> None:
    taken.add_argument("path", metavar="PATH", nargs="?", help="- is standard input")
    taken.add_argument("--format", metavar="NAME")
    taken.add_argument("--dry-run", action="store_true", help="only say what it would do")
    taken.add_argument("--map", metavar="HABIT=STEP_OR_AREA", action="append")
    taken.add_argument("--keep-rest", action="store_true", help="days skipped on purpose are wins")
    taken.add_argument("--undo", action="store_true", help="take the last import back")


def _settings(settings: argparse.ArgumentParser) -> None:
    settings.add_argument("key", metavar="KEY", nargs="?")
    settings.add_argument("value", metavar="VALUE", nargs="?")


_VERBS: Mapping[str, tuple[str, Callable[[argparse.ArgumentParser], None]]] = {
    "log": ("log a win", _log),
    "undo": ("undo the newest change", _nothing),
    "today": ("today's wins", _nothing),
    "list": ("wins, oldest first", _list),
    "steps": ("the steps there are, with their keys", _nothing),
    "panel": ("open the quick panel", _nothing),
    "hard-day": ("switch the hard day on or off", _hard_day),
    "backup": ("copy the journal away, complete and checked", _backup),
    "restore": ("make the journal what a backup holds; undo takes it back", _restore),
    "doctor": ("check that everything is well", _doctor),
    "pause": ("keep nudges quiet for a while", _pause),
    "next": ("what becomes of today's nudges", _nothing),
    "plan": ("plan a nudge, or list all plans", _plan),
    "export": ("write the journal to a file", _export),
    "import": ("take in a file, of MicroWins or another tracker", _import),
    "settings": ("list, read or change settings", _settings),
}
"""Each verb in the order of the help, with its words there and what it takes."""

_WITH_JSON = frozenset(
    ("log", "undo", "today", "list", "steps", "doctor", "next", "plan", "import", "settings")
)


def _arranged(arguments: Sequence[str]) -> list[str]:
    """The arguments of `settings` in an order that argparse takes: its switch first, and a place
    south of the equator (`-33.9,18.4`) last, where it is not taken for an option."""
    if "settings" not in arguments or "--" in arguments:
        return list(arguments)
    switch = [given for given in arguments if given == "--json"]
    places = [given for given in arguments if re.fullmatch(r"-[\d.]+,-?[\d.]+", given)]
    rest = [given for given in arguments if given not in (*switch, *places)]
    verb = rest.index("settings") + 1
    return [*rest[:verb], *switch, *rest[verb:], *(["--", *places] if places else [])]


def _count(text: str) -> int:
    if not text.isascii() or not text.isdigit() or len(text) > 18:
        raise argparse.ArgumentTypeError(f"{text!r:.60} is not a whole number")
    return int(text)
