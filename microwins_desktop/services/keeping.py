"""The person's own people and kept words in the running app: read, changed, brought up again."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QObject

from microwins_desktop.core.keepsakes import Keepsake, next_keepsake
from microwins_desktop.core.people import Person
from microwins_desktop.services.journal import Journal
from microwins_desktop.store.errors import StoreError


class Keeping(QObject):
    """Changes are told through `journal.changed`, what could not be written through its `failed`.

    Methods that change something return whether it was done; they raise TextError for words that
    cannot be kept.
    """

    def __init__(self, journal: Journal, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._journal = journal
        self._shown: tuple[date, str] | None = None

    # -- people

    def people(self) -> list[Person]:
        """Everybody the person put down, in their order."""
        return self._journal.store.people.all()

    def put_person(self, person: Person) -> bool:
        """Keep somebody new (an empty `id`), or change the one with this `id`."""
        people = self._journal.store.people
        return self._journal.act(people.edit if person.id else people.add, person)

    def remove_person(self, ident: str) -> bool:
        return self._journal.act(self._journal.store.people.delete, ident)

    def move_person(self, ident: str, by: int) -> bool:
        """Put somebody `by` places further down (up when negative)."""
        order = [person.id for person in self.people()]
        return self._journal.act(self._journal.store.people.reorder, _moved(order, ident, by))

    # -- kept words

    def keepsakes(self) -> list[Keepsake]:
        """All kept words, the newest first."""
        return self._journal.store.keepsakes.all()

    def put_keepsake(self, keepsake: Keepsake) -> bool:
        """Keep new words (an empty `id`), or change those with this `id`."""
        kept = self._journal.store.keepsakes
        if keepsake.id:
            return self._journal.act(kept.edit, keepsake.id, keepsake.text, keepsake.from_whom)
        return self._journal.act(kept.add, keepsake.text, keepsake.from_whom)

    def remove_keepsake(self, ident: str) -> bool:
        return self._journal.act(self._journal.store.keepsakes.delete, ident)

    def keepsake_of_today(self) -> Keepsake | None:
        """The kept words to bring up today: the same all day, another one on another day."""
        kept = self.keepsakes()
        today = self._journal.today()
        if self._shown is not None and self._shown[0] == today:
            again = next((one for one in kept if one.id == self._shown[1]), None)
            if again is not None:
                return again
        chosen = _shown_on(kept, self._journal) or next_keepsake(kept)
        if chosen is not None:
            self._shown = (today, chosen.id)
            self._note_shown(chosen)
        return chosen

    def _note_shown(self, keepsake: Keepsake) -> None:
        if _shown_on([keepsake], self._journal) is not None:
            return
        try:
            self._journal.store.keepsakes.note_shown(keepsake.id)
        except StoreError as error:
            # It was seen all the same; the same words may then come again tomorrow.
            self._journal.failed.emit(str(error))


def _shown_on(kept: Sequence[Keepsake], journal: Journal) -> Keepsake | None:
    """The one that was brought up today already, by an earlier run of the program."""
    for keepsake in kept:
        if keepsake.shown_at is not None and journal.day_of(keepsake.shown_at) == journal.today():
            return keepsake
    return None


def _moved(order: list[str], ident: str, by: int) -> list[str]:
    if ident not in order:
        return order
    place = order.index(ident)
    order.remove(ident)
    order.insert(max(0, min(len(order), place + by)), ident)
    return order
