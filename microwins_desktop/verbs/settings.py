"""`settings`: list, read or change a setting; what cannot be meant changes nothing."""

from __future__ import annotations

from microwins_desktop.core.settings import BY_KEY, SETTINGS, settings_from
from microwins_desktop.i18n import _
from microwins_desktop.system.autostart import for_folder
from microwins_desktop.verbs.common import Call, CouldNot, UsageError, print_json, say

START_AT_LOGIN = "start_at_login"


def settings(call: Call) -> None:
    key, value = call.given.key, call.given.value
    if key is not None and key not in BY_KEY:
        says = _("{key} is not a setting; `microwins settings` lists them")
        raise UsageError(says.format(key=f"{key!r:.60}"))
    if value is not None:
        _set(call, key, value)
    texts = _texts(call)
    shown = texts if key is None else {key: texts[key]}
    if call.given.json:
        print_json(shown)
    elif key is not None:
        say(shown[key])
    else:
        width = max(len(name) for name in shown)
        for name, text in shown.items():
            say(f"{name:<{width}}  {text}".rstrip())


def _set(call: Call, key: str, value: str) -> None:
    setting = BY_KEY[key]
    written = setting.kind.write(setting.read(value))
    with call.journal() as store:
        if key == START_AT_LOGIN:
            _start_at_login(call, written == "on")
        store.options.put({key: written})
    call.tell_app()


def _start_at_login(call: Call, on: bool) -> None:
    """Make it so, and believe only what the system then says. Raises CouldNot."""
    autostart = for_folder(call.folder)
    state = autostart.enable() if on else autostart.disable()
    if state.enabled is not on:
        raise CouldNot(state.reason or _("the system did not take it"))


def _texts(call: Call) -> dict[str, str]:
    """Every setting as text, in order; start at login as the system says it is."""
    with call.journal() as store:
        values = settings_from(store.options.all())[0]
    texts = {setting.key: values.text(setting.key) for setting in SETTINGS}
    texts[START_AT_LOGIN] = "on" if for_folder(call.folder).state().enabled else "off"
    return texts
