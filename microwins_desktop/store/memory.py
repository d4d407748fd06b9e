"""Answers that are kept until what they were read from is written to.

After each click several views ask for the same things: the steps, the day, whether it is a hard
one. Reading them anew each time would hold the event loop for longer than a click may take.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from datetime import date
from typing import Any, Protocol, TypeVar

from microwins_desktop.store.connection import PAST

MOST = 64
"""Answers kept at a time; beyond that it begins anew."""

T = TypeVar("T")


class Generations(Protocol):
    """Who tells whether tables were written to: a `Database`."""

    def generation(self, tables: tuple[str, ...]) -> Hashable:
        """A value that is another one after anybody wrote to one of these tables."""
        ...

    def ask_until(self, day: date) -> None:
        """Days before this one are asked about, so that a new win on one of them matters."""
        ...


class Memory:
    """Keeps answers read from `tables`."""

    def __init__(self, database: Generations, *tables: str) -> None:
        self._database = database
        self._tables = tables
        self._answers: dict[Hashable, Any] = {}
        self._generation: Hashable = None

    def get(self, question: Hashable, read: Callable[[], T]) -> T:
        """The answer to `question`, from `read` where it is not known or no longer true."""
        generation = self._database.generation(self._tables)
        if generation != self._generation or len(self._answers) >= MOST:
            self._answers.clear()
            self._generation = generation
        if question not in self._answers:
            self._answers[question] = read()
        answer: T = self._answers[question]
        return answer

    def peek(self, question: Hashable) -> Any:
        """The answer to `question` where it is known and still true, else None."""
        true = self._database.generation(self._tables) == self._generation
        return self._answers.get(question) if true else None

    def put(self, question: Hashable, answer: object) -> None:
        """Keep an answer that follows from what was just written.

        Only inside the transaction that wrote it: if it comes to nothing, so does the answer.
        """
        generation = self._database.generation(self._tables)
        if generation != self._generation:
            self._answers.clear()
            self._generation = generation
        self._answers[question] = answer


class PastMemory(Memory):
    """Keeps answers about the days before some day, which a new win of that day leaves true."""

    def __init__(self, database: Generations, *tables: str) -> None:
        super().__init__(database, PAST, *tables)

    def before(self, day: date, question: Hashable, read: Callable[[], T]) -> T:
        """The answer to a question about days before `day` only."""
        self._database.ask_until(day)
        return self.get((day, question), read)
