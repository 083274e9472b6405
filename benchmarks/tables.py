"""Markdown tables and the numbers in them."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> list[str]:
    """The lines of a table, with an empty one after it."""
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    return [*lines, *("| " + " | ".join(str(cell) for cell in row) + " |" for row in rows), ""]


def number(value: float) -> str:
    """Two decimals; a dash where it is not defined."""
    return "–" if math.isnan(value) else f"{value:.2f}"


def percent(part: int, of: int) -> str:
    """A share to a tenth of a percent; a dash of nothing."""
    return f"{part / of:.1%}" if of else "–"
