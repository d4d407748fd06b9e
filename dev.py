#!/usr/bin/env python3
"""For developers and first visitors: run, test, tour, bench and bundle, each with one command.

Standard library only. Everything made here lies in `.dev/`; a second call is quick, because it
remembers by a hash what it installed.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Mapping, Sequence
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
# Debian's Python leaves out what virtual environments are made with.
VENV_PACKAGES = [] if importlib.util.find_spec("ensurepip") else ["python3-venv"]


def main(arguments: Sequence[str]) -> int:
    verbs = {
        "run": (run, "install what is needed and start the app"),
        "test": (test, "run every check; what follows goes to pytest"),
        "tour": (tour, "drive the app through its main job and save pictures in a folder"),
        "bench": (bench, "measure against a reference in the same run"),
        "bundle": (bundle, "build a folder that runs without Python, and try it"),
    }
    parser = argparse.ArgumentParser(
        description=__doc__.split("\n")[0],
        epilog="\n".join(f"{verb:<8}{about}" for verb, (_, about) in verbs.items()),
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("verb", choices=verbs)
    # What follows the verb is the verb's own.
    given = parser.parse_args(arguments[:1])
    if sys.version_info < OLDEST:
        found = ".".join(map(str, sys.version_info[:3]))
        return fail(f"Python {OLDEST[0]}.{OLDEST[1]} or newer is needed, this is {found}")
    os.chdir(ROOT)
    work, _about = verbs[given.verb]
    try:
        return work(list(arguments[1:]))
    except subprocess.CalledProcessError as error:
        return fail(f"this did not work: {' '.join(map(str, error.cmd))}")
    except KeyboardInterrupt:
        return 130


def run(rest: list[str]) -> int:
    have_packages(RUN_PACKAGES)
    python = environment(())
    if not has_display(sys.platform, os.environ):
        say("There is no display here, so the app cannot be shown. Taking the tour instead.")
        return tour([])
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
    stamp = VENV / "installed"
    text = stamp.read_text(encoding="utf-8") if stamp.exists() and python.exists() else ""
    digest = recipe_of((ROOT / "pyproject.toml").read_bytes(), sys.version)
    missing = missing_extras(text, digest, extras)
    if missing is None:
        return str(python)
    say("Installing what is needed into .dev/ (once).")
    if not made_by_this_python(VENV):
        shutil.rmtree(VENV, ignore_errors=True)
        have_packages(VENV_PACKAGES)
        subprocess.run([sys.executable, "-m", "venv", str(VENV)], check=True)
    target = ".[" + ",".join(missing) + "]" if missing else "."
    pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run([*pip, "--editable", target], check=True)
    stamp.write_text("\n".join([digest, *missing]), encoding="utf-8")
    return str(python)


def recipe_of(project: bytes, version: str) -> str:
    """What an installation is remembered by: the project's file, and the Python it is for."""
    return hashlib.sha256(project + version.encode()).hexdigest()


def missing_extras(stamp: str, digest: str, extras: Sequence[str]) -> list[str] | None:
    """None where all that is asked for is installed, else every extra that is to be there."""
    before, *installed = stamp.split() or [""]
    if before == digest and set(extras) <= set(installed):
        return None
    return sorted({*installed, *extras})


def made_by_this_python(folder: Path) -> bool:
    """Whether the virtual environment in `folder` is of the Python that runs this."""
    config = folder / "pyvenv.cfg"
    if not config.exists():
        return False
    lines = (line.partition("=") for line in config.read_text(encoding="utf-8").splitlines())
    told = {key.strip(): value.strip() for key, _, value in lines}
    return told.get("version") == ".".join(map(str, sys.version_info[:3]))


def have_packages(packages: Sequence[str]) -> None:
    """Install missing Debian packages where that is allowed; else say the one line to run."""
    if not shutil.which("dpkg-query") or not shutil.which("apt-get"):
        return
    missing = [package for package in packages if not is_installed(package)]
    if not missing:
        return
    install = ["apt-get", "install", "-y", "--no-install-recommends", *missing]
    prefix = root_prefix()
    if prefix is None:
        say("Some system packages are missing. Please run:")
        say("  sudo " + " ".join(install))
        return
    say("Installing system packages: " + " ".join(missing))
    quiet = [*prefix, "env", "DEBIAN_FRONTEND=noninteractive"]
    for command, needed in (["apt-get", "update", "-qq"], False), (install, True):
        subprocess.run([*quiet, *command], check=needed, stdout=subprocess.DEVNULL)


def is_installed(package: str) -> bool:
    # A package that was renamed for 64-bit time (libglib2.0-0t64) provides the old name.
    query = ["dpkg-query", "-W", "-f", "${db:Status-Status} ", package, package + "t64"]
    answer = subprocess.run(query, capture_output=True, text=True, check=False).stdout
    return says_installed(answer)


def says_installed(states: str) -> bool:
    """Whether one of dpkg's states is `installed` (`not-installed` and `config-files` are not)."""
    return "installed" in states.split()


def root_prefix() -> list[str] | None:
    """What to put before a command that needs root: nothing, sudo, or None where neither may."""
    if os.geteuid() == 0:
        return []
    if shutil.which("sudo"):
        asked = subprocess.run(["sudo", "-n", "true"], capture_output=True, check=False)
        if asked.returncode == 0:
            return ["sudo", "-n"]
    return None


def has_display(platform: str, surroundings: Mapping[str, str]) -> bool:
    """Whether a window could be shown, as far as the surroundings tell."""
    if not platform.startswith("linux") or surroundings.get("QT_QPA_PLATFORM"):
        return True
    return bool(surroundings.get("DISPLAY") or surroundings.get("WAYLAND_DISPLAY"))


def say(words: str) -> None:
    print(words, flush=True)


def fail(words: str) -> int:
    print(f"dev.py: {words}", file=sys.stderr, flush=True)
    return 1


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
