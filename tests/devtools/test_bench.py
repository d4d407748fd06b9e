"""The bench counts and judges rightly; what it measures is never a test."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from devtools.bench.all_rows import all_rows
from devtools.bench.measuring import Sample, interleaved
from devtools.bench.table import Bar, Line, as_text

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.parametrize(
    ("ours", "reference", "bar", "held"),
    [
        (1.4, 1.0, Bar("ratio", 1.4), True),
        (1.41, 1.0, Bar("ratio", 1.4), False),
        (60.0, 40.0, Bar("more", 20), True),
        (60.1, 40.0, Bar("more", 20), False),
        (16.0, None, Bar("ours", 16), True),
        (16.1, None, Bar("ours", 16), False),
    ],
)
def test_a_bar_is_laid_on_what_it_speaks_of(
    ours: float, reference: float | None, bar: Bar, held: bool
) -> None:
    assert Line("row", "ms", ours, bar, reference).held is held


def test_a_ratio_without_a_reference_is_a_mistake_of_the_row() -> None:
    with pytest.raises(ValueError, match="no reference"):
        assert Line("row", "ms", 1.0, Bar("ratio", 2)).held


def test_the_table_says_ours_reference_ratio_bar_and_held() -> None:
    text = as_text(
        [
            Line("start", "s", 0.5, Bar("ratio", 1.4, aim=1.2), 0.4, "of 9"),
            Line("memory", "MB", 65.0, Bar("more", 20), 41.0),
        ]
    )
    head, start, memory = text.splitlines()
    assert head.split() == ["row", "ours", "reference", "ratio", "bar", "held"]
    for part in ("0.500 s", "0.400 s", "1.25", "1.4 times, aim 1.2", "held", "of 9"):
        assert part in start
    assert "20 MB more" in memory
    assert "NOT HELD" in memory


def test_a_percentile_leaves_one_in_a_hundred_out() -> None:
    sample = Sample(tuple(float(value) for value in range(200, 0, -1)))
    assert (sample.median, sample.p99, sample.least) == (100.5, 198.0, 1.0)
    assert Sample((3.0, 1.0)).p99 == 3.0


def test_ours_and_the_reference_take_turns_and_the_warm_up_is_dropped() -> None:
    called: list[str] = []

    def ours() -> float:
        called.append("ours")
        return len(called)

    def reference() -> float:
        called.append("reference")
        return len(called)

    mine, theirs = interleaved(ours, reference, times=3)
    assert len(mine.values) == len(theirs.values) == 3
    assert called.count("ours") == called.count("reference") == 4
    pairs = [called[at : at + 2] for at in range(0, len(called), 2)]
    assert all(sorted(pair) == ["ours", "reference"] for pair in pairs)
    assert pairs[1] != pairs[2]  # neither always goes first
    assert 1 not in mine.values + theirs.values


def test_rows_have_keys_of_their_own() -> None:
    keys = [row.key for row in all_rows()]
    assert len(keys) == len(set(keys))
    assert {"log"} <= set(keys)


def test_an_unknown_row_is_said_and_nothing_is_measured() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "devtools.bench", "no-such-row"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 2
    assert "no-such-row" in done.stderr
    assert "Measuring" not in done.stderr


def test_numbers_are_written_as_json() -> None:
    line = Line("start", "s", 0.5, Bar("ratio", 1.4), 0.4)
    read = json.loads(json.dumps(line.as_json()))
    assert read["ratio"] == pytest.approx(1.25)
    assert read["held"] is True
    assert read["bar"] == {"of": "ratio", "most": 1.4, "aim": None}
