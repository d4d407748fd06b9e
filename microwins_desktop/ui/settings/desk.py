"""What nudges have to do with this desktop: a test of the way out, and what it can tell."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout

from microwins_desktop.core.surroundings import NoticeTester, PresenceTeller, Report, TestAnswer
from microwins_desktop.i18n import _
from microwins_desktop.ui.kit import Body, Card, QuietButton, Secondary, Section, Strong
from microwins_desktop.ui.theme import Space, Theme


class TestNudge(QVBoxLayout):
    """A button that tries the ways out, and the line that says which one worked."""

    __test__ = False  # pytest takes the name for a test's

    def __init__(self, theme: Theme, notices: NoticeTester) -> None:
        super().__init__()
        self.setSpacing(2)
        self._notices = notices
        self.button = QuietButton(theme, _("Send a test nudge"))
        self.button.clicked.connect(self._on_clicked)
        self.result = Secondary(theme)
        self.result.hide()
        self.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeading)
        self.addWidget(self.result)

    def _on_clicked(self) -> None:
        self._say(_("It is on its way."))
        self._notices.send_test(self._on_answer)

    def _on_answer(self, answer: TestAnswer) -> None:
        self._say(answer.sentence())

    def _say(self, words: str) -> None:
        self.result.setText(words)
        self.result.show()


class PresenceCard(Card):
    """When nudges wait by themselves, as far as this desktop tells."""

    def __init__(self, theme: Theme, presence: PresenceTeller) -> None:
        super().__init__(theme, margin=20)
        self._presence = presence
        self._asked = False
        self.body.addWidget(Section(theme, _("What this desktop can tell")))
        self._lead = Secondary(
            theme, _("Asked just now, and otherwise only when a nudge is about to come.")
        )
        self.body.addWidget(self._lead)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(Space.SMALL)
        self.body.addLayout(self._lines)

    def look(self) -> None:
        """Ask once; what a desktop can tell does not change while the window is open."""
        if not self._asked:
            self._asked = True
            self._presence.find_out(self._on_report)

    def said(self) -> list[tuple[str, str]]:
        """The lines as they are shown: a label and a sentence each."""
        labels = [label.full_text() for label in self.findChildren(Strong)]
        words = [label.full_text() for label in self.findChildren(Body)]
        return list(zip(labels, words, strict=True))

    def _on_report(self, report: Report) -> None:
        for line in report.report():
            block = QVBoxLayout()
            block.setSpacing(0)
            block.addWidget(Strong(self.theme, line.label))
            block.addWidget(Body(self.theme, line.sentence))
            self._lines.addLayout(block)
