"""Somebody who writes down what becomes of notices."""

from __future__ import annotations

from typing import Any

from microwins_desktop.system.notify.told import How


class Notes:
    """Both a `NoticeListener` and a `Told`; `said` has what was heard, in order."""

    def __init__(self) -> None:
        self.said: list[tuple[Any, ...]] = []

    def delivered(self, ident: str, how: How | None = None) -> None:
        self.said.append(("delivered", ident) if how is None else ("delivered", ident, how))

    def not_delivered(self, ident: str) -> None:
        self.said.append(("not delivered", ident))

    def failed(self, ident: str, hung: bool) -> None:
        self.said.append(("hung" if hung else "failed", ident))

    def acted(self, ident: str, action: str) -> None:
        self.said.append(("acted", ident, action))

    def opened(self, ident: str) -> None:
        self.said.append(("opened", ident))

    def closed(self, ident: str, by_person: bool) -> None:
        self.said.append(("closed", ident, by_person))
