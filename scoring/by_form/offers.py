"""What form says of offers and refusals: where a reply offers or does something, and where a "no" has its reason."""

from __future__ import annotations

from scoring.segment import Span
from scoring.view import View


def offers(view: View) -> tuple[Span, ...]:
    """Sentences that offer or do something, and do not refuse it."""
    text = view.reply
    barred = text.addressed_to_grader
    return tuple(
        s
        for s in text.sentences
        if s not in barred and text.has("offer", s) and not text.has("refuse", s) and not text.has("brush_off", s)
    )


def reason_for(view: View, sentence: Span) -> Span | None:
    """The sentence that gives a refusal its reason: the same one or the next."""
    text = view.reply
    if text.has("because", sentence):
        return sentence
    if text.has("policy", sentence):
        return None  # a rule named is no reason
    after = next((s for s in text.sentences if s.start >= sentence.end), None)
    if (
        after is not None
        and not text.has("policy", after)
        and (
            text.has("because", after)
            or text.low[after.start : after.end].startswith(("the reason", "that's ", "it's "))
        )
    ):
        return after
    return None
