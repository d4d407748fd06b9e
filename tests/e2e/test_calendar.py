"""The calendar as a screen reader and a keyboard get it, in a real desktop."""

from __future__ import annotations

import re
import subprocess

from access import FOCUSED, SHOWING, Node, Screen
from conftest import App

from devtools.box.desktop import Desktop, until

DAY = re.compile(
    r"(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day \d{1,2} [A-Z][a-z]+ \d{4}(, \d+ wins?)?"
)


def open_calendar(window: Node) -> Node:
    """The grid of the month, after going to the page by the list of pages."""
    pages = until(lambda: window.find("list", "Pages"), "the list of pages")
    pages.select(1)
    return until(lambda: window.find("table", lambda name: bool(re.search(r"\d{4}", name))), "grid")


def days_of(grid: Node) -> list[Node]:
    return [cell for cell in grid.children if cell.role == "cell" and DAY.match(cell.name)]


def press(desktop: Desktop, *keys: str) -> None:
    subprocess.run(["xdotool", "key", *keys], env=desktop.environment, check=True)


def focused(grid: Node) -> list[str]:
    return [cell.name for cell in days_of(grid) if cell.has(FOCUSED)]


def test_the_month_is_a_grid_of_days_walked_by_keyboard(
    desktop: Desktop, app: App, screen: Screen
) -> None:
    app.terminal("log", "open-blinds", "--at", "2026-02-10T09:00")
    app.terminal("log", "Made tea", "--at", "2026-02-10T10:00")
    app.start()
    window = screen.window("MicroWins")
    grid = open_calendar(window)
    assert 28 <= len(days_of(grid)) <= 31
    grid.focus()
    until(lambda: len(focused(grid)) == 1, "the focus on today")

    first = focused(grid)[0]
    press(desktop, "Home")
    until(lambda: " 1 " in focused(grid)[0], "the first of the month")
    press(desktop, "Right")
    until(lambda: " 2 " in focused(grid)[0], "one cell on")
    press(desktop, "Down")
    until(lambda: " 9 " in focused(grid)[0], "one week on")
    press(desktop, "t")
    until(lambda: focused(grid) == [first], "today again")

    press(desktop, *["Page_Up"] * months_since(first))
    until(lambda: grid.name == "February 2026", "February")
    assert len(days_of(grid)) == 28
    assert "Tuesday 10 February 2026, 2 wins" in [cell.name for cell in days_of(grid)]
    assert all(cell.has(SHOWING) for cell in days_of(grid))


def test_the_year_and_the_search_are_reached_by_name(
    desktop: Desktop, app: App, screen: Screen
) -> None:
    app.terminal("log", "Fed the neighbour's cat", "--at", "2026-02-10T09:00")
    app.start()
    window = screen.window("MicroWins")
    open_calendar(window)
    for view in ("Month", "Week", "Year"):
        assert window.find("radio button", view) is not None, view
    find = window.find("push button", "Find and filter")
    assert find is not None
    find.press()
    line = until(lambda: window.find("text", "Find wins"), "the line to search")
    line.type("neighb")
    found = until(lambda: window.find("list", "Found wins"), "the list of found wins")
    until(
        lambda: any(
            row.name == "Fed the neighbour's cat, Tuesday 10 February 2026, 09:00"
            for row in found.children
        ),
        "the win",
    )


def months_since(name: str) -> int:
    """From the month of a day's name back to February 2026."""
    months = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ]
    match = re.search(r"([A-Z][a-z]+) (\d{4})", name.split(" ", 1)[1])
    assert match is not None
    return (int(match[2]) - 2026) * 12 + months.index(match[1]) - 1
