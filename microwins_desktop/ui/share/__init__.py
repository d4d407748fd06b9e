"""Showing others a win, a day, a week or a month: a picture or a text, made on this computer."""
