"""Identities of habits that a file knows by a name only, which two of them may share."""

from __future__ import annotations


class Refs:
    """Gives each habit an identity of its own: the second one of a name gets a number."""

    def __init__(self) -> None:
        self._count: dict[str, int] = {}

    def of(self, name: str) -> str:
        count = self._count[name] = self._count.get(name, 0) + 1
        return name if count == 1 else f"{name}\0{count}"
