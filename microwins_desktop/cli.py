"""The `microwins` command: terminal verbs, and the way into the desktop app.

No verb needs Qt, a display or a session bus, except starting the app and `panel`. Exit codes: 0
done, 1 could not, 2 wrong usage or unreadable input; 1 and 2 say why in one line on stderr.
"""

from __future__ import annotations

import contextlib
import os
import sys

from microwins_desktop.complaining import complain
from microwins_desktop.core import collecting

# Nearly everything is imported once `main` holds back the collection of garbage, which takes a
# twelfth of the time of importing; this name is what type checkers look for.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import NoReturn

    from microwins_desktop import paths
    from microwins_desktop.verbs.arguments import Given


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; returns the exit code."""
    start = collecting.Start()
    try:
        return _main(arguments, start)
    finally:
        start.over()


def _main(arguments: Sequence[str] | None, start: collecting.Start) -> int:
    from microwins_desktop import i18n, paths
    from microwins_desktop.verbs.arguments import WrongUsage, parse

    try:
        given = parse(sys.argv[1:] if arguments is None else arguments)
    except WrongUsage as error:
        return complain(str(error), 2)
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
            return _start_app(folder, given, start)
        code = _run_verb(given, folder, start)
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


def _run_verb(given: Given, folder: paths.DataFolder, start: collecting.Start) -> int:
    from microwins_desktop.core.clock import SystemClock
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
        return complain(str(error), 2)
    except Damaged as error:
        hint = "`microwins doctor --repair journal`, or a start of the app, saves what can be read"
        return complain(f"{error}; {hint}", 1)
    except (StoreError, CouldNot) as error:
        return complain(str(error), 1)
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


def _start_app(folder: paths.DataFolder, given: Given, start: collecting.Start) -> int:
    from microwins_desktop.system.signalling import tell

    wish = "panel" if given.verb == "panel" else "start"
    if wish == "panel" and tell(folder.root, "panel", timeout=2.0):
        return 0
    from microwins_desktop.system import plain_import

    plain_import.give_back()
    from microwins_desktop import app

    return app.run(folder, wish, getattr(given, "hidden", False), start.over_and_lasting)


def _own_up(folder: paths.DataFolder) -> int:
    """A bug: one plain line for the person, the rest in the log."""
    import logging

    from microwins_desktop import logs

    logs.start_logging(folder)
    logging.getLogger(__name__).exception("something unexpected")
    return complain(f"something did not work as it should; the log in {folder.logs} says more", 1)
