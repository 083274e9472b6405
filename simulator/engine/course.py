"""The course of the talk: being heard, what is disclosed, how offers and promises are taken, how it ends."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from scoring.types import Reading
from simulator.content.models import CaseEvent, Moment, Outcome, Remedy
from simulator.engine.policy import Temperament, cues_of, earned
from simulator.engine.state import Event, Promise, Reason, Setting, State

HEARD_POINTS = 3
"""Listening, empathy and apology (best marks) that add up to being heard."""
OUT_OF_BREATH = 4
"""From this reply on an uninterrupted customer has run out of things to shout."""
BOIL = 90
"""Heat at which a customer warns, and the next time leaves."""
DONE_WITH_YOU = 80
"""Heat at which an insult ends it at once."""
ACCEPT_WANTED, ACCEPT_ACCEPTABLE, ACCEPT_NO = 75, 60, 60
"""Heat below which a wanted remedy, an acceptable one and an explained refusal are accepted."""
TRUST_ACCEPTABLE, TRUST_NO = 30, 45
"""Trust needed for an acceptable remedy and for an explained refusal."""
WON_HEAT, WON_TRUST = 30, 60
"""A customer this cool and trusting, fully recapped, is won back."""
HALF_HEAT = 50
"""Below it a talk that reaches its limit ends lukewarm, at or above it in a hang-up."""

OVERPROMISED = "overpromised"
"""Id of the event in which a forbidden offer comes back; scenarios cannot take this name."""


@dataclass(frozen=True, slots=True)
class OfferVerdict:
    """How the remedies offered in one reply were taken: the one that counts, and the reason it gives."""

    remedy: Remedy
    reason: Reason


def heard_by(state: State, reading: Reading) -> bool:
    """Whether the customer has vented and been met, counting this reply."""
    if state.phase != "venting":
        return True
    if cues_of(reading, "insult", "blame", "calm_down"):
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


def judge_offer(state: State, reading: Reading, *, heard: bool, knows_need: bool) -> OfferVerdict | None:
    """Hold the reply's offers against the scenario's remedies. The best of several counts, a forbidden one before all.

    Into the venting an offer earns nothing (it can still offend): the customer is not listening yet.
    """
    remedies = {remedy.id: remedy for remedy in state.setting.scenario.remedies}
    order = {"forbidden": 0, "wanted": 1, "acceptable": 2, "unacceptable": 3}
    offers = [(remedies[cue.probe], cue) for cue in cues_of(reading, "offer") if cue.probe in remedies]
    if not offers:
        return None
    remedy, cue = min(offers, key=lambda pair: order[pair[0].stance])
    fuse, forgiveness = Temperament.of(state.setting).fuse, Temperament.of(state.setting).forgiveness
    quote = cue.evidence.quote
    again = remedy.id in state.offered
    if remedy.stance == "unacceptable":
        heat, rule = (10, "offer_unacceptable_again") if again else (7, "offer_unacceptable")
        return OfferVerdict(remedy, Reason(rule, heat * fuse // 100, -5, quote))
    cooling, trust, rule = {
        "wanted": (10, 8, "offer_wanted") if knows_need else (5, 3, "offer_acceptable"),
        "acceptable": (5, 3, "offer_acceptable"),
        "forbidden": (6, 2, "offer_forbidden"),
    }[remedy.stance]
    earns = heard and quote.strip() and not cues_of(reading, "insult") and (not again or rule == "offer_wanted")
    if again and rule == "offer_wanted":
        cooling, trust = cooling // 2, trust // 2
    if state.agreed is not None:
        earns = False  # saying the agreed remedy again is a recap, and marked as one
    return OfferVerdict(
        remedy, Reason(rule, -(cooling * forgiveness // 100) if earns else 0, trust if earns else 0, quote)
    )


def accepted_remedy(state: State, *, heat: int, trust: int, knows_need: bool) -> str | None:
    """The remedy on the table that the customer accepts in this mood, best first, or None."""
    by_id = {remedy.id: remedy for remedy in state.setting.scenario.remedies}
    on_table = [by_id[remedy] for remedy in state.offered if remedy in by_id]
    for remedy in on_table:
        if remedy.stance == "forbidden":
            return remedy.id  # who would turn down what they asked for
    for remedy in on_table:
        if remedy.stance == "wanted" and heat < (ACCEPT_WANTED if knows_need else ACCEPT_ACCEPTABLE):
            return remedy.id
    for remedy in on_table:
        if remedy.stance == "acceptable" and heat < ACCEPT_ACCEPTABLE and trust >= TRUST_ACCEPTABLE:
            return remedy.id
    return None


def better_of(state: State, agreed: str, remedy: str | None) -> str:
    """What stands agreed when a further offer comes: a wanted remedy takes the place of one that would do."""
    stances = {item.id: item.stance for item in state.setting.scenario.remedies}
    return remedy if remedy and stances[remedy] == "wanted" and stances[agreed] == "acceptable" else agreed


def accepts_no(state: State, *, heat: int, trust: int) -> bool:
    """Whether an explained refusal is accepted: only where the case allows it, from someone who was decent about it."""
    met = any(value for name, value in state.best if name in ("empathy", "apology", "listening"))
    return state.setting.scenario.honest_no and bool(state.refused) and met and heat < ACCEPT_NO and trust >= TRUST_NO


def made_promises(state: State, reading: Reading) -> tuple[Promise, ...]:
    """The promises of this reply; the same promise made again takes the newer time."""
    turn = state.turn + 1
    kept = list(state.promises)
    for cue in cues_of(reading, "promise"):
        promise = Promise(cue.what or "to sort this out", cue.when, turn)
        same = next((old for old in kept if old.what == promise.what and old.status == "open"), None)
        if same is not None:
            kept[kept.index(same)] = promise._replace(when=promise.when or same.when)
        else:
            kept.append(promise)
    return tuple(kept)


def promise_words(state: State) -> str | None:
    """The latest unkept promise as a noun phrase (`a call back by tomorrow`), or None."""
    unkept = [promise for promise in state.promises if promise.status in ("open", "due", "broken")]
    if not unkept:
        return None
    what, when = unkept[-1].what, unkept[-1].when
    if what == "to sort this out":
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


def kept_outcome(state: State) -> Outcome:
    """How a talk ends that the customer leaves of their own accord."""
    remedy = next((remedy for remedy in state.setting.scenario.remedies if remedy.id == state.agreed), None)
    if remedy is None and state.honest_no:
        return "honest_no"
    if remedy is None or OVERPROMISED in state.fired or any(item.status == "broken" for item in state.promises):
        return "lukewarm"
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
