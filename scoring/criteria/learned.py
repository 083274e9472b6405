"""A criterion or practice that the trained reader decides: value by its cuts, evidence by what each clause adds."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scoring.encoder.chances import Chances, JointReading, Reading
from scoring.finding import Finding
from scoring.segment import Span
from scoring.view import View

_LONG_SENTENCE = 140
"""Code points from which evidence is narrowed to clauses: nobody learns from a whole unpunctuated paragraph."""
_SHORT_CLAUSE = 12
"""Code points under which a clause is no quotation by itself."""
_TURNS = re.compile(r"(?:but|mind you|then again|that said|still|actually|having said)\b")
"""How a sentence begins that turns against the one before it."""
_HEARING = ("listening", "empathy")
"""Criteria whose words are about what the customer said, and not about what will be done."""
_FAINTEST = 50
"""Least confidence, in thousandths: where a guard overrules the reader, its own chance may be nothing."""


def value_of(reading: Reading) -> int:
    """0, 1 or 2 by the reader's own cuts."""
    if reading.chances.partly < reading.cuts.partly:
        return 0
    return 2 if reading.chances.fully >= reading.cuts.fully else 1


def has_no_opportunity(reading: Reading) -> bool:
    """Whether a value of 0 stands for "no opportunity"."""
    return reading.chances.none >= reading.cuts.none


def hears(found: JointReading, name: str) -> bool:
    """Whether the reader hears a cue."""
    reading = found.by_name[name]
    return reading.chances.partly >= reading.cuts.partly


def confidence(value: int, chances: Chances) -> int:
    """How sure the reader is of the value that stands, in thousandths."""
    by_value = (1.0 - chances.partly, chances.partly - chances.fully, chances.fully)
    return max(_FAINTEST, round(by_value[value] * 1000))


def no_opportunity_confidence(chances: Chances) -> int:
    """How sure the reader is of "no opportunity", in thousandths: nothing there, and no occasion for it."""
    return max(_FAINTEST, round((1.0 - chances.partly) * chances.none * 1000))


def evidence(view: View, found: JointReading, name: str, value: int) -> tuple[Span, ...]:
    """The sentence that adds most to the mark, or its clauses where it is long."""
    barred = view.reply.addressed_to_grader
    worth = {
        clause: added[0] if value == 1 else sum(added)
        for clause, added in zip(found.clauses, found.by_name[name].worth, strict=True)
        if any(added) and not any(talk.start <= clause.start < talk.end for talk in barred)
    }
    if not worth:
        return ()
    sentences = list(dict.fromkeys(view.reply.sentence_of(clause) for clause in worth))
    sentences = [s for s in sentences if _carries(view, name, s)] or sentences
    if name in _HEARING:
        # What will be done is not what was heard, nor is a name under a mail.
        sentences = [s for s in sentences if not view.reply.has("commit", s) and _tells(view, s)] or sentences
    if not sentences:
        return (max(worth, key=lambda clause: (worth[clause], -clause.start)),)
    best = max(sentences, key=lambda s: (sum(worth[c] for c in worth if _holds(s, c)), -s.start))
    if best.end - best.start < _LONG_SENTENCE:
        return (best,)
    return (_narrowed([c for c in worth if _holds(best, c)], worth, value) or best,)


def _tells(view: View, sentence: Span) -> bool:
    """Whether a sentence says something, and does not turn against what was said before it."""
    return " " in view.reply.quote(sentence) and not _TURNS.match(view.reply.low, sentence.start)


def _carries(view: View, name: str, sentence: Span) -> bool:
    """Whether a sentence visibly has something of a criterion, so that a reader accepts it as the place."""
    if name == "listening":
        told = bool(view.shared(sentence)) or view.reply.has("nod", sentence)
        return told and not any(sentence.start <= question.span.start < sentence.end for question in view.questions)
    if name == "empathy":
        # An apology stands for itself; it is empathy's place only where it names a feeling.
        sides = view.reply.has("siding", sentence) and not view.reply.has("sorry", sentence)
        return sides or view.reply.has("feeling", sentence) or view.reply.has("empathy_stock", sentence)
    return True


def _narrowed(clauses: Sequence[Span], worth: dict[Span, float], value: int) -> Span | None:
    """The best clause of a long sentence; with its better neighbour where a full mark needs both parts."""
    told = [clause for clause in clauses if clause.end - clause.start >= _SHORT_CLAUSE]
    if len(told) < 2:
        return None
    at = max(range(len(told)), key=lambda i: (worth[told[i]], -i))
    if value < 2:
        return told[at]
    beside = max((i for i in (at - 1, at + 1) if 0 <= i < len(told)), key=lambda i: worth[told[i]])
    return Span(told[min(at, beside)].start, told[max(at, beside)].end)


def _holds(sentence: Span, clause: Span) -> bool:
    return sentence.start <= clause.start < sentence.end


def finding(view: View, found: JointReading, name: str, value: int, whys: Sequence[str]) -> Finding:
    """A value with its evidence, reason and confidence."""
    spans = evidence(view, found, name, value) if value else ()
    return Finding(value, spans, whys[value], confidence(value, found.by_name[name].chances))
