"""The `microwins` command: terminal verbs, and the way into the desktop app.

No verb needs Qt, a display or a session bus, except starting the app and `panel`. Exit codes: 0
done, 1 could not, 2 wrong usage or unreadable input; 1 and 2 say why in one line on stderr.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import re
import sys
from collections.abc import Callable, Sequence
from functools import partial
from typing import NoReturn

from microwins_desktop import __version__, i18n, paths
from microwins_desktop.core import collecting
from microwins_desktop.core.clock import SystemClock

WIDTH = 78
"""Columns of the help text."""


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise _WrongUsage(message)


class _WrongUsage(Exception):
    pass


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    try:
        given = _parse(sys.argv[1:] if arguments is None else arguments)
    except _WrongUsage as error:
        return _complain(str(error), 2)
    except SystemExit as stop:  # --help and --version print and leave
        return int(stop.code or 0)
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a letter shows its number instead of failing.
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")
    i18n.choose_language("system", paths.resources() / "locale")
    folder = paths.data_folder(given.data_dir)
    try:
        if given.verb in (None, "panel"):
            return _start_app(folder, given)
        code = _run_verb(given, folder)
    except Exception:  # noqa: BLE001 - the roof: nothing else would say it in one line
        code = _own_up(folder)
    if arguments is None:
        _leave(code)
    return code


def _leave(code: int) -> NoReturn:
    """End the process now. All is on disk and said, and to take Python apart first would take a
    third as long again as the verb itself."""
    for stream in filter(None, (sys.stdout, sys.stderr)):
        with contextlib.suppress(OSError):
            stream.flush()
    os._exit(code)


def _run_verb(given: argparse.Namespace, folder: paths.DataFolder) -> int:
    start = collecting.Start()
    from microwins_desktop.core.settings import SettingError
    from microwins_desktop.core.texts import TextError
    from microwins_desktop.store.errors import Damaged, StoreError, UnusableFolder
    from microwins_desktop.verbs.common import Call, CouldNot, UsageError

    try:
        work = _verb(given.verb)
        start.over()
        work(Call(given, folder, SystemClock()))
        sys.stdout.flush()
    except (UsageError, TextError, SettingError, UnusableFolder) as error:
        return _complain(str(error), 2)
    except Damaged as error:
        hint = "`microwins doctor --repair journal`, or a start of the app, saves what can be read"
        return _complain(f"{error}; {hint}", 1)
    except (StoreError, CouldNot) as error:
        return _complain(str(error), 1)
    except BrokenPipeError:
        # Whoever read our output has seen enough (`microwins list | head`); what is left of it
        # goes nowhere, or Python would complain at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 130
    return 0


def _verb(name: str) -> Callable[..., None]:
    if name in ("log", "undo", "hard-day"):
        from microwins_desktop.verbs import logging

        return {"log": logging.log, "undo": logging.undo, "hard-day": logging.hard_day}[name]
    if name == "doctor":
        from microwins_desktop.verbs import doctor

        return doctor.doctor
    if name in ("plan", "pause", "next"):
        from microwins_desktop.verbs import nudging

        return {"plan": nudging.plan, "pause": nudging.pause, "next": nudging.next_nudges}[name]
    if name in ("export", "import"):
        from microwins_desktop.verbs import exchanging

        return {"export": exchanging.export, "import": exchanging.import_verb}[name]
    if name == "settings":
        from microwins_desktop.verbs import settings

        return settings.settings
    if name in ("backup", "restore"):
        from microwins_desktop.verbs import keeping

        return {"backup": keeping.backup, "restore": keeping.restore}[name]
    from microwins_desktop.verbs import looking

    return {"today": looking.today, "list": looking.list_wins, "steps": looking.steps}[name]


def _start_app(folder: paths.DataFolder, given: argparse.Namespace) -> int:
    from microwins_desktop.system.signalling import tell

    wish = "panel" if given.verb == "panel" else "start"
    if wish == "panel" and tell(folder.root, "panel", timeout=2.0):
        return 0
    start = collecting.Start()
    from microwins_desktop.system import plain_import

    plain_import.give_back()
    from microwins_desktop import app

    try:
        return app.run(folder, wish, getattr(given, "hidden", False), start.over_and_lasting)
    finally:
        start.over()


def _own_up(folder: paths.DataFolder) -> int:
    """A bug: one plain line for the person, the rest in the log."""
    import logging

    from microwins_desktop import logs

    logs.start_logging(folder)
    logging.getLogger(__name__).exception("something unexpected")
    return _complain(f"something did not work as it should; the log in {folder.logs} says more", 1)


def _complain(message: str, code: int) -> int:
    line = " ".join(message.split())
    print(f"microwins: {line}", file=sys.stderr)  # noqa: T201
    return code


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    # Without a width argparse measures the terminal anew with every argument that is added.
    looks = partial(argparse.HelpFormatter, width=WIDTH)
    parser = _Parser(
        prog="microwins",
        description=__doc__.split("\n")[0],
        allow_abbrev=False,
        formatter_class=looks,
    )
    parser.add_argument("--version", action="version", version=f"microwins {__version__}")
    parser.add_argument("--data-dir", metavar="DIR", help="where the journal is kept")
    parser.add_argument("--hidden", action="store_true", help="start in the tray")
    verbs = parser.add_subparsers(dest="verb", metavar="VERB")

    def verb(name: str, help_text: str, json: bool = False) -> argparse.ArgumentParser:
        added = verbs.add_parser(name, help=help_text, allow_abbrev=False, formatter_class=looks)
        added.add_argument("--data-dir", metavar="DIR", default=argparse.SUPPRESS)
        if json:
            added.add_argument("--json", action="store_true", help="print JSON")
        return added

    log = verb("log", "log a win", json=True)
    log.add_argument("what", metavar="TEXT_OR_STEP_KEY")
    log.add_argument("--size", choices=("whole", "part", "tiny"))
    log.add_argument("--note", default="", metavar="TEXT")
    log.add_argument("--at", metavar="ISO8601")
    verb("undo", "undo the newest change", json=True)
    verb("today", "today's wins", json=True)
    wins = verb("list", "wins, oldest first", json=True)
    wins.add_argument("--from", dest="first", metavar="DATE")
    wins.add_argument("--to", dest="last", metavar="DATE")
    wins.add_argument("--area", metavar="A")
    wins.add_argument("--search", metavar="TEXT")
    wins.add_argument("--limit", type=_count, metavar="N", help="the newest N")
    verb("steps", "the steps there are, with their keys", json=True)
    verb("panel", "open the quick panel")
    verb("hard-day", "switch the hard day on or off").add_argument("state", choices=("on", "off"))
    _data_verbs(verb)
    _nudge_verbs(verb)
    _exchange(verb)
    settings = verb("settings", "list, read or change settings", json=True)
    settings.add_argument("key", metavar="KEY", nargs="?")
    settings.add_argument("value", metavar="VALUE", nargs="?")
    return parser.parse_args(_arranged(arguments))


def _nudge_verbs(verb: Callable[..., argparse.ArgumentParser]) -> None:
    verb("pause", "keep nudges quiet for a while").add_argument(
        "until", metavar="2h|30m|until-tomorrow|DATE|off"
    )
    verb("next", "what becomes of today's nudges", json=True)
    plan = verb("plan", "plan a nudge, or list all plans", json=True)
    plan.add_argument("step", metavar="STEP", nargs="?")
    plan.add_argument("--at", metavar="HH:MM", action="append")
    plan.add_argument("--between", metavar="HH:MM-HH:MM", action="append")
    plan.add_argument("--days", metavar="mon,tue,...")
    plan.add_argument("--per-day", type=_count, metavar="N")
    plan.add_argument("--off", action="store_true", help="no nudges for this step")


def _data_verbs(verb: Callable[..., argparse.ArgumentParser]) -> None:
    """Whatever takes the journal out of the house or looks after it."""
    backup = verb("backup", "copy the journal away, complete and checked")
    backup.add_argument("path", metavar="PATH", nargs="?", help="a file, or - for standard output")
    restore = verb("restore", "make the journal what a backup holds; undo takes it back")
    restore.add_argument("path", metavar="PATH", help="a backup, or - for standard input")
    restore.add_argument("--dry-run", action="store_true", help="only say what it holds")
    doctor = verb("doctor", "check that everything is well", json=True)
    doctor.add_argument("--repair", metavar="NAME", help="mend what a check has named")


def _exchange(verb: Callable[..., argparse.ArgumentParser]) -> None:
    export = verb("export", "write the journal to a file")
    export.add_argument("path", metavar="PATH", help="- is standard output")
    export.add_argument("--format", choices=("json", "csv", "ics", "md", "html", "pdf"))
    export.add_argument("--from", dest="first", metavar="DATE")
    export.add_argument("--to", dest="last", metavar="DATE")
    taken = verb("import", "take in a file, of MicroWins or another tracker", json=True)
    taken.add_argument("path", metavar="PATH", nargs="?", help="- is standard input")
    taken.add_argument("--format", metavar="NAME")
    taken.add_argument("--dry-run", action="store_true", help="only say what it would do")
    taken.add_argument("--map", metavar="HABIT=STEP_OR_AREA", action="append")
    taken.add_argument("--keep-rest", action="store_true", help="days skipped on purpose are wins")
    taken.add_argument("--undo", action="store_true", help="take the last import back")


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
