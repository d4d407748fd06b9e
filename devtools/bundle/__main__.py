"""`python -m devtools.bundle [FOLDER]`: build the bundle below FOLDER, and try it."""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from devtools.bundle.trial import Fault, Trial

ROOT = Path(__file__).resolve().parents[2]


def main(folder: Path) -> int:
    """Build and try; 0 where all of it held."""
    program = build(folder)
    size = sum(path.stat().st_size for path in program.parent.rglob("*") if not path.is_symlink())
    _say(f"built {program.parent}: {size / 1e6:.0f} MB")
    try:
        try_out(program)
    except (Fault, AssertionError) as fault:
        print(f"bundle: {fault}", file=sys.stderr, flush=True)
        return 1
    _say("The bundle runs without Python.")
    return 0


def build(folder: Path) -> Path:
    """The bundled program, made anew."""
    made = folder / "dist"
    shutil.rmtree(made, ignore_errors=True)
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
    places = ["--distpath", str(made), "--workpath", str(folder / "work")]
    subprocess.run([*command, *places, str(ROOT / "build.spec")], cwd=ROOT, check=True)
    name = "microwins-terminal.exe" if sys.platform == "win32" else "microwins"
    return made / "microwins" / name


def try_out(program: Path) -> None:
    """Raises Fault, or AssertionError where something never came."""
    with tempfile.TemporaryDirectory(prefix="microwins-bundle-") as folder:
        trial = Trial(program, Path(folder), _say)
        trial.terminal()
        if not sys.platform.startswith("linux"):
            _say("the window was not tried: a real desktop in a box needs Linux")
            return
        from devtools.box.desktop import Desktop

        box = Desktop(Path(tempfile.mkdtemp(prefix="d", dir=folder)))
        try:
            box.start()
            trial.desktop(box)
        finally:
            box.stop()


def _say(words: str) -> None:
    print(words, flush=True)


if __name__ == "__main__":
    given = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / ".dev" / "bundle"
    sys.exit(main(given.absolute()))
