"""One step of the customer: `step(state, input) -> (state, decision)`, pure.

Read `_reply` top to bottom: a reply changes the mood, then the course of the talk, then it may end, and only then is
the next act chosen. A pause and an event (`outside.py`) take the same road with fewer stops.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from scoring.types import Reading
from simulator.content.models import Act, Phase
from simulator.engine import course, offers, outside, policy
from simulator.engine.acts import Happened, next_act, offended
from simulator.engine.decide import decided, ended
from simulator.engine.ending import BOIL, closing_act, ending, just_agreed
from simulator.engine.state import Decision, Event, OutOfInput, Pause, Promise, Reason, Setting, State, StepInput

ENGINE_VERSION = "engine/1"
"""Raised with every change that can move a decision; a replay made by another one cannot be verified."""


def start(setting: Setting) -> tuple[State, Decision]:
    """The customer's opening: nothing has been said yet, so nothing has moved."""
    heat, trust = policy.starting_heat(setting), policy.starting_trust(setting)
    return decided(State(setting=setting, turn=0, heat=heat, trust=trust, phase="venting"), "open")


def step(state: State, given: StepInput) -> tuple[State, Decision]:
    """Let one thing happen: a reply that was read, a pause, an event, or the end of the trainee's input.

    Raises:
        ValueError: The practice has already ended; the caller must ask `state.outcome` first.
    """
    if state.outcome is not None:
        raise ValueError("the practice has ended")
    if isinstance(given, OutOfInput):
        return ended(state, "close_cold", "abandoned", ())
    if isinstance(given, Pause):
        return outside.pause(state)
    if isinstance(given, Event):
        return outside.happen(state, given)
    return _reply(state, given)


def _reply(before: State, reading: Reading) -> tuple[State, Decision]:
    heard = course.heard_by(before, reading)
    knows_need = course.need_known(before)
    offered = offers.judge_offers(before, reading, knows_need=knows_need)
    triggered = list(policy.trigger_reasons(before, reading))
    due = any(promise.status == "due" for promise in before.promises)
    kept = _reports_result(before, reading) if due else None
    reasons = [
        *policy.mark_reasons(before, reading),
        *policy.cue_reasons(before, reading),
        *(reason for _, reason in triggered),
        *course.interruption_reasons(before, reading, heard=heard),
        *policy.refusal_reasons(before, reading, heard=heard),
        *policy.promise_reasons(before, reading),
        *offers.withdrawal_reasons(before, reading),
    ]
    told = course.disclosures(before, reading, heard=heard, trust=policy.apply(before, reasons)[1])
    reasons += offered.reasons
    if due:
        reasons.append(
            kept or Reason("promise_broken", 15 * policy.Temperament.of(before.setting).fuse // 100, -20, "")
        )
    heat, trust, effective = policy.apply(before, reasons)

    state = replace(
        before,
        turn=before.turn + 1,
        heat=heat,
        trust=trust,
        best=_best_marks(before, reading),
        times_cooled=_times_cooled(before, reading),
        offered=offers.on_the_table(before, reading),
        refused=offers.explained_refusals(before, reading),
        promises=_settled(course.made_promises(before, reading), kept=kept is not None, due=due),
        fired=(*before.fired, *(f"trigger:{trigger.id}" for trigger, _ in triggered)),
        soured=before.soured or (before.phase == "closing" and offended(reading)),
        pause_announced=bool(policy.cues_of(reading, "announces_pause")),
    )
    withdrawn = offers.taken_back(before, reading) is not None
    state = offers.withdraw(state) if withdrawn else offers.agree(before, state, knows_need=knows_need)
    if just_agreed(before, state):
        told = ()  # a handshake and a confidence are two lines, not one
    state = replace(state, disclosed=(*before.disclosed, *told))
    state = replace(state, phase=_phase(before, state, reading, heard=heard))
    state = replace(state, recapped=_recap(before, state, reading))
    happened = Happened(
        reading=reading,
        before=before,
        disclosed=told,
        judged=offered.remedy if before.phase != "venting" else None,
        agreed_now=just_agreed(before, state),
        withdrawn=withdrawn,
        cooled=before.heat - heat,
    )
    if (last := ending(before, state, reading, effective)) is not None:
        return last
    answered = state.agreed if happened.agreed_now else offered.remedy.id if offered.remedy else None
    state, act = _next(before, state, happened)
    return decided(state, act, disclose=told, remedy=answered, reasons=effective)


def _next(before: State, state: State, happened: Happened) -> tuple[State, Act]:
    """The act of a talk that goes on, and what it leaves in the state."""
    if state.phase == "closing" and not happened.agreed_now and not offended(happened.reading):
        return closing_act(before, state)
    if state.heat >= BOIL and not state.warned:
        temper = state.setting.persona.temper
        return replace(state, warned=True), "ask_supervisor" if temper.wants_supervisor else "threaten"
    return state, next_act(state, happened)


def _best_marks(state: State, reading: Reading) -> tuple[tuple[str, int], ...]:
    best = dict(state.best)
    for name, mark in reading.marks.items():
        best[name] = max(best.get(name, 0), policy.earned(mark))
    return tuple(sorted(best.items()))


def _times_cooled(state: State, reading: Reading) -> tuple[tuple[str, int], ...]:
    times = dict(state.times_cooled)
    for name, mark in reading.marks.items():
        times[name] = times.get(name, 0) + bool(policy.earned(mark))
    return tuple(sorted(times.items()))


def _phase(before: State, state: State, reading: Reading, *, heard: bool) -> Phase:
    if not heard:
        return "venting"
    if state.agreed is not None or state.honest_no:
        return "closing"
    if state.offered or state.refused or before.phase in ("negotiating", "closing"):
        return "negotiating"
    asked = policy.cues_of(reading, "open_question", "admin_question")
    if before.phase == "exploring" or asked or state.disclosed != before.disclosed:
        return "exploring"
    return "heard"


def _recap(before: State, state: State, reading: Reading) -> int:
    """The best recap since there was something to recap."""
    return max(before.recapped, policy.earned(reading.marks["summarize"])) if state.phase == "closing" else 0


def _reports_result(state: State, reading: Reading) -> Reason | None:
    """The reason for a kept promise: the trainee reports the result the case file holds."""
    events = state.setting.scenario.events
    passed = {event.id for event in events if event.kind == "time_passes" and event.id in state.fired}
    for cue in policy.cues_of(reading, "offer"):
        if cue.probe in passed and cue.evidence.quote.strip():
            return Reason("promise_kept", -6, 10, cue.evidence.quote)
    return None


def _broken(state: State) -> Reason:
    """The reason for a promise that was due, with nothing to report."""
    return Reason("promise_broken", 15 * policy.Temperament.of(state.setting).fuse // 100, -20, "")


def _settled(promises: tuple[Promise, ...], *, kept: bool, due: bool) -> tuple[Promise, ...]:
    """Promises that were due are kept or broken by this reply; the others stay as they are."""
    if not due:
        return promises
    now: Literal["kept", "broken"] = "kept" if kept else "broken"
    return tuple(promise._replace(status=now) if promise.status == "due" else promise for promise in promises)
