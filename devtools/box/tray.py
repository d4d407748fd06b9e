"""Reads and clicks the tray icon of the app, the way a desktop's panel does: over D-Bus."""

from __future__ import annotations

from dataclasses import dataclass

from jeepney import DBusAddress

from devtools.box.desktop import WATCHER, Desktop, until

ITEM = "org.kde.StatusNotifierItem"
MENU = "com.canonical.dbusmenu"
PROPERTIES = "org.freedesktop.DBus.Properties"


@dataclass(frozen=True)
class Entry:
    ident: int
    label: str
    checked: bool
    separator: bool


class TrayIcon:
    """The icon that is registered with the tray host, when there is one."""

    def __init__(self, desktop: Desktop) -> None:
        self._desktop = desktop

    def is_registered(self) -> bool:
        return bool(self._items())

    def count(self) -> int:
        """How many icons the tray has."""
        return len(self._items())

    def wait(self) -> None:
        until(self.is_registered, "the tray icon")

    def wait_for(self, label: str) -> Entry:
        return until(lambda: self.find(label), f"the menu entry {label!r}")

    def tooltip(self) -> str:
        return str(self._property(ITEM, "/StatusNotifierItem", "ToolTip")[2])

    def entries(self, inside: str = "") -> list[Entry]:
        """The visible entries with their words, in order, without separators.

        Those of the menu, or of the entry `inside` it that opens a menu of its own.
        """
        menu = str(self._property(ITEM, "/StatusNotifierItem", "Menu"))
        where = DBusAddress(menu, self._name(), MENU)
        _revision, root = self._desktop.ask(where, "GetLayout", "iias", (0, -1, []))
        found = []
        rows = root[2]
        if inside:
            rows = next(
                (
                    below
                    for _s, (_i, kept, below) in rows
                    if kept.get("label", ("", ""))[1] == inside
                ),
                [],
            )
        for _signature, (ident, properties, _children) in rows:
            values = {key: value[1] for key, value in properties.items()}
            if values.get("visible", True) and values.get("type") != "separator":
                label = str(values.get("label", "")).replace("__", "_")
                found.append(Entry(ident, label, values.get("toggle-state") == 1, False))
        return found

    def labels(self, inside: str = "") -> list[str]:
        return [entry.label for entry in self.entries(inside)]

    def find(self, label: str, inside: str = "") -> Entry | None:
        return next((entry for entry in self.entries(inside) if entry.label == label), None)

    def click(self, label: str, inside: str = "") -> None:
        words = f"the menu entry {label!r}"
        entry = until(lambda: self.find(label, inside), words)
        menu = str(self._property(ITEM, "/StatusNotifierItem", "Menu"))
        where = DBusAddress(menu, self._name(), MENU)
        body = (entry.ident, "clicked", ("s", ""), 0)
        self._desktop.ask(where, "Event", "isvu", body)

    def press(self) -> None:
        """A plain click on the icon."""
        where = DBusAddress("/StatusNotifierItem", self._name(), ITEM)
        self._desktop.ask(where, "Activate", "ii", (5, 5))

    def _items(self) -> list[str]:
        if not self._desktop.has_name(WATCHER):
            return []
        where = DBusAddress("/StatusNotifierWatcher", WATCHER, PROPERTIES)
        answer = self._desktop.ask(where, "Get", "ss", (WATCHER, "RegisteredStatusNotifierItems"))
        return list(answer[0][1])

    def _name(self) -> str:
        return until(self._items, "the tray icon")[0].split("/")[0]

    def _property(self, interface: str, path: str, name: str) -> object:
        where = DBusAddress(path, self._name(), PROPERTIES)
        return self._desktop.ask(where, "Get", "ss", (interface, name))[0][1]
