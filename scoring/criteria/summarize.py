"""Summarize: are the agreed result or the next steps said back: what, by whom, by when?"""

from __future__ import annotations

import re

from scoring.criteria import learned
from scoring.criteria.guards import guarded
from scoring.finding import marked, no_opportunity, unmarked
from scoring.form import Text
from scoring.segment import Span
from scoring.types import Mark
from scoring.view import View

_WHY = (
    "No agreed result or next step is said back.",
    "A next step or result is named, but what, who or when is missing.",
    "It says what will be done, by whom and by when.",
)
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


def mark(view: View) -> Mark:
    """Mark summarize; unmarked without the reader."""
    if view.joint is None:
        return unmarked("Summarize is not marked without the sentence encoder.")
    reading = view.joint.by_name["summarize"]
    value = guarded(view, learned.value_of(reading)) if _tells(view.reply) else 0
    if value == 0 and learned.has_no_opportunity(reading):
        return no_opportunity(
            "There is nothing settled to say back yet.", learned.no_opportunity_confidence(reading.chances)
        )
    return marked(view.reply, learned.finding(view, view.joint, "summarize", value, _WHY))


def _tells(text: Text) -> bool:
    """Whether there is more than a word or an announced pause, which settle nothing."""
    waits = _announced_pauses(text)
    told = [s for s in text.sentences if s not in waits]
    return len(text.words) >= 2 and (not waits or any(text.has(name, s) for s in told for name in _STEPS))


def _announced_pauses(text: Text) -> set[Span]:
    """Short sentences that ask for a moment and promise nothing beyond it ("I'll ring you in ten minutes" does)."""
    return {
        s
        for s in (text.sentence_of(hit) for hit in text.own("pause"))
        if len(text.quote(s).split()) <= _SHORT
        and _MOMENT.search(text.low[s.start : s.end])
        and not _DEED.search(text.low[s.start : s.end])
    }
