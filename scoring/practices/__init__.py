"""What a playbook may grade besides the five criteria: rules of form, a few with a look at the vectors."""

from __future__ import annotations

from collections.abc import Callable

from scoring.practices import apology_style, casefile, promises, remedy, tone
from scoring.types import Mark
from scoring.view import View

READERS: dict[str, Callable[[View], Mark]] = {
    "calm": tone.calm,
    "positive": tone.positive,
    "flexible": remedy.flexible,
    "explain": remedy.explain,
    "timeframe": promises.timeframe,
    "follow_up": promises.follow_up,
    "case_notes": casefile.case_notes,
    "prevent": promises.prevent,
    "process_gap": casefile.process_gap,
    "solve": remedy.solve,
    "honest_failure": remedy.honest_failure,
    "apology_style": apology_style.apology_style,
}
"""One reader a practice, in the order of `scoring.types.PRACTICES`."""
