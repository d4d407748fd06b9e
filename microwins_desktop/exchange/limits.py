"""How much of a file is taken, so that no file can fill the memory, the disk or the day.

Far above what trackers write in a lifetime of use; what lies beyond is refused with a sentence.
"""

from __future__ import annotations

MB = 1024 * 1024

WHOLE_FILE = 32 * MB
"""Bytes of a foreign file that is read as one piece (JSON, a member of a zip)."""

STREAMED_FILE = 4096 * MB
"""Bytes of a file that is read piece by piece (our own formats, CSV)."""

DATABASE_FILE = 512 * MB

ZIP_RATIO = 250
"""How far a member may be packed; texts reach 20, the tightest real exports 60."""

ZIP_FREE = 2 * MB
"""Bytes below which a member's ratio does not matter."""

ZIP_MEMBERS = 20_000
ZIP_TOTAL = 256 * MB

JSON_ENTRY = 16 * MB
"""Characters of one entry of a list that is read piece by piece."""

LINE = 1 * MB
"""Characters of one line of text."""

CELL = 200_000
"""Characters of one CSV cell; a note takes 20,000."""

HABITS = 1000
RECORDS = 500_000
"""Rows of another program's file: ten habits ticked daily for a hundred years and more."""

SQLITE_SECONDS = 20.0
NAMED_TROUBLES = 500
"""How many left-out records are named one by one; those after them are counted."""
