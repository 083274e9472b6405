"""A practice as data: the transcript that bulk scoring reads, the rehearsal that a trainer's tools read."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from scoring.rows import conversation_row, reply_row
from scoring.types import Transcript, Turn
from simulator.exchange import Exchange

if TYPE_CHECKING:
    from simulator.session.rehearsal import Rehearsal

Row = dict[str, Any]


def transcript_row(transcript: Transcript) -> Row:
    """A transcript as one line of Transcript JSONL holds it."""
    row: Row = {"id": transcript.id, "turns": [_turn_row(turn) for turn in transcript.turns]}
    if transcript.agent is not None:
        row["agent"] = transcript.agent
    return {**row, "meta": dict(transcript.meta)}


def _turn_row(turn: Turn) -> Row:
    row = {"role": turn.role, "text": turn.text}
    return row if turn.at is None else {**row, "at": turn.at}


def rehearsal_row(rehearsal: Rehearsal) -> Row:
    """A rehearsal as its JSON holds it: the same bytes for the same inputs, on any day and from any folder."""
    practice = rehearsal.practice
    card, transcript = practice.scorecard(), practice.transcript()
    graded = conversation_row(card, transcript)
    for name in ("kind", "id", "agent", "at", "meta"):
        del graded[name]
    return {
        "scenario": practice.setting.scenario.id,
        "persona": practice.setting.persona.id,
        "playbook": practice.playbook.id,
        "difficulty": practice.setting.difficulty,
        "seed": practice.setting.seed,
        "voice": practice.voice_name,
        "outcome": practice.outcome,
        "unused": rehearsal.unused,
        "turns": [turn for exchange in practice.exchanges for turn in _turns(exchange)],
        "scorecard": graded,
    }


def _turns(exchange: Exchange) -> list[Row]:
    turns: list[Row] = []
    if exchange.reply is not None and exchange.reading is not None:
        found = reply_row("", 0, exchange.reply, exchange.reading)
        turns.append(
            {
                "role": "agent",
                "text": exchange.reply,
                "marks": found["marks"],
                "practices": found["practices"],
                "cues": found["cues"],
            }
        )
    decision, line = exchange.decision, exchange.line
    turns.append(
        {
            "role": "customer",
            "text": line.text,
            "act": decision.act,
            "heat": decision.heat,
            "trust": decision.trust,
            "phase": decision.phase,
            "event": decision.event,
            "spoken_by": line.spoken_by,
            "faults": [fault._asdict() for fault in line.faults],
            "reasons": [reason._asdict() for reason in decision.reasons],
        }
    )
    return turns
