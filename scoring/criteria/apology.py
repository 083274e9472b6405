"""Apology: none or a non-apology (0), bare or stock (1), for a named failing (2)."""

from __future__ import annotations

from scoring.by_form.apology import REFUSED, TAKEN_BACK, WANTED, judge, told
from scoring.criteria import learned
from scoring.criteria.guards import cooled, guarded_warmth
from scoring.finding import Finding, marked, no_opportunity
from scoring.types import Mark
from scoring.view import View

_WHY = (
    "There is no apology.",
    "A bare or stock apology, or regret without owning a failing.",
    "It apologizes for a named failing or its effect.",
)
_NOT_NOW = "Nothing went wrong for this customer, or it has been apologized for already."
_DOUBTFUL = (REFUSED, WANTED, TAKEN_BACK)
"""Rules of form that are too often wrong to overrule the reader."""


def mark(view: View) -> Mark:
    """Mark the apology: by the reader; by form alone without it."""
    found = judge(view)
    if view.joint is None:
        if found.value == 0 and not found.spans and (not view.upset or _met_before(view)):
            return no_opportunity(_NOT_NOW, 600)
        return marked(view.reply, found)
    reading = view.joint.by_name["apology"]
    value = _guarded(view, found, learned.value_of(reading))
    sure = learned.confidence(value, reading.chances)
    if value == 0 and not found.spans and learned.has_no_opportunity(reading):
        return no_opportunity(_NOT_NOW, learned.no_opportunity_confidence(reading.chances))
    if value and found.value:  # form can quote the very words
        why = found.why if value == found.value else _WHY[value]
        spans = found.spans if value < 2 else tuple(told(view.reply, span) for span in found.spans)
        return marked(view.reply, found._replace(value=value, spans=spans, why=why, confidence=sure))
    if value == found.value:
        return marked(view.reply, found._replace(confidence=sure))
    return marked(view.reply, learned.finding(view, view.joint, "apology", value, _WHY))


def _guarded(view: View, found: Finding, value: int) -> int:
    """Mockery, and what is conditional, quoted, deflected or mere manners, is none.

    Owning a failing is no apology either, without a word that apologizes (hard cases 1, 2 and 12; settled readings).
    """
    if view.mocking or not (view.reply.find("sorry") or view.reply.has("regret") or view.reply.nearly_sorry):
        return 0
    if found.value == 0 and found.spans and found.rule not in _DOUBTFUL:
        return 0
    if view.reply.own("refuses_sorry") and len(view.reply.find("sorry")) < 2:
        return 0
    if view.bare:
        return min(found.value, 1)  # "sry about that": the reader has seldom met it mistyped
    # "I'm sorry we missed you, but I'll come at eight": the labels hardly know a "but" that helps, so form decides.
    helps = found.value == 2 and view.reply.has("but_helps", view.reply.sentence_of(found.spans[0]))
    return guarded_warmth(view, 2 if helps and not cooled(view) else value)


def _met_before(view: View) -> bool:
    """An earlier reply apologized in full, and the customer has not come back to the failing."""
    before = [
        judge(View(text, view.context[: view.context.index(turn)]))
        for text, turn in zip(view.agent, view.agent_turns, strict=True)
    ]
    return any(f.value == 2 for f in before) and len(view.last.find("negative")) <= 1
