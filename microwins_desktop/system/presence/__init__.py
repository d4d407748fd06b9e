"""Whether the person wants to be spoken to just now, as far as the desktop can tell.

`look` asks everybody who may know, once, within a limit, and leaves open what nobody told. It has
no Qt in it, so the terminal can ask too; `desktop` asks from a thread for the running app.
"""
