"""What a person types, made fit to keep: nothing is lost, nothing invisible slips in.

Limits are in characters. They are generous for people and firm against accidents such as a whole
file pasted into the line for one small win.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

from microwins_desktop.i18n import _

TITLE_LIMIT = 500
NOTE_LIMIT = 20_000

# Letters and signs that show nothing: fillers of Hangul, the empty pattern of Braille.
_BLANK = "\u115f\u1160\u3164\uffa0\u2800"
_UNSEEN = ("Cf", "Mn", "Zs")

_EMBEDDINGS, _END_OF_EMBEDDING = "\u202a\u202b\u202d\u202e", "\u202c"
_ISOLATES, _END_OF_ISOLATE = "\u2066\u2067\u2068", "\u2069"


class TextError(ValueError):
    """A text that cannot be kept; its message is one plain sentence for the person."""


def clean_title(text: str) -> str:
    """One line without control characters. Raises TextError if it is empty, too long or broken."""
    line = _closed(" ".join(_readable(text, keep="").split()))
    if not any(map(_shows, line)):
        raise TextError(_("there are no words in it yet"))
    if len(line) > TITLE_LIMIT:
        says = _("that is {n} characters; a win takes up to {most}")
        raise TextError(says.format(n=len(line), most=TITLE_LIMIT))
    return line


def clean_note(text: str) -> str:
    """Lines without other control characters. Raises TextError if it is too long or broken."""
    note = _readable(text.replace("\r\n", "\n").replace("\r", "\n"), keep="\n\t").strip()
    if len(note) > NOTE_LIMIT:
        says = _("that is {n} characters; a note takes up to {most}")
        raise TextError(says.format(n=len(note), most=NOTE_LIMIT))
    return note


def _readable(text: str, keep: str) -> str:
    if "\0" in text:
        raise TextError(_("it holds a NUL byte, which is not text"))
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        raise TextError(_("it holds bytes that are not text")) from None
    # Control characters could steer a terminal that prints the win later; text direction marks
    # (category Cf) stay, since right-to-left scripts need them.
    return "".join(
        " " if unicodedata.category(char) == "Cc" and char not in keep else char for char in text
    )


def _shows(char: str) -> bool:
    return char not in _BLANK and unicodedata.category(char) not in _UNSEEN


def _closed(line: str) -> str:
    """`line` with every text direction it opens also closed.

    A title is shown inside sentences ("Undo: ..."); an override left open would turn the rest of
    the sentence round as well.
    """
    open_ends: list[str] = []
    for char in line:
        if char in _EMBEDDINGS:
            open_ends.append(_END_OF_EMBEDDING)
        elif char in _ISOLATES:
            open_ends.append(_END_OF_ISOLATE)
        elif char == _END_OF_EMBEDDING and open_ends[-1:] == [char]:
            open_ends.pop()
        elif char == _END_OF_ISOLATE and char in open_ends:
            while open_ends.pop() != char:  # the end of an isolate ends what was opened inside it
                pass
    return line + "".join(reversed(open_ends))


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
