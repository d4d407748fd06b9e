"""The journal on disk. The only package that imports peewee.

`Store` is the door: it opens the file and holds the parts that read and write it. It is imported
when it is first asked for, since the first picture of a start needs only `glimpse`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from microwins_desktop.store.store import Store

__all__ = ["Store"]


def __getattr__(name: str) -> Any:
    if name == "Store":
        from microwins_desktop.store.store import Store

        globals()[name] = Store
        return Store
    raise AttributeError(f"the store has no {name}")
