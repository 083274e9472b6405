"""Which dialogue act comes next, once heat, trust and phase are settled."""

from __future__ import annotations

from dataclasses import dataclass

from scoring.types import CueName, Reading
from simulator.content.models import Act, Remedy
from simulator.engine.course import promise_words
from simulator.engine.policy import cues_of
from simulator.engine.state import State, draw

VENTING: tuple[tuple[Act, int], ...] = (("vent", 4), ("repeat_detail", 3), ("demand", 2), ("question_competence", 2))
"""What a customer does who has not been heard, with weights."""
OFFENCES: tuple[CueName, ...] = ("insult", "blame", "calm_down", "bare_policy", "asks_again", "repeats_itself")


@dataclass(frozen=True, slots=True)
class Happened:
    """What one reply brought about: all the act depends on besides the state after it."""

    reading: Reading
    before: State
    disclosed: tuple[str, ...]
    judged: Remedy | None
    agreed_now: bool
    withdrawn: bool
    """What was agreed has been taken back."""
    cooled: int
    """Points of heat this reply took away, 0 or more, net."""


def next_act(state: State, happened: Happened) -> Act:
    """The act of a talk that goes on. `state` is the state after the reply."""
    if happened.agreed_now:
        return "accept"
    if happened.withdrawn:
        return "demand" if happened.before.overpromised else "question_competence"
    if offended(happened.reading):
        return _answer_offence(state, happened)
    if happened.judged is not None and happened.judged.stance == "unacceptable":
        return "reject_fix"
    if state.phase == "venting":
        return "reject_fix" if cues_of(happened.reading, "offer") else _venting_act(state)
    if state.setting.scenario.need.fact in happened.disclosed:
        return "disclose_need"
    if happened.judged is not None:
        return "haggle"
    if cues_of(happened.reading, "refuse"):
        return _answer_refusal(state, happened.reading)
    if happened.disclosed:
        return "soften" if happened.cooled >= 5 and state.heat < 60 else "repeat_detail"
    undated = cues_of(happened.reading, "promise") and not any(cue.when for cue in cues_of(happened.reading, "promise"))
    if (undated and state.trust < 55) or (state.phase == "closing" and promise_words(state)):
        return "doubt_promise"
    if happened.cooled >= 5:
        return "soften"
    return _unmoved(state)


def offended(reading: Reading) -> bool:
    """Whether the reply gives offence that no customer lets pass."""
    return bool(cues_of(reading, *OFFENCES))


def _answer_offence(state: State, happened: Happened) -> Act:
    if cues_of(happened.reading, "insult") and state.heat >= 60:
        return "threaten" if state.setting.persona.temper.goes_public else "ask_supervisor"
    if cues_of(happened.reading, "asks_again"):
        return "repeat_detail" if state.acts[-1:] != ("repeat_detail",) else "question_competence"
    return _weighted(state, (("question_competence", 3), ("vent", 2), ("demand", 1)))


def _answer_refusal(state: State, reading: Reading) -> Act:
    if any(cue.reason for cue in cues_of(reading, "refuse")) and state.heat < 60:
        return "haggle"
    if state.heat >= 75:
        return "ask_supervisor" if state.setting.persona.temper.wants_supervisor else "threaten"
    return "demand"


def _venting_act(state: State) -> Act:
    return _weighted(state, VENTING)


def _unmoved(state: State) -> Act:
    """Nothing new was said: the customer pushes on in the way that fits the phase."""
    if state.phase == "heard":
        return _weighted(state, (("repeat_detail", 2), ("demand", 2), ("vent", 1)))
    if state.phase == "negotiating" and state.offered:
        return _weighted(state, (("haggle", 2), ("demand", 1), ("doubt_promise", 1)))
    return _weighted(state, (("demand", 3), ("question_competence", 1), ("repeat_detail", 1)))


def _weighted(state: State, choices: tuple[tuple[Act, int], ...]) -> Act:
    """Draw an act, never the one just used while there is another."""
    last = state.acts[-1] if state.acts else None
    open_choices = [(act, weight) for act, weight in choices if act != last] or list(choices)
    acts, weights = zip(*open_choices, strict=True)
    chosen: Act = draw(state.setting.seed, len(state.acts), "act").choices(acts, weights)[0]
    return chosen
