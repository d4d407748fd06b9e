"""General and looks: the day, the language, colours and sizes, and how the program behaves."""

from __future__ import annotations

from microwins_desktop.core.surroundings import LoginStart, LoginState
from microwins_desktop.i18n import _
from microwins_desktop.services.preferences import Preferences
from microwins_desktop.ui.settings.rows import SwitchRow
from microwins_desktop.ui.settings.section import SettingsSection
from microwins_desktop.ui.theme import Theme

START_AT_LOGIN = "start_at_login"


class GeneralSection(SettingsSection):
    def __init__(self, theme: Theme, preferences: Preferences, login: LoginStart) -> None:
        super().__init__(theme, preferences)
        self.card(_("Looks"), "language", "theme", "text_scale", "motion")
        self.card(_("Your day"), "day_start", "week_start", "check_in")
        self.card(_("After a win"), "card_after_log", "sound")
        self.card(_("Privacy"), "discreet")
        self.card(_("Looking back"), "look_back", "look_back_hard_days")
        self.login = LoginRow(theme, preferences, login)
        self.card(_("Starting")).body.addWidget(self.login)
        self.column.addStretch(1)

    def fill(self) -> None:
        self.login.show_value()


class LoginRow(SwitchRow):
    """Start at login as it truly is: what the system says, not what was once chosen here."""

    def __init__(self, theme: Theme, preferences: Preferences, login: LoginStart) -> None:
        self._login = login
        super().__init__(theme, preferences, START_AT_LOGIN)

    def show_value(self) -> None:
        self._show(self._login.state())

    def _on_clicked(self) -> None:
        wanted = self.toggle.isChecked()
        state = self._login.enable() if wanted else self._login.disable()
        if state.enabled is wanted:
            self.put("on" if wanted else "off")
        self._show(state)
        if state.enabled is not wanted:
            self.say(state.reason or _("The system did not take it."))

    def _show(self, state: LoginState) -> None:
        self.toggle.setChecked(state.enabled)
        self.say(state.reason)
