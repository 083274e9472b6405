"""Which remedy, fact or need of the case a stretch of a reply means."""

from __future__ import annotations

import re
from collections.abc import Sequence

from scoring.form import Text
from scoring.masking import mask_names
from scoring.segment import STOPWORDS, Span
from scoring.types import Probe
from scoring.view import View, best_cosine

_NEAR = {"remedy": 0.5, "fact": 0.42, "need": 0.38, "result": 0.5}
"""Score from which a stretch means the probe; a need is reached for in more ways than a remedy is offered."""

_MARGIN = 0.06
"""How close a second probe must come to be meant as well by the same stretch, if the stretch is the same clause."""

_WORD_MATCH = 0.5
"""Without the encoder: share of a probe example's content words that must come back."""

_OTHER_FIGURES = 0.12
"""Taken off where both name amounts, times or counts and share none: £6,480 is not £4,900."""
_SAME_FIGURES = 0.05
"""Added where they share one."""

_SHORTEST_CLAUSE = 8

_FIGURE = re.compile(r"\d[\d,.:]*")


def best_probes(
    view: View, span: Span, probes: Sequence[Probe], *, floor: float = 0.0, by_clause: bool = True
) -> list[tuple[str, Span]]:
    """The probes a stretch means, best first, each with the words that mean it.

    A stretch may hold several clauses, and each clause one meaning of its own ("a refund, or a new one tomorrow").
    `floor` raises the nearness that is asked for; without `by_clause` the stretch is taken whole.
    """
    if not probes:
        return []
    text = view.reply
    clauses = [
        c for c in text.clauses if span.start <= c.start and c.end <= span.end and c.end - c.start >= _SHORTEST_CLAUSE
    ]
    units = [span, *(c for c in clauses if c != span)] if by_clause and len(clauses) > 1 else [span]
    best: dict[str, tuple[float, Span]] = {}
    for unit in units:
        scored = sorted(((_score(view, text.quote(unit), p), p) for p in probes), key=lambda s: (-s[0], s[1].id))
        top, winner = scored[0]
        near = max(floor, _NEAR[winner.kind]) if view.encoder is not None else _WORD_MATCH
        if top >= near and (winner.id not in best or top > best[winner.id][0]):
            best[winner.id] = (top, unit)
    ranked = sorted(best.items(), key=lambda item: (-item[1][0], item[0]))
    # A second meaning must stand in words of its own, or come as near as the first.
    kept: list[tuple[str, Span]] = []
    for probe, (score, unit) in ranked:
        apart = all(unit.end <= other.start or other.end <= unit.start for _, other in kept)
        if not kept or apart or ranked[0][1][0] - score <= _MARGIN:
            kept.append((probe, unit))
    return kept


def _score(view: View, words: str, probe: Probe) -> float:
    """How near the words come to a probe: best over its examples, to three decimals."""
    part = Text(words)
    if view.encoder is None:
        return max((_overlap(part, Text(example)) for example in probe.examples), default=0.0)
    examples = [mask_names(example) for example in probe.examples]
    rows = view.encoder.encode([mask_names(words), *examples])
    cosine = best_cosine(rows[:1], rows[1:])
    lexical = max((_overlap(part, Text(example)) for example in probe.examples), default=0.0)
    return round(cosine + 0.15 * lexical + _figures_tell(words, probe), 3)


def _figures_tell(words: str, probe: Probe) -> float:
    """What shared or differing figures say about a stretch meaning a probe; nothing unless both hold some."""
    said = {figure.rstrip(".,:") for figure in _FIGURE.findall(words)}
    meant = {figure.rstrip(".,:") for example in probe.examples for figure in _FIGURE.findall(example)}
    if not said or not meant:
        return 0.0
    return _SAME_FIGURES if said & meant else -_OTHER_FIGURES


def _overlap(part: Text, example: Text) -> float:
    """Share of the example's content words that the part holds; short examples must come back whole."""
    wanted = {s for s in example.stems if s not in STOPWORDS}
    return round(len(wanted & part.stems) / max(2, len(wanted)), 3) if wanted else 0.0
