"""What happens beside the replies: a pause, news, time that passes and makes promises due."""

from __future__ import annotations

from dataclasses import replace

from simulator.content.models import Act, CaseEvent
from simulator.engine.course import OVERPROMISED, promise_words
from simulator.engine.decide import decided
from simulator.engine.ending import BOIL, HALF_HEAT, leave_in_anger
from simulator.engine.policy import Temperament, apply
from simulator.engine.state import Decision, Event, Reason, State


def pause(before: State) -> tuple[State, Decision]:
    """An announced pause costs nothing, a silent one heats."""
    fuse = Temperament.of(before.setting).fuse
    silent = Reason("silent_pause", 6 * fuse // 100, -3, "")
    heat, trust, reasons = apply(before, [] if before.pause_announced else [silent])
    state = replace(before, heat=heat, trust=trust, pause_announced=False)
    if before.pause_announced:
        return decided(state, _back_from_a_pause(state), reasons=reasons)
    if before.warned and heat >= BOIL:
        return leave_in_anger(state, reasons)
    return decided(replace(state, warned=before.warned or heat >= BOIL), _pressing(state), reasons=reasons)


def happen(before: State, event: Event) -> tuple[State, Decision]:
    """Something happens outside the talk. It may raise heat, never lower it."""
    if event.id == OVERPROMISED:
        return _found_out(before, event)
    case_event = next(item for item in before.setting.scenario.events if item.id == event.id)
    heat, trust, reasons = apply(before, [Reason(f"event:{event.id}", case_event.heat, 0, "")])
    state = replace(before, heat=heat, trust=trust, fired=(*before.fired, event.id), parted=False)
    if case_event.kind == "time_passes":
        return decided(*_time_passes(state, case_event), reasons=reasons, event=event.id, words=case_event.says)
    return decided(state, _pressing(state), reasons=reasons, event=event.id)


def _found_out(before: State, event: Event) -> tuple[State, Decision]:
    """The customer learns that what they were offered was never possible."""
    fuse = Temperament.of(before.setting).fuse
    heat, trust, reasons = apply(before, [Reason(OVERPROMISED, 20 * fuse // 100, -25, "")])
    forbidden = {item.id for item in before.setting.scenario.remedies if item.stance == "forbidden"}
    back = replace(
        before,
        heat=heat,
        trust=trust,
        phase="negotiating",
        agreed=None,
        offered=tuple(remedy for remedy in before.offered if remedy not in forbidden),
        promises=tuple(promise._replace(status="broken") for promise in before.promises),
        overpromised=False,
        parted=False,
        graced=False,
        fired=(*before.fired, event.id),
        recapped=0,
    )
    return decided(back, "doubt_promise", reasons=reasons, event=event.id, promise=promise_words(before))


def _time_passes(state: State, event: CaseEvent) -> tuple[State, Act]:
    """Open promises fall due, if the case holds a result that could be reported; the customer is back to hear it."""
    back = replace(state, came_back=True, graced=False) if state.phase == "closing" else state
    if not event.reported_by or not any(promise.status == "open" for promise in back.promises):
        return back, _pressing(back)
    due = tuple(promise._replace(status="due") if promise.status == "open" else promise for promise in back.promises)
    return replace(back, promises=due), "doubt_promise"


def _back_from_a_pause(state: State) -> Act:
    if state.phase == "closing":
        return "soften"
    return "repeat_detail" if state.phase == "venting" else "demand"


def _pressing(state: State) -> Act:
    """What a customer does who was left alone or has learnt something: who has agreed asks what it is worth."""
    if state.phase == "closing":
        return "doubt_promise"
    return "question_competence" if state.heat >= HALF_HEAT else "demand"
