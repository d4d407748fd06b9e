#!/usr/bin/env python3
"""For developers and first visitors: run, test, tour, bench and bundle, each with one command.

Standard library only. Everything made here lies in `.dev/`; a second call is quick, because it
remembers by a hash what it installed.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parent
DEV = ROOT / ".dev"
VENV = DEV / "venv"
OLDEST = (3, 11)

RUN_PACKAGES = (
    "libegl1 libgl1 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 "
    "libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libxcb-randr0 libfontconfig1 libdbus-1-3 "
    "libglib2.0-0"
).split()
TEST_PACKAGES = (
    "xvfb xdotool openbox xfce4-panel dunst dbus at-spi2-core libnotify-bin libglib2.0-bin "
    "x11-utils desktop-file-utils appstream fonts-noto-core fonts-noto-cjk"
).split()
BUNDLE_PACKAGES = ["binutils"]


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    verbs = parser.add_subparsers(dest="verb", required=True)
    verbs.add_parser("run", help="install what is needed and start the app")
    verbs.add_parser("test", help="run every check")
    verbs.add_parser("tour", help="drive the app through its main job and save pictures")
    verbs.add_parser("bench", help="measure against a reference in the same run")
    verbs.add_parser("bundle", help="build a folder that runs without Python, and try it")
    given, rest = parser.parse_known_args()
    if sys.version_info < OLDEST:
        return fail(f"Python {OLDEST[0]}.{OLDEST[1]} or newer is needed, this is {sys.version[:6]}")
    os.chdir(ROOT)
    work = {"run": run, "test": test, "tour": tour, "bench": bench, "bundle": bundle}
    try:
        return work[given.verb](rest)
    except subprocess.CalledProcessError as error:
        return fail(f"this did not work: {' '.join(map(str, error.cmd))}")
    except KeyboardInterrupt:
        return 130


def run(rest: list[str]) -> int:
    have_packages(RUN_PACKAGES)
    python = environment(())
    if not has_display():
        say("There is no display here, so the app cannot be shown. Taking the tour instead.")
        return tour(rest)
    return subprocess.run([python, "-m", "microwins_desktop", *rest], check=False).returncode


def tour(rest: list[str]) -> int:
    have_packages(RUN_PACKAGES)
    folder = Path(rest[0]) if rest else DEV / "tour"
    command = [environment(()), "-m", "devtools.tour", str(folder)]
    return subprocess.run(command, check=False).returncode


def test(rest: list[str]) -> int:
    """Every check; all are run, and one that fails makes the whole fail.

    What follows `test` goes to pytest, such as `tests/ui -k panel`.
    """
    have_packages([*RUN_PACKAGES, *TEST_PACKAGES])
    python = environment(("test",))
    if rest:
        return subprocess.run([python, "-m", "pytest", *rest], check=False).returncode
    checks = {
        "style": ["-m", "ruff", "check", "."],
        "format": ["-m", "ruff", "format", "--check", "."],
        "types": ["-m", "mypy"],
        "tests, offscreen": ["-m", "pytest", "--ignore=tests/e2e"],
    }
    if sys.platform.startswith("linux"):
        checks["tests, real desktop"] = ["-m", "pytest", "tests/e2e", "--timeout=180"]
    failed = []
    for name, arguments in checks.items():
        say(f"== {name}")
        if subprocess.run([python, *arguments], check=False).returncode != 0:
            failed.append(name)
    if failed:
        return fail("did not hold: " + "; ".join(failed))
    say("Everything holds.")
    return 0


def bench(rest: list[str]) -> int:
    have_packages([*RUN_PACKAGES, *TEST_PACKAGES])
    return subprocess.run(
        [environment(("test",)), "-m", "devtools.bench", *rest], check=False
    ).returncode


def bundle(rest: list[str]) -> int:
    have_packages([*RUN_PACKAGES, *TEST_PACKAGES, *BUNDLE_PACKAGES])
    python = environment(("test", "bundle"))
    return subprocess.run([python, "-m", "devtools.bundle", *rest], check=False).returncode


def environment(extras: Sequence[str]) -> str:
    """The virtual environment's Python, with the project and `extras` installed."""
    python = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    wanted = set(extras)
    stamp = VENV / "installed"
    recipe = (ROOT / "pyproject.toml").read_bytes() + sys.version.encode()
    digest = hashlib.sha256(recipe).hexdigest()
    lines = stamp.read_text(encoding="utf-8").split() if stamp.exists() else []
    if lines[:1] == [digest] and wanted <= set(lines[1:]) and python.exists():
        return str(python)
    say("Installing what is needed into .dev/ (once).")
    if lines[:1] != [digest] or not python.exists():
        shutil.rmtree(VENV, ignore_errors=True)
        subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
        lines = [digest]
    everything = sorted(wanted | set(lines[1:]))
    target = ".[" + ",".join(everything) + "]" if everything else "."
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--editable", target], check=True)
    stamp.write_text("\n".join([digest, *everything]), encoding="utf-8")
    return str(python)


def have_packages(packages: Sequence[str]) -> None:
    """Install missing Debian packages where that is allowed; else say the one line to run."""
    if not shutil.which("dpkg-query") or not shutil.which("apt-get"):
        return
    missing = [package for package in packages if not is_installed(package)]
    if not missing:
        return
    command = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    prefix = root_prefix()
    if prefix is None:
        say("Some system packages are missing. Please run:")
        say("  sudo " + " ".join(command))
        return
    say("Installing system packages: " + " ".join(missing))
    surroundings = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    quiet = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive"]
    update = [*quiet, "apt-get", "update", "-qq"]
    subprocess.run(update, env=surroundings, check=False, stdout=subprocess.DEVNULL)
    subprocess.run([*quiet, *command], env=surroundings, check=True, stdout=subprocess.DEVNULL)


def is_installed(package: str) -> bool:
    # A package that was renamed for 64-bit time (libglib2.0-0t64) provides the old name.
    query = ["dpkg-query", "-W", "-f", "${db:Status-Status} ", package, package + "t64"]
    answer = subprocess.run(query, capture_output=True, text=True, check=False).stdout
    return "installed" in answer.split()


def root_prefix() -> list[str] | None:
    """What to put before a command that needs root: nothing, sudo, or None where neither may."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo"):
        asked = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
        if asked.returncode == 0:
            return ["sudo", "-n"]
    return None


def has_display() -> bool:
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return True
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def say(words: str) -> None:
    print(words, flush=True)


def fail(words: str) -> int:
    print(f"dev.py: {words}", file=sys.stderr, flush=True)
    return 1


if __name__ == "__main__":
    raise SystemExit(main())
