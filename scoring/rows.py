"""The rows of a scores file: one per agent turn, then one per conversation.

A contract: fields may be added, never changed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from scoring.types import Best, Cue, Mark, Reading, Scorecard, Transcript

Row = dict[str, Any]


def rows_of(card: Scorecard, transcript: Transcript) -> Iterator[Row]:
    """The reply rows of a conversation in order of speech, then its conversation row."""
    for turn, reading in card.readings:
        yield reply_row(transcript.id, turn, transcript.turns[turn].text, reading)
    yield conversation_row(card, transcript)


def reply_row(conversation: str, turn: int, text: str, reading: Reading) -> Row:
    """One agent turn. `turn` is the 0-based index into the transcript's turns."""
    return {
        "kind": "reply",
        "id": conversation,
        "turn": turn,
        "text": text,
        "marks": {name: mark_field(mark) for name, mark in reading.marks.items()},
        "practices": {name: mark_field(mark) for name, mark in reading.practices.items()},
        "cues": [cue_field(cue) for cue in reading.cues],
    }


def conversation_row(card: Scorecard, transcript: Transcript) -> Row:
    """One conversation's grade."""
    last_at = next((turn.at for turn in reversed(transcript.turns) if turn.at), None)
    return {
        "kind": "conversation",
        "id": transcript.id,
        "agent": transcript.agent,
        "at": last_at,
        "meta": dict(transcript.meta),
        "score": card.score,
        "criteria": {name: best_field(best) for name, best in card.criteria.items()},
        "practices": {name: best_field(best) for name, best in card.practices.items()},
        "timing": [note._asdict() for note in card.timing],
        "critical": [failure._asdict() for failure in card.critical],
        "scorer": card.scorer,
        "playbook": card.playbook,
    }


def mark_field(mark: Mark) -> Row:
    """A mark as it stands in a row: confidence from 0 to 1, evidence as half-open code point offsets."""
    return {
        "value": mark.value,
        "status": mark.status,
        "confidence": mark.confidence / 1000,
        "evidence": [[evidence.start, evidence.end] for evidence in mark.evidence],
        "why": mark.why,
    }


def best_field(best: Best) -> Row:
    """A conversation's best mark: its value, and the turn and words that earned it."""
    return {
        "value": best.value,
        "status": best.status,
        "turn": best.turn,
        "evidence": [[evidence.start, evidence.end] for evidence in best.evidence],
        "why": best.why,
    }


def cue_field(cue: Cue) -> Row:
    """A cue with what it has; what it lacks is left out."""
    field: Row = {"name": cue.name, "evidence": [cue.evidence.start, cue.evidence.end]}
    details: Mapping[str, object] = {"probe": cue.probe, "what": cue.what, "when": cue.when}
    field.update({name: value for name, value in details.items() if value is not None})
    if cue.name == "refuse":
        field["reason"] = cue.reason
    return field


def encode(row: Row) -> str:
    """One row as a line of JSON, without its line end: keys in the order above, text as it is."""
    return json.dumps(row, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
