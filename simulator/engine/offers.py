"""What is offered, taken, turned down, refused and taken back: the negotiation held against the scenario's remedies."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from scoring.types import Cue, Reading
from simulator.content.models import Remedy
from simulator.engine.policy import Temperament, cues_of
from simulator.engine.state import Reason, State

ACCEPT_WANTED, ACCEPT_ACCEPTABLE, ACCEPT_NO = 75, 60, 60
"""Heat below which a wanted remedy, an acceptable one and an explained refusal are accepted."""
TRUST_ACCEPTABLE, TRUST_NO = 30, 45
"""Trust needed for an acceptable remedy and for an explained refusal."""
MENU = 3
"""So many remedies in one reply are a list run down, not an offer fitted to anyone."""

ORDER = {"forbidden": 0, "wanted": 1, "acceptable": 2, "unacceptable": 3}
"""Which of several offers counts: a forbidden one before all, then the best."""


@dataclass(frozen=True, slots=True)
class Offered:
    """The remedies of one reply: the one that counts (None if none was offered), and what each does to the mood."""

    remedy: Remedy | None
    reasons: tuple[Reason, ...]


def judge_offers(state: State, reading: Reading, *, knows_need: bool) -> Offered:
    """Hold a reply's offers against the scenario's remedies.

    An offer made to someone who was still venting before this reply earns nothing, though it can still offend; so does
    one beside an insult, and one made again after an agreement (that is a recap, and marked as one).
    """
    offers = _offers(state, reading)
    if not offers:
        return Offered(None, ())
    fuse = Temperament.of(state.setting).fuse
    reasons = [_offence(state, remedy, cue, fuse) for remedy, cue in offers if remedy.stance == "unacceptable"]
    remedy, cue = min(offers, key=lambda pair: ORDER[pair[0].stance])
    if remedy.stance != "unacceptable":
        reasons.append(_earning(state, reading, remedy, cue, knows_need=knows_need))
    if len({offered.id for offered, _ in offers}) >= MENU and state.agreed is None:
        reasons.append(Reason("offer_menu", 4 * fuse // 100, -2, offers[-1][1].evidence.quote))
    return Offered(remedy, tuple(reasons))


def _offers(state: State, reading: Reading) -> list[tuple[Remedy, Cue]]:
    """Each remedy offered, once, with the cue that offers it."""
    remedies = {remedy.id: remedy for remedy in state.setting.scenario.remedies}
    first: dict[str, tuple[Remedy, Cue]] = {}
    for cue in cues_of(reading, "offer"):
        if cue.probe in remedies:
            first.setdefault(cue.probe, (remedies[cue.probe], cue))
    return list(first.values())


def _offence(state: State, remedy: Remedy, cue: Cue, fuse: int) -> Reason:
    heat, rule = (10, "offer_unacceptable_again") if remedy.id in state.offered else (7, "offer_unacceptable")
    return Reason(rule, heat * fuse // 100, -5, cue.evidence.quote)


def _earning(state: State, reading: Reading, remedy: Remedy, cue: Cue, *, knows_need: bool) -> Reason:
    cooling, trust, rule = {
        "wanted": (10, 8, "offer_wanted") if knows_need else (5, 3, "offer_acceptable"),
        "acceptable": (5, 3, "offer_acceptable"),
        "forbidden": (6, 2, "offer_forbidden"),
    }[remedy.stance]
    again = remedy.id in state.offered
    if again and rule == "offer_wanted":
        cooling, trust = cooling // 2, trust // 2
    earns = (
        state.phase != "venting"
        and state.agreed is None
        and bool(cue.evidence.quote.strip())
        and not cues_of(reading, "insult")
        and (not again or rule == "offer_wanted")
    )
    forgiveness = Temperament.of(state.setting).forgiveness
    return Reason(rule, -(cooling * forgiveness // 100) if earns else 0, trust if earns else 0, cue.evidence.quote)


def on_the_table(state: State, reading: Reading) -> tuple[str, ...]:
    """All that has been offered. What was offered into the venting was not taken in, and has to be offered again."""
    offered = [remedy.id for remedy, _ in _offers(state, reading)] if state.phase != "venting" else []
    return tuple(dict.fromkeys((*state.offered, *offered)))


def explained_refusals(state: State, reading: Reading) -> tuple[str, ...]:
    """All that has been refused with its reason ("" where no remedy was named), once the customer could hear it."""
    refused = [cue.probe or "" for cue in cues_of(reading, "refuse") if cue.reason] if state.phase != "venting" else []
    return tuple(dict.fromkeys((*state.refused, *refused)))


def taken_back(state: State, reading: Reading) -> Cue | None:
    """The words that take back what was agreed, or None."""
    return next((cue for cue in cues_of(reading, "refuse") if cue.probe and cue.probe == state.agreed), None)


def withdrawal_reasons(state: State, reading: Reading) -> Iterator[Reason]:
    """Taking back what was agreed costs; owning up early to what policy never allowed costs less."""
    cue = taken_back(state, reading)
    if cue is None:
        return
    fuse = Temperament.of(state.setting).fuse
    if state.overpromised:
        yield Reason("corrected", 6 * fuse // 100, -4, cue.evidence.quote)
    else:
        yield Reason("taken_back", 14 * fuse // 100, -15, cue.evidence.quote)


def withdraw(state: State) -> State:
    """Back to negotiating, without what was agreed and without the promises that hung on it."""
    return replace(
        state,
        agreed=None,
        overpromised=False,
        recapped=0,
        graced=False,
        offered=tuple(remedy for remedy in state.offered if remedy != state.agreed),
        promises=tuple(promise for promise in state.promises if promise.status != "open"),
    )


def agree(before: State, state: State, *, knows_need: bool) -> State:
    """Let the customer accept what is on the table, better it, or accept a refusal, if the mood allows."""
    remedy = _accepted(state, knows_need=knows_need)
    if state.agreed is not None:
        return replace(state, agreed=_better_of(state, state.agreed, remedy))
    if remedy is not None:
        stance = next(item.stance for item in state.setting.scenario.remedies if item.id == remedy)
        return replace(state, agreed=remedy, overpromised=stance == "forbidden")
    if not before.honest_no and _accepts_no(state):
        return replace(state, honest_no=True)
    return state


def _accepted(state: State, *, knows_need: bool) -> str | None:
    """The remedy on the table that the customer accepts in this mood, best first, or None."""
    by_id = {remedy.id: remedy for remedy in state.setting.scenario.remedies}
    on_table = sorted((by_id[remedy] for remedy in state.offered if remedy in by_id), key=lambda r: ORDER[r.stance])
    for remedy in on_table:
        if remedy.stance == "forbidden":
            return remedy.id  # who would turn down what they asked for
        if remedy.stance == "wanted" and state.heat < (ACCEPT_WANTED if knows_need else ACCEPT_ACCEPTABLE):
            return remedy.id
        if remedy.stance == "acceptable" and state.heat < ACCEPT_ACCEPTABLE and state.trust >= TRUST_ACCEPTABLE:
            return remedy.id
    return None


def _better_of(state: State, agreed: str, remedy: str | None) -> str:
    """What stands agreed when a further offer comes: a wanted remedy takes the place of one that would do."""
    stances = {item.id: item.stance for item in state.setting.scenario.remedies}
    return remedy if remedy and stances[remedy] == "wanted" and stances[agreed] == "acceptable" else agreed


def _accepts_no(state: State) -> bool:
    """Whether an explained refusal is accepted: of what policy forbids, where the case allows it, from someone decent.

    A refusal of anything else ("I can't give you a colleague's number") closes nothing.
    """
    forbidden = {remedy.id for remedy in state.setting.scenario.remedies if remedy.stance == "forbidden"}
    met = any(value for name, value in state.best if name in ("empathy", "apology", "listening"))
    refused = bool(forbidden & set(state.refused))
    return state.setting.scenario.honest_no and refused and met and state.heat < ACCEPT_NO and state.trust >= TRUST_NO
