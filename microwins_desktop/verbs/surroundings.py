"""What `doctor` looks at around the journal: the program's own files, the desktop, the language."""

from __future__ import annotations

import importlib.util
import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from microwins_desktop import __version__, i18n, paths
from microwins_desktop.core.catalogue import load_catalogue
from microwins_desktop.core.helplines import load_helplines
from microwins_desktop.core.resource import ResourceError
from microwins_desktop.core.routines import load_routines
from microwins_desktop.core.wording import load_words
from microwins_desktop.i18n import _, ngettext
from microwins_desktop.store import migrations
from microwins_desktop.store.checkup import Finding, readable_by_others

TRAY = "org.kde.StatusNotifierWatcher"
LIMIT = 0.5
"""Seconds for a desktop to answer."""

LITTLE_ROOM = 50_000_000
"""Bytes of free space under which it is worth a word."""


def look() -> Iterator[Finding]:
    yield Finding("program", "ok", f"MicroWins {__version__}, Python {sys.version.split()[0]}")
    yield _resources()
    yield _migrations()
    yield _locale()
    yield _tray()
    yield _notifications()
    yield _presence()


def look_at_folder(root: Path) -> Finding:
    if not root.exists():
        return Finding("folder", "ok", _("{path} is made with the first win").format(path=root))
    if not root.is_dir():
        return Finding("folder", "problem", _("{path} is a file, not a folder").format(path=root))
    if not os.access(root, os.R_OK | os.W_OK | os.X_OK):
        return Finding("folder", "problem", _("{path} cannot be written").format(path=root))
    if readable_by_others(root):
        says = _("{path} can be read by other people on this computer").format(path=root)
        return Finding("folder", "note", says, "permissions")
    free = shutil.disk_usage(root).free
    if free < LITTLE_ROOM:
        says = _("{path} is on a disk with {n} MB left").format(path=root, n=free // 1_000_000)
        return Finding("folder", "note", says)
    return Finding("folder", "ok", str(root))


def _resources() -> Finding:
    try:
        ours = paths.resources()
        catalogue = load_catalogue(ours / "catalogue.toml")
        load_routines(ours / "routines.toml", frozenset(step.key for step in catalogue.steps))
        load_helplines(ours / "helplines.toml")
        load_words(ours / "words.toml")
    except (ResourceError, OSError) as error:
        return Finding("resources", "problem", str(error))
    count = len(catalogue.steps)
    says = ngettext("{count} starter step", "{count} starter steps", count).format(count=count)
    return Finding("resources", "ok", says)


def _migrations() -> Finding:
    for number in range(1, migrations.CURRENT + 1):
        migrations.statements(number)
    return Finding("schema", "ok", _("this version writes schema {n}").format(n=migrations.CURRENT))


def _locale() -> Finding:
    language, encoding = i18n.language_in_use(), sys.getfilesystemencoding()
    if encoding.lower().replace("-", "") != "utf8":
        says = _("file names are read as {encoding}, which not every letter fits into")
        return Finding("locale", "note", says.format(encoding=encoding))
    says = _("language {language}, letters as {encoding}")
    return Finding("locale", "ok", says.format(language=language, encoding=encoding))


def _tray() -> Finding:
    """Whether something shows tray icons, as far as the session's bus tells."""
    if not sys.platform.startswith("linux"):
        return Finding("tray", "ok", _("this system has one"))
    from microwins_desktop.system.dbus.messages import NO_BUS, TIMEOUT, Call
    from microwins_desktop.system.dbus.questions import ask

    asked = Call.property_of(TRAY, "/StatusNotifierWatcher", TRAY, "IsStatusNotifierHostRegistered")
    reply = ask("session", {0: asked}, LIMIT)[0]
    if reply.error == NO_BUS:
        return Finding("tray", "ok", _("there is no desktop here to ask"))
    if reply.error == TIMEOUT:
        return Finding("tray", "note", _("this desktop does not say whether it shows tray icons"))
    if reply.value is True:
        return Finding("tray", "ok", _("this desktop shows tray icons"))
    says = _("nothing shows tray icons here, so everything is in the window")
    return Finding("tray", "note", says)


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
