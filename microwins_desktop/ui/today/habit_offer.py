"""One quiet offer, a week apart at least: a nudge at the usual time, or a step after another."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QTime
from PySide6.QtWidgets import QWidget

from microwins_desktop.core.habits import Offer
from microwins_desktop.i18n import _
from microwins_desktop.services.habits import Habits, Plans
from microwins_desktop.services.journal import Journal
from microwins_desktop.ui.kit import Body, FlowLayout, QuietButton, TextButton, Wash
from microwins_desktop.ui.theme import Theme


class HabitOffer(Wash):
    """Hidden most of the time. Whatever is answered, it goes without another word."""

    def __init__(
        self,
        theme: Theme,
        journal: Journal,
        habits: Habits,
        plans: Plans,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(theme, parent)
        self._journal = journal
        self._habits = habits
        self._plans = plans
        self._offer: Offer | None = None
        self.words = Body(theme)
        self.yes = QuietButton(theme, _("Yes"))
        self.yes.clicked.connect(self._on_yes)
        self.not_now = TextButton(theme, _("Not now"))
        self.not_now.clicked.connect(self._on_not_now)
        self.never = TextButton(theme, _("Never for this one"))
        self.never.clicked.connect(self._on_never)
        self.body.addWidget(self.words)
        row = FlowLayout()
        for button in (self.yes, self.not_now, self.never):
            row.addWidget(button)
        self.body.addLayout(row)
        self.hide()

    def consider(self, asked_already: bool = False) -> None:
        """Show the offer of today, where there is one and nothing else is asked just now."""
        self._offer = None if asked_already else self._habits.offer()
        words = offer_words(self._offer, self._journal) if self._offer is not None else ""
        self.words.setText(words)
        self.setVisible(bool(words))

    def _on_yes(self) -> None:
        if self._offer is not None:
            self._habits.accept(self._offer, self._plans)
        self.consider()

    def _on_not_now(self) -> None:
        if self._offer is not None:
            self._habits.not_now(self._offer)
        self.consider()

    def _on_never(self) -> None:
        if self._offer is not None:
            self._habits.never(self._offer)
        self.consider()


def offer_words(offer: Offer, journal: Journal) -> str:
    """The offer as a question; nothing where one of its steps is gone."""
    step = journal.step(offer.step)
    other = journal.step(offer.other) if offer.other else None
    if step is None or (offer.other and other is None):
        return ""
    if other is not None:
        words = _("After “{first}” you often do “{then}”. Shall it be suggested then?")
        return words.format(first=step.title, then=other.title)
    if offer.about is None:
        return ""
    at = QLocale().toString(
        QTime(offer.about.hour, offer.about.minute), QLocale.FormatType.ShortFormat
    )
    words = _("“{step}” often happens around {time}. Want a gentle nudge then?")
    return words.format(step=step.title, time=at)
