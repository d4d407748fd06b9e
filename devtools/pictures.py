"""Takes the pictures of README.md afresh: `python -m devtools.pictures`."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
CHOSEN = (
    *("today-light", "today-dark", "tray-menu-light", "card-light", "panel-light"),
    *("calendar-light", "calendar-year-dark", "story-light", "nudge-light"),
)
MOST = 1_500_000
"""Bytes that all pictures together may have."""


def main() -> int:
    """Take the tour, and keep what README.md shows."""
    with tempfile.TemporaryDirectory(prefix="microwins-pictures-") as folder:
        tour = [sys.executable, "-m", "devtools.tour", folder]
        subprocess.run(tour, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)
        shutil.rmtree(PICTURES, ignore_errors=True)
        PICTURES.mkdir(parents=True)
        for name in CHOSEN:
            shutil.copyfile(Path(folder, f"{name}.png"), PICTURES / f"{name}.png")
    size = sum(path.stat().st_size for path in PICTURES.iterdir())
    print(f"{len(CHOSEN)} pictures, {size / 1000:.0f} kB")
    return 0 if size <= MOST else 1


if __name__ == "__main__":
    raise SystemExit(main())
