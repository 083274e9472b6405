"""One step of the customer: `step(state, input) -> (state, decision)`, pure.

Read top to bottom: a reply changes the mood, then the course of the talk, then it may end, and only then is the next
act chosen. A pause and an event take the same road with fewer stops.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from scoring.types import Reading
from simulator.content.models import Act, CaseEvent, Outcome, Phase
from simulator.engine import course, policy
from simulator.engine.acts import Happened, next_act
from simulator.engine.state import Decision, Event, OutOfInput, Pause, Promise, Reason, Setting, State, StepInput

ENGINE_VERSION = "engine/1"
"""Raised with every change that can move a decision; a replay made by another one cannot be verified."""


def start(setting: Setting) -> tuple[State, Decision]:
    """The customer's opening: nothing has been said yet, so nothing has moved."""
    heat, trust = policy.starting_heat(setting), policy.starting_trust(setting)
    state = State(setting=setting, turn=0, heat=heat, trust=trust, phase="venting")
    return _decided(state, "open")


def step(state: State, given: StepInput) -> tuple[State, Decision]:
    """Let one thing happen: a reply that was read, a pause, an event, or the end of the trainee's input.

    Raises:
        ValueError: The practice has already ended; the caller must ask `state.outcome` first.
    """
    if state.outcome is not None:
        raise ValueError("the practice has ended")
    if isinstance(given, OutOfInput):
        return _ended(state, "close_cold", "abandoned", ())
    if isinstance(given, Pause):
        return _pause(state)
    if isinstance(given, Event):
        return _event(state, given)
    return _reply(state, given)


def _reply(before: State, reading: Reading) -> tuple[State, Decision]:
    heard = course.heard_by(before, reading)
    triggered = list(policy.trigger_reasons(before, reading))
    reasons = [
        *policy.mark_reasons(before, reading),
        *policy.cue_reasons(before, reading),
        *(reason for _, reason in triggered),
        *course.interruption_reasons(before, reading, heard=heard),
        *policy.refusal_reasons(before, reading, heard=heard),
        *policy.promise_reasons(before, reading),
    ]
    _, trust, _ = policy.apply(before, reasons)
    disclosed = course.disclosures(before, reading, heard=heard, trust=trust)
    knows_need = course.need_known(before)
    verdict = course.judge_offer(before, reading, heard=heard, knows_need=knows_need)
    if verdict is not None:
        reasons.append(verdict.reason)
    kept_promise = _reports_result(before, reading)
    if kept_promise is not None:
        reasons.append(kept_promise)
    elif _is_due(before):
        reasons.append(Reason("promise_broken", 15 * policy.Temperament.of(before.setting).fuse // 100, -20, ""))
    heat, trust, effective = policy.apply(before, reasons)

    state = replace(
        before,
        turn=before.turn + 1,
        heat=heat,
        trust=trust,
        best=_best_marks(before, reading),
        times_cooled=_times_cooled(before, reading),
        disclosed=(*before.disclosed, *disclosed),
        offered=_offers(before, reading, heard=heard),
        refused=_refusals(before, reading, heard=heard),
        promises=_settled(course.made_promises(before, reading), kept=kept_promise is not None, due=_is_due(before)),
        fired=(*before.fired, *(f"trigger:{trigger.id}" for trigger, _ in triggered)),
        pause_announced=bool(policy.cues_of(reading, "announces_pause")),
    )
    state = _agree(state, knows_need=knows_need)
    state = replace(state, phase=_phase(before, state, reading, heard=heard), recapped=_recap(before, state, reading))
    happened = Happened(
        reading=reading,
        before=before,
        disclosed=disclosed,
        judged=verdict.remedy if verdict and heard else None,
        agreed_now=_just_agreed(before, state),
        cooled=before.heat - heat,
    )
    return _ending(before, state, reading, effective) or _decided(
        *_closing_act(before, state, happened),
        disclose=disclosed,
        remedy=verdict.remedy.id if verdict else None,
        reasons=effective,
    )


# --- what the reply changes ------------------------------------------------------------------------------------------


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


def _offers(state: State, reading: Reading, *, heard: bool) -> tuple[str, ...]:
    """What is on the table: an offer made into the venting was not taken in, and has to be made again."""
    known = {remedy.id for remedy in state.setting.scenario.remedies}
    heard_offers = [cue.probe for cue in policy.cues_of(reading, "offer") if cue.probe in known] if heard else []
    return tuple(dict.fromkeys((*state.offered, *(probe for probe in heard_offers if probe))))


def _refusals(state: State, reading: Reading, *, heard: bool) -> tuple[str, ...]:
    explained = [cue.probe or "" for cue in policy.cues_of(reading, "refuse") if cue.reason] if heard else []
    return tuple(dict.fromkeys((*state.refused, *explained)))


def _agree(state: State, *, knows_need: bool) -> State:
    remedy = course.accepted_remedy(state, heat=state.heat, trust=state.trust, knows_need=knows_need)
    if state.agreed is not None:
        return replace(state, agreed=course.better_of(state, state.agreed, remedy))
    if remedy is not None:
        stance = next(item.stance for item in state.setting.scenario.remedies if item.id == remedy)
        return replace(state, agreed=remedy, overpromised=stance == "forbidden")
    if not state.honest_no and course.accepts_no(state, heat=state.heat, trust=state.trust):
        return replace(state, honest_no=True)
    return state


def _just_agreed(before: State, state: State) -> bool:
    return (state.agreed is not None and before.agreed is None) or (state.honest_no and not before.honest_no)


def _phase(before: State, state: State, reading: Reading, *, heard: bool) -> Phase:
    if not heard:
        return "venting"
    if state.agreed is not None or state.honest_no:
        return "closing"
    if state.offered or state.refused:
        return "negotiating"
    asked = policy.cues_of(reading, "open_question", "admin_question")
    if before.phase == "exploring" or asked or state.disclosed != before.disclosed:
        return "exploring"
    return "heard"


def _recap(before: State, state: State, reading: Reading) -> int:
    """The best recap since there was something to recap."""
    return max(before.recapped, policy.earned(reading.marks["summarize"])) if state.phase == "closing" else 0


# --- promises that fell due ------------------------------------------------------------------------------------------


def _is_due(state: State) -> bool:
    return any(promise.status == "due" for promise in state.promises)


def _reports_result(state: State, reading: Reading) -> Reason | None:
    """The reason for a kept promise: the trainee reports the result the case file holds."""
    if not _is_due(state):
        return None
    passed = {
        event.id for event in state.setting.scenario.events if event.kind == "time_passes" and event.id in state.fired
    }
    for cue in policy.cues_of(reading, "offer"):
        if cue.probe in passed and cue.evidence.quote.strip():
            return Reason("promise_kept", -6, 10, cue.evidence.quote)
    return None


def _settled(promises: tuple[Promise, ...], *, kept: bool, due: bool) -> tuple[Promise, ...]:
    """Promises that were due are kept or broken by this reply; the others stay as they are."""
    if not due:
        return promises
    now: Literal["kept", "broken"] = "kept" if kept else "broken"
    return tuple(promise._replace(status=now) if promise.status == "due" else promise for promise in promises)


# --- how it ends -----------------------------------------------------------------------------------------------------


def _ending(
    before: State, state: State, reading: Reading, reasons: tuple[Reason, ...]
) -> tuple[State, Decision] | None:
    """The ending this reply brings about, if it does."""
    insulted = bool(policy.cues_of(reading, "insult"))
    leaves = (insulted and state.heat >= course.DONE_WITH_YOU) or (before.warned and state.heat >= course.BOIL)
    let_down = _newly_broken(before, state) and state.heat >= course.HALF_HEAT
    if leaves or let_down:
        outcome = course.lost_outcome(state.setting, insulted=insulted)
        return _ended(state, "hang_up", outcome, reasons)
    if _parts(before, state):
        parted = replace(state, parted=True)
        if not course.comes_back(parted):
            outcome = course.kept_outcome(state)
            act: Act = "thank" if outcome in ("won_back", "resolved", "handed_over") else "close_cold"
            return _ended(state, act, outcome, reasons)
    if state.turn >= policy.reply_limit(state.setting):
        return _at_the_limit(state, reasons)
    return None


def _parts(before: State, state: State) -> bool:
    """Whether both go their ways: after a full recap, or once the customer has asked in vain for a fuller one."""
    return state.phase == "closing" and not _just_agreed(before, state) and (state.recapped == 2 or before.graced)


def _newly_broken(before: State, state: State) -> bool:
    broken = [sum(promise.status == "broken" for promise in some.promises) for some in (before, state)]
    return broken[1] > broken[0]


def _at_the_limit(state: State, reasons: tuple[Reason, ...]) -> tuple[State, Decision]:
    """The customer's patience is used up: with something agreed it ends as that, else by heat."""
    if state.phase == "closing" and not state.overpromised:
        outcome = course.kept_outcome(state)
        return _ended(state, "thank" if outcome != "lukewarm" else "close_cold", outcome, reasons)
    if state.heat < course.HALF_HEAT and not state.overpromised:
        return _ended(state, "close_cold", "lukewarm", reasons)
    return _ended(state, "hang_up", "hung_up", reasons)


def _closing_act(before: State, state: State, happened: Happened) -> tuple[State, Act]:
    """The act of a talk that goes on, and what it leaves in the state."""
    if state.phase == "closing" and not happened.agreed_now:
        if _parts(before, state):
            return replace(state, parted=True), "thank" if state.recapped else "close_cold"
        return replace(state, graced=True), "doubt_promise"
    if state.heat >= course.BOIL and not state.warned:
        temper = state.setting.persona.temper
        return replace(state, warned=True), "ask_supervisor" if temper.wants_supervisor else "threaten"
    return state, next_act(state, happened)


def _ended(state: State, act: Act, outcome: Outcome, reasons: tuple[Reason, ...]) -> tuple[State, Decision]:
    state = replace(state, phase="ended", outcome=outcome)
    return _decided(state, act, reasons=reasons)


# --- pauses and events -----------------------------------------------------------------------------------------------


def _pause(before: State) -> tuple[State, Decision]:
    """An announced pause costs nothing, a silent one heats."""
    fuse = policy.Temperament.of(before.setting).fuse
    silent = Reason("silent_pause", 6 * fuse // 100, -3, "")
    heat, trust, reasons = policy.apply(before, [] if before.pause_announced else [silent])
    state = replace(before, heat=heat, trust=trust, pause_announced=False)
    if before.warned and heat >= course.BOIL and not before.pause_announced:
        return _ended(state, "hang_up", course.lost_outcome(state.setting, insulted=False), reasons)
    if before.pause_announced:
        return _decided(state, "demand" if state.phase != "venting" else "repeat_detail", reasons=reasons)
    if heat >= course.BOIL:
        return _decided(replace(state, warned=True), "question_competence", reasons=reasons)
    return _decided(state, "question_competence" if heat >= course.HALF_HEAT else "demand", reasons=reasons)


def _event(before: State, event: Event) -> tuple[State, Decision]:
    """Something happens outside the talk. It may raise heat, never lower it."""
    if event.id == course.OVERPROMISED:
        fuse = policy.Temperament.of(before.setting).fuse
        found_out = Reason("overpromised", 20 * fuse // 100, -25, "")
        heat, trust, reasons = policy.apply(before, [found_out])
        broken = tuple(promise._replace(status="broken") for promise in before.promises)
        forbidden = {item.id for item in before.setting.scenario.remedies if item.stance == "forbidden"}
        back = replace(
            before,
            heat=heat,
            trust=trust,
            phase="negotiating",
            agreed=None,
            offered=tuple(remedy for remedy in before.offered if remedy not in forbidden),
            promises=broken,
            overpromised=False,
            parted=False,
            graced=False,
            fired=(*before.fired, event.id),
            recapped=0,
        )
        return _decided(back, "doubt_promise", reasons=reasons, event=event.id)
    case_event = next(item for item in before.setting.scenario.events if item.id == event.id)
    heat, trust, reasons = policy.apply(before, [Reason(f"event:{event.id}", case_event.heat, 0, "")])
    state = replace(before, heat=heat, trust=trust, fired=(*before.fired, event.id), parted=False)
    if case_event.kind == "time_passes":
        return _decided(*_time_passes(state, case_event), reasons=reasons, event=event.id)
    return _decided(
        state, "question_competence" if heat >= course.HALF_HEAT else "demand", reasons=reasons, event=event.id
    )


def _time_passes(state: State, event: CaseEvent) -> tuple[State, Act]:
    """Open promises fall due, if the case holds a result that could be reported."""
    if not event.reported_by or not any(promise.status == "open" for promise in state.promises):
        return state, "demand"
    due = tuple(promise._replace(status="due") if promise.status == "open" else promise for promise in state.promises)
    return replace(state, promises=due), "doubt_promise"


# --- the decision ----------------------------------------------------------------------------------------------------


def _decided(
    state: State,
    act: Act,
    *,
    disclose: tuple[str, ...] = (),
    remedy: str | None = None,
    reasons: tuple[Reason, ...] = (),
    event: str | None = None,
) -> tuple[State, Decision]:
    """Put the decision into words-to-be: fixed words if the scenario has any for this moment."""
    said = None
    if state.outcome is None and act not in ("accept", "disclose_need"):
        said = next(
            (
                say
                for say in state.setting.scenario.say
                if say.id not in state.fired and course.moment_holds(say.when, state)
            ),
            None,
        )
    if said is not None:
        act = said.act
        state = replace(state, fired=(*state.fired, said.id))
    state = replace(state, acts=(*state.acts, act))
    decision = Decision(
        turn=state.turn,
        act=act,
        heat=state.heat,
        trust=state.trust,
        phase=state.phase,
        disclose=disclose,
        remedy=remedy,
        promise=course.promise_words(state) if act == "doubt_promise" else None,
        say=said.text if said else None,
        event=event,
        ending=state.outcome,
        reasons=reasons,
    )
    return state, decision
