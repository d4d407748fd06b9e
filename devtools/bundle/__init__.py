"""The bundle: `python3 dev.py bundle` builds a folder that runs without Python, and tries it."""
