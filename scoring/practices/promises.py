"""Promises and what comes after: timeframe, follow_up, prevent."""

from __future__ import annotations

from scoring.finding import Finding, marked, no_opportunity
from scoring.segment import Span
from scoring.types import Mark
from scoring.view import View

_VAGUE = (
    "as soon as possible",
    "asap",
    "soon",
    "shortly",
    "in due course",
    "at the earliest",
    "when i can",
    "in a bit",
    "at some point",
)


def _own_sentences(view: View, name: str) -> list[Span]:
    text = view.reply
    barred = text.addressed_to_grader
    return [s for s in text.sentences if s not in barred and text.has(name, s)]


def timeframe(view: View) -> Mark:
    """2 for a step with its date or hour, 1 for a vague one, 0 for a promise without any."""
    text = view.reply
    steps = _own_sentences(view, "commit")
    if not steps:
        return no_opportunity("Nothing is promised here.", 600)
    dated = [s for s in steps if text.has("when", s) and not text.has("tentative", s)]
    if dated and view.ceiling == 2 and not view.mocking:
        return marked(text, Finding(2, (dated[0],), "The step has its time.", 700))
    vague = [s for s in steps if text.has("when", s) or any(v in text.low[s.start : s.end] for v in _VAGUE)]
    if vague:
        return marked(text, Finding(1, (vague[0],), "A time is touched, but not one to hold anybody to.", 600))
    return marked(text, Finding(0, (steps[0],), "A promise without a time.", 600))


def follow_up(view: View) -> Mark:
    """2 for a dated contact afterwards, 1 for an undated one or an open channel, 0 for a closing without one."""
    text = view.reply
    later = _own_sentences(view, "follow_up")
    dated = [s for s in later if text.has("when", s)]
    if dated and view.ceiling == 2 and not view.mocking:
        return marked(text, Finding(2, (dated[0],), "A contact afterwards, with its time.", 650))
    if later and not view.mocking:
        return marked(text, Finding(1, (later[0],), "A contact afterwards, without a time.", 600))
    if view.closing and view.something_offered and text.sentences:
        return marked(text, Finding(0, (), "It closes without a follow-up.", 600))
    return no_opportunity("It is not the moment for a follow-up yet.", 600)


def prevent(view: View) -> Mark:
    """2 for what keeps it from coming back in this case, 1 for general advice."""
    text = view.reply
    advice = _own_sentences(view, "prevent")
    if not advice or view.mocking:
        return no_opportunity("No advice against a recurrence is called for here.", 500)
    fitted = [s for s in advice if view.shared(s) or text.has("commit", s) or text.has("because", s)]
    if fitted and view.ceiling == 2:
        return marked(text, Finding(2, (fitted[0],), "It says what keeps this from happening again.", 600))
    return marked(text, Finding(1, (advice[0],), "General advice against a recurrence.", 550))
