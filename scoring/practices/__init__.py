"""What a playbook may grade besides the five criteria: most by the trained reader, the style of an apology by form."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from scoring.practices import apology_style, casefile
from scoring.practices.graded import grade
from scoring.types import GRADED_PRACTICES, Mark
from scoring.view import View

READERS: dict[str, Callable[[View], Mark]] = {
    **{name: partial(grade, name=name) for name in GRADED_PRACTICES},
    "case_notes": casefile.case_notes,
    "process_gap": casefile.process_gap,
    "apology_style": apology_style.apology_style,
}
"""One reader a practice, for all of `scoring.types.PRACTICES`."""
