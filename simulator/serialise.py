"""Readings and decisions as canonical JSON and back: the bytes that the event log keeps and a replay compares.

Canonical means: sorted keys, no spaces, text as it is, and no number but an integer, since a float may print
differently on another machine.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from typing import Any, cast

from scoring.rubric import Playbook
from scoring.types import Cue, CueName, Evidence, Mark, MarkStatus, Reading, Value
from simulator.content.models import Act, Outcome, Persona, Phase, Scenario
from simulator.engine.state import Decision, Reason

Body = dict[str, Any]
"""What one event holds: JSON objects, lists, text, integers, booleans and null."""


def canonical(body: Mapping[str, Any]) -> str:
    """The one spelling of a body.

    Raises:
        TypeError: The body holds a float, or something JSON has no word for.
    """
    _refuse_floats(body)
    return json.dumps(body, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _refuse_floats(value: object) -> None:
    if isinstance(value, float):
        raise TypeError(f"{value!r} is a float; a log body holds integers only")
    if isinstance(value, Mapping):
        for key, inner in value.items():
            if not isinstance(key, str):
                raise TypeError(f"{key!r} is no text; the keys of a log body are text")
            _refuse_floats(inner)
    elif isinstance(value, (list, tuple)):
        for inner in value:
            _refuse_floats(inner)


def document_body(document: Playbook | Persona | Scenario) -> Body:
    """A persona, scenario or playbook for the log: its id, its version, its full text and the text's SHA-256.

    The text is JSON in the document's own order, since a playbook teaches its criteria in the order they stand in.
    """
    text = document.model_dump_json()
    digest = hashlib.sha256(text.encode()).hexdigest()
    return {"id": document.id, "version": document.version, "text": text, "sha256": digest}


def reading_body(reading: Reading) -> Body:
    """A reading for the log; `reading_from` is its inverse."""
    return {
        "scorer": reading.scorer,
        "marks": {name: _mark_body(mark) for name, mark in reading.marks.items()},
        "practices": {name: _mark_body(mark) for name, mark in reading.practices.items()},
        "cues": [
            {
                "name": cue.name,
                "evidence": list(cue.evidence),
                "probe": cue.probe,
                "what": cue.what,
                "when": cue.when,
                "reason": cue.reason,
            }
            for cue in reading.cues
        ],
    }


def reading_from(body: Mapping[str, Any]) -> Reading:
    """The reading that a body holds.

    Raises:
        KeyError, TypeError, ValueError: The body is no reading.
    """
    return Reading(
        marks={name: _mark_from(mark) for name, mark in body["marks"].items()},
        practices={name: _mark_from(mark) for name, mark in body["practices"].items()},
        cues=tuple(
            Cue(
                name=cast(CueName, cue["name"]),
                evidence=_evidence(cue["evidence"]),
                probe=cue["probe"],
                what=cue["what"],
                when=cue["when"],
                reason=bool(cue["reason"]),
            )
            for cue in body["cues"]
        ),
        scorer=body["scorer"],
    )


def decision_body(decision: Decision) -> Body:
    """A decision for the log; `decision_from` is its inverse."""
    return {
        "turn": decision.turn,
        "act": decision.act,
        "heat": decision.heat,
        "trust": decision.trust,
        "phase": decision.phase,
        "disclose": list(decision.disclose),
        "remedy": decision.remedy,
        "promise": decision.promise,
        "say": decision.say,
        "event": decision.event,
        "ending": decision.ending,
        "reasons": [reason._asdict() for reason in decision.reasons],
    }


def decision_from(body: Mapping[str, Any]) -> Decision:
    """The decision that a body holds.

    Raises:
        KeyError, TypeError, ValueError: The body is no decision.
    """
    return Decision(
        turn=body["turn"],
        act=cast(Act, body["act"]),
        heat=body["heat"],
        trust=body["trust"],
        phase=cast(Phase, body["phase"]),
        disclose=tuple(body["disclose"]),
        remedy=body["remedy"],
        promise=body["promise"],
        say=body["say"],
        event=body["event"],
        ending=cast("Outcome | None", body["ending"]),
        reasons=tuple(
            Reason(reason["rule"], reason["delta_heat"], reason["delta_trust"], reason["quote"])
            for reason in body["reasons"]
        ),
    )


def _mark_body(mark: Mark) -> Body:
    return {
        "value": mark.value,
        "status": mark.status,
        "confidence": mark.confidence,
        "evidence": [list(evidence) for evidence in mark.evidence],
        "why": mark.why,
    }


def _mark_from(body: Mapping[str, Any]) -> Mark:
    return Mark(
        value=cast("Value | None", body["value"]),
        status=cast(MarkStatus, body["status"]),
        confidence=body["confidence"],
        evidence=tuple(_evidence(evidence) for evidence in body["evidence"]),
        why=body["why"],
    )


def _evidence(parts: Any) -> Evidence:  # noqa: ANN401  # whatever the JSON held; a wrong shape raises
    start, end, quote = parts
    return Evidence(start, end, quote)
