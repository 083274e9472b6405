"""A session's events folded into where the practice stands, and what it needs next.

The tape is the only place where an event changes anything. A live practice appends an event and then applies it; a
resumed one applies what it reads. So both stand at the same point after the same events, wherever the power failed.
"""

from __future__ import annotations

from typing import Any, Literal, cast

from pydantic import ValidationError

from scoring.errors import StoreError
from scoring.rubric import Playbook
from scoring.types import Probe, Reading, Transcript, Turn
from simulator.content.models import CaseEvent, Outcome, Persona, Scenario
from simulator.engine.course import due_event
from simulator.engine.state import Decision, Difficulty, Event, OutOfInput, Pause, Setting, State, StepInput
from simulator.engine.step import start, step
from simulator.exchange import Exchange
from simulator.serialise import Body, canonical, decision_body, decision_from, reading_from
from simulator.store.types import Logged
from simulator.voice.types import Fault, Line

Mode = Literal["coach", "exam"]
Todo = Literal["reading", "decision", "line", "ended"]
"""What is missing before the trainee can go on."""

PAUSE_NOTICE = "You put the customer on hold for a moment."
FOUND_OUT_NOTICE = "Later the customer comes back: what you offered was turned down, policy does not allow it."
"""For the engine's own event, which no scenario writes: a forbidden remedy was agreed on."""
CUT_NOTICE = "Your reply was longer than 4,000 characters; the customer got the first 4,000."


class Tape:
    """Where a session stands. Make one from its `started` event, then `apply` the others in order."""

    def __init__(self, started: Logged) -> None:
        """Raises StoreError if the documents in the event cannot be read by this version."""
        body = started.body
        try:
            scenario = Scenario.model_validate_json(body["scenario"]["text"])
            persona = Persona.model_validate_json(body["persona"]["text"])
            self.playbook = Playbook.model_validate_json(body["playbook"]["text"])
            self.setting = Setting(scenario, persona, cast(Difficulty, body["difficulty"]), body["seed"])
            self.mode: Mode = body["mode"]
            self.versions: dict[str, str] = {part: body[part] for part in ("engine", "scorer", "voice")}
        except (KeyError, TypeError, ValidationError) as error:
            raise StoreError(
                f"Session {started.session} was written by another version of Coolhead and cannot be read."
            ) from error
        self.session = started.session
        self.last = started.n
        """Number of the session's own last event."""
        self.exchanges: list[Exchange] = []
        self.history: list[Turn] = []
        self.readings: list[tuple[int, Reading]] = []
        self.state: State | None = None
        self.ending: Outcome | None = None
        self.ended: Body | None = None
        self.hints = 0
        self.notes: list[tuple[str, str]] = []
        self.replies = 0
        self.diverged: int | None = None
        """Number of the first decision that today's rules would not make; nothing is stepped from there."""
        self._reply: str | None = None
        self._cut = False
        self._reading: Reading | None = None
        self._paused = False
        self._decision: Decision | None = None
        self._faults: list[Fault] = []

    @classmethod
    def of(cls, events: list[Logged]) -> Tape:
        """Fold a whole session."""
        tape = cls(events[0])
        for event in events[1:]:
            tape.apply(event)
        return tape

    @property
    def reply(self) -> str | None:
        """The reply that is being answered."""
        return self._reply

    @property
    def decision(self) -> Decision | None:
        """The decision that has no line yet."""
        return self._decision

    @property
    def last_reading(self) -> Reading | None:
        """The reading of the latest reply that has one."""
        return self.readings[-1][1] if self.readings else None

    @property
    def scorers(self) -> tuple[str, ...]:
        """Names of the scorers that have read so far, in the order they came: one, but for old logs."""
        return tuple(dict.fromkeys(reading.scorer for _, reading in self.readings))

    def todo(self) -> Todo | None:
        """The next thing that must be made, or None when it is the trainee's turn or all is over."""
        if self._decision is not None:
            return "line"
        if self._reply is not None and self._reading is None:
            return "reading"
        if self.ending is not None:
            return None if self.ended is not None else "ended"
        return "decision" if self.state is None or self._input() is not None else None

    def decide(self) -> Body:
        """The decision that is due, as its log body, with what it answers under `input`."""
        return self._decide()[1]

    def decide_out_of_input(self) -> Body:
        """The decision if the trainee says no more."""
        return self._decide(OutOfInput())[1]

    def _decide(self, given: StepInput | None = None) -> tuple[State, Body]:
        if self.state is None:
            state, decision = start(self.setting)
            return state, {**decision_body(decision), "input": "open"}
        answered = given or self._input()
        if answered is None:
            raise StoreError(f"Session {self.session} holds a decision that answers nothing.")
        state, decision = step(self.state, answered)
        return state, {**decision_body(decision), "input": _name_of(answered)}

    def _input(self) -> StepInput | None:
        if self._reading is not None:
            return self._reading
        if self._paused:
            return Pause()
        if self.state is not None and self.ending is None and self.diverged is None:
            return due_event(self.state)
        return None

    def probes(self) -> tuple[Probe, ...]:
        """What of this case the reader should look out for in the next reply."""
        scenario = self.setting.scenario
        found = [Probe(remedy.id, "remedy", remedy.examples) for remedy in scenario.remedies]
        for fact in scenario.facts:
            if fact.asked_by:
                found.append(Probe(fact.id, "need" if fact.id == scenario.need.fact else "fact", fact.asked_by))
        due = {exchange.decision.event for exchange in self.exchanges}
        for event in scenario.events:
            if event.kind == "time_passes" and event.id in due and event.reported_by:
                found.append(Probe(event.id, "result", event.reported_by))
        return tuple(found)

    def transcript(self) -> Transcript:
        """The talk so far, as practice exports it and bulk scoring reads it."""
        setting = self.setting
        meta: dict[str, Any] = {
            "scenario": setting.scenario.id,
            "persona": setting.persona.id,
            "playbook": self.playbook.id,
            "difficulty": setting.difficulty,
            "mode": self.mode,
            "seed": setting.seed,
            "outcome": self.ending,
        }
        return Transcript(self.session, tuple(self.history), meta=meta)

    def apply(self, event: Logged) -> Exchange | None:
        """Take in one event; a `line` completes an exchange.

        Raises:
            StoreError: The event does not fit what came before.
        """
        # An engine that fails here is a bug of ours and keeps its traceback; a body that cannot be read is the log's.
        stepped = self._stepped(event) if event.kind == "decision" and self.diverged is None else None
        try:
            made = self._apply(event, stepped)
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            raise StoreError(f"Event {event.n} ({event.kind}) of session {event.session} cannot be read.") from error
        if event.session == self.session:
            self.last = event.n
        return made

    def _apply(self, event: Logged, stepped: tuple[State, Body] | None) -> Exchange | None:
        body = event.body
        match event.kind:
            case "reply":
                self._reply, self._cut = body["text"], body["cut"]
                self.replies += 1
                self.history.append(Turn("agent", body["text"], event.at))
            case "reading":
                self._reading = reading_from(body)
                self.readings.append((len(self.history) - 1, self._reading))
            case "pause":
                self._paused = True
            case "decision":
                self._take_decision(event, stepped)
            case "fault":
                self._faults.append(Fault(body["kind"], body["detail"]))
            case "line":
                return self._take_line(event)
            case "hint":
                self.hints += 1
            case "note":
                self.notes.append((body["kind"], body["text"]))
            case "ended":
                self.ended = body
            case "started" | "left":
                pass
        return None

    def _stepped(self, event: Logged) -> tuple[State, Body] | None:
        """The state and the decision that today's rules make in this event's place; None if they make none."""
        if event.body.get("input") == "out_of_input":
            return self._decide(OutOfInput()) if self.state is not None and self.ending is None else None
        return self._decide() if self.state is None or self._input() is not None else None

    def _take_decision(self, event: Logged, stepped: tuple[State, Body] | None) -> None:
        decision = decision_from(event.body)
        if stepped is not None and canonical(stepped[1]) == canonical(event.body):
            self.state = stepped[0]
        elif self.diverged is None:
            self.diverged = event.n
        self.ending = decision.ending
        if event.body["input"] != "out_of_input":  # the customer does not answer a closed line
            self._decision = decision

    def _take_line(self, event: Logged) -> Exchange:
        if self._decision is None:
            raise StoreError(f"Event {event.n} of session {event.session} is a line that nothing led to.")
        line = Line(event.body["text"], event.body["spoken_by"], tuple(self._faults))
        exchange = Exchange(
            self._reply, self.replies, self._reading, self._decision, line, self._notice(self._decision)
        )
        self.exchanges.append(exchange)
        self.history.append(Turn("customer", line.text, event.at))
        self._reply, self._cut, self._reading, self._paused, self._decision = None, False, None, False, None
        self._faults = []
        return exchange

    def _notice(self, decision: Decision) -> str | None:
        if decision.event is not None and self._reply is None:
            event = next((event for event in self.setting.scenario.events if event.id == decision.event), None)
            return _event_notice(event) if event else FOUND_OUT_NOTICE
        if self._paused:
            return PAUSE_NOTICE
        return CUT_NOTICE if self._cut else None


def _event_notice(event: CaseEvent) -> str:
    return f"{event.text} Case file: {event.result}" if event.result else event.text


def _name_of(given: StepInput) -> str:
    match given:
        case Pause():
            return "pause"
        case Event():
            return f"event:{given.id}"
        case OutOfInput():
            return "out_of_input"
    return "reading"
