"""A criterion that a head decides: value under the guards, evidence by letting each sentence stand alone."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple

from scoring.criteria.guards import GUARDS
from scoring.features import block, scalars
from scoring.finding import Finding
from scoring.heads import Array, Chances, Head
from scoring.practices.remedy import offers
from scoring.segment import Span
from scoring.view import View

_LONG_SENTENCE = 140
"""Code points from which evidence is narrowed to clauses: nobody learns from a whole unpunctuated paragraph."""


class Inputs(NamedTuple):
    """What every head is given of one reply."""

    scalars: Mapping[str, float]
    block: Array


@lru_cache(maxsize=256)
def inputs_of(view: View) -> Inputs:
    """Scalars and vectors of a view, worked out once for all criteria."""
    return Inputs(scalars(view), block(view))


def read(view: View, criterion: str, head: Head) -> tuple[int, Chances]:
    """The value that stands under the guards, and the head's chances."""
    inputs = inputs_of(view)
    chances = head.chances(inputs.scalars, inputs.block)
    return GUARDS[criterion](view, head.value(chances), inputs.scalars), chances


def confidence(value: int, chances: Chances) -> int:
    """How sure the head is of the value that stands, in thousandths."""
    by_value = (1.0 - chances.partly, chances.partly - chances.fully, chances.fully)
    return round(max(0.05, by_value[value]) * 1000)


def attribute(view: View, criterion: str, head: Head, value: int) -> tuple[Span, ...]:
    """The sentence (or clause) that carries the mark: the one that earns most when it is the whole reply."""
    sentences = [s for s in view.reply.sentences if s not in view.reply.addressed_to_grader]
    if criterion == "listening":
        # What was heard stands in the words that tell it back, not in the fix, if there are any.
        dealing = set(offers(view))
        sentences = [s for s in sentences if s not in dealing and view.shared(s)] or sentences
    if not sentences:
        return ()
    best = (
        max(sentences, key=lambda s: (_carries(view, criterion, s), _worth(view.alone(s), criterion, head), -s.start))
        if len(sentences) > 1
        else sentences[0]
    )
    if best.end - best.start < _LONG_SENTENCE:
        return (best,)
    clauses = [c for c in view.reply.clauses if best.start <= c.start and c.end <= best.end and c.end - c.start >= 12]
    if len(clauses) < 2:
        return (best,)
    worth = [_worth(view.alone(c), criterion, head) for c in clauses]
    at = worth.index(max(worth))
    left, right = (max(0, at - 1), at + 1) if value == 2 else (at, at)
    return (Span(clauses[left].start, clauses[min(right, len(clauses) - 1)].end),)


def _carries(view: View, criterion: str, sentence: Span) -> int:
    """What a sentence visibly has of a criterion, before the head is asked: details told back, a feeling named."""
    if criterion == "listening":
        return len(view.shared(sentence))
    if criterion == "empathy":
        return sum(view.reply.has(name, sentence) for name in ("feeling", "siding"))
    return 0


def _worth(view: View, criterion: str, head: Head) -> float:
    value, chances = read(view, criterion, head)
    return value + chances.partly + chances.fully


def finding(view: View, criterion: str, head: Head, whys: tuple[str, str, str]) -> Finding:
    """Value, evidence, reason and confidence of a learned criterion."""
    value, chances = read(view, criterion, head)
    spans = attribute(view, criterion, head, value) if value else ()
    return Finding(value, spans, whys[value], confidence(value, chances))
