"""What the reader may not say: hard cases of the guide that are held by form, whatever the weights have learned.

A guard stands here only where it costs no agreement on the labels that the reader was not trained on.
"""

from __future__ import annotations

import re

from scoring.by_form import apology, ask
from scoring.finding import Finding
from scoring.form import Text
from scoring.segment import Span
from scoring.view import View

_PARROT = 12
"""Words in a row taken over from the customer from which listening is thrown back rather than heard."""
_TELLING = (
    *("nod", "empathy_stock", "siding", "feeling", "harm", "sorry", "our_fault", "own_failing"),
    *("commit", "recap", "offer", "because", "first_person"),
)
"""Turns of speech of a reply that deals with the matter in its own words, even where it shares none of theirs."""
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
_MILD = ("The apology is refused", "It speaks of an apology")
"""Whys of the form rule that are too often wrong to overrule the reader."""


def guarded(view: View, name: str, value: int) -> int:
    """The value that stands for a criterion or practice.

    Talk to the grader and pasted checklists earn nothing; what is stuffed stays under 2 (hard case 3); what is said in
    mockery is not meant (hard case 1). Then each criterion has its own.
    """
    if view.only_grader_talk:
        return 0
    if view.mocking:
        value = 0 if name in {"empathy", "apology"} else min(value, 1)
    value = min(value, view.ceiling)
    if name == "listening":
        return _listening(view, value)
    if name == "empathy":
        # Told to calm down, or told that it is nothing: the feeling is denied, whatever is said beside it.
        return 0 if view.reply.has("calm_down") or view.reply.has("belittles") else value
    if name == "apology":
        return apology_by_form(apology.judge(view), value, stock=view.reply.has("stock"))
    if name == "ask":
        return ask_by_form(ask.judge(view), value)
    if name == "summarize":
        return _summarize(view, value)
    return value


def _listening(view: View, value: int) -> int:
    """Words thrown back as they came are not heard; a reply about nothing of the customer's has heard nothing."""
    text = view.reply
    if view.parrot >= _PARROT:
        value = min(value, 1)
    said = [word for word in text.words if any(letter.isalpha() for letter in word.low)]
    theirs = bool(text.stems & view.customer_stems) or any(word.low.startswith(("you", "ur")) for word in said)
    if len(said) < 2 or not (theirs or any(text.has(name) for name in _TELLING)):
        return 0
    return value


def _summarize(view: View, value: int) -> int:
    """An announced pause settles nothing, nor does a single word."""
    text = view.reply
    waits = announced_pauses(text)
    told = [s for s in text.sentences if s not in waits]
    if len(text.words) < 2 or (waits and not any(text.has(name, s) for s in told for name in _STEPS)):
        return 0
    return value


def announced_pauses(text: Text) -> set[Span]:
    """Short sentences that ask for a moment and promise nothing beyond it ("I'll ring you in ten minutes" does)."""
    return {
        s
        for s in (text.sentence_of(hit) for hit in text.own("pause"))
        if len(text.quote(s).split()) <= _SHORT
        and _MOMENT.search(text.low[s.start : s.end])
        and not _DEED.search(text.low[s.start : s.end])
    }


def apology_by_form(found: Finding, value: int, *, stock: bool) -> int:
    """Conditional, quoted, deflected, mere manners: none (hard cases 2 and 12). A stock apology alone is never full."""
    if found.value == 0 and found.spans and not found.why.startswith(_MILD):
        return 0
    return min(value, 1) if found.value == 1 and stock else value


def ask_by_form(found: Finding, value: int) -> int:
    """What the customer has said already is no question; an open question is not worth less for being plain."""
    if found.why.startswith("The customer has already"):
        return 0
    return 2 if value == 1 and found.value == 2 else value
