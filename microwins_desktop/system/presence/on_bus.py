"""What a Linux desktop tells over D-Bus: Do Not Disturb, locked, idle.

Nothing is started for a question: who is not running has nothing to tell.
"""

from __future__ import annotations

from collections.abc import Mapping

from microwins_desktop.system import programs
from microwins_desktop.system.dbus.messages import Call, Reply
from microwins_desktop.system.dbus.questions import ask
from microwins_desktop.system.presence.facts import UNKNOWN, Fact, Facts, flag, seconds, weighed

_NOTIFICATIONS = ("org.freedesktop.Notifications", "/org/freedesktop/Notifications")
_SCREENSAVER = ("org.freedesktop.ScreenSaver", "/org/freedesktop/ScreenSaver")
_LOCKERS = (
    _SCREENSAVER[0],
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
)
_BANNERS = {
    "gnome-shell": ("org.gnome.desktop.notifications", "show-banners"),
    "cinnamon": ("org.cinnamon.desktop.notifications", "display-notifications"),
}
"""Where a desktop that shows notifications itself keeps whether it does. By service name."""


def look(limit: float, environ: Mapping[str, str]) -> Facts:
    """Ask both buses, each for `limit` seconds at most."""
    replies = ask("session", _session_calls(), limit)
    hint = ask("system", {"locked": _locked_hint()}, limit)["locked"]
    return Facts(
        do_not_disturb=_do_not_disturb(replies, limit),
        locked=weighed(
            flag(hint.value, "logind"), *(flag(replies[name].value, name) for name in _LOCKERS)
        ),
        idle=_idle(replies, environ),
    )


def _session_calls() -> dict[str, Call]:
    name, path = _NOTIFICATIONS
    xfconf = ("org.xfce.Xfconf", "/org/xfce/Xfconf", "org.xfce.Xfconf", "GetProperty")
    mutter = ("org.gnome.Mutter.IdleMonitor", "/org/gnome/Mutter/IdleMonitor/Core")
    calls = {
        "server": Call(name, path, name, "GetServerInformation", start=False),
        "inhibited": Call.property_of(name, path, name, "Inhibited"),
        "paused": Call.property_of(name, path, "org.dunstproject.cmd0", "paused"),
        "xfce": Call(*xfconf, "ss", ("xfce4-notifyd", "/do-not-disturb"), start=False),
        "mutter": Call(*mutter, "org.gnome.Mutter.IdleMonitor", "GetIdletime", start=False),
        "idle": Call(*_SCREENSAVER, _SCREENSAVER[0], "GetSessionIdleTime", start=False),
    }
    for locker in _LOCKERS:
        calls[locker] = Call(
            locker, "/" + locker.replace(".", "/"), locker, "GetActive", start=False
        )
    return calls


def _locked_hint() -> Call:
    session = "/org/freedesktop/login1/session/auto"
    return Call.property_of(
        "org.freedesktop.login1", session, "org.freedesktop.login1.Session", "LockedHint"
    )


def _do_not_disturb(replies: Mapping[str, Reply], limit: float) -> Fact:
    server = replies["server"].value
    name = server.lower() if isinstance(server, str) else ""
    return weighed(
        flag(replies["paused"].value, "dunst"),
        flag(replies["inhibited"].value, "KDE Plasma" if name == "plasma" else name or "KDE"),
        _xfce(replies["xfce"]) if name.startswith("xfce") else UNKNOWN,
        _banners(name, limit),
    )


def _xfce(reply: Reply) -> Fact:
    if reply.error.endswith("PropertyNotFound"):
        return Fact(False, "Xfce")  # never touched, so it is as it comes: off
    return flag(reply.value, "Xfce")


def _banners(server: str, limit: float) -> Fact:
    if server not in _BANNERS:
        return UNKNOWN
    shown = programs.said(["gsettings", "get", *_BANNERS[server]], limit)
    return flag({"true": False, "false": True}.get(shown or ""), server)


def _idle(replies: Mapping[str, Reply], environ: Mapping[str, str]) -> Fact:
    # The draft of the screen saver service says seconds; KDE answers in milliseconds.
    kde = "KDE" in environ.get("XDG_CURRENT_DESKTOP", "").split(":")
    found = (
        seconds(replies["mutter"].value, "Mutter", 1000),
        seconds(replies["idle"].value, "the screen saver", 1000 if kde else 1),
    )
    return next((fact for fact in found if fact.known), UNKNOWN)
