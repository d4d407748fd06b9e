"""Peewee's view of the schema. Rows stay inside this package; the rest sees `core.model`."""

from __future__ import annotations

from typing import Any

from peewee import (
    AutoField,
    BooleanField,
    CharField,
    ForeignKeyField,
    IntegerField,
    Model,
    SqliteDatabase,
    TextField,
)

from microwins_desktop.store.connection import in_use


class _Journals(SqliteDatabase):
    """Stands in for the database of the journal that the running thread uses just now.

    Peewee ties a table class to one database. Several journals may be open in one process, and in
    several threads (an export, a restore), so the tables are tied to this instead, which has no
    connection of its own.
    """

    def execute_sql(self, sql: str, params: Any = None) -> Any:
        return in_use().execute(sql, params or ())


class _Table(Model):
    class Meta:
        database = _Journals(None, autoconnect=False)


class Row(_Table):
    """What every row made by a person carries; times are UTC epoch milliseconds."""

    id = AutoField()
    uuid = CharField(unique=True)
    changed_at = IntegerField()
    deleted_at = IntegerField(null=True)


class AreaRow(Row):
    key = CharField(unique=True)
    name = TextField()
    shape = TextField()
    hue = TextField()
    position = IntegerField()
    hidden = BooleanField(default=False)
    builtin = BooleanField(default=False)
    customised = BooleanField(default=False)

    class Meta:
        table_name = "area"


class StepRow(Row):
    key = CharField(unique=True)
    area = ForeignKeyField(AreaRow)
    title = TextField()
    whole = TextField()
    part = TextField(default="")
    tiny = TextField(default="")
    hint = TextField(default="")
    why = TextField(default="")
    icon = TextField(default="")
    day_parts = TextField(default="")
    repeats = BooleanField(default=False)
    pinned = BooleanField(default=False)
    archived = BooleanField(default=False)
    position = IntegerField()
    builtin = BooleanField(default=False)
    customised = BooleanField(default=False)

    class Meta:
        table_name = "step"


class BatchRow(Row):
    format = TextField()
    name = TextField()
    made_at = IntegerField()

    class Meta:
        table_name = "batch"


class WinRow(Row):
    step = ForeignKeyField(StepRow, null=True)
    area = ForeignKeyField(AreaRow, null=True)
    batch = ForeignKeyField(BatchRow, null=True)
    title = TextField()
    size = TextField()
    at_ms = IntegerField()
    offset_min = IntegerField()
    time_known = BooleanField(default=True)
    day = TextField()
    note = TextField(default="")
    source = TextField()
    hard = BooleanField(default=False)
    quiet = BooleanField(default=False)
    indexed = BooleanField(default=False)

    class Meta:
        table_name = "win"


class CheckInRow(Row):
    day = TextField(unique=True)
    energy = TextField(null=True)
    line = TextField(default="")
    hard = BooleanField(default=False)
    rest = BooleanField(default=False)
    batch = ForeignKeyField(BatchRow, null=True)

    class Meta:
        table_name = "checkin"


class NudgeRow(Row):
    step = ForeignKeyField(StepRow)
    days = IntegerField()
    windows = TextField()
    per_day = IntegerField()
    enabled = BooleanField(default=True)
    rhythm = TextField(default="")
    batch = ForeignKeyField(BatchRow, null=True)

    class Meta:
        table_name = "nudge"


class NudgeLogRow(Row):
    nudge = ForeignKeyField(NudgeRow, null=True)
    step = ForeignKeyField(StepRow)
    day = TextField()
    due_at = IntegerField()
    shown_at = IntegerField()
    offset_min = IntegerField()
    way = TextField(default="")
    outcome = TextField()
    answered_at = IntegerField(null=True)
    snooze_until = IntegerField(null=True)
    why = TextField(default="")

    class Meta:
        table_name = "nudge_log"


class RoutineRow(Row):
    batch = ForeignKeyField(BatchRow, null=True)
    key = CharField(unique=True)
    name = TextField()
    icon = TextField(default="")
    position = IntegerField()
    nudged = BooleanField(default=False)
    archived = BooleanField(default=False)
    builtin = BooleanField(default=False)
    customised = BooleanField(default=False)

    class Meta:
        table_name = "routine"


class RoutineStepRow(Row):
    batch = ForeignKeyField(BatchRow, null=True)
    routine = ForeignKeyField(RoutineRow)
    step = ForeignKeyField(StepRow)
    position = IntegerField()

    class Meta:
        table_name = "routine_step"


class PairRow(Row):
    batch = ForeignKeyField(BatchRow, null=True)
    first = ForeignKeyField(StepRow)
    then = ForeignKeyField(StepRow)
    state = TextField(default="on")

    class Meta:
        table_name = "pair"


class OfferRow(Row):
    batch = ForeignKeyField(BatchRow, null=True)
    kind = TextField()
    step = ForeignKeyField(StepRow)
    other = ForeignKeyField(StepRow, null=True)
    about = TextField(default="")
    state = TextField(default="shown")
    day = TextField()
    at_ms = IntegerField()

    class Meta:
        table_name = "offer"


class KeepsakeRow(Row):
    batch = ForeignKeyField(BatchRow, null=True)
    text = TextField()
    from_whom = TextField(default="")
    kept_at = IntegerField()
    shown_at = IntegerField(null=True)
    shown_count = IntegerField(default=0)

    class Meta:
        table_name = "keepsake"


class PersonRow(Row):
    batch = ForeignKeyField(BatchRow, null=True)
    name = TextField()
    number = TextField(default="")
    note = TextField(default="")
    role = TextField(default="person")
    position = IntegerField()

    class Meta:
        table_name = "person"


class OptionRow(_Table):
    key = CharField(primary_key=True)
    value = TextField()
    changed_at = IntegerField()

    class Meta:
        table_name = "option"


class HistoryRow(_Table):
    id = AutoField()
    at_ms = IntegerField()
    kind = TextField()
    title = TextField()
    state = TextField()
    body = TextField()

    class Meta:
        table_name = "history"


TABLES: tuple[type[Model], ...] = (
    AreaRow,
    StepRow,
    BatchRow,
    WinRow,
    CheckInRow,
    NudgeRow,
    NudgeLogRow,
    RoutineRow,
    RoutineStepRow,
    PairRow,
    OfferRow,
    KeepsakeRow,
    PersonRow,
    OptionRow,
    HistoryRow,
)
