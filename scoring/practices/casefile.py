"""What a reply alone cannot show: case notes and what was passed on inside stand in the case file."""

from __future__ import annotations

from scoring.finding import unmarked
from scoring.types import Mark


def case_notes() -> Mark:
    """Unmarked: whoever has the case file marks it."""
    return unmarked("Case notes are marked from the case file, not from a reply.")


def process_gap() -> Mark:
    """Unmarked: whoever has the case file marks it."""
    return unmarked("What was passed on inside is marked from the case file, not from a reply.")
