"""MicroWins: log a small win with one click, and look back on a calendar of wins."""

__version__ = "0.1.0"
