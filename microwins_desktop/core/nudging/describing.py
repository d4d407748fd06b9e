"""A plan in a few plain words, for the terminal, the plan page and its screen-reader names."""

from __future__ import annotations

from collections.abc import Iterable

from microwins_desktop.core.nudging.plan import ALL_DAYS, NudgePlan
from microwins_desktop.core.nudging.windows import AfterSunrise, Around, BeforeSunset, Window
from microwins_desktop.i18n import N_, _, ngettext, pgettext

WEEKDAY_NAMES = (
    *(N_("Monday"), N_("Tuesday"), N_("Wednesday"), N_("Thursday")),
    *(N_("Friday"), N_("Saturday"), N_("Sunday")),
)
"""Marked for translation; Monday first."""

_WORKDAYS, _WEEKEND = frozenset(range(5)), frozenset({5, 6})


def describe(plan: NudgePlan) -> str:
    """Such as "around 09:00, between 12:00 and 14:00; every day; at most 2 a day"."""
    parts = [
        pgettext("between items of a list", ", ").join(map(window_words, plan.windows)),
        days_words(plan.days),
        ngettext("at most {count} a day", "at most {count} a day", plan.per_day).format(
            count=plan.per_day
        ),
    ]
    if not plan.enabled:
        parts.append(_("switched off"))
    return "; ".join(parts)


def window_words(window: Window) -> str:
    """One window in words, without a capital letter."""
    match window:
        case Around(at):
            return _("around {at}").format(at=f"{at:%H:%M}")
        case AfterSunrise():
            return _("after sunrise")
        case BeforeSunset():
            return _("before sunset")
    return _("between {start} and {end}").format(
        start=f"{window.start:%H:%M}", end=f"{window.end:%H:%M}"
    )


def days_words(days: Iterable[int]) -> str:
    """Weekdays (Monday 0) in words, without a capital letter where the language allows."""
    found = frozenset(days)
    if found == ALL_DAYS:
        return _("every day")
    if found == _WORKDAYS:
        return _("Monday to Friday")
    if found == _WEEKEND:
        return _("Saturday and Sunday")
    names = [_(WEEKDAY_NAMES[number]) for number in sorted(found)]
    return pgettext("between items of a list", ", ").join(names)
