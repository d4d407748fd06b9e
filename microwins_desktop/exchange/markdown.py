"""The journal as Markdown: a heading a month, a smaller one a day, a line a win."""

from __future__ import annotations

import re
from collections.abc import Iterator

from microwins_desktop.exchange.pages import DayPage, Entry, day_pages
from microwins_desktop.exchange.target import Span, Wish
from microwins_desktop.i18n import _
from microwins_desktop.store import Store

# What means something anywhere, an ampersand that begins a sign's name, and what begins a line.
_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~]|&(?=[#\w])|^[-+=](?=\s|$|[-+=])|(?<=^\d)[.)])")


def chunks(store: Store, span: Span, wish: Wish) -> Iterator[str]:
    """The wins as Markdown text."""
    yield f"# {_('Small wins')}\n"
    month = ""
    for page in day_pages(store, span, wish):
        if page.day.isoformat()[:7] != month:
            month = page.day.isoformat()[:7]
            yield f"\n## {month}\n"
        yield _day(page)
    if not month:
        yield f"\n{_('The page is still open. Anything counts.')}\n"


def _day(page: DayPage) -> str:
    lines = [f"\n### {page.heading}\n"]
    if page.line:
        lines += [f"\n> {escaped(line)}\n" for line in page.line.splitlines() if line.strip()]
    lines.append("\n")
    lines += [_entry(entry) for entry in page.entries]
    return "".join(lines)


def _entry(entry: Entry) -> str:
    time = f"{entry.time} " if entry.time else ""
    about = ", ".join(filter(None, (entry.area, entry.size)))
    line = f"- {time}{escaped(entry.title)}" + (f" ({escaped(about)})" if about else "")
    note = "".join(f"\n  {escaped(text)}  " for text in entry.note.splitlines() if text.strip())
    return f"{line}  {note}\n" if note else f"{line}\n"


def escaped(text: str) -> str:
    """A person's text that Markdown shows as it is, whatever signs are in it."""
    return _SPECIAL.sub(r"\\\1", text.strip())
