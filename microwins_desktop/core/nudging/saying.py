"""Reasons as plain sentences: "Why now?" on a nudge, and the page and the verb that explain."""

from __future__ import annotations

from datetime import datetime, timedelta

from microwins_desktop.core.nudging.describing import WEEKDAY_NAMES
from microwins_desktop.core.nudging.reasons import Reason, Why
from microwins_desktop.i18n import N_, _, ngettext

_PLAIN: dict[Reason, str] = {
    Reason.AGAIN: N_("You asked to hear about it again later."),
    Reason.WAITED: N_("It waited for a calmer moment."),
    Reason.NOTHING_PLANNED: N_("Nothing else is planned for today."),
    Reason.OFF: N_("Nudges are switched off in the settings."),
    Reason.REST_DAY: N_("Today is a rest day, so nudges stay quiet."),
    Reason.QUIET_HOURS: N_("Its time lies in your quiet hours."),
    Reason.DO_NOT_DISTURB: N_("It waits while Do Not Disturb is on."),
    Reason.FULL_SCREEN: N_("It waits while something fills the screen."),
    Reason.LOCKED: N_("It waits while the screen is locked."),
    Reason.AWAY: N_("It waits until you are back."),
    Reason.JUST_WOKE: N_("The computer just woke up, so it waits a few minutes."),
    Reason.ON_SCREEN: N_("It is on your screen now."),
    Reason.DISTANCE: N_("Other nudges are close by, so it gives way today."),
    Reason.NOT_TODAY: N_("You said not today. It comes back tomorrow."),
    Reason.ASLEEP: N_("It is resting. Wake it, or log the step, and it comes back."),
    Reason.NO_SUN: N_("It goes by the sun, and sunrise and sunset are not known for this place."),
}
_TIMED: dict[Reason, str] = {
    Reason.AROUND: N_("You planned it for around {at}."),
    Reason.BETWEEN: N_("You planned it for between {at} and {until}."),
    Reason.SUNRISE: N_("You planned it for after sunrise, which is at {at}."),
    Reason.SUNSET: N_("You planned it for before sunset, which is at {at}."),
    Reason.USUAL_TIME: N_("Around {at} has suited you lately."),
    Reason.PLANNED: N_("The next one comes at {at}."),
    Reason.PAUSED: N_("Nudges are paused until {until}."),
    Reason.DONE: N_("You did it at {at}."),
    Reason.ASKED: N_("It came by at {at} and rests until its next time."),
    Reason.LATER: N_("You asked for later; it comes again at {at}."),
    Reason.LESS_OFTEN: N_("It comes less often for now; the next time is {at}."),
}


def explain(why: Why, now: datetime) -> str:
    """One plain sentence. `now` (any zone, or naive) decides how a time is named."""
    if why.reason is Reason.CAP and not why.count:
        return _("The settings allow no nudges a day.")
    if why.reason is Reason.CAP:
        return ngettext(
            "One nudge is the most for today, and it has been used.",
            "{count} nudges are the most for today, and they have been used.",
            why.count,
        ).format(count=why.count)
    plain = _PLAIN.get(why.reason)
    if plain is not None:
        return _(plain)
    at, until = moment_words(why.at, now), moment_words(why.until, now)
    if why.reason in _CLOCK_ONLY:
        at, until = _clock(why.at), _clock(why.until)
    return _(_TIMED[why.reason]).format(at=at, until=until)


_CLOCK_ONLY = {
    *(Reason.AROUND, Reason.BETWEEN, Reason.SUNRISE, Reason.SUNSET),
    *(Reason.USUAL_TIME, Reason.DONE, Reason.ASKED),
}


def _clock(at: datetime | None) -> str:
    return f"{at:%H:%M}" if at else ""


def moment_words(at: datetime | None, now: datetime) -> str:
    """`14:00` today, `tomorrow, 09:00`, a weekday within the week, else the date."""
    if at is None:
        return ""
    days = (at.date() - now.date()).days
    if days == 0:
        return _clock(at)
    if days == 1:
        return _("tomorrow, {time}").format(time=_clock(at))
    if 1 < days < timedelta(days=7).days:
        return _("{day}, {time}").format(day=_(WEEKDAY_NAMES[at.weekday()]), time=_clock(at))
    return _("{day}, {time}").format(day=f"{at:%Y-%m-%d}", time=_clock(at))
