"""The debrief as plain text."""

from __future__ import annotations

import textwrap
from functools import partial
from typing import TYPE_CHECKING

from scoring.text import clean_text, quoted
from simulator.debrief import simulator_faults

if TYPE_CHECKING:
    from scoring.types import CriticalFailure
    from simulator.debrief import CriterionNote, CurvePoint, Debrief, ReasonNote
    from simulator.engine.state import Promise

WIDTH = 96
_said = partial(quoted, limit=160)
"""A quotation, with room for a long sentence."""
_CRITICAL = {"insult": "an insult", "blame": "blame", "promise_broken": "a broken promise"}
_PROMISE = {"open": "still open", "due": "due, and not reported on", "kept": "kept", "broken": "broken"}


def debrief_text(debrief: Debrief) -> str:
    """The whole debrief, as it is printed."""
    marks = [line for note in debrief.criteria if note.status != "unmarked" for line in _criterion(note)]
    heat = [line for point in debrief.curve for line in _point(point)]
    parts = [
        f"DEBRIEF · {debrief.scenario} · {debrief.persona} · session {debrief.session}",
        debrief.sentence,
        _score(debrief),
        *([debrief.not_marked] if debrief.not_marked else []),
        *_section("MARKS", marks),
        *_section("TIMING", [f"{_reply(debrief, note.turn)}: {note.why}" for note in debrief.timing]),
        *_section("CRITICAL", [_critical(debrief, failure) for failure in debrief.critical]),
        *_section("WHY THE HEAT MOVED", heat),
        *_section("PROMISES", [_promise(promise) for promise in debrief.promises]),
        *_section("MISTAKES OF THE SIMULATOR, not charged to you", simulator_faults(debrief)),
        *_section("WHAT TO TRY NEXT", [debrief.advice.text, *_hints(debrief), _command(debrief)]),
    ]
    return "\n".join(_wrapped(part) for part in parts)


def heat_reasons(reasons: tuple[ReasonNote, ...]) -> list[str]:
    """Each reason on a line: what it did to heat and trust, the rule in words, the words that pulled it."""
    return [
        f"  {_moved(reason)}: {reason.sentence}{f' {_said(reason.quote)}' if reason.quote.strip() else ''}"
        for reason in reasons
    ]


def _score(debrief: Debrief) -> str:
    score = debrief.scorecard.score
    told = "none, nothing could be graded" if score is None else f"{score:g} of 100"
    verdict = {None: "", True: ": passed", False: ": not passed"}[debrief.passed]
    marked = sum(note.status != "unmarked" for note in debrief.criteria)
    part = "" if marked == len(debrief.criteria) else f", for {marked} of its {len(debrief.criteria)} criteria"
    return f"Score: {told} (playbook: {debrief.playbook}{part}){verdict}"


def _reply(debrief: Debrief, turn: int) -> str:
    return f"Reply {debrief.reply_of_turn.get(turn, '?')}"


def _critical(debrief: Debrief, failure: CriticalFailure) -> str:
    return f"{_reply(debrief, failure.turn)}: {_CRITICAL.get(failure.id, failure.id)}: {_said(failure.quote)}"


def _promise(promise: Promise) -> str:
    undated = "" if promise.when else ", without a time"
    return f"Reply {promise.turn}: {_said(promise.quote)}{undated}: {_PROMISE[promise.status]}"


def _hints(debrief: Debrief) -> list[str]:
    return [f"Hints used: {debrief.hints}."] if debrief.hints else []


def _criterion(note: CriterionNote) -> list[str]:
    if note.status == "no_opportunity":
        return [f"{note.title}: no opportunity"]
    where = f" in reply {note.reply}" if note.reply is not None and note.value else ""
    words = f": {' … '.join(_said(quote) for quote in note.quotes)}" if note.quotes and note.value else ""
    weight = f" (weight {note.weight})" if note.weight != 1 else ""
    lines = [f"{note.title}: {note.value} of 2{weight}{where}{words}"]
    if note.why:
        lines.append(f"  {note.why}")
    if note.missing:
        lines.append(f"  Missing: {note.missing}")
    return lines


def _point(point: CurvePoint) -> list[str]:
    moved = f" ({point.delta_heat:+d})" if point.delta_heat else ""
    lines = [f"{point.cause.capitalize()}: heat {point.heat}{moved}, trust {point.trust}, {point.phase}"]
    if point.cause.startswith("reply") and not point.reasons:
        lines.append("  Nothing in it moved them.")
    return lines + heat_reasons(point.reasons)


def _moved(reason: ReasonNote) -> str:
    moves = [
        f"{name} {delta:+d}" for name, delta in (("heat", reason.delta_heat), ("trust", reason.delta_trust)) if delta
    ]
    return ", ".join(moves) or "no change"


def _section(title: str, lines: list[str]) -> list[str]:
    return ["", title, *lines] if lines else []


def _command(debrief: Debrief) -> str:
    if debrief.outcome is None:
        return f"Go on: coolhead resume {debrief.session}"
    if not debrief.reply_of_turn:
        return f"Play it again from the start: {debrief.anew}"
    if debrief.retry_from is None:
        return f"Play it again from the start: coolhead retry {debrief.session} --from 1"
    return f"Try again from where the heat rose most: coolhead retry {debrief.session} --from {debrief.retry_from}"


def _wrapped(text: str) -> str:
    indent = " " * (len(text) - len(text.lstrip()))
    return textwrap.fill(clean_text(text), WIDTH, subsequent_indent=indent + "    ") if text else ""
