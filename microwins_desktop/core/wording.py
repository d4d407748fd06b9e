"""Chooses what the program says, so that it stays kind and does not repeat itself.

The texts are in `words.toml`; the English ones are the gettext message ids. Choosing is pure: the
caller passes a seed (any whole number, such as a count of wins) and what was said of late.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from microwins_desktop.core.insight.returning import Returning
from microwins_desktop.core.model import DayPart, Size
from microwins_desktop.core.resource import ResourceError, Row, read_toml

VERSION = 1

TITLE_LENGTH = 40
BODY_LENGTH = 110

ACKNOWLEDGEMENTS = ("any", "tiny", "part", "comeback", "again", "first", "hard", "hard_day")

STEP = "{step}"
RUNG = "{rung}"
_PLACE = re.compile(r"\{[^}]*\}")


class WordsError(ResourceError):
    """The words cannot be used; the message is one line."""


class NudgeText(Struct, frozen=True):
    """A nudge's words. `key` names the wording in every language, so that it is not said twice
    in a row; it is what a caller remembers and passes back in `recent`."""

    key: str
    title: str
    body: str


Nudges = Mapping[str, tuple[NudgeText, ...]]


class Words(Struct, frozen=True):
    """Everything the program says of its own accord.

    `acknowledgements` has a set of lines per name in `ACKNOWLEDGEMENTS`. The nudges' texts hold
    the places `{step}` and `{rung}`, by step key, area key and day part.
    """

    version: int
    discreet: str
    kind: tuple[str, ...]
    kind_hard_day: tuple[str, ...]
    acknowledgements: Mapping[str, tuple[str, ...]]
    step_nudges: Nudges
    area_nudges: Nudges
    day_part_nudges: Nudges

    def nudges(self) -> Iterator[NudgeText]:
        for group in (self.step_nudges, self.area_nudges, self.day_part_nudges):
            for texts in group.values():
                yield from texts

    def texts(self) -> Iterator[str]:
        """Every text that is translated, in file order; some come more than once."""
        yield self.discreet
        yield from self.kind
        yield from self.kind_hard_day
        for lines in self.acknowledgements.values():
            yield from lines
        for nudge in self.nudges():
            yield nudge.title
            yield nudge.body

    def translated(self, translate: Callable[[str], str]) -> Words:
        """The same words in another language; the nudges' keys stay."""

        def nudges(group: Nudges) -> Nudges:
            return {
                name: tuple(
                    NudgeText(text.key, translate(text.title), translate(text.body))
                    for text in texts
                )
                for name, texts in group.items()
            }

        return replace(
            self,
            discreet=translate(self.discreet),
            kind=tuple(map(translate, self.kind)),
            kind_hard_day=tuple(map(translate, self.kind_hard_day)),
            acknowledgements={
                name: tuple(map(translate, lines)) for name, lines in self.acknowledgements.items()
            },
            step_nudges=nudges(self.step_nudges),
            area_nudges=nudges(self.area_nudges),
            day_part_nudges=nudges(self.day_part_nudges),
        )


def acknowledgement(
    words: Words,
    *,
    size: Size,
    returning: Returning | None = None,
    hard: bool = False,
    hard_day: bool = False,
    recent: Sequence[str] = (),
    seed: int,
) -> str:
    """A line after a win. The warmest that applies: coming back, a step again after a while or for
    the first time, what took something, then the size. `recent` are the lines said of late,
    oldest first."""
    sets = words.acknowledgements
    if returning is not None:
        return _choose(sets[returning], recent, seed)
    if hard:
        return _choose(sets["hard"], recent, seed)
    if hard_day:
        return _choose(sets["hard_day"], recent, seed)
    if size is Size.WHOLE:
        return _choose(sets["any"], recent, seed)
    own = sets["tiny" if size is Size.TINY else "part"]
    unsaid = [line for line in own if line not in recent]
    return _choose(unsaid or (*own, *sets["any"]), recent, seed)


def kind_word(
    words: Words, *, hard_day: bool = False, recent: Sequence[str] = (), seed: int
) -> str:
    """A short encouraging line. `recent` are the lines shown of late, oldest first."""
    return _choose(words.kind_hard_day if hard_day else words.kind, recent, seed)


def nudge_text(
    words: Words,
    *,
    area: str | None,
    day_part: DayPart,
    step_title: str,
    rung_words: str,
    step: str | None = None,
    discreet: bool = False,
    recent: Sequence[str] = (),
    seed: int,
) -> NudgeText:
    """The words for one nudge, with the step's own filled in.

    `recent` are the keys of the texts used in the last three days, oldest first; none of them
    comes again while another is left. A step or area the words do not know is asked for by the
    time of day. The person's own words are shortened so that title and body stay within
    `TITLE_LENGTH` and `BODY_LENGTH` characters.
    """
    if discreet:
        return NudgeText("discreet", words.discreet, "")
    texts = (
        *words.step_nudges.get(step or "", ()),
        *words.area_nudges.get(area or "", ()),
        *words.day_part_nudges[day_part],
    )
    if not rung_words.strip():
        texts = tuple(text for text in texts if RUNG not in text.title + text.body)
    by_key = {text.key: text for text in texts}
    chosen = by_key[_choose(tuple(by_key), recent, seed)]
    return NudgeText(
        chosen.key,
        _filled(chosen.title, step_title, rung_words, TITLE_LENGTH),
        _filled(chosen.body, step_title, rung_words, BODY_LENGTH),
    )


def _choose(lines: Sequence[str], recent: Sequence[str], seed: int) -> str:
    """One of those not said of late; when all were, the one said longest ago."""
    fresh = [line for line in lines if line not in recent]
    if fresh:
        return fresh[seed % len(fresh)]
    last = {line: at for at, line in enumerate(recent)}
    return min(lines, key=last.__getitem__)


def _filled(text: str, step_title: str, rung_words: str, length: int) -> str:
    """The text with its places filled, the person's own words shortened where they are long."""
    given = {STEP: " ".join(step_title.split()), RUNG: " ".join(rung_words.split())}
    places = _PLACE.findall(text)
    room = length - len(_PLACE.sub("", text))
    # Short words leave their room to the longer ones.
    for left, place in zip(
        range(len(places), 0, -1), sorted(places, key=lambda p: len(given[p])), strict=True
    ):
        given[place] = _shortened(given[place], room // left)
        room -= len(given[place])
    # In one pass, since a person's own words may look like a place.
    return _PLACE.sub(lambda match: given[match[0]], text)


def _shortened(text: str, length: int) -> str:
    if len(text) <= length:
        return text
    return text[: max(length - 1, 0)].rstrip() + "…"


def load_words(path: Path) -> Words:
    """Read and check the words. Raises `WordsError` where anything in them is wrong."""
    try:
        return _words(read_toml(path))
    except ResourceError as error:
        raise WordsError(str(error)) from error


def _words(file: Row) -> Words:
    version = file.number("version")
    if version != VERSION:
        raise ResourceError(f"{file.where}: version {version} is not known")
    lines = file.row("acknowledgements")
    nudges = file.row("nudges")
    words = Words(
        version=version,
        discreet=file.text("discreet"),
        kind=file.texts("kind"),
        kind_hard_day=file.texts("kind_hard_day"),
        acknowledgements={name: lines.texts(name) for name in ACKNOWLEDGEMENTS},
        step_nudges=_nudges(nudges.row("step"), named=False),
        area_nudges=_nudges(nudges.row("area"), named=True),
        day_part_nudges=_nudges(nudges.row("day_part"), named=True),
    )
    for row in (lines, nudges, file):
        row.close()
    if set(words.day_part_nudges) != set(DayPart):
        raise ResourceError(f"{file.where}: nudges are needed for each part of the day")
    keys = [text.key for text in words.nudges()]
    twice = sorted(key for key in set(keys) if keys.count(key) > 1)
    if twice:
        raise ResourceError(f"{file.where}: the nudge {twice[0]} comes twice")
    return words


def _nudges(row: Row, *, named: bool) -> Nudges:
    """The texts of each group. Where `named`, each has to say which step it is about."""
    groups: dict[str, tuple[NudgeText, ...]] = {}
    for group in row.names:
        pairs = row.pairs(group)
        for title, body in pairs:
            places = set(_PLACE.findall(title + body))
            if not places <= {STEP, RUNG}:
                raise ResourceError(f"{row.where}: {group}: unknown place in {title}")
            if named and STEP not in places:
                raise ResourceError(f"{row.where}: {group}: {title} does not name the step")
        groups[group] = tuple(NudgeText(_nudge_key(title), title, body) for title, body in pairs)
    return groups


def _nudge_key(title: str) -> str:
    return "-".join(re.findall(r"[a-z]+", title.casefold().replace("'", "")))
