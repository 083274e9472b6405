"""Ask: no real question (0), closed or administrative (1), open, or a remedy checked against the wish (2)."""

from __future__ import annotations

from scoring.by_form.ask import GIVEN, WORTH, judge
from scoring.criteria import learned
from scoring.criteria.guards import guarded
from scoring.finding import Finding, marked, no_opportunity
from scoring.types import Mark
from scoring.view import View

_WHY = (
    "It asks nothing, or nothing that is still open.",
    "A closed or administrative question.",
    "It lets the customer tell more, or asks what they want done.",
)


def mark(view: View) -> Mark:
    """Mark the asking: the reader weighs it, form finds the words; by form alone without the reader."""
    found = judge(view)
    if view.joint is None:
        if not view.questions and view.closing:
            return no_opportunity("A closing turn: the need and the wish are known.", 600)
        return marked(view.reply, found)
    reading = view.joint.by_name["ask"]
    value = guarded(view, _by_form(found, learned.value_of(reading)))
    sure = learned.confidence(value, reading.chances)
    if value == 0 and learned.has_no_opportunity(reading) and not any(q.kind == "rhetorical" for q in view.questions):
        return no_opportunity("A closing turn, or the need and the wish are known.", round(reading.chances.none * 1000))
    if value == found.value:
        return marked(view.reply, found._replace(confidence=sure))
    if not view.questions:
        return marked(view.reply, learned.finding(view, view.joint, "ask", value, _WHY))
    nearest = min(view.questions, key=lambda q: (abs(WORTH[q.kind] - value), q.span.start))
    return marked(view.reply, Finding(value, (nearest.span,), _WHY[value], sure))


def _by_form(found: Finding, value: int) -> int:
    """What the customer has said already is no question; an open question is not worth less for being plain."""
    if found.why == GIVEN:
        return 0
    return 2 if value == 1 and found.value == 2 else value
