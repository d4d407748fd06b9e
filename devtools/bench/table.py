"""What a row of the bench says: ours, a reference, the bar, and whether it holds."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

HEADS = ("row", "ours", "reference", "ratio", "bar", "held", "")


@dataclass(frozen=True, slots=True)
class Bar:
    """At most `most`: of the ratio to the reference, of what ours has more, or of ours itself."""

    of: Literal["ratio", "more", "ours"]
    most: float
    aim: float | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the table, its numbers in `unit`; `note` says what else was seen."""

    name: str
    unit: str
    ours: float
    bar: Bar
    reference: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        return self.ours / self.reference if self.reference else None

    @property
    def measured(self) -> float:
        """The number the bar is laid on."""
        if self.bar.of == "ours":
            return self.ours
        if self.reference is None or (self.bar.of == "ratio" and not self.reference):
            raise ValueError(f"{self.name} has no reference to be measured by")
        if self.bar.of == "more":
            return self.ours - self.reference
        return self.ours / self.reference

    @property
    def held(self) -> bool:
        return self.measured <= self.bar.most

    def as_json(self) -> dict[str, object]:
        return {
            "name": self.name,
            "unit": self.unit,
            "ours": self.ours,
            "reference": self.reference,
            "ratio": self.ratio,
            "bar": {"of": self.bar.of, "most": self.bar.most, "aim": self.bar.aim},
            "measured": self.measured,
            "held": self.held,
            "note": self.note,
        }


def as_text(lines: Sequence[Line]) -> str:
    """The table as a person reads it."""
    rows = [HEADS, *(_cells(line) for line in lines)]
    wide = [max(len(row[column]) for row in rows) for column in range(len(HEADS))]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if column in (0, 4, 5, 6) else cell.rjust(width)
            for column, (cell, width) in enumerate(zip(row, wide, strict=True))
        ).rstrip()
        for row in rows
    )


def _cells(line: Line) -> tuple[str, ...]:
    reference = _amount(line.reference, line.unit) if line.reference is not None else "-"
    ratio = f"{line.ratio:.2f}" if line.ratio is not None else "-"
    held = "held" if line.held else "NOT HELD"
    ours = _amount(line.ours, line.unit)
    return line.name, ours, reference, ratio, _bar_words(line), held, line.note


def _bar_words(line: Line) -> str:
    bar = line.bar
    if bar.of == "ratio":
        return f"{bar.most:g} times" + (f", aim {bar.aim:g}" if bar.aim is not None else "")
    more = " more" if bar.of == "more" else ""
    aim = f", aim {bar.aim:g}" if bar.aim is not None else ""
    return f"{bar.most:g} {line.unit}{more}{aim}"


def _amount(value: float, unit: str) -> str:
    digits = 0 if value >= 1000 else 1 if value >= 100 else 2 if value >= 1 else 3
    return f"{value:.{digits}f} {unit}"
