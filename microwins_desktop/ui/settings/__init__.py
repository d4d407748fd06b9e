"""The Settings page: a frame of sections, each in a module of its own."""
