"""Finding wins by their words: full text, without regard to case or accents, as one types.

Words are folded here, not by SQLite, so that every script works the same: letters lose accents
and case, and characters of scripts written without spaces count as words of their own, next to
each other.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from datetime import date
from typing import Any

from peewee import SQL

from microwins_desktop.core.model import Win
from microwins_desktop.store.database import Database
from microwins_desktop.store.rows import tuples, win_from, win_query
from microwins_desktop.store.tables import AreaRow, WinRow

BATCH = 2000

# Ranges of scripts that are written without spaces: kana, Han and its extensions, Thai, Lao,
# Khmer, Myanmar. Hangul has spaces, but its syllables are searched by their beginnings too.
_VOICING = "\u3099\u309a"  # on kana these make another letter, not an accent

_SPACELESS = (
    (0x0E00, 0x0EFF),
    (0x1000, 0x109F),
    (0x1780, 0x17FF),
    (0x3040, 0x30FF),
    (0x3400, 0x4DBF),
    (0x4E00, 0x9FFF),
    (0xAC00, 0xD7AF),
    (0xF900, 0xFAFF),
    (0x20000, 0x323AF),
)


class Search:
    def __init__(self, database: Database) -> None:
        self._database = database

    def find(
        self,
        text: str,
        limit: int | None = 200,
        first: date | None = None,
        last: date | None = None,
        area: str | None = None,
    ) -> list[Win]:
        """Wins whose title or note hold all words of `text`, newest day first.

        The last word may be the beginning of one. Nothing is found for a text without words.
        With a `limit`, only the wins logged latest are looked at, so that typing stays quick.
        """
        query = match_expression(text)
        if not query:
            return []
        while self.catch_up():
            pass
        matching = "SELECT rowid FROM win_words WHERE win_words MATCH ?"
        if limit is not None:
            matching += f" ORDER BY rowid DESC LIMIT {int(limit)}"
        where = WinRow.id.in_(SQL(f"({matching})", (query,))) & WinRow.deleted_at.is_null()
        if first is not None:
            where &= WinRow.day >= first.isoformat()
        if last is not None:
            where &= WinRow.day <= last.isoformat()
        if area is not None:
            where &= AreaRow.key == area
        order = (WinRow.day.desc(), WinRow.at_ms.desc(), WinRow.id.desc())
        with self._database.reading():
            return [
                win_from(values) for values in tuples(win_query().where(where).order_by(*order))
            ]

    def catch_up(self, batch: int = BATCH) -> bool:
        """Take up to `batch` new or changed wins into the index; whether there may be more."""
        with self._database.writing():
            query = WinRow.select(WinRow.id, WinRow.title, WinRow.note)
            rows = list(tuples(query.where(SQL("indexed = 0")).order_by(WinRow.id).limit(batch)))
            if rows:
                self._index(rows)
        return len(rows) == batch

    def _index(self, rows: Iterable[tuple[Any, ...]]) -> None:
        words = [(row, folded_words(f"{title} {note}")) for row, title, note in rows]
        ids = [(row,) for row, _ in words]
        self._database.execute_many("DELETE FROM win_words WHERE rowid = ?", ids)
        self._database.execute_many("INSERT INTO win_words (rowid, words) VALUES (?, ?)", words)
        self._database.execute_many("UPDATE win SET indexed = 1 WHERE id = ?", ids)


def folded_words(text: str) -> str:
    """`text` without accents and case, with spaces around characters of spaceless scripts."""
    if text.isascii():
        return text.lower()
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = (char for char in plain if not unicodedata.combining(char) or char in _VOICING)
    composed = unicodedata.normalize("NFKC", "".join(kept))
    return "".join(f" {char} " if _stands_alone(char) else char for char in composed)


def match_expression(text: str) -> str:
    """An FTS5 query for all words of `text`, the last one as a prefix; "" where it has no words."""
    terms: list[str] = []
    for word in text.split():
        tokens = "".join(char if char.isalnum() else " " for char in folded_words(word)).split()
        if tokens:
            terms.append('"' + " ".join(tokens) + '"')
    return " AND ".join(terms) + " *" if terms else ""


def _stands_alone(char: str) -> bool:
    code = ord(char)
    return code >= 0x0E00 and any(low <= code <= high for low, high in _SPACELESS)
