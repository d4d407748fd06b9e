"""`python -m devtools.tour FOLDER`: take the tour, and put its pictures into FOLDER."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

from devtools.tour.sealed import seal


def main(pictures: Path) -> int:
    """Take the tour; 0 where everything went as told."""
    pictures = pictures.expanduser().absolute()
    pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="microwins-tour-") as folder:
        seal(Path(folder))
        from devtools.tour.stage import Stage
        from devtools.tour.walk import walk

        stage = Stage(Path(folder), pictures, _say)
        try:
            walk(stage)
        finally:
            stage.close()
    _say(f"{len(stage.pictures)} pictures are in {pictures}")
    sys.stdout.flush()
    return 0


def _say(words: str) -> None:
    print(words, flush=True)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        sys.exit("usage: python -m devtools.tour [FOLDER]")
    code = main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(".dev/tour"))
    sys.exit(code)
