"""The last stop of every step: an act becomes a decision, with fixed words if the scenario has any for the moment."""

from __future__ import annotations

from dataclasses import replace

from simulator.content.models import Act, Outcome
from simulator.engine.course import moment_holds, promise_words
from simulator.engine.state import Decision, Reason, State

OWN_WORDS: tuple[Act, ...] = ("accept", "disclose_need")
"""Acts that must be said as they are: fixed words would hide that they happened."""


def decided(
    state: State,
    act: Act,
    *,
    disclose: tuple[str, ...] = (),
    remedy: str | None = None,
    reasons: tuple[Reason, ...] = (),
    event: str | None = None,
    promise: str | None = None,
    words: str | None = None,
) -> tuple[State, Decision]:
    """What the customer does next, and the state that remembers it.

    `promise` is the promise that is held up, if the state no longer tells (it was broken in this very step). `words`
    are an event's own, and come before any fixed words of the moment.
    """
    said = None
    if state.outcome is None and act not in OWN_WORDS and words is None:
        say_now = (say for say in state.setting.scenario.say if say.id not in state.fired)
        said = next((say for say in say_now if moment_holds(say.when, state)), None)
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
        promise=(promise or promise_words(state)) if act == "doubt_promise" else None,
        say=said.text if said else words,
        event=event,
        ending=state.outcome,
        reasons=reasons,
    )
    return state, decision


def ended(state: State, act: Act, outcome: Outcome, reasons: tuple[Reason, ...]) -> tuple[State, Decision]:
    """The customer's last words."""
    return decided(replace(state, phase="ended", outcome=outcome), act, reasons=reasons)
