"""A nudge as the person meets it: its words, its answers, and why it came."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from msgspec import Struct

from microwins_desktop.core.model import Size, Step
from microwins_desktop.core.nudging.history import NudgeRecord
from microwins_desktop.core.nudging.ports import Answer, Notice, Way
from microwins_desktop.core.nudging.saying import explain
from microwins_desktop.core.suggest import day_part
from microwins_desktop.core.wording import NudgeText, Words, nudge_text
from microwins_desktop.i18n import _

VARIED_DAYS = 3
EVENING = time(18, 0)


class NudgeShown(Struct, frozen=True):
    """The nudge that waits for an answer. `size` is offered; `smaller` is the next size down.

    `why` answers "Why now?" in one sentence. `way` is how it reaches the person; the tray has it
    as its first entry whichever way that is.
    """

    ident: str
    step: Step
    size: Size
    smaller: Size
    title: str
    body: str
    why: str
    way: Way
    day: date
    actions: tuple[tuple[str, str], ...]


def words_for(
    words: Words,
    step: Step,
    at: datetime,
    records: Sequence[NudgeRecord],
    *,
    discreet: bool,
) -> NudgeText:
    """What the nudge says; no wording comes twice within three days while another is left."""
    since = at - timedelta(days=VARIED_DAYS)
    lately = [record for record in records if (record.shown_at or record.due_at) > since]
    return nudge_text(
        words,
        area=step.area,
        day_part=day_part(at),
        step_title=step.title,
        rung_words=step.words(step.sizes[-1]) if len(step.sizes) > 1 else "",
        step=step.key,
        discreet=discreet,
        recent=[record.text for record in lately if record.text],
        seed=at.toordinal() * 7 + len(records),
    )


def shown(
    record: NudgeRecord, step: Step, text: NudgeText, *, smallest: bool, way: Way, now: datetime
) -> NudgeShown:
    sizes = step.sizes or (Size.WHOLE,)
    size = sizes[-1] if smallest else sizes[0]
    smaller = sizes[min(sizes.index(size) + 1, len(sizes) - 1)]
    answers = [(Answer.DID.value, _("Did it"))]
    if smaller is not size:
        answers.append((Answer.SMALLER.value, _("Smaller")))
    answers += [(Answer.LATER.value, _("Later")), (Answer.NOT_TODAY.value, _("Not today"))]
    return NudgeShown(
        ident=record.id,
        step=step,
        size=size,
        smaller=smaller,
        title=text.title,
        body=text.body,
        why=explain(record.why, now),
        way=way,
        day=record.day,
        actions=tuple(answers),
    )


def notice_of(nudge: NudgeShown, *, quiet: bool) -> Notice:
    return Notice(nudge.ident, nudge.title, nudge.body, nudge.actions, quiet)


def later_choices(now: datetime) -> tuple[tuple[int, str], ...]:
    """How long "later" can be: minutes and their words. "This evening" while it is still ahead."""
    choices = [(10, _("In 10 minutes")), (20, _("In 20 minutes")), (60, _("In an hour"))]
    evening = now.replace(hour=EVENING.hour, minute=EVENING.minute, second=0, microsecond=0)
    minutes = int((evening - now).total_seconds() // 60)
    if minutes > 60:
        choices.append((minutes, _("This evening")))
    return tuple(choices)
