"""The parts of a debrief as text: pure functions from the debrief to what is read, none wider than its column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from scoring.text import one_line
from simulator.engine.state import band_of
from simulator.tui.theme import MUTED
from simulator.tui.widgets.gauge import HEAT_STYLE, bar
from simulator.tui.widgets.marks import MARK_STYLE
from simulator.tui.words import OUTCOME_NAMES, heat_word, outcome_kind, quoted, shown, signed

if TYPE_CHECKING:
    from simulator.debrief import CriterionNote, CurvePoint, Debrief

_BAR = 20
"""Cells of a heat bar in the turn-by-turn list."""

_OUTCOME_STYLE = {"kept": "bold $success", "lost": "bold $error", "open": "bold $accent"}
_MARK_BOXES = {2: "■■", 1: "■□", 0: "□□", None: "––"}
_STATUS = {"no_opportunity": "no opportunity came up", "unmarked": "not marked by this scorer"}
_PROMISE = {"open": "still open", "due": "due, and not reported", "kept": "kept", "broken": "broken"}


def headline(debrief: Debrief) -> Content:
    """The outcome in a word, the score, and the sentence for it."""
    kind = outcome_kind(debrief.outcome)
    name = OUTCOME_NAMES[debrief.outcome] if debrief.outcome else "Not over yet"
    score = debrief.scorecard.score
    parts: list[str | tuple[str, str]] = [(name, _OUTCOME_STYLE[kind])]
    parts.append(("   no score" if score is None else f"   {score:g} of 100", "bold"))
    if debrief.passed is not None:
        parts.append(("   passed" if debrief.passed else "   not passed", "bold"))
    sentence = debrief.sentence.partition(": ")[2] or debrief.sentence
    parts.append(f"\n{sentence[0].upper()}{sentence[1:]}")
    hints = f" · {debrief.hints} hint{'s' if debrief.hints != 1 else ''}" if debrief.hints else ""
    parts.append((f"\n{shown(debrief.persona)} · {shown(debrief.scenario)} · {shown(debrief.playbook)}{hints}", MUTED))
    return Content.assemble(*parts)


def criterion(note: CriterionNote) -> Content:
    """One criterion: its mark, the words that earned it and what was missing."""
    value = "–" if note.value is None else str(note.value)
    parts: list[str | tuple[str, str]] = [
        (f"{_MARK_BOXES[note.value]} {value} ", MARK_STYLE[note.value]),
        (note.title, "bold"),
    ]
    if note.weight > 1:
        parts.append((f" ×{note.weight}", MUTED))
    if note.value is None:
        parts.append((f"  {_STATUS.get(note.status, '')}", MUTED))
    elif note.value and note.reply is not None:
        parts.append((f"  in reply {note.reply}", MUTED))
    parts.extend(f"\n     {quoted(quote, limit=120)}" for quote in note.quotes[:2] if note.value)
    if note.missing:
        parts.append((f"\n     Missing: {shown(note.missing)}", MUTED))
    return Content.assemble(*parts)


def scorecard(debrief: Debrief) -> Content:
    """Every criterion and practice of the playbook."""
    return Content("\n").join([criterion(note) for note in debrief.criteria])


def turn(point: CurvePoint) -> Content:
    """One customer turn: heat as number, bar and word, and every reason with its words."""
    filled, rest = bar(point.heat, _BAR)
    change = f" {signed(point.delta_heat)}" if point.delta_heat else ""
    parts: list[str | tuple[str, str]] = [
        (f"{point.cause:<9}", "bold"),
        f"{point.heat:>3} ",
        (filled, HEAT_STYLE[band_of(point.heat)]),
        (rest, "$foreground 30%"),
        (f" {heat_word(point.heat)}{change}", "bold"),
        (f" · trust {point.trust}", MUTED),
    ]
    for note in point.reasons:
        if note.delta_heat or note.delta_trust:
            trust = f" (trust {signed(note.delta_trust)})" if note.delta_heat and note.delta_trust else ""
            moved = signed(note.delta_heat) if note.delta_heat else f"trust {signed(note.delta_trust)}"
            parts.append((f"\n{moved:>8} ", "bold"))
            parts.append(f"{one_line(note.sentence)}{trust}")
            if note.quote:
                parts.append((f" {quoted(note.quote, limit=80)}", MUTED))
    return Content.assemble(*parts)


def turns(debrief: Debrief) -> Content:
    """Heat over the conversation, turn by turn."""
    return Content("\n").join([turn(point) for point in debrief.curve])


def remarks(debrief: Debrief) -> list[tuple[str, Content]]:
    """What else there is to say, as heading and text; nothing for what did not happen."""
    found: list[tuple[str, Content]] = [("Try next", Content(shown(debrief.advice.text)))]
    if debrief.critical:
        lines = [
            f"{_as_words(failure.id)}{_where(debrief, failure.turn)}: {quoted(failure.quote)}"
            for failure in debrief.critical
        ]
        found.append(("What no score makes good", _lines(lines)))
    if debrief.timing:
        lines = [f"{shown(note.why)}{_where(debrief, note.turn)}" for note in debrief.timing]
        found.append(("Order and timing", _lines(lines)))
    if debrief.promises:
        lines = [
            f"{one_line(' '.join(filter(None, (promise.what, promise.when))))}: {_PROMISE[promise.status]}"
            for promise in debrief.promises
        ]
        found.append(("Promises", _lines(lines)))
    if debrief.not_marked:
        found.append(("Not marked", Content(shown(debrief.not_marked))))
    if debrief.faults:
        kinds: dict[str, int] = {}
        for fault in debrief.faults:
            kinds[fault.kind] = kinds.get(fault.kind, 0) + 1
        told = ", ".join(f"{one_line(kind.replace('_', ' '))} {count}×" for kind, count in sorted(kinds.items()))
        found.append(
            (
                "Mistakes of the simulator",
                Content(f"Lines thrown away before you saw them, never charged to you: {told}."),
            )
        )
    return found


def _lines(lines: list[str]) -> Content:
    return Content("\n").join([Content.assemble(("· ", MUTED), line) for line in lines])


def _as_words(name: str) -> str:
    return one_line(name.replace("_", " ").capitalize())


def _where(debrief: Debrief, turn_index: int) -> str:
    reply = debrief.reply_of_turn.get(turn_index)
    return f" (reply {reply})" if reply is not None else ""
