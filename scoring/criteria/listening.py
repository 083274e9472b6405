"""Listening: does what the customer said come back, and with its point?"""

from __future__ import annotations

from scoring.criteria import learned
from scoring.finding import Finding, marked, no_opportunity, unmarked
from scoring.heads import Heads
from scoring.types import Mark
from scoring.view import View

_WHY = (
    "Nothing of what the customer said comes back.",
    "A nod, or one detail of the case without its point.",
    "It gives the customer's own concern back with its specifics.",
)


def mark(view: View, heads: Heads | None) -> Mark:
    """Mark listening; unmarked without heads."""
    if not view.has_substance:
        return no_opportunity("The customer has not said anything of substance yet.")
    if heads is None:
        return unmarked("Listening is not marked without the sentence encoder.")
    found = learned.finding(view, "listening", heads.by_name["listening"], _WHY)
    if found.value == 0 and view.reply.has("self_defence"):
        hit = view.reply.own("self_defence")[0]
        found = Finding(
            0,
            (view.reply.sentence_of(hit),),
            "The details serve self-defence; the concern itself does not come back.",
            found.confidence,
        )
    return marked(view.reply, found)
