"""Empathy: is this feeling named and tied to its cause, or does the reply take the customer's side?"""

from __future__ import annotations

from scoring.criteria import learned
from scoring.criteria.guards import guarded_warmth
from scoring.finding import Finding, marked, no_opportunity, unmarked
from scoring.segment import Span
from scoring.types import Mark
from scoring.view import View

_WHY = (
    "No feeling of the customer is touched.",
    "A phrase that would fit any customer, or siding without the cause.",
    "It names or implies this feeling and ties it to its cause.",
)


def mark(view: View) -> Mark:
    """Mark empathy; unmarked without the reader."""
    if view.joint is None:
        return unmarked("Empathy is not marked without the sentence encoder.")
    reading = view.joint.by_name["empathy"]
    # Mocked, told to calm down or told that it is nothing: the feeling is denied, whatever is said beside it.
    hurt = view.mocking or view.bare or view.reply.meant("calm_down") or view.reply.has("belittles")
    value = 0 if hurt else guarded_warmth(view, learned.value_of(reading))
    if value == 0:
        if denied := _denial(view):
            return marked(view.reply, Finding(0, (view.reply.clause_of(denied[0]),), denied[1], 850))
        if learned.has_no_opportunity(reading):
            return no_opportunity(
                "Nothing went wrong for this customer, or the feeling has been met already.",
                learned.no_opportunity_confidence(reading.chances),
            )
    return marked(view.reply, learned.finding(view, view.joint, "empathy", value, _WHY))


def _denial(view: View) -> tuple[Span, str] | None:
    """The words that deny, belittle or mock a feeling, if there are any."""
    text = view.reply
    reasons = (
        (text.meant("calm_down"), "It tells the customer how to feel."),
        (text.own("mockery"), "It makes fun of the customer's trouble."),
        (text.own("insult"), "It meets the feeling with an insult."),
    )
    for hits, why in reasons:
        if hits:
            return hits[0], why
    return None
