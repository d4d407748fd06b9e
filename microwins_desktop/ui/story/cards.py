"""The Story page's cards. Each is told what to show and hides itself where that says nothing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from microwins_desktop.core.insight.counting import Window, busiest_hours, years_of
from microwins_desktop.core.insight.then_now import Kind, ThenAndNow
from microwins_desktop.core.insight.together import Pair
from microwins_desktop.core.model import Area, Step
from microwins_desktop.i18n import _
from microwins_desktop.services.story import Stretch
from microwins_desktop.ui.kit import (
    NO_AREA,
    Bar,
    Card,
    Figure,
    FlowLayout,
    MarkedRow,
    ResponsiveGrid,
    Secondary,
    Section,
    Segmented,
    Strong,
    empty,
)
from microwins_desktop.ui.story import words
from microwins_desktop.ui.story.chart_card import WordedChart
from microwins_desktop.ui.theme import Space, Theme

MARGIN = 22
MONTHS_SHOWN = 24
"""Months that a chart has room for; a longer journal can be seen by year as well."""

FEWEST_MONTHS = 2
FEWEST_HOUR_DAYS = 5

Looks = Mapping[str, tuple[str, str]]
"""An area's shape and hue by its key."""


class DaysCard(Card):
    """Days with a win: in windows, and over all the time there is."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, margin=MARGIN)
        self._months: Sequence[tuple[date, int]] = ()
        self.figures = _Rows(FlowLayout(gap=Space.PAGE))
        choices = (_("By month"), _("By year"))
        self.by = Segmented(theme, _("Days with a win"), choices, wraps=True)
        self.by.chosen.connect(self._on_by)
        self.over_time = WordedChart(theme, _("Days with a win over time"))
        self.body.setSpacing(Space.CARDS)
        for widget in (Section(theme, _("Days with a win")), self.figures, self.by):
            self.body.addWidget(widget)
        self.body.addWidget(self.over_time)

    def show_windows(self, windows: Sequence[Window]) -> None:
        self.setVisible(bool(windows))
        self.figures.show_rows(
            [
                Figure(
                    self.theme,
                    words.number(found.days),
                    words.window_rest(found),
                    words.window_words(found),
                )
                for found in windows
            ]
        )

    def show_months(self, months: Sequence[tuple[date, int]]) -> None:
        self._months = months
        self.by.setVisible(len(months) > MONTHS_SHOWN)
        self.over_time.setVisible(len(months) >= FEWEST_MONTHS)
        self._draw()

    def _draw(self) -> None:
        if self.by.index() and len(self._months) > MONTHS_SHOWN:
            named = [
                (words.year_name(year), words.year_name(year), days)
                for year, days in years_of(self._months)
            ]
        else:
            named = [
                (words.month_name(month), words.month_label(month), days)
                for month, days in self._months[-MONTHS_SHOWN:]
            ]
        bars = [Bar(days, words.named_days(name, days), label) for name, label, days in named]
        self.over_time.show_bars(bars, words.days_words(sum(days for _n, days in self._months)))

    def _on_by(self, _index: int) -> None:
        self._draw()


class AreasCard(Card):
    """How many days of a window had something of each area, in the person's own order."""

    window_wanted = Signal(int)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, margin=MARGIN)
        self._choices: tuple[int, ...] = ()
        self._segmented: Segmented | None = None
        self.body.addWidget(Section(theme, _("Areas")))
        self._top = QHBoxLayout()
        self.body.addLayout(self._top)
        self.rows = _Rows(QVBoxLayout())
        self._none = Secondary(theme, _("Quiet here. Earlier days are still there."))
        self.body.addWidget(self.rows)
        self.body.addWidget(self._none)
        self.body.addStretch(1)

    def offer(self, choices: Sequence[int], chosen: int) -> None:
        """Let the person choose between these windows; one alone is no choice."""
        if tuple(choices) != self._choices:
            if self._segmented is not None:
                self._top.removeWidget(self._segmented)
                self._segmented.hide()
                self._segmented.deleteLater()
            named = [words.choice_words(of) for of in choices]
            self._choices, self._segmented = tuple(choices), None
            if len(choices) > 1:
                self._segmented = Segmented(self.theme, _("Areas"), named, wraps=True)
                self._segmented.chosen.connect(self._on_chosen)
                self._top.addWidget(self._segmented)
        if self._segmented is not None:
            self._segmented.set_index(self._choices.index(chosen))

    def show_areas(self, areas: Sequence[Area], days: Mapping[str, int], of: int) -> None:
        most = max(days.values(), default=0)
        rows = [
            MarkedRow(
                self.theme,
                ((area.shape, area.hue),),
                area.name,
                words.window_words(Window(days[area.key], of)),
                days[area.key] / most,
            )
            for area in areas
            if days.get(area.key)
        ]
        self.rows.show_rows(rows)
        self._none.setVisible(not rows)

    def _on_chosen(self, index: int) -> None:
        self.window_wanted.emit(self._choices[index])


class HoursCard(Card):
    """When in the day wins come, from the hour at which the person's day starts."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, margin=MARGIN)
        self.body.addWidget(Section(theme, _("Time of day")))
        self.chart = WordedChart(theme, _("Time of day"))
        self.body.addWidget(self.chart)
        self.body.addStretch(1)

    def show_hours(self, by_hour: tuple[int, ...], first: int, stretch: Stretch) -> None:
        self.setVisible(sum(by_hour) >= FEWEST_HOUR_DAYS)
        bars = []
        for place in range(24):
            hour = (first + place) % 24
            found = Window(by_hour[hour], stretch.days)
            label = words.hour_name(hour) if hour % 6 == 0 else ""
            bars.append(Bar(found.days, words.hour_words(hour, found), label))
        self.chart.show_bars(bars, words.busiest_words(busiest_hours(by_hour)))


class TogetherCard(Card):
    """What tends to come on the same day; only shown where the days are enough to say so."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, margin=MARGIN)
        self.body.addWidget(Section(theme, _("What tends to come together")))
        self.rows = _Rows(QVBoxLayout())
        self.stretch = Secondary(theme)
        self.body.addWidget(self.rows)
        self.body.addWidget(self.stretch)
        self.body.addStretch(1)

    def show_pairs(
        self, pairs: Sequence[Pair], stretch: Stretch, steps: Mapping[str, Step], looks: Looks
    ) -> None:
        rows = []
        for pair in pairs:
            sentence = words.pair_words(pair, steps)
            if sentence is not None:
                marks = [_look(steps[key], looks) for key in (pair.first, pair.then)]
                rows.append(MarkedRow(self.theme, marks, sentence))
        self.rows.show_rows(rows)
        self.stretch.setText(words.stretch_words(stretch.days))
        self.setVisible(bool(rows))


class ThenNowCard(Card):
    """A year ago beside now, without a number to measure one by the other."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(theme, parent, margin=MARGIN)
        self.body.addWidget(Section(theme, _("A year ago, and now")))
        self.then, self.now = _Rows(QVBoxLayout()), _Rows(QVBoxLayout())
        sides = ResponsiveGrid(column=theme.px(200), most=2, gap=Space.INSIDE)
        for name, rows in ((_("Then"), self.then), (_("Now"), self.now)):
            side = QWidget()
            column = QVBoxLayout(side)
            column.setContentsMargins(0, 0, 0, 0)
            column.setSpacing(0)
            column.addWidget(Strong(theme, name))
            column.addWidget(rows)
            column.addStretch(1)
            sides.addWidget(side)
        self.body.addLayout(sides)
        self.body.addStretch(1)

    def show_then_and_now(self, found: ThenAndNow | None, looks: Looks) -> None:
        self.setVisible(found is not None)
        for rows, kinds in (
            (self.then, found.then if found else ()),
            (self.now, found.now if found else ()),
        ):
            rows.show_rows([self._row(kind, looks) for kind in kinds])

    def _row(self, kind: Kind, looks: Looks) -> MarkedRow:
        return MarkedRow(self.theme, (looks.get(kind.area, NO_AREA),), kind.title)


class _Rows(QWidget):
    """Widgets that are made anew when what they show changes."""

    def __init__(self, layout: QVBoxLayout | FlowLayout, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout.setContentsMargins(0, 0, 0, 0)
        self.setLayout(layout)

    def show_rows(self, rows: Sequence[QWidget]) -> None:
        layout = self.layout()
        assert layout is not None
        # Out of sight meanwhile, so that the page is laid out once and not for every row.
        self.hide()
        empty(layout)
        for row in rows:
            layout.addWidget(row)
            row.show()
        self.setVisible(bool(rows))


def _look(step: Step, looks: Looks) -> tuple[str, str]:
    shape, hue = looks.get(step.area, NO_AREA)
    return step.icon or shape, hue
