"""Summarize: are the agreed result or the next steps said back: what, by whom, by when?"""

from __future__ import annotations

from scoring.criteria import learned
from scoring.criteria.guards import guarded
from scoring.finding import marked, no_opportunity, unmarked
from scoring.types import Mark
from scoring.view import View

_WHY = (
    "No agreed result or next step is said back.",
    "A next step or result is named, but what, who or when is missing.",
    "It says what will be done, by whom and by when.",
)


def mark(view: View) -> Mark:
    """Mark summarize; unmarked without the reader."""
    if view.joint is None:
        return unmarked("Summarize is not marked without the sentence encoder.")
    reading = view.joint.by_name["summarize"]
    value = guarded(view, "summarize", learned.value_of(reading))
    if value == 0 and learned.has_no_opportunity(reading):
        return no_opportunity("There is nothing settled to say back yet.", round(reading.chances.none * 1000))
    return marked(view.reply, learned.finding(view, view.joint, "summarize", value, _WHY))
