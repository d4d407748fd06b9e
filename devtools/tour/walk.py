"""What the tour does, in order: the program's main job on one ordinary day."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtWidgets import QRadioButton

from devtools.demo.clock import NOW
from devtools.tour.stage import Stage
from microwins_desktop.ui.kit import Segmented

AFTERNOON = datetime.combine(NOW.date(), datetime.min.time()) + timedelta(hours=16, minutes=5)
VIEWS = "calendar"


def walk(stage: Stage) -> None:
    """Start in the tray, log, look, undo, look back, be nudged, and open every page."""
    stage.start()
    _one_click(stage)
    _today(stage)
    _panel(stage)
    _pages(stage)
    _nudge(stage)


def _one_click(stage: Stage) -> None:
    stage.tell("The program starts in the tray. Its menu begins with steps, and no window opens.")
    menu = stage.open_menu()
    stage.picture("tray-menu", menu)
    menu.close()
    step = stage.desktop.tray.menu.actions()[0].text()
    stage.tell(f"One click in the tray menu: {step}. A quiet card says so and leaves by itself.")
    before = stage.journal.count_today()
    stage.click(step)
    _is(stage.journal.count_today() == before + 1, "one click is one win")
    for card in stage.cards():
        stage.picture("card", card)
        card.hide()


def _today(stage: Stage) -> None:
    newest = stage.journal.wins_of(stage.journal.today())[-1]
    stage.tell(f"In the window, Today has it: {newest.title}.")
    stage.click("Open MicroWins")
    stage.picture("today", stage.desktop.window)
    stage.tell(f"Undo: {newest.title} is taken back, and redo brings it again.")
    before = stage.journal.count_today()
    stage.click("Undo")
    _is(stage.journal.count_today() == before - 1, "undo takes one win back")
    stage.picture("today-undone", stage.desktop.window)
    stage.click("Redo")
    _is(stage.journal.count_today() == before, "redo brings it again")
    stage.tell("Look back: what earlier days held, beside Today.")
    stage.press("Look back")
    stage.picture("look-back", stage.desktop.window)
    stage.press("Back to today")


def _panel(stage: Stage) -> None:
    stage.tell("A click on the icon, or a second start, opens the quick panel.")
    stage.desktop.open_panel()
    stage.settle()
    stage.picture("panel", stage.desktop.panel)
    stage.desktop.panel.close()


def _pages(stage: Stage) -> None:
    window = stage.desktop.window
    for key, name in window.page_names():
        if key == "today":
            continue
        try:
            page = window.go_to(key)
        except ModuleNotFoundError as missing:
            stage.tell(f"{name}: not built yet ({missing.name}).")
            continue
        stage.settle()
        stage.tell(f"{name}.")
        stage.picture(key, window)
        views = [view for view in page.findChildren(Segmented) if view.isVisible()]
        for view in views[0].findChildren(QRadioButton)[1:] if views and key == VIEWS else []:
            view.click()
            stage.settle()
            stage.tell(f"{name}, {view.text()}.")
            stage.picture(f"{key}-{view.text().casefold()}", window)
    window.go_to("today")


def _nudge(stage: Stage) -> None:
    stage.tell("In the afternoon a planned nudge comes, as a card with its answers.")
    stage.later(AFTERNOON)
    nudger = stage.desktop.nudges.nudger
    nudger.reconsider()
    _is(stage.wait_for(lambda: nudger.board.current is not None), "a nudge comes when it is due")
    stage.settle()
    for card in stage.cards():
        stage.picture("nudge", card)
    before = stage.journal.count_today()
    nudger.board.did_it()
    stage.settle()
    _is(stage.journal.count_today() == before + 1, "an answered nudge is one win")
    stage.tell("Did it: logged with one click, and the nudge is gone.")
    stage.picture("today-evening", stage.desktop.window)


def _is(true: bool, what: str) -> None:
    if not true:
        raise AssertionError(f"the tour expected: {what}")
