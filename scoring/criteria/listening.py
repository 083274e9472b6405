"""Listening: does what the customer said come back, and with its point?"""

from __future__ import annotations

from scoring.criteria import learned
from scoring.criteria.guards import guarded
from scoring.finding import Finding, marked, no_opportunity, unmarked
from scoring.types import Mark
from scoring.view import View

_WHY = (
    "Nothing of what the customer said comes back.",
    "A nod, or one detail of the case without its point.",
    "It gives the customer's own concern back with its specifics.",
)
_DEFENCE = "The details serve self-defence; the concern itself does not come back."


def mark(view: View) -> Mark:
    """Mark listening; unmarked without the reader."""
    if view.joint is None:
        if not view.has_substance:
            return no_opportunity("The customer has not said anything of substance yet.")
        return unmarked("Listening is not marked without the sentence encoder.")
    if not view.customer:
        return no_opportunity("The customer has not said anything yet.")
    reading = view.joint.by_name["listening"]
    value = guarded(view, "listening", learned.value_of(reading))
    if value == 0:
        if learned.has_no_opportunity(reading):
            return no_opportunity(
                "The customer has not said anything of substance yet.", round(reading.chances.none * 1000)
            )
        if hits := view.reply.own("self_defence"):
            sure = learned.confidence(0, reading.chances)
            return marked(view.reply, Finding(0, (view.reply.sentence_of(hits[0]),), _DEFENCE, sure))
    return marked(view.reply, learned.finding(view, view.joint, "listening", value, _WHY))
