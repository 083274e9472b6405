"""How a talk ends: parted on good terms, left in anger, or out of patience."""

from __future__ import annotations

from dataclasses import replace

from scoring.types import Reading
from simulator.content.models import Act, Outcome
from simulator.engine.acts import offended
from simulator.engine.course import OVERPROMISED, due_event
from simulator.engine.decide import ended
from simulator.engine.policy import cues_of, reply_limit
from simulator.engine.state import Decision, Reason, Setting, State

BOIL = 90
"""Heat at which a customer warns, and the next time leaves."""
DONE_WITH_YOU = 80
"""Heat at which an insult ends it at once."""
WON_HEAT, WON_TRUST = 30, 60
"""A customer this cool and trusting, fully recapped, is won back."""
HALF_HEAT = 50
"""Below it a talk that reaches its limit ends as it stands, at or above it in a hang-up."""

WARM_ENDINGS: tuple[Outcome, ...] = ("won_back", "resolved", "handed_over")
"""Outcomes that are worth a thank-you."""


def ending(before: State, state: State, reading: Reading, reasons: tuple[Reason, ...]) -> tuple[State, Decision] | None:
    """The ending this reply brings about, if it does."""
    insulted = bool(cues_of(reading, "insult"))
    leaves = (insulted and state.heat >= DONE_WITH_YOU) or (before.warned and state.heat >= BOIL)
    let_down = _newly_broken(before, state) and state.heat >= HALF_HEAT
    if leaves or let_down:
        return leave_in_anger(state, reasons, insulted=insulted)
    if parts(before, state, reading) and due_event(replace(state, parted=True)) is None:
        outcome = kept_outcome(state)
        return ended(state, "thank" if outcome in WARM_ENDINGS else "close_cold", outcome, reasons)
    if state.turn >= reply_limit(state.setting):
        return _at_the_limit(state, reasons)
    return None


def leave_in_anger(state: State, reasons: tuple[Reason, ...], *, insulted: bool = False) -> tuple[State, Decision]:
    """The last words of a customer who is lost: who goes public says so, the others go."""
    outcome = lost_outcome(state.setting, insulted=insulted)
    last: dict[Outcome, Act] = {"went_public": "threaten", "supervisor": "ask_supervisor"}
    return ended(state, last.get(outcome, "hang_up"), outcome, reasons)


def just_agreed(before: State, state: State) -> bool:
    """Whether this reply brought the agreement about."""
    return (state.agreed is not None and before.agreed is None) or (state.honest_no and not before.honest_no)


def parts(before: State, state: State, reading: Reading) -> bool:
    """Whether both go their ways: after a full recap, or once the customer has asked in vain for a fuller one.

    Nobody parts in peace on an offence, and who had to come back hears the result out before they go again.
    """
    if state.phase != "closing" or just_agreed(before, state) or offended(reading):
        return False
    return before.graced or (state.recapped == 2 and not state.came_back)


def closing_act(before: State, state: State) -> tuple[State, Act]:
    """What a customer does who has agreed and has not yet gone, and what it leaves in the state."""
    if before.graced or (state.recapped == 2 and not state.came_back):
        return replace(state, parted=True), "thank" if state.recapped else "close_cold"
    kept = sum(promise.status == "kept" for promise in state.promises)
    reported = kept > sum(promise.status == "kept" for promise in before.promises)
    return replace(state, graced=True), "soften" if reported else "doubt_promise"


def kept_outcome(state: State) -> Outcome:
    """How a talk ends that the customer leaves of their own accord."""
    remedy = next((remedy for remedy in state.setting.scenario.remedies if remedy.id == state.agreed), None)
    broken = OVERPROMISED in state.fired or any(promise.status == "broken" for promise in state.promises)
    if state.soured or broken:
        return "lukewarm"
    if remedy is None:
        return "honest_no" if state.honest_no else "lukewarm"
    if remedy.kind == "hand_over":
        return "handed_over"
    if not state.recapped or state.heat >= HALF_HEAT:
        return "lukewarm"
    won = state.heat < WON_HEAT and state.trust >= WON_TRUST and state.recapped == 2
    return "won_back" if won and remedy.stance == "wanted" else "resolved"


def lost_outcome(setting: Setting, *, insulted: bool) -> Outcome:
    """How a customer leaves in anger: insulted they just go; else by persona to the public or up the ladder."""
    temper = setting.persona.temper
    if insulted:
        return "hung_up"
    if temper.goes_public:
        return "went_public"
    return "supervisor" if temper.wants_supervisor else "hung_up"


def _newly_broken(before: State, state: State) -> bool:
    broken = [sum(promise.status == "broken" for promise in some.promises) for some in (before, state)]
    return broken[1] > broken[0]


def _at_the_limit(state: State, reasons: tuple[Reason, ...]) -> tuple[State, Decision]:
    """The customer's patience is used up: below half heat it ends as it stands, else in a hang-up.

    What was promised and not yet due is no longer waited for, so it cannot count as kept.
    """
    if state.heat >= HALF_HEAT or state.overpromised:
        return ended(state, "hang_up", "hung_up", reasons)
    waited_for = due_event(replace(state, parted=True)) is not None
    outcome = "lukewarm" if state.phase != "closing" or waited_for else kept_outcome(state)
    return ended(state, "thank" if outcome in WARM_ENDINGS else "close_cold", outcome, reasons)
