"""Plays a logged practice again and compares bytes: was this what the rules make of these replies?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

from simulator.engine.step import ENGINE_VERSION
from simulator.serialise import Body, canonical
from simulator.session.making import ended_body, line_body, read_reply
from simulator.session.tape import Tape
from simulator.store.types import Log, Logged
from simulator.voice.scripted import ScriptedVoice

if TYPE_CHECKING:
    from scoring.scorecard import Reader

Verdict = Literal["same", "differs", "cannot be verified"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One value that came out otherwise: event and reply number, the place in the body, and the value then and now."""

    event: int
    kind: str
    reply: int
    where: str
    then: str
    now: str


@dataclass(frozen=True, slots=True)
class ReplayReport:
    """What a replay found.

    `checked` counts the events that were made anew and compared. `other_versions` holds (part, then, now) for each
    part that is not the one the practice was made with; with any, nothing is verified, and `differences` shows what
    would come out today.
    """

    session: str
    verdict: Verdict
    checked: int
    differences: tuple[Difference, ...]
    other_versions: tuple[tuple[str, str, str], ...]


def replay(store: Log, scorer: Reader, session_id: str) -> ReplayReport:
    """Make a practice's readings, decisions, scripted lines and end anew, and compare them with its log.

    Its replies, pauses and a model's lines are taken as input. Nothing is written.

    Raises:
        StoreError: The session cannot be read.
    """
    events = store.events(session_id)
    tape = Tape(events[0])
    voice = ScriptedVoice()
    differences: list[Difference] = []
    checked = 0
    for event in events[1:]:
        ours = _made_anew(tape, event, scorer, voice)
        if ours is None:
            tape.apply(event)
            continue
        checked += 1
        if canonical(ours) != canonical(event.body):
            differences += _compare(event, tape.replies, ours)
        if not ours:
            break  # what was logged next could not happen now: from here on there is nothing to compare
        tape.apply(event._replace(body=ours))
    versions = _other_versions(events, scorer)
    verdict: Verdict = "cannot be verified" if versions else "differs" if differences else "same"
    return ReplayReport(session_id, verdict, checked, tuple(differences), versions)


def _made_anew(tape: Tape, event: Logged, scorer: Reader, voice: ScriptedVoice) -> Body | None:
    """What would be logged now in this event's place: None for what is taken as input, empty for nothing at all."""
    todo = tape.todo()
    match event.kind:
        case "reading":
            return read_reply(tape, scorer) if todo == "reading" else {}
        case "decision" if event.body.get("input") == "out_of_input":
            return tape.decide_out_of_input() if todo is None and tape.ending is None else {}
        case "decision":
            return tape.decide() if todo == "decision" else {}
        case "line":
            if todo != "line" or tape.decision is None:
                return {}
            if event.body.get("spoken_by") not in ("scripted", "say"):
                return None
            return line_body(voice.speak(tape.setting, tape.decision, tuple(tape.history)))
        case "ended":
            return ended_body(tape) if todo == "ended" else {}
        case "reply" | "pause" if todo is not None or tape.ending is not None:
            return {}
    return None


def _compare(event: Logged, reply: int, ours: Body) -> list[Difference]:
    if not ours:
        return [Difference(event.n, event.kind, reply, "", "happened", "would not happen")]
    return [
        Difference(event.n, event.kind, reply, where, then, now) for where, then, now in _leaves("", event.body, ours)
    ]


def _leaves(where: str, then: Any, now: Any) -> list[tuple[str, str, str]]:  # noqa: ANN401  # any JSON
    """The innermost places at which two JSON values differ."""
    if isinstance(then, Mapping) and isinstance(now, Mapping):
        found = []
        for key in sorted({*then, *now}):
            if key not in then or key not in now or canonical({"": then[key]}) != canonical({"": now[key]}):
                found += _leaves(f"{where}.{key}" if where else key, then.get(key), now.get(key))
        return found
    return [(where, canonical({"": then})[4:-1], canonical({"": now})[4:-1])]


def _other_versions(events: list[Logged], scorer: Reader) -> tuple[tuple[str, str, str], ...]:
    engines = {event.body["engine"] for event in events if event.kind == "started"}
    scorers = {event.body.get("scorer", "") for event in events if event.kind == "reading"}
    found = [("engine", then, ENGINE_VERSION) for then in sorted(engines - {ENGINE_VERSION})]
    found += [("scorer", then, scorer.name) for then in sorted(scorers - {scorer.name})]
    return tuple(found)
