"""What waits to be written outlives the process, on whatever place takes it."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from support.small_disk import fill

from microwins_desktop.system.safety_net import SafetyNet, slips_of
from microwins_desktop.system.slip import ROOM, Slip

posix = pytest.mark.skipif(os.name != "posix", reason="modes and links are of POSIX")


@pytest.fixture
def data(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    folder.mkdir(mode=0o700)
    return folder


@pytest.fixture
def spare(tmp_path: Path) -> Path:
    return tmp_path / "elsewhere" / "unsaved"


def net_over(data: Path, *spare: Path) -> SafetyNet:
    """As after a start of the program: the process before it is gone."""
    return SafetyNet([Slip(data / "unsaved", kept=True), *(Slip(path, False) for path in spare)])


def left_after(net: SafetyNet, data: Path, *spare: Path) -> dict[str, str]:
    net.close()  # the kernel does this when a process ends, however it ends
    following = net_over(data, *spare)
    try:
        return following.left()
    finally:
        following.close()


def test_what_waits_is_there_after_the_process_is_gone(data: Path) -> None:
    net = net_over(data)
    assert net.left() == {}
    net.keep("a", '{"title": "Öffnete das Fenster 窓"}')
    net.keep("b", "{}")
    assert net.holds
    assert left_after(net, data) == {"a": '{"title": "Öffnete das Fenster 窓"}', "b": "{}"}


def test_once_it_is_written_nothing_is_left(data: Path) -> None:
    net = net_over(data)
    net.keep("a", "tea")
    net.clear()
    assert left_after(net, data) == {}
    assert b"tea" not in (data / "unsaved").read_bytes()


def test_what_the_person_took_back_does_not_return(data: Path) -> None:
    net = net_over(data)
    net.keep("a", "tea")
    net.keep("b", "toast")
    net.strike("a")
    assert left_after(net, data) == {"b": "toast"}


def test_a_later_process_can_go_on_where_the_one_before_ended(data: Path) -> None:
    first = net_over(data)
    first.keep("a", "tea")
    first.close()
    second = net_over(data)
    assert second.left() == {"a": "tea"}
    assert second.holds
    second.keep("b", "toast")
    second.strike("a")
    assert left_after(second, data) == {"b": "toast"}


@posix
def test_only_its_owner_can_read_it(data: Path, spare: Path) -> None:
    before = os.umask(0)
    try:
        net_over(data).keep("a", "tea")
        net_over(data / "missing", spare).keep("b", "toast")
    finally:
        os.umask(before)
    for path in (data / "unsaved", spare):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert stat.S_IMODE(spare.parent.stat().st_mode) == 0o700


def test_without_its_folder_another_place_takes_it(data: Path, spare: Path) -> None:
    net = net_over(data / "away", spare)
    net.keep("a", "tea")
    assert not net.holds  # that place may not outlive a restart of the computer
    assert not (data / "away").exists()
    assert left_after(net, data / "away", spare) == {"a": "tea"}


def test_a_folder_that_goes_away_takes_nothing_with_it(data: Path, spare: Path) -> None:
    net = net_over(data, spare)
    net.keep("a", "tea")
    data.rename(data.with_name("away"))
    assert not net.holds
    net.keep("b", "toast")
    assert left_after(net, data, spare) == {"a": "tea", "b": "toast"}


def test_a_file_that_somebody_removes_is_written_again(data: Path) -> None:
    net = net_over(data)
    net.keep("a", "tea")
    (data / "unsaved").unlink()
    net.secure()
    assert net.holds
    assert left_after(net, data) == {"a": "tea"}


def test_another_place_is_empty_and_gone_when_all_is_written(data: Path, spare: Path) -> None:
    net = net_over(data / "away", spare)
    net.keep("a", "tea")
    (data / "away").mkdir()
    net.keep("b", "toast")
    net.clear()
    assert not spare.exists()
    assert left_after(net, data / "away", spare) == {}


def test_two_processes_keep_out_of_each_others_way(data: Path, spare: Path) -> None:
    first, second = net_over(data, spare), net_over(data, spare)
    first.keep("a", "tea")
    assert second.left() == {}
    second.keep("b", "toast")
    second.strike("a")
    second.clear()
    first.close()
    assert left_after(second, data, spare) == {"a": "tea"}


def test_what_another_process_left_since_is_not_wiped_with_ones_own(data: Path) -> None:
    first, second = net_over(data), net_over(data)
    first.keep("a", "tea")
    assert second.left() == {}
    first.close()
    second.keep("b", "toast")
    second.clear()
    assert "a" in left_after(second, data)


def test_what_cannot_be_understood_here_stays(data: Path) -> None:
    net = net_over(data)
    net.keep("a", "from a later version")
    net.close()
    net = net_over(data)
    net.left()
    net.spare("a")
    net.keep("b", "toast")
    net.clear()
    assert left_after(net, data)["a"] == "from a later version"


def test_half_a_line_spoils_no_other(data: Path, expected_logs: Callable[[str], None]) -> None:
    net = net_over(data)
    net.keep("a", "tea")
    net.keep("b", "toast")
    net.close()
    path = data / "unsaved"
    path.write_bytes(path.read_bytes()[:-4])
    net = net_over(data)
    assert net.left() == {"a": "tea"}
    net.keep("c", "bread")
    assert left_after(net, data) == {"a": "tea", "c": "bread"}
    net = net_over(data)
    net.left()
    expected_logs("1 lines could not be read; they are kept in")
    net.clear()
    assert b"b to\n" in (data / "unsaved.damaged-1").read_bytes()
    assert left_after(net, data) == {}


def written_by_an_earlier_run(data: Path) -> bytes:
    net = net_over(data)
    for number in range(3):
        net.keep(str(number), f"win {number}")
    net.close()
    return (data / "unsaved").read_bytes()


@given(edit=st.tuples(st.integers(0, 250), st.binary(max_size=12), st.integers(0, 12)))
def test_whatever_happened_to_the_file_nothing_false_comes_from_it(
    edit: tuple[int, bytes, int], tmp_path_factory: pytest.TempPathFactory
) -> None:
    data = tmp_path_factory.mktemp("data")
    whole = written_by_an_earlier_run(data)
    at, put, out = edit
    (data / "unsaved").write_bytes(whole[:at] + put + whole[at + out :])
    net = net_over(data)
    left = net.left()
    assert left.items() <= {str(number): f"win {number}" for number in range(3)}.items()
    net.keep("new", "tea")
    assert left_after(net, data) == {**left, "new": "tea"}


KILLED = """
import os, random, signal, sys, time
from pathlib import Path
from microwins_desktop.system.safety_net import SafetyNet
from microwins_desktop.system.slip import Slip

folder, rounds, chance = Path(sys.argv[1]), int(sys.argv[2]), random.Random(7)

def work(number, say):
    net = SafetyNet([Slip(folder / "unsaved", kept=True)])
    net.left()
    for count in range(100_000):
        ident = f"{number}.{count}"
        net.keep(ident, "x" * (count % 700))
        say(f"kept {ident}")
        if count % 3 == 0:
            say(f"striking {ident}")
            net.strike(ident)
            say(f"struck {ident}")
        if count % 40 == 39:
            say("clearing")
            net.clear()
            say("cleared")

sure, open_ = set(), set()
for number in range(rounds):
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        work(number, lambda line: os.write(write, line.encode() + b"\\n"))
    os.close(write)
    time.sleep(chance.uniform(0.001, 0.03))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(read) as told:
        for line in told.read().splitlines():
            what, _space, ident = line.partition(" ")
            if what == "kept":
                sure.add(ident)
            elif what == "striking":
                sure.discard(ident)
                open_.add(ident)
            elif what == "struck":
                open_.discard(ident)
            elif what == "clearing":
                open_ |= sure
                sure = set()
            elif what == "cleared":
                open_ = set()
    net = SafetyNet([Slip(folder / "unsaved", kept=True)])
    left = set(net.left())
    net.close()
    assert sure <= left, (number, sorted(sure - left))
    # One that was being written as the kill came may be there or not.
    assert len(left - sure - open_) <= number + 1, (number, sorted(left - sure - open_))
print("held", rounds)
"""


@posix
def test_no_kill_takes_what_was_kept_nor_brings_back_what_was_struck(data: Path) -> None:
    rounds = os.environ.get("MICROWINS_KILLS", "20")
    command = [sys.executable, "-c", KILLED, str(data), rounds]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=50)
    assert (done.returncode, done.stdout) == (0, f"held {rounds}\n"), done.stderr


@posix
def test_a_file_that_may_not_be_written_is_read_all_the_same(
    data: Path, spare: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    net = net_over(data)
    net.keep("a", "tea")
    net.close()
    really = os.open

    def read_only(path: str, flags: int, *given: int) -> int:
        if str(path).startswith(str(data)) and flags & (os.O_RDWR | os.O_WRONLY):
            raise PermissionError(30, "Read-only file system", path)
        return really(path, flags, *given)

    monkeypatch.setattr(os, "open", read_only)
    net = net_over(data, spare)
    assert net.left() == {"a": "tea"}
    net.keep("b", "toast")
    assert left_after(net, data, spare) == {"a": "tea", "b": "toast"}


@posix
def test_a_folder_that_others_can_write_into_is_not_trusted(data: Path, spare: Path) -> None:
    net = net_over(data / "away", spare)
    net.keep("a", "planted")
    net.close()
    spare.parent.chmod(0o777)
    net = net_over(data / "away", spare)
    assert net.left() == {}
    net.keep("b", "mine")
    assert b"mine" not in spare.read_bytes()
    assert not net.holds


@posix
def test_a_link_in_its_place_is_not_followed(data: Path, tmp_path: Path) -> None:
    (tmp_path / "other").write_text("mine")
    (data / "unsaved").symlink_to(tmp_path / "other")
    net = net_over(data)
    net.keep("a", "tea")
    assert (tmp_path / "other").read_text() == "mine"
    assert not net.holds


def test_room_is_kept_ready_for_a_full_disk(small_disk: Path) -> None:
    net = net_over(small_disk)
    net.make_room()
    assert (small_disk / "unsaved").stat().st_size == ROOM
    fill(small_disk)
    for number in range(40):
        net.keep(str(number), "n" * 1000)
    assert net.holds
    assert len(left_after(net, small_disk)) == 40


def test_where_the_room_does_not_do_another_place_takes_all(small_disk: Path, spare: Path) -> None:
    net = net_over(small_disk, spare)
    net.make_room()
    fill(small_disk)
    for number in range(10):
        net.keep(str(number), "n" * 20_000)
    assert len(left_after(net, small_disk, spare)) == 10
    assert (small_disk / "unsaved").stat().st_size == ROOM


@pytest.mark.skipif(sys.platform != "linux", reason="the places are those of Linux")
def test_the_places_are_the_persons_own(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = data.parent / "home"
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(data.parent / "run"))
    here, state, cache, run = slips_of(data)
    assert here.path == data / "microwins.unsaved"
    assert state.path.parent == home / ".local" / "state" / "microwins"
    assert cache.path.parent == home / ".cache" / "microwins"
    assert run.path.parent == data.parent / "run" / "microwins"
    monkeypatch.delenv("XDG_RUNTIME_DIR")
    assert list(slips_of(data))[3].path.parent.name == f"microwins-{os.getuid()}"
    assert [slip.lasting for slip in (here, state, cache, run)] == [True, True, True, False]
    other = list(slips_of(data.parent))
    assert state.path.name != other[1].path.name
