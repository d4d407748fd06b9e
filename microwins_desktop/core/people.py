"""The person's own people and provider, as the help page lists them before any line."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct


class Role(StrEnum):
    PERSON = "person"
    PROVIDER = "provider"


class Person(Struct, frozen=True):
    """Somebody to turn to. `id` is empty for one that is not kept yet."""

    name: str
    number: str = ""
    note: str = ""
    role: Role = Role.PERSON
    id: str = ""
