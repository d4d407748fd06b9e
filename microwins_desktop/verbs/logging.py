"""`log`, `undo` and `hard-day`: the verbs that change the journal."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from microwins_desktop.core.clock import Clock
from microwins_desktop.core.days import day_of, noon_of
from microwins_desktop.core.model import Size, Source, Win
from microwins_desktop.core.texts import clean_note, clean_title
from microwins_desktop.i18n import _
from microwins_desktop.store import Store
from microwins_desktop.store.errors import Damaged, NotFound
from microwins_desktop.store.wins import NewWin
from microwins_desktop.verbs.common import (
    Call,
    CouldNot,
    UsageError,
    check_in_range,
    print_json,
    say,
    settings_of,
)


def log(call: Call) -> None:
    try:
        win = _logged(call, call.journal)
    except Damaged:
        # Never leave with a win in hand: what can be read is saved, and the win goes on top.
        win = _logged(call, call.rescued_journal)
    call.tell_app()
    if call.given.json:
        print_json(win.as_json())
    else:
        say(_("Logged: {win}").format(win=win.title))


def _logged(call: Call, journal: Callable[[], Store]) -> Win:
    given = call.given
    title, note = clean_title(given.what), clean_note(given.note)
    at, day = parse_moment(given.at, call.clock)
    with journal() as store:
        day_start = settings_of(store).day_start
        check_in_range(day or day_of(at, day_start), given.at or f"{at:%Y-%m-%d}")
        step, size, words = None, Size.WHOLE, title
        meant = store.steps.meant_by(title)
        if meant is not None:
            (step, size), words = meant, ""
        new = NewWin(
            at=at,
            step=step,
            title=words,
            size=Size(given.size) if given.size else size,
            note=note,
            source=Source.CLI,
            time_known=day is None,
            day=day,
        )
        return store.wins.log(new, day_start).wins[0]


def undo(call: Call) -> None:
    with call.journal() as store:
        try:
            change = store.history.undo()
        except NotFound:
            raise CouldNot(_("there is nothing to undo")) from None
    call.tell_app()
    touched = (*change.wins, *change.removed)
    if call.given.json:
        win = touched[0].as_json() if len(touched) == 1 else None
        print_json({"undone": change.undoes, "win": win})
    else:
        title = change.detail.get("title") or change.undoes
        say(_("Undone: {what}").format(what=title))


def hard_day(call: Call) -> None:
    on = call.given.state == "on"
    with call.journal() as store:
        today = day_of(call.clock.now(), settings_of(store).day_start)
        store.check_ins.put("hard-day", today, hard=on)
    call.tell_app()
    say(
        _("A gentle day, until the next one starts.")
        if on
        else _("Back to an ordinary day, whenever you like.")
    )


def parse_moment(text: str | None, clock: Clock) -> tuple[datetime, date | None]:
    """The aware moment `text` means, and its day where only a day was given. Raises UsageError.

    Without an offset it is local time; a date alone is noon of that day, its hour not known.
    """
    if text is None:
        return clock.now(), None
    day: date | None = None
    try:
        try:
            day = date.fromisoformat(text)
            moment = noon_of(day)
        except ValueError:
            moment = datetime.fromisoformat(text)
        check_in_range(moment.date(), text)
        return (moment if moment.tzinfo else clock.localize(moment)), day
    except (ValueError, OverflowError, OSError):
        says = _("{typed} is not a time such as 2026-11-22T09:14")
        raise UsageError(says.format(typed=f"{text!r:.60}")) from None
