"""`doctor`: looks at everything the program relies on and says in plain words how it is.

It only looks; nothing is made or repaired. Where there is no journal yet, that is well.
"""

from __future__ import annotations

import importlib.util
import os
import sqlite3
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from microwins_desktop import __version__, paths
from microwins_desktop.core.catalogue import load_catalogue
from microwins_desktop.core.helplines import load_helplines
from microwins_desktop.core.resource import ResourceError
from microwins_desktop.i18n import _, ngettext
from microwins_desktop.store import migrations
from microwins_desktop.verbs.common import Call, CouldNot, print_json, say

State = Literal["ok", "note", "problem"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What one look found: `note` is worth knowing, `problem` wants attention."""

    check: str
    state: State
    says: str

    def as_json(self) -> dict[str, str]:
        return {"check": self.check, "state": self.state, "says": self.says}


def doctor(call: Call) -> None:
    """Print all findings. Raises CouldNot when one of them is a problem."""
    findings = [*look(call.folder)]
    problems = [finding for finding in findings if finding.state == "problem"]
    if call.given.json:
        print_json({"ok": not problems, "findings": [found.as_json() for found in findings]})
    else:
        marks = {"ok": _("well"), "note": _("note"), "problem": _("look")}
        width = max(len(mark) for mark in marks.values())
        for found in findings:
            say(f"{marks[found.state]:<{width}}  {found.check}: {found.says}")
    if problems:
        raise CouldNot(problems[0].says)


def look(folder: paths.DataFolder) -> Iterator[Finding]:
    """One finding after the other, from the program's own files to the person's."""
    yield Finding("program", "ok", f"MicroWins {__version__}, Python {sys.version.split()[0]}")
    yield _resources()
    yield _migrations()
    yield _notifications()
    yield _presence()
    yield _folder(folder)
    yield from _journal(folder.database)


def _resources() -> Finding:
    try:
        catalogue = load_catalogue(paths.resources() / "catalogue.toml")
        load_helplines(paths.resources() / "helplines.toml")
    except (ResourceError, OSError) as error:
        return Finding("resources", "problem", str(error))
    count = len(catalogue.steps)
    says = ngettext("{count} starter step", "{count} starter steps", count).format(count=count)
    return Finding("resources", "ok", says)


def _migrations() -> Finding:
    for number in range(1, migrations.CURRENT + 1):
        migrations.statements(number)
    return Finding("schema", "ok", _("this version writes schema {n}").format(n=migrations.CURRENT))


def _notifications() -> Finding:
    platform = {"win32": "win", "darwin": "macosx"}.get(sys.platform, "linux")
    if importlib.util.find_spec(f"plyer.platforms.{platform}.notification") is None:
        return Finding("notifications", "problem", _("the notification library is not there"))
    return Finding("notifications", "ok", _("the notification library is there"))


def _presence() -> Finding:
    from microwins_desktop.system.presence.look import look as look_around

    told = [line.label for line in look_around().report() if line.known]
    if not told:
        says = _("this desktop tells nothing about you, so nudges come quietly at any time")
        return Finding("presence", "note", says)
    says = _("nudges wait for what this desktop tells: {facts}").format(facts=", ".join(told))
    return Finding("presence", "ok", says)


def _folder(folder: paths.DataFolder) -> Finding:
    root = folder.root
    if not root.exists():
        return Finding("folder", "ok", _("{path} is made with the first win").format(path=root))
    if not root.is_dir():
        return Finding("folder", "problem", _("{path} is a file, not a folder").format(path=root))
    if not os.access(root, os.R_OK | os.W_OK | os.X_OK):
        return Finding("folder", "problem", _("{path} cannot be written").format(path=root))
    if os.name == "posix" and root.stat().st_mode & 0o077:
        says = _("{path} can be read by other people on this computer").format(path=root)
        return Finding("folder", "note", says)
    return Finding("folder", "ok", str(root))


def _journal(path: Path) -> Iterator[Finding]:
    if not path.exists():
        yield Finding("journal", "ok", _("there is none yet; it is made with the first win"))
        return
    try:
        connection = sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True)
        try:
            yield from _journal_findings(connection)
        finally:
            connection.close()
    except sqlite3.Error as error:
        yield Finding("journal", "problem", _("it cannot be read: {why}").format(why=error))
        return
    if os.name == "posix" and path.stat().st_mode & 0o077:
        says = _("the journal can be read by other people on this computer")
        yield Finding("permissions", "note", says)
    else:
        yield Finding("permissions", "ok", _("only you can read the journal"))


def _journal_findings(connection: sqlite3.Connection) -> Iterator[Finding]:
    schema = connection.execute("PRAGMA user_version").fetchone()[0]
    if schema > migrations.CURRENT:
        says = _("it was written by a newer MicroWins; please update the program")
        yield Finding("journal", "problem", says)
        return
    verdict = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if verdict != "ok":
        yield Finding("journal", "problem", _("it is damaged: {what}").format(what=verdict))
        return
    if connection.execute("PRAGMA foreign_key_check").fetchone() is not None:
        yield Finding("journal", "problem", _("some rows point to rows that are not there"))
        return
    count = connection.execute("SELECT COUNT(*) FROM win WHERE deleted_at IS NULL").fetchone()[0]
    says = ngettext("whole, with {count} win", "whole, with {count} wins", count)
    yield Finding("journal", "ok", says.format(count=count))
