"""The accessibility tree of the running app, as a screen reader gets it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from jeepney import DBusAddress
from jeepney.io.blocking import DBusConnection, open_dbus_connection

from devtools.box.desktop import Desktop, ask, get, until

ACCESSIBLE = "org.a11y.atspi.Accessible"
ROOT = "/org/a11y/atspi/accessible/root"
REGISTRY = "org.a11y.atspi.Registry"

FOCUSED, FOCUSABLE, SHOWING, VISIBLE, CHECKED = 12, 11, 25, 30, 4


@dataclass(frozen=True)
class Node:
    """One thing in the tree."""

    bus: DBusConnection
    owner: str
    path: str

    def _at(self, interface: str) -> DBusAddress:
        return DBusAddress(self.path, self.owner, interface)

    @property
    def name(self) -> str:
        return str(get(self.bus, self._at(ACCESSIBLE), "Name"))

    @property
    def role(self) -> str:
        return str(ask(self.bus, self._at(ACCESSIBLE), "GetRoleName")[0])

    @property
    def children(self) -> list[Node]:
        (found,) = ask(self.bus, self._at(ACCESSIBLE), "GetChildren")
        return [Node(self.bus, owner, path) for owner, path in found]

    def has(self, state: int) -> bool:
        (words,) = ask(self.bus, self._at(ACCESSIBLE), "GetState")
        return bool(words[state // 32] >> (state % 32) & 1)

    def walk(self) -> Iterator[Node]:
        """This node and everything below it; what goes away meanwhile is left out."""
        yield self
        try:
            below = self.children
        except LookupError:
            return
        for child in below:
            yield from child.walk()

    def find(self, role: str, name: str | Callable[[str], bool]) -> Node | None:
        """The first visible thing with this role and name."""
        fits = name if callable(name) else name.__eq__
        for node in self.walk():
            try:
                if node.role == role and fits(node.name) and node.has(SHOWING):
                    return node
            except LookupError:
                continue
        return None

    def press(self) -> None:
        """Do its first action, as a screen reader's user would."""
        ask(self.bus, self._at("org.a11y.atspi.Action"), "DoAction", "i", (0,))

    def actions(self) -> list[str]:
        (found,) = ask(self.bus, self._at("org.a11y.atspi.Action"), "GetActions")
        return [str(action[0]) for action in found]

    def type(self, text: str) -> None:
        where = self._at("org.a11y.atspi.EditableText")
        ask(self.bus, where, "SetTextContents", "s", (text,))

    def text(self) -> str:
        where = self._at("org.a11y.atspi.Text")
        return str(ask(self.bus, where, "GetText", "ii", (0, -1))[0])

    def select(self, index: int) -> None:
        ask(self.bus, self._at("org.a11y.atspi.Selection"), "SelectChild", "i", (index,))

    def focus(self) -> None:
        ask(self.bus, self._at("org.a11y.atspi.Component"), "GrabFocus")


class Screen:
    """All applications a screen reader can reach."""

    def __init__(self, desktop: Desktop) -> None:
        where = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
        (address,) = desktop.ask(where, "GetAddress")
        self._bus = open_dbus_connection(str(address))
        self.root = Node(self._bus, REGISTRY, ROOT)

    def close(self) -> None:
        self._bus.close()

    def app(self) -> Node:
        return until(self._find_app, "the app in the accessibility tree")

    def window(self, title: str) -> Node:
        """The window whose name begins with `title`."""
        return until(lambda: self._window(title), f"the window {title!r}")

    def has_window(self, title: str) -> bool:
        return self._window(title) is not None

    def _find_app(self) -> Node | None:
        for node in self.root.children:
            try:
                if node.name == "microwins":
                    return node
            except LookupError:
                continue
        return None

    def _window(self, title: str) -> Node | None:
        app = self._find_app()
        for node in app.children if app else []:
            try:
                if node.name.startswith(title) and node.has(SHOWING):
                    return node
            except LookupError:
                continue
        return None
