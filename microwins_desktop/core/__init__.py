"""The pure heart: no Qt, no database, no clock of its own. Standard library only."""
