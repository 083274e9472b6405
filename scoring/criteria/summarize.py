"""Summarize: are the agreed result or the next steps said back: what, by whom, by when?"""

from __future__ import annotations

from scoring.criteria import learned
from scoring.finding import marked, no_opportunity, unmarked
from scoring.heads import Heads
from scoring.types import Mark
from scoring.view import View

_WHY = (
    "No agreed result or next step is said back.",
    "A next step or result is named, but what, who or when is missing.",
    "It says what will be done, by whom and by when.",
)


def mark(view: View, heads: Heads | None) -> Mark:
    """Mark summarize; unmarked without heads."""
    if heads is None:
        return unmarked("Summarize is not marked without the sentence encoder.")
    head = heads.by_name["summarize"]
    found = learned.finding(view, "summarize", head, _WHY)
    if found.value == 0:
        if not view.something_offered:
            return no_opportunity("Nothing has been offered, decided or promised yet.")
        _, chances = learned.read(view, "summarize", head)
        if chances.none >= head.cut[2]:
            return no_opportunity("There is nothing settled to say back yet.", round(chances.none * 1000))
    return marked(view.reply, found)
