"""Tools for whoever works on the program; none of them ships with it."""
