"""The calendar of wins."""
