"""Looking back as a screen reader's user meets it: the story's charts, and a year ago."""

from __future__ import annotations

import json
from datetime import date, timedelta

from access import Node, Screen
from conftest import App

from devtools.box.desktop import until


def today(app: App) -> date:
    """The day in the box, told by a win logged there."""
    app.terminal("log", "open-blinds")
    (win,) = json.loads(app.terminal("today", "--json"))
    return date.fromisoformat(win["day"])


def names(node: Node, role: str) -> list[str]:
    return [child.name for child in node.walk() if child.role == role]


def test_a_chart_is_a_table_whose_cells_say_their_values(app: App, screen: Screen) -> None:
    day = today(app)
    before = day.replace(day=1) - timedelta(days=1)
    for known in {before, before - timedelta(days=1)}:
        app.terminal("log", "take-a-shower", "--at", f"{known}T09:00")
    app.start()
    window = screen.window("MicroWins")
    entries = until(lambda: window.find("list", lambda _name: True), "the list of pages")
    entries.select(2)
    chart = until(lambda: window.find("table", "Days with a win over time"), "the chart")
    assert names(chart, "cell") == [
        f"{before:%B %Y}: 2 days with a win",
        f"{day:%B %Y}: 1 day with a win",
    ]
    assert window.find("label", "3 small wins so far") is not None
    button = window.find("push button", "In words")
    assert button is not None
    button.press()
    every = f"{before:%B %Y}: 2 days with a win\n{day:%B %Y}: 1 day with a win"
    until(lambda: window.find("label", every), "the chart in words")


def test_looking_back_and_hushing_go_by_the_tree_alone(app: App, screen: Screen) -> None:
    day = today(app)
    app.terminal("log", "Sat by the window", "--at", f"{day - timedelta(days=7)}T09:00")
    app.start()
    window = screen.window("MicroWins")
    button = until(lambda: window.find("push button", "Look back"), "the button")
    button.press()
    until(lambda: window.find("label", "A week ago"), "the memory")
    back = window.find("push button", "Back to today")
    assert back is not None
    back.press()
    until(lambda: window.find("label", "A week ago") is None, "Today again")
