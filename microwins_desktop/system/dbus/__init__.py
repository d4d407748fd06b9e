"""Speaking D-Bus, with jeepney for the bytes: `link` in Qt's loop, `questions` in any thread.

PySide6's own QtDBus cannot send an unsigned 32-bit number, which notifications need, and it waits
for whoever is asked.
"""
