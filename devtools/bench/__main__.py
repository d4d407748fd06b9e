"""`python -m devtools.bench [--json FILE] [ROW...]`: measure, print the table, say what held."""

from __future__ import annotations

import argparse
import json
import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from devtools.bench.all_rows import all_rows
from devtools.bench.row import Bench
from devtools.bench.table import Line, as_text
from microwins_desktop import __version__


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure the rows asked for, or all; 0 where every bar holds, else 1."""
    rows = {row.key: row for row in all_rows()}
    listed = "rows: " + ", ".join(f"{row.key} ({row.about})" for row in rows.values())
    parser = argparse.ArgumentParser(prog="dev.py bench", description=listed)
    parser.add_argument("--json", metavar="FILE", type=Path, help="write the numbers there too")
    parser.add_argument("rows", metavar="ROW", nargs="*", choices=[*rows, []], help="only these")
    given = parser.parse_args(arguments)
    lines: list[Line] = []
    with tempfile.TemporaryDirectory(prefix="microwins-bench-") as folder:
        bench = Bench(Path(folder))
        try:
            for key in given.rows or rows:
                print(f"Measuring {key} ...", file=sys.stderr, flush=True)
                lines.extend(rows[key].measure(bench))
        finally:
            bench.close()
    print(as_text(lines))
    if given.json:
        given.json.write_text(json.dumps(_report(lines), indent=1) + "\n", encoding="utf-8")
    fallen = [line.name for line in lines if not line.held]
    print("Every bar holds." if not fallen else "Did not hold: " + "; ".join(fallen))
    return 1 if fallen else 0


def _report(lines: Sequence[Line]) -> dict[str, object]:
    return {
        "microwins": __version__,
        "python": platform.python_version(),
        "machine": {"system": platform.platform(), "processors": os.cpu_count()},
        "rows": [line.as_json() for line in lines],
    }


if __name__ == "__main__":
    raise SystemExit(main())
