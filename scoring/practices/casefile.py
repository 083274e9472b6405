"""What a reply alone cannot show: case notes and what was passed on inside stand in the case file."""

from __future__ import annotations

from scoring.finding import unmarked
from scoring.types import Mark
from scoring.view import View


def case_notes(view: View) -> Mark:  # noqa: ARG001  # one shape for all practices
    """Unmarked: whoever has the case file marks it."""
    return unmarked("Case notes are marked from the case file, not from a reply.")


def process_gap(view: View) -> Mark:  # noqa: ARG001  # one shape for all practices
    """Unmarked: whoever has the case file marks it."""
    return unmarked("What was passed on inside is marked from the case file, not from a reply.")
