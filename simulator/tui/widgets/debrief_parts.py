"""The parts of a debrief as text: pure functions from the debrief to what is read, none wider than its column."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from scoring.text import one_line, quoted
from scoring.types import CRITERIA, PRACTICES
from simulator.debrief import simulator_faults
from simulator.engine.state import band_of
from simulator.tui.theme import MUTED
from simulator.tui.widgets.case_card import Section, bullets, prose
from simulator.tui.widgets.gauge import HEAT_STYLE, bar
from simulator.tui.widgets.marks import MARK_STYLE
from simulator.tui.widgets.rows import row
from simulator.tui.words import OUTCOME_NAMES, heat_word, outcome_kind, shown, signed, trust_word

if TYPE_CHECKING:
    from simulator.debrief import CriterionNote, CurvePoint, Debrief
    from simulator.tui.widgets.rows import Row

_BAR = 20
"""Cells of a heat bar in the turn-by-turn list."""

_TURN_WIDTH = 10
"""Cells of the left column of the turn-by-turn list."""

_MARK_WIDTH = 5
"""Cells of the left column of the scorecard."""

_OUTCOME_STYLE = {"kept": "bold $success", "lost": "bold $error", "open": "bold $accent"}
_MARK_BOXES = {2: "■■", 1: "■□", 0: "□□", None: "––"}
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


def criterion(note: CriterionNote) -> list[Row]:
    """One criterion: its mark, the words that earned it and what was missing."""
    value = "–" if note.value is None else str(note.value)
    title: list[str | tuple[str, str]] = [(note.title, "bold")]
    if note.weight > 1:
        title.append((f" ×{note.weight}", MUTED))
    if note.value is None:
        title.append(("  no opportunity came up", MUTED))
    elif note.value and note.reply is not None:
        title.append((f"  in reply {note.reply}", MUTED))
    rows = [row((f"{_MARK_BOXES[note.value]} {value}", MARK_STYLE[note.value]), *title, indent=_MARK_WIDTH)]
    if note.value:
        rows += [row("", quoted(quote, limit=120), indent=_MARK_WIDTH) for quote in note.quotes[:2]]
    if note.missing:
        rows.append(row("", ("Missing: ", "bold"), shown(note.missing), indent=_MARK_WIDTH))
    return rows


def scorecard(debrief: Debrief) -> Section:
    """Every criterion and practice that was marked, in the order they are taught; then what had no opportunity.

    What this scorer cannot mark stands in a section of its own and not here, where it would look like a fault.
    """
    order = {name: place for place, name in enumerate((*CRITERIA, *PRACTICES))}
    told = sorted(
        (note for note in debrief.criteria if note.status != "unmarked"),
        key=lambda note: (note.value is None, order.get(note.name, len(order))),
    )
    return Section("Scorecard", [line for note in told for line in criterion(note)])


def turn(point: CurvePoint) -> list[Row]:
    """One customer turn: heat as number, bar and word, and every reason with its words."""
    filled, rest = bar(point.heat, _BAR)
    change = f" {signed(point.delta_heat)}" if point.delta_heat else ""
    rows = [
        row(
            (point.cause, "bold"),
            f"{point.heat:>3} ",
            (filled, HEAT_STYLE[band_of(point.heat)]),
            (rest, "$foreground 30%"),
            (f" {heat_word(point.heat)}{change}", "bold"),
            indent=_TURN_WIDTH,
        )
    ]
    for note in point.reasons:
        if note.delta_heat or note.delta_trust:
            trust = f", trust {signed(note.delta_trust)}" if note.delta_heat and note.delta_trust else ""
            moved = signed(note.delta_heat) if note.delta_heat else f"trust {signed(note.delta_trust)}"
            quote = f" {quoted(note.quote, limit=80)}" if note.quote else ""
            rows.append(
                row(
                    (moved, "bold"),
                    one_line(note.sentence),
                    (f"{quote}{trust}", MUTED),
                    indent=_TURN_WIDTH,
                    right=True,
                )
            )
    return rows


def turns(debrief: Debrief) -> Section:
    """Heat over the conversation, turn by turn; trust at both ends."""
    rows = [line for point in debrief.curve for line in turn(point)]
    if debrief.curve:
        first, last = debrief.curve[0].trust, debrief.curve[-1].trust
        rows.append(
            row(("trust", "bold"), f"from {first} {trust_word(first)} to {last} {trust_word(last)}", indent=_TURN_WIDTH)
        )
    return Section("Heat, turn by turn", rows)


def remarks(debrief: Debrief) -> list[Section]:
    """What else there is to say; nothing for what did not happen."""
    found = [Section("Try next", prose(debrief.advice.text))]
    if debrief.critical:
        lines = [
            f"{_as_words(failure.id)}{_where(debrief, failure.turn)}: {quoted(failure.quote)}"
            for failure in debrief.critical
        ]
        found.append(Section("What no score makes good", bullets(lines)))
    if debrief.timing:
        lines = [f"{shown(note.why)}{_where(debrief, note.turn)}" for note in debrief.timing]
        found.append(Section("Order and timing", bullets(lines)))
    if debrief.promises:
        lines = [f"{quoted(promise.quote)}: {_PROMISE[promise.status]}" for promise in debrief.promises]
        found.append(Section("Promises", bullets(lines)))
    if debrief.not_marked:
        found.append(Section("Not marked", prose(debrief.not_marked)))
    if debrief.faults:
        lines = [shown(line) for line in simulator_faults(debrief)]
        found.append(Section("Mistakes of the simulator, not charged to you", bullets(lines)))
    return found


def _as_words(name: str) -> str:
    return one_line(name.replace("_", " ").capitalize())


def _where(debrief: Debrief, turn_index: int) -> str:
    reply = debrief.reply_of_turn.get(turn_index)
    return f" (reply {reply})" if reply is not None else ""
