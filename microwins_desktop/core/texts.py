"""What a person types, made fit to keep: nothing is lost, nothing invisible slips in.

Limits are in characters. They are generous for people and firm against accidents such as a whole
file pasted into the line for one small win.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

TITLE_LIMIT = 500
NOTE_LIMIT = 20_000


class TextError(ValueError):
    """A text that cannot be kept; its message is one plain sentence for the person."""


def clean_title(text: str) -> str:
    """One line without control characters. Raises TextError if it is empty, too long or broken."""
    line = " ".join(_readable(text, keep="").split())
    if not line:
        raise TextError("there are no words in it yet")
    if len(line) > TITLE_LIMIT:
        raise TextError(f"that is {len(line)} characters; a win takes up to {TITLE_LIMIT}")
    return line


def clean_note(text: str) -> str:
    """Lines without other control characters. Raises TextError if it is too long or broken."""
    note = _readable(text.replace("\r\n", "\n").replace("\r", "\n"), keep="\n\t").strip()
    if len(note) > NOTE_LIMIT:
        raise TextError(f"that is {len(note)} characters; a note takes up to {NOTE_LIMIT}")
    return note


def _readable(text: str, keep: str) -> str:
    if "\0" in text:
        raise TextError("it holds a NUL byte, which is not text")
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise TextError("it holds bytes that are not text") from None
    # Control characters could steer a terminal that prints the win later; text direction marks
    # (category Cf) stay, since right-to-left scripts need them.
    return "".join(
        " " if unicodedata.category(char) == "Cc" and char not in keep else char for char in text
    )


def folded(text: str) -> str:
    """The form in which two texts are the same words: no case, no width, no outer punctuation."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    return " ".join(plain.split()).strip(" .!,;:\u2026\u3002")


def sought(text: str) -> str:
    """The form in which texts are looked for: folded, and without accents."""
    parts = unicodedata.normalize("NFKD", folded(text))
    return "".join(sign for sign in parts if not unicodedata.combining(sign))


def match_rank(wanted: str, title: str, others: Iterable[str]) -> int | None:
    """How well texts match what is being typed; 0 is best, None is not at all.

    A word of the title that begins with it, then any text that holds it.
    """
    key = sought(wanted)
    heading = sought(title)
    if heading.startswith(key) or any(word.startswith(key) for word in heading.split()):
        return 0
    return 1 if key in heading or any(key in sought(text) for text in others) else None
