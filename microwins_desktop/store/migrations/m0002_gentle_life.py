"""Schema 2: routines and their steps, pairs, offers, keepsakes, and the person's own people.

`batch_id` says which import brought a row, so that taking the import back takes it along.
"""

_ROW = """
    id INTEGER PRIMARY KEY,
    uuid TEXT NOT NULL UNIQUE,
    changed_at INTEGER NOT NULL,
    deleted_at INTEGER,
    batch_id INTEGER REFERENCES batch (id)
"""

STATEMENTS = (
    # `nudged`: the nudge for the routine's first step leads into the routine.
    f"""CREATE TABLE routine ({_ROW},
        key TEXT NOT NULL UNIQUE,
        name TEXT NOT NULL,
        icon TEXT NOT NULL,
        position INTEGER NOT NULL,
        nudged INTEGER NOT NULL,
        archived INTEGER NOT NULL,
        builtin INTEGER NOT NULL,
        customised INTEGER NOT NULL)""",
    f"""CREATE TABLE routine_step ({_ROW},
        routine_id INTEGER NOT NULL REFERENCES routine (id),
        step_id INTEGER NOT NULL REFERENCES step (id),
        position INTEGER NOT NULL)""",
    "CREATE INDEX routine_step_routine ON routine_step (routine_id, position)",
    # After the first step is logged, the other one is suggested while the state is 'on'.
    f"""CREATE TABLE pair ({_ROW},
        first_id INTEGER NOT NULL REFERENCES step (id),
        then_id INTEGER NOT NULL REFERENCES step (id),
        state TEXT NOT NULL CHECK (state IN ('on', 'off')))""",
    "CREATE INDEX pair_first ON pair (first_id)",
    # What was offered: a nudge for `step` around `about` (HH:MM), or `other` after `step`.
    f"""CREATE TABLE offer ({_ROW},
        kind TEXT NOT NULL CHECK (kind IN ('nudge', 'pair')),
        step_id INTEGER NOT NULL REFERENCES step (id),
        other_id INTEGER REFERENCES step (id),
        about TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('shown', 'accepted', 'not-now', 'never')),
        day TEXT NOT NULL,
        at_ms INTEGER NOT NULL)""",
    "CREATE INDEX offer_at ON offer (at_ms)",
    # `shown_at` is when a keepsake was last brought up (UTC epoch ms), null before the first time.
    f"""CREATE TABLE keepsake ({_ROW},
        text TEXT NOT NULL,
        from_whom TEXT NOT NULL,
        kept_at INTEGER NOT NULL,
        shown_at INTEGER,
        shown_count INTEGER NOT NULL)""",
    f"""CREATE TABLE person ({_ROW},
        name TEXT NOT NULL,
        number TEXT NOT NULL,
        note TEXT NOT NULL,
        role TEXT NOT NULL CHECK (role IN ('person', 'provider')),
        position INTEGER NOT NULL)""",
)
