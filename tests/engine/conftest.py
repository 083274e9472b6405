"""A small case and hand-made readings for the rules of the mood."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pytest

from scoring.types import CRITERIA, PRACTICES, Cue, Evidence, Mark, Reading
from simulator.content.models import ACTS, BANDS, Persona, Scenario
from simulator.engine.state import Setting

QUOTE = Evidence(0, 5, "words")


def mark(value: int | None, *, quoted: bool = True, status: str | None = None) -> Mark:
    """A mark of `value`; None is N/A unless `status` says otherwise."""
    evidence = (QUOTE,) if value and quoted else ()
    return Mark(value, status or ("marked" if value is not None else "no_opportunity"), 900, evidence, "why")


def cue(name: str, probe: str | None = None, **more) -> Cue:
    """A cue standing on the words `words`."""
    return Cue(name, QUOTE, probe, **more)


def reading(marks: Mapping[str, int | None] | None = None, cues: Sequence[Cue] = ()) -> Reading:
    """A reading with these marks (the others 0, summarize N/A) and cues."""
    values: dict[str, int | None] = {**dict.fromkeys(CRITERIA, 0), "summarize": None, **(marks or {})}
    practices = {name: mark(None) for name in PRACTICES}
    return Reading({name: mark(values[name]) for name in CRITERIA}, practices, tuple(cues), "test/1")


WARM = {"listening": 2, "empathy": 2, "apology": 2}


def scenario(**changes) -> Scenario:
    """A boiler that was not mended, as data."""
    trainee = {"outcome": ["resolved"], "score": [0, 100], "replies": ["Hello."]}
    data = {
        "id": "cold_boiler",
        "version": 1,
        "title": "Cold boiler",
        "summary": "The boiler was not mended.",
        "trade": "heating",
        "channel": "phone",
        "company": "Ember and Sons",
        "persona": "pat",
        "case_card": {"you_are": "You answer.", "customer": "Pat.", "you_may": ["Send someone today."]},
        "slots": {
            "product": "my boiler",
            "problem": "nobody mended it",
            "since": "for three days",
            "cost": "I've paid for heaters",
            "want": "cancel my contract",
        },
        "facts": [
            {"id": "baby", "text": "There is a baby in the house.", "asked_by": ["Who is at home?"]},
            {"id": "error", "text": "It shows error F4.", "asked_by": ["What does it show?"]},
            {"id": "contract", "text": "The contract runs until May.", "known_to": "both"},
        ],
        "need": {"fact": "baby", "revealed_by": "open_question", "trust": 65},
        "remedies": [
            {"id": "tonight", "label": "a visit tonight", "stance": "wanted", "examples": ["a", "b", "c"]},
            {"id": "heaters", "label": "two heaters", "stance": "acceptable", "examples": ["a", "b", "c"]},
            {"id": "next_week", "label": "a visit next week", "stance": "unacceptable", "examples": ["a", "b", "c"]},
            {"id": "cancel", "label": "the end of the contract", "stance": "forbidden", "examples": ["a", "b", "c"]},
            {
                "id": "gas_team",
                "label": "the gas team",
                "stance": "acceptable",
                "kind": "hand_over",
                "examples": ["a", "b", "c"],
            },
        ],
        "mood": {"heat": 75, "trust": 30, "patience": 10},
        "events": [
            {
                "id": "evening",
                "kind": "time_passes",
                "when": {"phase": "closing", "promised": True},
                "text": "That evening the phone rings.",
                "result": "Repaired.",
                "reported_by": ["It is repaired.", "Our man mended it.", "It runs again."],
            }
        ],
        "trainees": dict.fromkeys(("good", "average", "poor", "stuffer", "plain"), trainee),
    }
    return Scenario.model_validate({**data, **changes})


def persona(**temper) -> Persona:
    """Pat, with a line for everything."""
    lines = {act: {band: [f"{act} {band}"] for band in BANDS} for act in ACTS}
    data = {
        "id": "pat",
        "version": 1,
        "name": "Pat",
        "summary": "Pat.",
        "voice": "Plain.",
        "temper": temper,
        "lines": lines,
        "triggers": [{"id": "told_off", "cue": "calm_down", "heat": 7, "why": "Pat hates it."}],
    }
    return Persona.model_validate(data)


@pytest.fixture
def setting() -> Setting:
    """Pat and the cold boiler, at normal difficulty."""
    return Setting(scenario(), persona())
