"""From what a rule or the reader found to a mark that keeps its promises."""

from __future__ import annotations

from typing import NamedTuple, cast

from scoring.form import Text
from scoring.segment import Span, joined, trim
from scoring.types import Evidence, Mark, Value


class Finding(NamedTuple):
    """What was found: the value, the words, the reason, and how sure the finder is (thousandths)."""

    value: int
    spans: tuple[Span, ...]
    why: str
    confidence: int
    rule: str = ""
    """The rule of form that decided, where another may want to know; the reason is for people alone."""


def evidence_of(text: Text, span: Span) -> Evidence:
    """A span as evidence, without white space at its ends."""
    start, end = trim(text.raw, max(0, span.start), min(len(text.raw), span.end))
    return Evidence(start, end, text.raw[start:end])


def marked(text: Text, finding: Finding) -> Mark:
    """A mark of 0, 1 or 2. A mark above 0 without words to quote becomes 0: that is the guide's first rule."""
    kept = joined(s for s in finding.spans if text.raw[s.start : s.end].strip())
    value, why = finding.value, finding.why
    if value > 0 and not kept:
        value, why = 0, "No words of the reply can be quoted for it."
    evidence = tuple(evidence_of(text, s) for s in kept)
    return Mark(cast("Value", value), "marked", min(1000, max(0, finding.confidence)), evidence, why)


def no_opportunity(why: str, confidence: int = 800) -> Mark:
    """N/A: it leaves the denominator."""
    return Mark(None, "no_opportunity", confidence, (), why)


def unmarked(why: str) -> Mark:
    """This scorer could not tell: it moves nothing."""
    return Mark(None, "unmarked", 0, (), why)
