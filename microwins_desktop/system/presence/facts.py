"""What was found out, and from whom; what nobody told stays unknown rather than guessed."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from msgspec import Struct

from microwins_desktop.core.nudging.presence import Presence
from microwins_desktop.i18n import _


class Fact(Struct, frozen=True):
    """An answer and the name of who gave it; `value` None is "nobody told"."""

    value: bool | float | None = None
    by: str = ""

    @property
    def known(self) -> bool:
        return self.value is not None


UNKNOWN = Fact()


def flag(value: object, by: str) -> Fact:
    """True or false from `by`; unknown for an answer of any other kind."""
    return Fact(value, by) if isinstance(value, bool) else UNKNOWN


def seconds(value: object, by: str, per_second: int = 1) -> Fact:
    """A time from `by`, counted in parts of a second; unknown for anything but a number."""
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        return UNKNOWN
    return Fact(value / per_second, by)


def weighed(*facts: Fact) -> Fact:
    """Of several answers about the same: one that says yes, else the first that says no."""
    known = [fact for fact in facts if fact.known]
    return next((fact for fact in known if fact.value is True), known[0] if known else UNKNOWN)


class ReportLine(Struct, frozen=True):
    """One line for the settings page and the doctor."""

    label: str
    known: bool
    sentence: str


class Facts(Struct, frozen=True):
    """All there is to know. `idle` is in seconds."""

    do_not_disturb: Fact = UNKNOWN
    full_screen: Fact = UNKNOWN
    locked: Fact = UNKNOWN
    idle: Fact = UNKNOWN

    def presence(self, woke_at: datetime | None = None) -> Presence:
        """As the nudge policy takes it; `woke_at` (aware) is known to others."""
        return Presence(
            do_not_disturb=_as_flag(self.do_not_disturb),
            full_screen=_as_flag(self.full_screen),
            locked=_as_flag(self.locked),
            idle_seconds=float(self.idle.value) if self.idle.value is not None else None,
            woke_at=woke_at,
        )

    def report(self) -> Iterator[ReportLine]:
        """What this desktop can tell, in words."""
        for label, fact in (
            (_("Do Not Disturb"), self.do_not_disturb),
            (_("Full screen"), self.full_screen),
            (_("Locked screen"), self.locked),
            (_("Away from the computer"), self.idle),
        ):
            if fact.known:
                sentence = _("Nudges wait then. {source} tells.").format(source=fact.by)
            else:
                sentence = _("This desktop does not tell, so a nudge may come then, quietly.")
            yield ReportLine(label, fact.known, sentence)


def _as_flag(fact: Fact) -> bool | None:
    return fact.value if isinstance(fact.value, bool) else None
