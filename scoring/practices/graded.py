"""Practices that a reply shows in levels: the trained reader decides, as for the criteria."""

from __future__ import annotations

from scoring.criteria import learned
from scoring.criteria.guards import guarded
from scoring.finding import marked, no_opportunity, unmarked
from scoring.types import Mark
from scoring.view import View

_WHY: dict[str, tuple[str, str, str, str]] = {
    # Missed, partly, fully, no occasion.
    "calm": (
        "Anger, mockery, blame, or an order how to feel.",
        "Even in the main, but with an edge or in self-defence.",
        "An even tone, nothing taken personally.",
        "Nobody is upset here.",
    ),
    "positive": (
        "It says what cannot be done and nothing that can, or its cheer jars.",
        "Constructive, but vague, or as much cannot as can.",
        "It says plainly what can or will be done.",
        "Nothing is said of what can or cannot be done.",
    ),
    "flexible": (
        "One way is insisted on, though it does not fit.",
        "Another way, not fitted to what they need.",
        "Another way fitted to the need, or the choice handed to them.",
        "Nothing had to be bent here.",
    ),
    "explain": (
        "A bare no, a rule, or a black box where the reason is due.",
        "The reason, or the step, is told by half.",
        "It says why, so that the customer could retell it.",
        "No reason is due here.",
    ),
    "timeframe": (
        "A step is promised without a time.",
        "A time is touched, but not one to hold anybody to.",
        "The step has its time.",
        "Nothing is promised here.",
    ),
    "follow_up": (
        "It closes without a contact afterwards.",
        "A contact afterwards without a time, or an open door.",
        "A contact afterwards, with its time.",
        "It is not the moment for a follow-up yet.",
    ),
    "prevent": (
        "The customer asked how to keep it from coming back, and is not told.",
        "General advice against a recurrence.",
        "It says what keeps this from happening again.",
        "No advice against a recurrence is called for here.",
    ),
    "solve": (
        "They were heard and want a remedy, and none is offered.",
        "A remedy that would fit any case, or before they were heard.",
        "A concrete remedy that answers what the customer told.",
        "It is not the moment for a remedy, or all is settled.",
    ),
    "honest_failure": (
        "What failed is hidden, denied or dressed up.",
        "Part of what went wrong, what it cost, or what cannot be done.",
        "It says what went wrong, and what it cost or what cannot be done.",
        "Nothing failed for good here.",
    ),
}


def grade(view: View, name: str) -> Mark:
    """Mark a practice by its name; unmarked without the reader.

    Raises:
        KeyError: The practice is not one of `GRADED_PRACTICES`.
    """
    *whys, not_now = _WHY[name]
    if view.joint is None:
        return unmarked("Practices are not marked without the sentence encoder.")
    reading = view.joint.by_name[name]
    value = guarded(view, learned.value_of(reading))
    if value == 0 and learned.has_no_opportunity(reading):
        return no_opportunity(not_now, learned.no_opportunity_confidence(reading.chances))
    return marked(view.reply, learned.finding(view, view.joint, name, value, whys))
