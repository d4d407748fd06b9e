"""What went wrong, in the one line on stderr that the terminal's contract promises."""

from __future__ import annotations

import sys


def complain(message: str, code: int = 1) -> int:
    """Say it in one line; returns the exit code."""
    line = " ".join(message.split())
    print(f"microwins: {line}", file=sys.stderr)  # noqa: T201
    return code
