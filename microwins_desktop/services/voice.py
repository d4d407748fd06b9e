"""What the program says of its own accord: from `words.toml`, varied, not soon repeated."""

from __future__ import annotations

from collections import deque
from datetime import date, timedelta
from pathlib import Path

from microwins_desktop import i18n
from microwins_desktop.core.model import Win
from microwins_desktop.core.wording import Words, acknowledgement, kind_word, load_words
from microwins_desktop.services.journal import RETURNING_AFTER_DAYS, Journal

_REMEMBERED = 6


class Voice:
    """Reads the words when it first speaks, so that a start in the tray does not pay for them."""

    def __init__(self, journal: Journal, source: Path) -> None:
        self._journal = journal
        self._source = source
        self._words: Words | None = None
        self._said: deque[str] = deque(maxlen=_REMEMBERED)
        self._count = 0

    @property
    def words(self) -> Words:
        """All words, in the language in use."""
        if self._words is None:
            self._words = load_words(self._source).translated(i18n._)
        return self._words

    def forget_language(self) -> None:
        """Read the words anew, after the language changed."""
        self._words = None

    def acknowledge(self, win: Win) -> str:
        """A line for a win that was just logged."""
        return self._say(
            acknowledgement(
                self.words,
                size=win.size,
                comeback=self._is_comeback(win.day),
                hard=win.hard,
                hard_day=self._journal.is_hard_day(),
                recent=tuple(self._said),
                seed=self._seed(),
            )
        )

    def kind_word(self) -> str:
        """A short encouraging line."""
        hard_day = self._journal.is_hard_day()
        recent = tuple(self._said)
        return self._say(kind_word(self.words, hard_day=hard_day, recent=recent, seed=self._seed()))

    def _is_comeback(self, day: date) -> bool:
        store = self._journal.store
        if day != self._journal.today() or store.wins.count_of_day(day) != 1:
            return False
        before = store.wins.previous_day_with_a_win(day)
        return before is not None and day - before > timedelta(days=RETURNING_AFTER_DAYS)

    def _seed(self) -> int:
        self._count += 1
        return self._journal.today().toordinal() * 31 + self._count

    def _say(self, line: str) -> str:
        self._said.append(line)
        return line
