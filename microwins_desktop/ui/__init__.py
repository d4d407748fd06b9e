"""What a person sees: tray, quick panel, card and main window."""
