"""Ask: no real question (0), closed or administrative (1), open, or a remedy checked against the wish (2)."""

from __future__ import annotations

from scoring.by_form.ask import WORTH, judge
from scoring.criteria import learned
from scoring.finding import Finding, marked, no_opportunity
from scoring.heads import Heads
from scoring.types import Mark
from scoring.view import View

_BY_VALUE = {
    0: "The question is rhetorical, hostile or already answered.",
    1: "A closed or administrative question.",
    2: "It lets the customer tell more, or asks what they want done.",
}


def mark(view: View, heads: Heads | None) -> Mark:
    """Mark the asking: form finds the questions, the head weighs what they ask."""
    found = judge(view)
    if heads is None:
        if not view.questions and view.closing:
            return no_opportunity("A closing turn: the need and the wish are known.", 600)
        return marked(view.reply, found)
    head = heads.by_name["ask"]
    value, chances = learned.read(view, "ask", head)
    if value == 0 and chances.none >= head.cut[2] and not any(q.kind == "rhetorical" for q in view.questions):
        return no_opportunity("A closing turn, or the need and the wish are known.", round(chances.none * 1000))
    if value == found.value or not view.questions:
        return marked(view.reply, found._replace(value=value))
    order = sorted(view.questions, key=lambda q: (abs(WORTH[q.kind] - value), q.span.start))
    return marked(view.reply, Finding(value, (order[0].span,), _BY_VALUE[value], learned.confidence(value, chances)))
