"""What can be wrong with a file, each with a plain sentence for the person."""

from __future__ import annotations


class Unreadable(Exception):
    """The file as a whole cannot be used. Nothing was changed."""


class BadRow(Exception):
    """One row of a file cannot be used; the message says why in a few words."""


class CannotWrite(Exception):
    """The file cannot be written there. What was there before is as it was."""


class Cancelled(Exception):
    """The person stopped it. Nothing was changed."""
