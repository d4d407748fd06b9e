"""What a person reads for the choices of a setting, and the line that says what it does."""

from __future__ import annotations

from microwins_desktop.i18n import N_, _

CHOICES: dict[tuple[str, str], str] = {
    ("week_start", "locale"): N_("As usual here"),
    ("week_start", "monday"): N_("Monday"),
    ("week_start", "sunday"): N_("Sunday"),
    ("week_start", "saturday"): N_("Saturday"),
    ("language", "system"): N_("As the system speaks"),
    ("theme", "system"): N_("As the system"),
    ("theme", "light"): N_("Light"),
    ("theme", "dark"): N_("Dark"),
    ("theme", "contrast"): N_("High contrast"),
    ("motion", "system"): N_("As the system"),
    ("motion", "full"): N_("Soft movement"),
    ("motion", "reduced"): N_("None"),
    ("nudge_delivery", "auto"): N_("What works best"),
    ("nudge_delivery", "notification"): N_("Notification"),
    ("nudge_delivery", "card"): N_("Card"),
    ("nudge_delivery", "dot"): N_("Dot on the tray icon"),
}
"""Marked for translation. Languages are named by themselves, see `LANGUAGE_NAMES`."""

LANGUAGE_NAMES = {
    "en": "English",
    "es": "Español",
    "fr": "Français",
    "de": "Deutsch",
    "pt_BR": "Português (Brasil)",
    "ja": "日本語",
    "ar": "العربية",
}
"""A language is named in itself, so that who cannot read the others finds it."""

HELP: dict[str, str] = {
    "day_start": N_("What is logged before then belongs to the day before."),
    "discreet": N_("Nudges and the tray say nothing of yours, and notes show when you point."),
    "card_after_log": N_("It shows for four seconds, with a way back."),
    "nudge_delivery": N_("A notification where the desktop shows them, else a card."),
    "nudge_cap_per_day": N_("0 means none."),
    "quiet_hours": N_("Nothing comes in these hours."),
    "coordinates": N_("Latitude, longitude. Left empty, it is your time zone's own place."),
    "look_back": N_("A week, a month or a year ago, now and then."),
    "check_in": N_("One question, and a way past it."),
    "start_at_login": N_("It starts in the tray, without a window."),
}


PROBLEMS: dict[str, str] = {
    "coordinates": N_("This takes two numbers in degrees, such as 48.2, 16.4, or nothing."),
}


def choice_words(key: str, choice: str) -> str:
    """A choice as a person reads it."""
    if key == "language" and choice in LANGUAGE_NAMES:
        return LANGUAGE_NAMES[choice]
    return _(CHOICES[key, choice])


def help_words(key: str) -> str:
    """One line about a setting, or nothing where its name says enough."""
    return _(HELP[key]) if key in HELP else ""


def problem_words(key: str) -> str:
    """What to say where something was typed that the setting does not take, or nothing."""
    return _(PROBLEMS[key]) if key in PROBLEMS else ""
