"""The course of the talk: being heard, what is disclosed, what was promised, what happens outside."""

from __future__ import annotations

from collections.abc import Iterator

from scoring.types import Reading
from simulator.content.models import CaseEvent, Moment
from simulator.engine.policy import Temperament, cues_of, earned
from simulator.engine.state import Event, Promise, Reason, State

HEARD_POINTS = 3
"""Listening, empathy and apology (best marks) that add up to being heard."""
OUT_OF_BREATH = 4
"""From this reply on an uninterrupted customer has run out of things to shout."""
VAGUE = "something"
"""What is promised where the closed list has no word for it; nobody can be held to that by name."""
OVERPROMISED = "overpromised"
"""Id of the event in which a forbidden offer comes back; scenarios cannot take this name."""


def heard_by(state: State, reading: Reading) -> bool:
    """Whether the customer has vented and been met, counting this reply."""
    if state.phase != "venting":
        return True
    if reading.unread_because is not None or cues_of(reading, "insult", "blame", "calm_down"):
        return False
    best = dict(state.best)
    points = sum(max(best.get(name, 0), earned(reading.marks[name])) for name in ("listening", "empathy", "apology"))
    can_tell = reading.marks["listening"].status != "unmarked"
    if points >= (HEARD_POINTS if can_tell else 1):
        return True
    return state.turn + 1 >= OUT_OF_BREATH and not cues_of(reading, "offer", "admin_question")


def interruption_reasons(state: State, reading: Reading, *, heard: bool) -> Iterator[Reason]:
    """An offer or an administrative question into the venting heats, whatever it is worth."""
    if state.phase != "venting":
        return
    fuse = Temperament.of(state.setting).fuse
    offers, questions = cues_of(reading, "offer"), cues_of(reading, "admin_question")
    if offers and not heard:
        yield Reason("interrupted_by_offer", 6 * fuse // 100, -2, offers[0].evidence.quote)
    elif offers:
        yield Reason("offer_too_soon", 2 * fuse // 100, 0, offers[0].evidence.quote)
    if questions and not heard:
        yield Reason("interrupted_by_question", 5 * fuse // 100, -2, questions[0].evidence.quote)


def need_known(state: State) -> bool:
    """Whether the hidden need is on the table."""
    return state.setting.scenario.need.fact in state.disclosed


def disclosures(state: State, reading: Reading, *, heard: bool, trust: int) -> tuple[str, ...]:
    """Facts the customer tells now: what was asked for, and the need under an open question or out of trust."""
    if state.agreed is not None or state.honest_no:
        return ()  # nobody unburdens themselves over a handshake
    scenario = state.setting.scenario
    need = scenario.need
    interrupted = state.phase == "venting" and not heard
    told = set(state.disclosed)
    private = {fact.id for fact in scenario.facts if fact.known_to == "customer"}
    asked = [cue.probe for cue in cues_of(reading, "open_question", "admin_question") if cue.probe in private - told]
    facts = [probe for probe in dict.fromkeys(asked) if probe is not None and probe != need.fact]
    if interrupted:
        # A venting customer answers no form; an open question only lets them go on with the story.
        return tuple(facts[:1]) if cues_of(reading, "open_question") and not cues_of(reading, "admin_question") else ()
    if need.fact not in told and _need_reached(reading, need.fact, need.revealed_by, trust >= need.trust):
        return (need.fact, *facts[:1])
    return tuple(facts[:2])


def _need_reached(reading: Reading, fact: str, revealed_by: str, trusted: bool) -> bool:
    if trusted:
        return True
    open_questions = cues_of(reading, "open_question")
    if revealed_by == "open_question":
        return bool(open_questions)
    if revealed_by == "question":
        return bool(open_questions) or any(cue.probe == fact for cue in cues_of(reading, "admin_question"))
    return False


def made_promises(state: State, reading: Reading) -> tuple[Promise, ...]:
    """The promises of this reply; the same promise made again takes the newer time."""
    turn = state.turn + 1
    kept = list(state.promises)
    for cue in cues_of(reading, "promise"):
        promise = Promise(cue.what or VAGUE, cue.when, turn, quote=cue.evidence.quote)
        same = next((old for old in kept if old.what == promise.what and old.status == "open"), None)
        if same is not None:
            kept[kept.index(same)] = promise._replace(when=promise.when or same.when)
        else:
            kept.append(promise)
    return tuple(kept)


def promise_words(state: State) -> str | None:
    """The promise to hold up now as a noun phrase (`a call back by tomorrow`): a due one, else the latest open."""
    standing = [promise for status in ("open", "due") for promise in state.promises if promise.status == status]
    if not standing:
        return None
    what, when = standing[-1].what, standing[-1].when
    if what == VAGUE:
        return None  # too vague to be held against anyone
    return f"{what} {when}" if when else what


def due_event(state: State) -> Event | None:
    """The scenario event that happens now, if any, first in the order of the file."""
    if state.outcome is not None:
        return None
    if state.parted and state.overpromised:
        return Event(OVERPROMISED)
    for event in state.setting.scenario.events:
        if event.id not in state.fired and _is_due(event, state):
            return Event(event.id)
    return None


def _is_due(event: CaseEvent, state: State) -> bool:
    if event.kind == "time_passes" and event.when.phase == "closing":
        return state.parted and moment_holds(event.when, state)
    return not state.parted and state.turn > 0 and moment_holds(event.when, state)


def moment_holds(moment: Moment, state: State) -> bool:
    """Whether all that a moment asks for is so. A turn means that reply or any later one."""
    promised = any(promise.status in ("open", "due") for promise in state.promises)
    return (
        (moment.turn is None or state.turn >= moment.turn)
        and (moment.phase is None or state.phase == moment.phase)
        and (moment.promised is None or promised == moment.promised)
        and (moment.heat_from is None or state.heat >= moment.heat_from)
    )


def comes_back(state: State) -> bool:
    """Whether, once both have parted, something will bring the customer back."""
    return due_event(state) is not None
