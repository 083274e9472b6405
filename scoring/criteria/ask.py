"""Ask: no real question (0), closed or administrative (1), open, or a remedy checked against the wish (2)."""

from __future__ import annotations

import re

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


_ANYTHING_ELSE = re.compile(r"\banything else\b[^?]{0,30}\b(?:help|assist|do for)\b")


def mark(view: View) -> Mark:
    """Mark the asking: the reader weighs it, form finds the words; by form alone without the reader."""
    found = judge(view)
    if view.joint is None:
        if not view.questions and view.closing:
            return no_opportunity("A closing turn: the need and the wish are known.", 600)
        return marked(view.reply, found)
    reading = view.joint.by_name["ask"]
    # What the customer has said already is no question, however well it is put; nor is "anything else?" alone.
    value = 0 if found.rule == GIVEN or _brushes_off(view) else guarded(view, learned.value_of(reading))
    sure = learned.confidence(value, reading.chances)
    if value == 0 and learned.has_no_opportunity(reading) and not any(q.kind == "rhetorical" for q in view.questions):
        return no_opportunity(
            "A closing turn, or the need and the wish are known.", learned.no_opportunity_confidence(reading.chances)
        )
    if value == found.value:
        return marked(view.reply, found._replace(confidence=sure))
    if not view.questions:
        return marked(view.reply, learned.finding(view, view.joint, "ask", value, _WHY))
    asked = [(abs(WORTH[q.kind] - value), "?" not in view.reply.quote(q.span), q.span) for q in view.questions]
    return marked(view.reply, Finding(value, (min(asked)[2],), _WHY[value], sure))


def _brushes_off(view: View) -> bool:
    """Whether all that is asked is whether there is anything else to help with."""
    asked = [view.reply.quote(question.span).lower() for question in view.questions]
    return bool(asked) and all(_ANYTHING_ELSE.search(question) for question in asked)
