"""What the program says of its own accord: from `words.toml`, varied, not soon repeated."""

from __future__ import annotations

import logging
from collections import deque
from pathlib import Path

from microwins_desktop import i18n
from microwins_desktop.core.insight.returning import Returning
from microwins_desktop.core.keepsakes import next_keepsake
from microwins_desktop.core.model import Win
from microwins_desktop.core.wording import Words, acknowledgement, kind_word, load_words
from microwins_desktop.services.journal import Journal
from microwins_desktop.services.returning import returning_of
from microwins_desktop.store.errors import StoreError

_log = logging.getLogger(__name__)

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
                returning=self._returning(win),
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

    def kept_word(self) -> str:
        """A message somebody once sent, where the person keeps some; else an encouraging line."""
        store = self._journal.store
        keepsake = next_keepsake(store.keepsakes.all())
        if keepsake is None:
            return self.kind_word()
        try:
            store.keepsakes.note_shown(keepsake.id)
        except StoreError as error:
            # It comes up again a little sooner; nothing of the person's is lost.
            _log.info("not noted that a keepsake was shown: %s", error)
        return "\n".join(part for part in (keepsake.text, keepsake.from_whom) if part)

    def welcome(self, win: Win, returning: Returning) -> str:
        """A line for a win that is shown as a coming back; the same for as long as it is shown."""
        lines = self.words.acknowledgements[returning]
        return lines[win.day.toordinal() % len(lines)]

    def _returning(self, win: Win) -> Returning | None:
        if win.day != self._journal.today():
            return None
        return returning_of(self._journal, self._journal.wins_of(win.day)).get(win.id)

    def _seed(self) -> int:
        self._count += 1
        return self._journal.today().toordinal() * 31 + self._count

    def _say(self, line: str) -> str:
        self._said.append(line)
        return line
