"""The numbers of the mood and the rules that use them: which reasons one reply gives to cool down or heat up.

What the guides teach is what the rules reward, in order. Each rule has an id, a weight in the tables below and a
sentence for the debrief in RULES. A rule that cools needs the trainee's own words as evidence; one that heats does not.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scoring.types import CRITERIA, Cue, CueName, Mark, Reading
from simulator.content.models import Trigger
from simulator.engine.state import Reason, Setting, State

COOLING: dict[str, tuple[int, int]] = {
    "listening": (3, 8),
    "empathy": (3, 9),
    "apology": (3, 7),
    "ask": (1, 4),
    "summarize": (2, 5),
}
"""Points of heat that a 1 and a 2 take away, before the customer's own temper."""

TRUST: dict[str, tuple[int, int]] = {
    "listening": (1, 5),
    "empathy": (1, 4),
    "apology": (1, 4),
    "ask": (1, 4),
    "summarize": (2, 7),
}
"""Points of trust that a 1 and a 2 give."""

AGAIN = (100, 50, 25, 0)
"""What the first, second, third and any further helping of the same criterion is worth, in percent."""

EARLY_APOLOGY, LATE_APOLOGY = 150, 50
"""An apology in the first two replies, and one from the fifth on, in percent."""

CUE_COST: dict[CueName, tuple[int, int]] = {
    "insult": (22, -25),
    "calm_down": (10, -6),
    "blame": (9, -9),
    "bare_policy": (6, -4),
    "asks_again": (5, -4),
    "repeats_itself": (4, -3),
    "canned": (2, -2),
}
"""(heat, trust) of what a reply should not do."""

STUFFED = 3
"""So many stock phrases in one reply are stuffing."""

LIMITS = {"easy": 2, "normal": 0, "hard": -1}
"""Replies more or fewer by difficulty."""
START = {"easy": -8, "normal": 0, "hard": 8}
"""Starting heat by difficulty."""
FUSE = {"easy": 80, "normal": 100, "hard": 120}
FORGIVENESS = {"easy": 120, "normal": 100, "hard": 85}
"""Percent on every heating and cooling rule by difficulty."""

RULES: dict[str, str] = {
    "listening_1": "You took in part of what they said.",
    "listening_2": "You gave their concern back to them, with its details.",
    "empathy_1": "You acknowledged a feeling, in general words.",
    "empathy_2": "You named how this feels, and why.",
    "apology_1": "You apologized in general terms.",
    "apology_2": "You apologized for what actually went wrong.",
    "ask_1": "You asked a question.",
    "ask_2": "You let them say what they need.",
    "summarize_1": "You named part of what happens next.",
    "summarize_2": "You said back who does what, and by when.",
    "not_heard": "Nothing of what they had just told you came back.",
    "feeling_ignored": "They were upset and nothing touched it.",
    "no_apology_yet": "By now they had waited long for an apology.",
    "no_recap": "They had agreed to something and nobody said it back.",
    "insult": "You insulted them, or brushed them off.",
    "calm_down": "Being told to calm down made it worse.",
    "blame": "You put the blame on them.",
    "bare_policy": "You quoted policy without a reason.",
    "asks_again": "You asked for something they had already told you.",
    "repeats_itself": "You said the same thing again.",
    "canned": "A stock phrase sounded like a script.",
    "stuffed": "So many stock phrases at once sounded like no one was there.",
    "interrupted_by_offer": "You offered a fix while they were still venting.",
    "interrupted_by_question": "An administrative question cut into their venting.",
    "offer_too_soon": "The fix came in the same breath as the sympathy.",
    "offer_wanted": "Your offer met what they need.",
    "offer_acceptable": "Your offer would do.",
    "offer_unacceptable": "Your offer was no use to them.",
    "offer_unacceptable_again": "You offered again what they had turned down.",
    "offer_forbidden": "They believed an offer that policy does not allow.",
    "offer_menu": "You ran down a list of options.",
    "taken_back": "You took back what had been agreed.",
    "corrected": "You owned up that what you had offered is not possible.",
    "refused_bare": "You said no without a reason.",
    "refused_with_reason": "You said no and gave the reason.",
    "promise_dated": "You promised something with a time to it.",
    "promise_undated": "You promised something, but not when.",
    "promise_kept": "You did what you had promised, and said so.",
    "promise_broken": "What you had promised was due, and you had nothing to report.",
    "overpromised": "What you had promised was never possible, and they found out.",
    "silent_pause": "You left them waiting without a word.",
    "event": "Something happened outside the conversation.",
}
"""Rule id to the sentence the debrief shows; `trigger:<id>` and `event:<id>` take theirs from the documents."""


@dataclass(frozen=True, slots=True)
class Temperament:
    """One customer's numbers with the difficulty worked in, in percent of the usual."""

    fuse: int
    forgiveness: int

    @classmethod
    def of(cls, setting: Setting) -> Temperament:
        """Combine persona and difficulty."""
        temper = setting.persona.temper
        return cls(
            fuse=temper.fuse * FUSE[setting.difficulty] // 100,
            forgiveness=temper.forgiveness * FORGIVENESS[setting.difficulty] // 100,
        )


def starting_heat(setting: Setting) -> int:
    """Heat of the opening line, 0 to 100."""
    return clamp(setting.scenario.mood.heat + setting.persona.temper.heat + START[setting.difficulty])


def starting_trust(setting: Setting) -> int:
    """Trust at the opening line, 0 to 100."""
    return clamp(setting.scenario.mood.trust + setting.persona.temper.trust)


def reply_limit(setting: Setting) -> int:
    """The most replies this customer waits through, at least 4."""
    return max(4, setting.scenario.mood.patience + setting.persona.temper.patience + LIMITS[setting.difficulty])


def clamp(value: int) -> int:
    """Hold a gauge within 0 to 100."""
    return max(0, min(100, value))


def cues_of(reading: Reading, *names: CueName) -> list[Cue]:
    """The cues of these names, in the order of the reply."""
    return [cue for cue in reading.cues if cue.name in names]


def earned(mark: Mark) -> int:
    """A mark's value as far as it is backed by words that can be quoted: 0, 1 or 2."""
    return mark.value if mark.value and _quote(mark) else 0


def mark_reasons(state: State, reading: Reading) -> Iterator[Reason]:
    """What the five marks do to the mood: cooling for what was done, heating for what was left out."""
    best, times = dict(state.best), dict(state.times_cooled)
    worth = state.setting.persona.temper.worth.model_dump()
    temperament = Temperament.of(state.setting)
    keep = _kept_after_offence(reading)
    canned = bool(cues_of(reading, "canned"))
    parroted = bool(cues_of(reading, "repeats_itself"))
    for name in CRITERIA:
        mark = reading.marks[name]
        value = earned(mark)
        if not value:
            yield from _left_out(state, name, mark, temperament)
            continue
        share = 100 if value > best.get(name, 0) else AGAIN[min(times.get(name, 0), len(AGAIN) - 1)]
        if parroted and times.get(name):
            share = 0  # the very words that were said before earn nothing twice
        if canned and value == 1:
            share //= 2  # a stock phrase is better than nothing, and not by much
        trust = TRUST[name][value - 1] * share // 100
        if name == "apology":
            share = share * _apology_timing(state.turn + 1) // 100
        heat = COOLING[name][value - 1] * share * worth[name] * temperament.forgiveness * keep // 100**4
        yield Reason(f"{name}_{value}", -heat, trust * keep // 100, _quote(mark))


def _kept_after_offence(reading: Reading) -> int:
    """Percent of the good that is left when the same reply also gives offence."""
    if cues_of(reading, "insult"):
        return 0
    return 50 if cues_of(reading, "blame", "calm_down") else 100


def _apology_timing(turn: int) -> int:
    return EARLY_APOLOGY if turn <= 2 else LATE_APOLOGY if turn >= 5 else 100


def _left_out(state: State, name: str, mark: Mark, temperament: Temperament) -> Iterator[Reason]:
    if mark.status != "marked":
        return
    turn = state.turn + 1
    if name == "listening" and state.phase == "venting":
        yield Reason("not_heard", 4 * temperament.fuse // 100, -1, "")
    elif name == "empathy" and state.phase == "venting":
        yield Reason("feeling_ignored", 2 * temperament.fuse // 100, 0, "")
    elif name == "apology" and turn >= 3 and not dict(state.best).get("apology") and state.phase != "closing":
        yield Reason("no_apology_yet", 2 * temperament.fuse // 100, -1, "")
    elif name == "summarize" and state.phase == "closing" and not state.recapped:
        yield Reason("no_recap", 2 * temperament.fuse // 100, -2, "")


def cue_reasons(state: State, reading: Reading) -> Iterator[Reason]:
    """What the reply's offences do: each kind counts once a reply, with the words that gave it."""
    fuse = Temperament.of(state.setting).fuse
    for name, (heat, trust) in CUE_COST.items():
        found = cues_of(reading, name)
        if found:
            yield Reason(name, heat * fuse // 100, trust, found[0].evidence.quote)
    canned = cues_of(reading, "canned")
    if len(canned) >= STUFFED:
        yield Reason("stuffed", 6 * fuse // 100, -4, canned[-1].evidence.quote)


def refusal_reasons(state: State, reading: Reading, *, heard: bool) -> Iterator[Reason]:
    """A "no" with its reason costs less than a bare one."""
    useless = {remedy.id for remedy in state.setting.scenario.remedies if remedy.stance == "unacceptable"}
    refusals = [cue for cue in cues_of(reading, "refuse") if cue.probe not in useless]  # nobody misses what is no use
    if not refusals:
        return
    fuse = Temperament.of(state.setting).fuse
    explained = next((cue for cue in refusals if cue.reason), None)
    if explained is None:
        yield Reason("refused_bare", 8 * fuse // 100, -6, refusals[0].evidence.quote)
    else:
        yield Reason("refused_with_reason", (2 if heard else 4) * fuse // 100, 1, explained.evidence.quote)


def promise_reasons(state: State, reading: Reading) -> Iterator[Reason]:
    """A dated promise builds trust; the first two of a talk count."""
    promises = cues_of(reading, "promise")
    if not promises or len(state.promises) >= 2 or cues_of(reading, "insult"):
        return
    dated = next((cue for cue in promises if cue.when), None)
    cue = dated or promises[0]
    yield Reason("promise_dated" if dated else "promise_undated", 0, 5 if dated else 1, cue.evidence.quote)


def trigger_reasons(state: State, reading: Reading) -> Iterator[tuple[Trigger, Reason]]:
    """What sets this customer off in particular."""
    setting = state.setting
    for trigger in (*setting.persona.triggers, *setting.scenario.triggers):
        if trigger.once and f"trigger:{trigger.id}" in state.fired:
            continue
        found = cues_of(reading, trigger.cue)
        if found:
            yield trigger, Reason(f"trigger:{trigger.id}", trigger.heat, trigger.trust, found[0].evidence.quote)


def apply(state: State, reasons: list[Reason]) -> tuple[int, int, tuple[Reason, ...]]:
    """Add up reasons within 0 to 100: heat first rises, then falls. Reasons keep the change they really made.

    Returns:
        Heat, trust and the reasons whose effect was not nothing.
    """
    heat, trust = state.heat, state.trust
    effective: list[Reason] = []
    for reason in sorted(reasons, key=lambda reason: reason.delta_heat <= 0):
        new_heat, new_trust = clamp(heat + reason.delta_heat), clamp(trust + reason.delta_trust)
        if new_heat != heat or new_trust != trust:
            effective.append(reason._replace(delta_heat=new_heat - heat, delta_trust=new_trust - trust))
        heat, trust = new_heat, new_trust
    return heat, trust, tuple(effective)


def _quote(mark: Mark) -> str:
    return next((evidence.quote for evidence in mark.evidence if evidence.quote.strip()), "")
