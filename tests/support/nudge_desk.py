"""A desktop for the nudger and the settings page, told by the test how it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from microwins_desktop.core.nudging.ports import Notice, NoticeListener
from microwins_desktop.core.nudging.presence import Presence
from microwins_desktop.core.nudging.walls import Localize
from microwins_desktop.core.nudging.windows import Sun, SunTimes
from microwins_desktop.core.surroundings import Report, TestAnswer, Told


@dataclass
class FakePresence:
    """Answers at once with `says`, or keeps the question where `says` is None."""

    says: Presence | None = field(default_factory=Presence)
    asked: list[Callable[[Presence], None]] = field(default_factory=list)

    def ask(self, done: Callable[[Presence], None]) -> None:
        self.asked.append(done)
        if self.says is not None:
            done(self.says)


@dataclass
class FakeNotifier:
    works: bool = True
    shown: list[Notice] = field(default_factory=list)
    withdrawn: list[str] = field(default_factory=list)
    listener: NoticeListener | None = None

    def listen(self, listener: NoticeListener) -> None:
        self.listener = listener

    def show(self, notice: Notice) -> None:
        self.shown.append(notice)
        assert self.listener is not None
        (self.listener.delivered if self.works else self.listener.not_delivered)(notice.ident)

    def withdraw(self, ident: str) -> None:
        self.withdrawn.append(ident)


def sun_of(localize: Localize, coordinates: tuple[float, float] | None) -> Sun:
    def times(day: date) -> SunTimes | None:
        noon = datetime.combine(day, time(12))
        return SunTimes(noon - timedelta(hours=6), noon + timedelta(hours=6))

    return times


@dataclass(frozen=True)
class State:
    enabled: bool
    reason: str = ""


@dataclass
class FakeLogin:
    """Start at login on a system that takes what it is told, or answers `refuses`."""

    on: bool = False
    refuses: str = ""

    def state(self) -> State:
        return State(self.on)

    def enable(self) -> State:
        return self._set(True)

    def disable(self) -> State:
        return self._set(False)

    def _set(self, on: bool) -> State:
        if self.refuses:
            return State(self.on, self.refuses)
        self.on = on
        return State(on)


@dataclass(frozen=True)
class Sentence:
    words: str

    def sentence(self) -> str:
        return self.words


@dataclass
class FakeTester:
    asked: list[Callable[[TestAnswer], None]] = field(default_factory=list)

    def send_test(self, done: Callable[[TestAnswer], None]) -> None:
        self.asked.append(done)


@dataclass(frozen=True)
class Line:
    label: str
    known: bool
    sentence: str


@dataclass
class FakeTeller:
    """Also the report itself."""

    lines: tuple[Line, ...] = (
        Line("Do Not Disturb", True, "Nudges wait then. GNOME tells."),
        Line("Full screen", False, "This desktop does not tell."),
    )
    looks: int = 0

    def find_out(self, done: Callable[[Report], None]) -> None:
        self.looks += 1
        done(self)

    def report(self) -> Iterable[Told]:
        return self.lines
