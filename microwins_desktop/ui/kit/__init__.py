"""The pieces every screen is built from. Each is given the theme and follows it by itself."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from microwins_desktop.ui.kit.bar_chart import Bar, BarChart
    from microwins_desktop.ui.kit.buttons import (
        IconButton,
        PressButton,
        PrimaryButton,
        QuietButton,
        TextButton,
    )
    from microwins_desktop.ui.kit.fields import SearchField, TextField
    from microwins_desktop.ui.kit.figure import Figure
    from microwins_desktop.ui.kit.floating import FloatingCard
    from microwins_desktop.ui.kit.focus import FocusRing
    from microwins_desktop.ui.kit.glyphs import glyph_icon, paint_glyph
    from microwins_desktop.ui.kit.icons import app_icon, tray_icon
    from microwins_desktop.ui.kit.labels import (
        Body,
        Caption,
        Label,
        PageTitle,
        Secondary,
        Section,
        Strong,
        plain_tooltip,
    )
    from microwins_desktop.ui.kit.layouts import (
        FlowLayout,
        PageScroll,
        ResponsiveGrid,
        empty,
        page_column,
    )
    from microwins_desktop.ui.kit.marked_row import MarkedRow
    from microwins_desktop.ui.kit.marks import NO_AREA, is_emoji, mark_icon, paint_mark
    from microwins_desktop.ui.kit.motion import Movement
    from microwins_desktop.ui.kit.movable import MovableList, MovableRow
    from microwins_desktop.ui.kit.nav import NavList
    from microwins_desktop.ui.kit.panels import Card, Divider, Surface, Wash
    from microwins_desktop.ui.kit.pickers import Choice, DateField, NumberField, TimeField
    from microwins_desktop.ui.kit.ring import Ring
    from microwins_desktop.ui.kit.segmented import Segmented
    from microwins_desktop.ui.kit.step_button import StepButton
    from microwins_desktop.ui.kit.tabbing import tab_through
    from microwins_desktop.ui.kit.text import TextBlock, apart
    from microwins_desktop.ui.kit.themed import Themed, paint_panel
    from microwins_desktop.ui.kit.tile import Tile
    from microwins_desktop.ui.kit.timeline_row import TimelineRow
    from microwins_desktop.ui.kit.toast import Toast
    from microwins_desktop.ui.kit.toggle import Toggle

__all__ = [
    "NO_AREA",
    "Bar",
    "BarChart",
    "Body",
    "Caption",
    "Card",
    "Choice",
    "DateField",
    "Divider",
    "Figure",
    "FloatingCard",
    "FlowLayout",
    "FocusRing",
    "IconButton",
    "Label",
    "MarkedRow",
    "MovableList",
    "MovableRow",
    "Movement",
    "NavList",
    "NumberField",
    "PageScroll",
    "PageTitle",
    "PressButton",
    "PrimaryButton",
    "QuietButton",
    "ResponsiveGrid",
    "Ring",
    "SearchField",
    "Secondary",
    "Section",
    "Segmented",
    "StepButton",
    "Strong",
    "Surface",
    "TextBlock",
    "TextButton",
    "TextField",
    "Themed",
    "Tile",
    "TimeField",
    "TimelineRow",
    "Toast",
    "Toggle",
    "Wash",
    "apart",
    "app_icon",
    "empty",
    "glyph_icon",
    "is_emoji",
    "mark_icon",
    "page_column",
    "paint_glyph",
    "paint_mark",
    "paint_panel",
    "plain_tooltip",
    "tab_through",
    "tray_icon",
]

# Where each piece is. They are imported one by one, when they are first asked for: the tray icon
# alone needs few of them.
_PLACES = {
    "bar_chart": "Bar BarChart",
    "buttons": "IconButton PressButton PrimaryButton QuietButton TextButton",
    "fields": "SearchField TextField",
    "figure": "Figure",
    "floating": "FloatingCard",
    "focus": "FocusRing",
    "glyphs": "glyph_icon paint_glyph",
    "icons": "app_icon tray_icon",
    "labels": "Body Caption Label PageTitle Secondary Section Strong plain_tooltip",
    "layouts": "FlowLayout PageScroll ResponsiveGrid empty page_column",
    "marked_row": "MarkedRow",
    "marks": "NO_AREA is_emoji mark_icon paint_mark",
    "motion": "Movement",
    "movable": "MovableList MovableRow",
    "nav": "NavList",
    "panels": "Card Divider Surface Wash",
    "pickers": "Choice DateField NumberField TimeField",
    "ring": "Ring",
    "segmented": "Segmented",
    "step_button": "StepButton",
    "tabbing": "tab_through",
    "text": "TextBlock apart",
    "themed": "Themed paint_panel",
    "tile": "Tile",
    "timeline_row": "TimelineRow",
    "toast": "Toast",
    "toggle": "Toggle",
}


def __getattr__(name: str) -> object:
    for place, names in _PLACES.items():
        if name in names.split():
            piece: object = getattr(import_module(f"{__name__}.{place}"), name)
            globals()[name] = piece
            return piece
    raise AttributeError(f"the kit has no {name}")
