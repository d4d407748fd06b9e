"""The journal as one HTML file: nothing is loaded from anywhere, and it prints well."""

from __future__ import annotations

import html
from collections.abc import Iterator

from microwins_desktop.exchange.pages import DayPage, Entry, day_pages
from microwins_desktop.exchange.target import Span, Wish
from microwins_desktop.i18n import _, language_in_use
from microwins_desktop.store import Store

_RTL = ("ar", "he", "fa", "ur")

_STYLE = """
:root { color-scheme: light dark; }
body { font: 1rem/1.5 system-ui, sans-serif; max-width: 42rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.25rem; margin-block: 2.5rem 0.5rem; }
h3 { font-size: 1rem; margin-block: 1.5rem 0.25rem; }
h3 span { font-weight: normal; opacity: 0.75; }
blockquote { margin: 0.25rem 0; padding-inline-start: 0.75rem; border-inline-start: 3px solid;
  white-space: pre-line; }
ul { list-style: none; margin: 0; padding: 0; }
li { display: grid; grid-template-columns: 4rem 1fr; padding-block: 0.15rem; break-inside: avoid; }
time { opacity: 0.75; font-variant-numeric: tabular-nums; }
small { opacity: 0.75; } p.note { margin: 0; white-space: pre-line; }
p, bdi { overflow-wrap: anywhere; }
@media print { body { margin: 0; max-width: none; color: #000; background: #fff; }
  h2, h3 { break-after: avoid; } }
"""


def chunks(store: Store, span: Span, wish: Wish) -> Iterator[str]:
    """The wins as a page."""
    language = language_in_use().replace("_", "-")
    direction = "rtl" if language.split("-")[0] in _RTL else "ltr"
    title = html.escape(_("Small wins"))
    yield (
        f'<!DOCTYPE html>\n<html lang="{html.escape(language)}" dir="{direction}">\n<head>\n'
        '<meta charset="utf-8">\n<meta name="viewport" content="width=device-width">\n'
        '<meta http-equiv="Content-Security-Policy" '
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{title}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n<h1>{title}</h1>\n"
    )
    month = ""
    for page in day_pages(store, span, wish):
        if page.day.isoformat()[:7] != month:
            month = page.day.isoformat()[:7]
            yield f"<h2>{month}</h2>\n"
        yield _day(page)
    if not month:
        yield f"<p>{html.escape(_('The page is still open. Anything counts.'))}</p>\n"
    yield "</body>\n</html>\n"


def _day(page: DayPage) -> str:
    line = f'<blockquote dir="auto">{html.escape(page.line)}</blockquote>\n' if page.line else ""
    entries = "".join(map(_entry, page.entries))
    heading = f"{html.escape(page.heading)} <span>{html.escape(page.count)}</span>"
    return f"<section>\n<h3>{heading}</h3>\n{line}<ul>\n{entries}</ul>\n</section>\n"


def _entry(entry: Entry) -> str:
    about = ", ".join(filter(None, (entry.area, entry.size)))
    small = f" <small>{html.escape(about)}</small>" if about else ""
    note = f'<p class="note" dir="auto">{html.escape(entry.note)}</p>' if entry.note else ""
    time = f"<time>{entry.time}</time>" if entry.time else "<span></span>"
    return f"<li>{time}<div><bdi>{html.escape(entry.title)}</bdi>{small}{note}</div></li>\n"
