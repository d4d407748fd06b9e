"""What is said over D-Bus: calls, replies and the signals to receive. No connection in here."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from jeepney import DBusAddress, HeaderFields, MessageFlag, MessageType, new_method_call
from msgspec import Struct

TIMEOUT, LOST, NO_BUS = "timeout", "lost", "no bus"


class Call(Struct, frozen=True):
    """A method to call. With `start=False` a service that is not running is not started for it."""

    name: str
    path: str
    interface: str
    member: str
    signature: str = ""
    arguments: tuple[Any, ...] = ()
    start: bool = True

    @classmethod
    def property_of(cls, name: str, path: str, interface: str, prop: str) -> Call:
        """Read a property of a service that is running anyway."""
        properties = "org.freedesktop.DBus.Properties"
        return cls(name, path, properties, "Get", "ss", (interface, prop), start=False)

    def message(self) -> Any:
        """As jeepney's message. Raises `ValueError` or `TypeError` where arguments do not fit."""
        address = DBusAddress(self.path, self.name, self.interface)
        message = new_method_call(address, self.member, self.signature or None, self.arguments)
        if not self.start:
            message.header.flags |= MessageFlag.no_auto_start
        return message


class Reply(Struct, frozen=True):
    """What came back: `error` is empty, a D-Bus error name, or TIMEOUT, LOST or NO_BUS."""

    body: tuple[Any, ...] = ()
    error: str = ""
    sender: str = ""

    @property
    def value(self) -> Any:
        """The first value, out of its variants; None where there is none or an error came."""
        found = self.body[0] if self.body and not self.error else None
        while isinstance(found, tuple) and len(found) == 2 and isinstance(found[0], str):
            found = found[1]
        return found


def reply_from(message: Any) -> tuple[int, Reply]:
    """The serial a message answers (0 for none), and what it says."""
    fields = message.header.fields
    error = ""
    if message.header.message_type is MessageType.error:
        error = str(fields.get(HeaderFields.error_name) or "error")
    sender = str(fields.get(HeaderFields.sender, ""))
    return int(fields.get(HeaderFields.reply_serial, 0)), Reply(tuple(message.body), error, sender)


class Rule(Struct, frozen=True):
    """Which signals to receive from the service `name`."""

    name: str
    path: str
    interface: str
    member: str
    first_argument: str = ""

    def text(self) -> str:
        """In the match language of the bus."""
        parts = {
            "type": "signal",
            "sender": self.name,
            "path": self.path,
            "interface": self.interface,
            "member": self.member,
        }
        if self.first_argument:
            parts["arg0"] = self.first_argument
        return ",".join(f"{key}='{value}'" for key, value in parts.items())

    def fits(self, fields: Mapping[Any, Any], body: tuple[Any, ...]) -> bool:
        found = (
            fields.get(HeaderFields.path),
            fields.get(HeaderFields.interface),
            fields.get(HeaderFields.member),
        )
        if found != (self.path, self.interface, self.member):
            return False
        return not self.first_argument or body[:1] == (self.first_argument,)


_BUS = ("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus")
HELLO = Call(*_BUS, "Hello")


def add_match(rule: Rule) -> Call:
    """Ask the bus for the signals of `rule`."""
    return Call(*_BUS, "AddMatch", "s", (rule.text(),))


def name_owner_changed(name: str) -> Rule:
    """The rule for a service that comes, goes or restarts: body `(name, old owner, new owner)`."""
    return Rule(*_BUS, "NameOwnerChanged", name)
