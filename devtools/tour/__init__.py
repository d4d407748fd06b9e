"""The tour: `python3 dev.py tour [FOLDER]` lives through the program's main job and takes pictures.

It drives the real app, put together as `app.run` does it, over a demo journal in a temporary
folder; without a display, without a tray and sealed off from the desktop it runs on.
"""
