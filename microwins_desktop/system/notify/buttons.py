"""Notices with buttons on Linux: a plyer notification that speaks to the desktop's service itself.

After the Desktop Notifications Specification of freedesktop.org, over `system.dbus.link`, so that
nothing here ever waits. The service may restart, hang or answer nonsense; then the notice failed
or is gone, and the program goes on.
"""

from __future__ import annotations

import logging
import time
from functools import partial
from pathlib import Path
from typing import Any

from msgspec import Struct
from plyer.facades import Notification

from microwins_desktop.core.nudging.ports import Notice
from microwins_desktop.i18n import _
from microwins_desktop.paths import DESKTOP_ID
from microwins_desktop.system.dbus.link import BusLink
from microwins_desktop.system.dbus.messages import TIMEOUT, Call, Reply, Rule, name_owner_changed
from microwins_desktop.system.notify.told import LASTS, LIMIT, How, Told
from microwins_desktop.system.notify.wording import APP, BUBBLE, body_for, escaped, title_for

log = logging.getLogger(__name__)

NAME = "org.freedesktop.Notifications"
PATH = "/org/freedesktop/Notifications"
CLICK = "default"
"""The action of the notice itself."""

_BY_PERSON = 2
_NORMAL = 1
"""Urgency. GNOME never shows one of low urgency by itself, so quiet is a matter of sound."""


class _Bubble(Struct):
    """A notice on its way (`number` 0) or on screen, by the service that owns its number."""

    notice: Notice
    deadline: float
    number: int = 0
    owner: str = ""


class ButtonNotification(Notification):  # type: ignore[misc]
    """Notices by their ident over one link; `told` hears what becomes of them."""

    def __init__(self, link: BusLink, told: Told, icon: Path | None = None) -> None:
        self._link = link
        self._told = told
        self._icon = icon.as_uri() if icon is not None else DESKTOP_ID
        self._bubbles: dict[str, _Bubble] = {}
        self._abilities: frozenset[str] | None = None
        self._listening = False

    # As a way of notifying

    def show(self, notice: Notice) -> None:
        self.notify(
            title=notice.title,
            message=notice.body,
            app_name=APP,
            app_icon=self._icon,
            timeout=LASTS,
            hints={"notice": notice},
        )

    def withdraw(self, ident: str) -> None:
        bubble = self._bubbles.pop(ident, None)
        if bubble is not None and bubble.number:
            self._close(bubble.number)

    # As plyer's facade

    def _notify(self, **kwargs: Any) -> None:
        """Without a notice among the hints it is a notification without buttons."""
        notice = kwargs["hints"].get("notice") or Notice(
            ident="", title=kwargs["title"], body=kwargs["message"]
        )
        self._listen()
        before = self._bubbles.get(notice.ident)
        bubble = _Bubble(notice, time.monotonic() + LIMIT)
        if before is not None:
            bubble.number, bubble.owner = before.number, before.owner
        self._bubbles[notice.ident] = bubble
        if self._abilities is None:
            call = Call(NAME, PATH, NAME, "GetCapabilities")
            self._link.call(call, partial(self._on_abilities, bubble), LIMIT)
        else:
            self._send(bubble)

    # Out

    def _on_abilities(self, bubble: _Bubble, reply: Reply) -> None:
        if self._bubbles.get(bubble.notice.ident) is not bubble:
            return
        if reply.error:
            self._fail(bubble, reply.error)
            return
        found = reply.body[0] if reply.body else ()
        names = found if isinstance(found, list) else ()
        self._abilities = frozenset(name for name in names if isinstance(name, str))
        self._send(bubble)

    def _send(self, bubble: _Bubble) -> None:
        notice = bubble.notice
        body = body_for(notice.body, BUBBLE)
        arguments = (
            APP,
            bubble.number,
            self._icon,
            title_for(notice.title, BUBBLE),
            escaped(body) if self._can("body-markup") else body,
            self._actions(notice),
            {
                "desktop-entry": ("s", DESKTOP_ID),
                "urgency": ("y", _NORMAL),
                "suppress-sound": ("b", notice.quiet),
            },
            LASTS * 1000,
        )
        call = Call(NAME, PATH, NAME, "Notify", "susssasa{sv}i", arguments)
        limit = max(0.0, bubble.deadline - time.monotonic())
        self._link.call(call, partial(self._on_shown, bubble), limit, self._on_late)

    def _actions(self, notice: Notice) -> list[str]:
        if not self._can("actions"):
            return []
        pairs = [(CLICK, _("Open")), *notice.actions]
        return [text for key, label in pairs for text in (key, title_for(label, BUBBLE))]

    def _can(self, ability: str) -> bool:
        return self._abilities is not None and ability in self._abilities

    def _close(self, number: int) -> None:
        # Whether it worked is not worth a word: what is gone cannot be closed.
        call = Call(NAME, PATH, NAME, "CloseNotification", "u", (number,), start=False)
        self._link.call(call, _nothing)

    # Back

    def _on_shown(self, bubble: _Bubble, reply: Reply) -> None:
        number = _number(reply)
        if self._bubbles.get(bubble.notice.ident) is not bubble:
            if number:  # withdrawn, or replaced, while it was on its way
                self._close(number)
            return
        if not number:
            self._fail(bubble, reply.error or "the answer is not a number")
            return
        bubble.number, bubble.owner = number, reply.sender
        how = How.BUTTONS if self._can("actions") else How.BUBBLE
        self._told.delivered(bubble.notice.ident, how)

    def _on_late(self, reply: Reply) -> None:
        # By now another way has shown it; twice would be one too many.
        number = _number(reply)
        if number:
            self._close(number)

    def _fail(self, bubble: _Bubble, error: str) -> None:
        ident = bubble.notice.ident
        del self._bubbles[ident]
        if bubble.number:  # the one it was to replace says what is no longer so
            self._close(bubble.number)
        log.info("the desktop did not show a notification: %s", error)
        self._told.failed(ident, error == TIMEOUT)

    def _listen(self) -> None:
        if self._listening:
            return
        self._listening = True
        self._link.listen(Rule(NAME, PATH, NAME, "ActionInvoked"), self._on_action)
        self._link.listen(Rule(NAME, PATH, NAME, "NotificationClosed"), self._on_closed)
        self._link.listen(name_owner_changed(NAME), self._on_owner)

    def _on_action(self, heard: Reply) -> None:
        ident = self._ident_of(heard)
        key = heard.body[1] if len(heard.body) > 1 else None
        if ident is None or not isinstance(key, str):
            return
        bubble = self._bubbles[ident]
        if key == CLICK:
            del self._bubbles[ident]
            self._close(bubble.number)
            self._told.opened(ident)
        elif key in dict(bubble.notice.actions):
            del self._bubbles[ident]
            self._close(bubble.number)
            self._told.acted(ident, key)

    def _on_closed(self, heard: Reply) -> None:
        ident = self._ident_of(heard)
        if ident is not None:
            del self._bubbles[ident]
            self._told.closed(ident, heard.body[1:2] == (_BY_PERSON,))

    def _on_owner(self, _heard: Reply) -> None:
        # Another service, or none: it knows nothing of what the last one showed, and can do
        # other things.
        self._abilities = None
        for ident, bubble in list(self._bubbles.items()):
            if bubble.owner:
                del self._bubbles[ident]
                self._told.closed(ident, False)

    def _ident_of(self, heard: Reply) -> str | None:
        """Which notice a signal is about; anybody on the bus can send one."""
        number = heard.body[0] if heard.body else 0
        for ident, bubble in self._bubbles.items():
            if bubble.number and bubble.number == number and bubble.owner == heard.sender:
                return ident
        return None


def _number(reply: Reply) -> int:
    found = reply.body[0] if reply.body and not reply.error else 0
    return found if isinstance(found, int) and not isinstance(found, bool) else 0


def _nothing(_reply: Reply) -> None:
    """For calls whose answer changes nothing."""
