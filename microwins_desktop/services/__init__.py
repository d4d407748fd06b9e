"""The living program without windows: QtCore objects that own the signals."""
