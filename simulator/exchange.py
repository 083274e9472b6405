"""What one customer turn is made of: the noun that session, screens, plain mode and debrief share."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.types import Reading
from simulator.engine.state import Decision
from simulator.voice.types import Line


@dataclass(frozen=True, slots=True)
class Exchange:
    """One customer turn and what led to it.

    `reply` is None for the opening, a pause and an event. `number` counts the trainee's replies so far, 0 at the
    opening. Heat, trust and phase of `decision` are those after it. `notice` is what the trainee reads beside it.
    """

    reply: str | None
    number: int
    reading: Reading | None
    decision: Decision
    line: Line
    notice: str | None = None
