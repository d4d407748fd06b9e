"""Finding wins by their words: full text, without regard to case or accents, as one types.

Words are folded here, not by SQLite, so that every script works the same: letters lose accents
and case, and characters of scripts written without spaces count as words of their own, next to
each other.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from peewee import SQL

from microwins_desktop.core.model import EVERYTHING, Sieve, Win
from microwins_desktop.store.database import Database
from microwins_desktop.store.rows import tuples, win_from, win_query
from microwins_desktop.store.tables import AreaRow, StepRow, WinRow

BATCH = 2000
_WAITING = (
    # Named, as SQLite would rather look at every win there is, once it has seen many waiting.
    "SELECT id, title, note FROM win INDEXED BY win_unindexed"
    " WHERE indexed = 0 ORDER BY id DESC LIMIT ?"
)
_MATCHING = "SELECT rowid AS row FROM win_words WHERE win_words MATCH ?"
_MATCHING_APART = "SELECT rowid AS row FROM temp.apart WHERE apart MATCH ?"
_APART = (
    "CREATE VIRTUAL TABLE temp.apart USING fts5 ("
    "words, tokenize = 'unicode61 remove_diacritics 0', prefix = '1 2 3')"
)
_MOST_NAMES = 8

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
        indexes = self._indexes()
        matching = " UNION ALL ".join(indexes)
        if limit is not None:
            matching += f" ORDER BY 1 DESC LIMIT {int(limit)}"
        words = (query,) * len(indexes)
        where = WinRow.id.in_(SQL(f"({matching})", words)) & WinRow.deleted_at.is_null()
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

    def look(self, text: str, sieve: Sieve = EVERYTHING, limit: int = 200) -> list[Win]:
        """What `find` finds, from the index as it is now, for showing while a person types.

        Wins whose step or area is named so are found as well. Of many, those logged latest.
        """
        query = match_expression(text)
        if not query:
            return []
        only, given = _sieve_sql(sieve)
        with self._database.reading():
            found: list[int] = []
            for index in self._indexes():
                found += self._ids(
                    f"SELECT win.id FROM ({index}) JOIN win ON win.id = row"
                    f" WHERE win.deleted_at IS NULL{only} ORDER BY row DESC LIMIT ?",
                    (query, *given, limit),
                )
            for column, row in self._named(text):
                found += self._ids(
                    f"SELECT id FROM win WHERE {column} = ? AND deleted_at IS NULL{only}"
                    " ORDER BY day DESC LIMIT ?",
                    (row, *given, limit),
                )
            order = (WinRow.day.desc(), WinRow.at_ms.desc(), WinRow.id.desc())
            wins = win_query().where(WinRow.id.in_(found)).order_by(*order).limit(limit)
            return [win_from(values) for values in tuples(wins)]

    def _ids(self, sql: str, given: Sequence[Any]) -> list[int]:
        return [row for (row,) in self._database.execute(sql, given)]

    def _named(self, text: str) -> list[tuple[str, int]]:
        """The steps and areas with the words of `text` in their names; none where that says little.

        Each as the column of a win that holds it, and its row.
        """
        wanted = folded_words(text).split()
        rows: list[tuple[str, int, str]] = [
            ("step_id", *row) for row in tuples(StepRow.select(StepRow.id, StepRow.title))
        ]
        rows += [("area_id", *row) for row in tuples(AreaRow.select(AreaRow.id, AreaRow.name))]
        fitting = [(column, row) for column, row, name in rows if _says(name, wanted)]
        return fitting if len(fitting) <= _MOST_NAMES else []

    def catch_up(self, batch: int = BATCH, durable: bool = True) -> bool:
        """Take up to `batch` new or changed wins into the index; whether there may be more.

        The latest wins come first. Without `durable` it does not wait for the disk: after a power
        cut the same wins are simply taken in again. Of a journal that may only be read, they are
        all taken into an index that lasts until it is closed.
        """
        if self._database.reads_only:
            self._index_apart()
            return False
        with self._database.writing(durable):
            # Ascending, as the index writes to disk anew for each row that goes backwards.
            rows = sorted(self._database.execute(_WAITING, (batch,)))
            if rows:
                self._index(rows)
        return len(rows) == batch

    def _indexes(self) -> Sequence[str]:
        """Queries for the rows whose words match, each with one parameter."""
        if not self._database.reads_only:
            return (_MATCHING,)
        self._index_apart()
        return (f"{_MATCHING} AND rowid NOT IN (SELECT rowid FROM temp.apart)", _MATCHING_APART)

    def _index_apart(self) -> None:
        there = "SELECT 1 FROM temp.sqlite_master WHERE name = 'apart'"
        if self._database.execute(there).fetchone():
            return
        self._database.execute("PRAGMA temp_store = memory")
        self._database.execute(_APART)
        rows = self._database.execute(_WAITING, (-1,)).fetchall()
        words = [(row, folded_words(f"{title} {note}")) for row, title, note in rows]
        self._database.execute_many("INSERT INTO temp.apart (rowid, words) VALUES (?, ?)", words)

    def _index(self, rows: Iterable[tuple[Any, ...]]) -> None:
        words = [(row, folded_words(f"{title} {note}")) for row, title, note in rows]
        ids = [(row,) for row, _ in words]
        self._database.execute_many("DELETE FROM win_words WHERE rowid = ?", ids)
        self._database.execute_many("INSERT INTO win_words (rowid, words) VALUES (?, ?)", words)
        self._database.execute_many("UPDATE win SET indexed = 1 WHERE id = ?", ids)


def _says(name: str, wanted: Sequence[str]) -> bool:
    """Whether a name has all the words, the last of them perhaps only begun."""
    words = folded_words(name).split()
    *whole, begun = wanted or [""]
    return (
        bool(begun) and set(whole) <= set(words) and any(word.startswith(begun) for word in words)
    )


def _sieve_sql(sieve: Sieve) -> tuple[str, tuple[Any, ...]]:
    """What lets through only the wins of `sieve`, as an ending of a WHERE, and its parameters."""
    parts: dict[str, str | None] = {
        " AND win.area_id = (SELECT id FROM area WHERE key = ?)": sieve.area,
        " AND win.step_id = (SELECT id FROM step WHERE key = ?)": sieve.step,
        " AND win.size = ?": sieve.size.value if sieve.size else None,
    }
    asked = {sql: value for sql, value in parts.items() if value is not None}
    return "".join(asked), tuple(asked.values())


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
