"""What a head may not say: the guide's hard cases, held by form whatever the weights have learned."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from scoring.by_form import apology, ask
from scoring.form import Text
from scoring.practices.remedy import offers
from scoring.segment import Span
from scoring.view import View

Guard = Callable[[View, int, Mapping[str, float]], int]
"""A guard takes the view, the head's value and the scalars, and gives the value that stands."""


_FAR = 0.2
"""Nearness of the nearest sentence to the customer's words under which a reply speaks of something else."""
_DEED = re.compile(r"\b(?:call|ring|phone|e-?mail|text|write|send|refund|book|order|pay|bring|deliver)\w*\b")
_MOMENT = re.compile(
    r"\b(?:let me|allow me|give me|i(?:'ll| will) (?:just )?(?:need|take)|i need|may i|can i)\b[^.!?]{0,30}"
    r"\b(?:min\w*|moments?|sec\w*)\b|\b(?:please hold(?! off)|one (?:moment|sec\w*)|just a (?:moment|minute|sec\w*)|"
    r"bear with me|right back|stay on the line)\b"
)
_SHORT = 18
"""Words in a sentence that announces a pause and nothing else."""
_STEPS = ("commit", "recap", "refuse", "handover", "offer", "when")
"""Turns of speech without which no step or result is said."""


def listening(view: View, value: int, scalars: Mapping[str, float]) -> int:
    """Nothing specific, words thrown back as they came, or mockery: never 2. Details used in self-defence: lowered."""
    if view.only_grader_talk:
        return 0
    if not view.shared() and scalars["near_restated"] < _FAR and not view.reply.has("empathy_stock"):
        return 0  # nothing of the customer's in it, not even the subject
    if view.mocking or scalars["parrot"] >= 1:
        value = min(value, 1)
    if not view.shared() and scalars["near_restated"] < 0.45:
        value = min(value, 1)
    dealing = {*offers(view), *(view.reply.sentence_of(hit) for hit in view.reply.own("refuse"))}
    told = [sentence for sentence in view.reply.sentences if sentence not in dealing]
    if dealing and not any(view.shared(sentence) for sentence in told):
        value = min(value, 1)  # offering a fix is none of the five by itself
    if scalars["n_self_defence"] > 0.7 and not (
        view.reply.has("siding") or view.reply.has("our_fault") or view.reply.has("sorry")
    ):
        value = min(value, 0 if scalars["n_self_defence"] > 1 else 1)
    return min(value, view.ceiling)


def empathy(view: View, value: int, scalars: Mapping[str, float]) -> int:  # noqa: ARG001  # one shape for all guards
    """Mockery and a denied feeling are 0; a stock phrase alone is 1; what is taken back drops a level."""
    text = view.reply
    if view.only_grader_talk or view.mocking or calms_down(text) or text.has("belittles"):
        return 0
    if value == 0 or not any(word.low.isalpha() and len(word.low) > 2 for word in text.words):
        return 0
    if text.has("sorry_conditional") and not text.has("siding"):
        return 0  # "sorry if you feel" puts the feeling down to the customer
    stock = text.own("empathy_stock")
    outside = [s for s in text.sentences if not any(s.start <= h.start < s.end for h in stock)]
    own = [s for s in outside if text.has("siding", s) or text.has("feeling", s)]
    linked = any(view.shared(text.sentence_of(h)) for h in stock)
    if stock and not own and not linked:
        value = min(value, 1)
    if text.has("take_back") and text.has("self_defence"):
        value = max(0, value - 1)
    return min(value, view.ceiling)


def calms_down(text: Text) -> bool:
    """Whether the reply tells the customer how to feel."""
    return text.has("calm_down")


def apology_guard(view: View, value: int, scalars: Mapping[str, float]) -> int:  # noqa: ARG001  # one shape for all guards
    """Form decides whether there is an apology at all; the head only tells a named failing from a bare one."""
    rule = apology.judge(view)
    if rule.value == 0:
        return 0
    return min(max(value, 1), view.ceiling)


def ask_guard(view: View, value: int, scalars: Mapping[str, float]) -> int:  # noqa: ARG001  # one shape for all guards
    """Without words that ask there is no question; a rhetorical one or "anything else?" alone is none."""
    rule = ask.judge(view)
    if not view.questions:
        return 0
    kinds = {q.kind for q in view.questions}
    if view.only_grader_talk or kinds <= {"brush_off", "manner", "rhetorical"}:
        return 0
    if rule.why.startswith("The customer has already"):
        value = 0
    return min(value, 1 if view.mocking else view.ceiling)


def announced_pauses(text: Text) -> set[Span]:
    """Short sentences that ask for a moment and promise nothing beyond it ("I'll ring you in ten minutes" does)."""
    return {
        s
        for s in (text.sentence_of(hit) for hit in text.own("pause"))
        if len(text.quote(s).split()) <= _SHORT
        and _MOMENT.search(text.low[s.start : s.end])
        and not _DEED.search(text.low[s.start : s.end])
    }


def summarize(view: View, value: int, scalars: Mapping[str, float]) -> int:
    """A recap needs a step that is said; fully needs the step and its time."""
    text = view.reply
    waits = announced_pauses(text)
    if waits and not any(text.has(name, s) for s in text.sentences if s not in waits for name in _STEPS):
        return 0  # "let me take two minutes" announces a pause and settles nothing
    if view.only_grader_talk or (view.mocking and not scalars["plan_full"]):
        return 0
    if not any(text.has(name) for name in _STEPS):
        return 0
    if value == 2 and not (text.has("when") and (text.has("commit") or text.has("recap") or text.has("first_person"))):
        value = 1
    return min(value, view.ceiling)


GUARDS: dict[str, Guard] = {
    "listening": listening,
    "empathy": empathy,
    "apology": apology_guard,
    "ask": ask_guard,
    "summarize": summarize,
}
