"""What the trained reader says of a reply, as plain numbers: nothing here needs torch."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from scoring.segment import Span


class Chances(NamedTuple):
    """Of one mark, rounded to three decimals: at least 1, at least 2, no opportunity (if neither)."""

    partly: float
    fully: float
    none: float


class Reading(NamedTuple):
    """What the reader makes of one criterion or practice.

    `cuts` are the chances from which each answer is yes. `worth` has for each clause of the reply what it adds to "at
    least 1" and to "at least 2", in logits.
    """

    chances: Chances
    cuts: Chances
    worth: tuple[tuple[float, float], ...]


class JointReading(NamedTuple):
    """All that is read of one reply, by name, and the clauses that `worth` counts."""

    by_name: Mapping[str, Reading]
    clauses: tuple[Span, ...]
