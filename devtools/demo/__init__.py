"""Journals that nobody lived: a year for pictures and trials, and a million wins for the bench."""
