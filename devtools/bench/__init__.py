"""The bench: `python3 dev.py bench [--json FILE] [ROW...]`.

Every row measures the program beside a reference in the same run, one after the other, so that a
busy or slow machine weighs on both alike. Rows are never timed tests: the checks do not run them.

To add rows, write a module with `ROWS: Sequence[Row]` (see `log_verb.py`, the shortest) and name
it in `all_rows.py`.
"""
