"""Routines: a few small steps in a row, walked one at a time and left anywhere."""
