"""What a practice comes to, put together for the trainee. Pure: nothing is read, written or printed here."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from scoring.language import NOT_ENGLISH
from scoring.scorecard import passed
from scoring.types import Best, CriticalFailure, MarkStatus, Reading, Scorecard, TimingNote, Transcript, Value
from simulator.engine.policy import RULES
from simulator.engine.state import Promise, Reason, Setting
from simulator.lessons import CRITICAL_ADVICE, MISSING, OUTCOMES, TIPS, TITLES, UNFINISHED

if TYPE_CHECKING:
    from scoring.rubric import Playbook
    from simulator.content.models import Outcome, Phase
    from simulator.exchange import Exchange


@dataclass(frozen=True, slots=True)
class CriterionNote:
    """One criterion or practice of the playbook, as the conversation earned it.

    `quotes` are the trainee's own words that earned the mark; `reply` is the number of the reply they stand in,
    counted from 1. `missing` is empty where nothing was.
    """

    name: str
    title: str
    weight: int
    value: Value | None
    status: MarkStatus
    reply: int | None
    quotes: tuple[str, ...]
    why: str
    missing: str


@dataclass(frozen=True, slots=True)
class ReasonNote:
    """One reason why heat or trust moved, with the sentence that explains its rule."""

    rule: str
    sentence: str
    delta_heat: int
    delta_trust: int
    quote: str


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """Heat and trust (0 to 100) after one customer turn. `reply` is the number of the latest reply, 0 at the opening.

    `cause` says what the customer answered.
    """

    reply: int
    cause: str
    heat: int
    trust: int
    phase: Phase
    delta_heat: int
    reasons: tuple[ReasonNote, ...]


@dataclass(frozen=True, slots=True)
class FaultNote:
    """A mistake of the simulator at one customer turn; never charged to the trainee."""

    reply: int
    kind: str
    detail: str


@dataclass(frozen=True, slots=True)
class Advice:
    """What to try next: the criterion that would gain most, and how. `criterion` is empty when nothing was lost."""

    criterion: str
    text: str


@dataclass(frozen=True, slots=True)
class Debrief:
    """All that the trainee is told at the end. `passed` is None without a pass mark or without a score."""

    session: str
    scenario: str
    persona: str
    playbook: str
    outcome: Outcome | None
    sentence: str
    scorecard: Scorecard
    passed: bool | None
    criteria: tuple[CriterionNote, ...]
    curve: tuple[CurvePoint, ...]
    timing: tuple[TimingNote, ...]
    critical: tuple[CriticalFailure, ...]
    promises: tuple[Promise, ...]
    faults: tuple[FaultNote, ...]
    hints: int
    not_marked: str | None
    advice: Advice
    retry_from: int | None
    """Number of the reply at which heat rose most; None if it never rose on a reply."""
    anew: str
    """The command that begins the same practice from the start, with the same draws."""
    reply_of_turn: Mapping[int, int]
    """Transcript turn index (0-based) to reply number (from 1), for timing notes and critical failures."""


def make_debrief(  # noqa: PLR0913  # one each for what a practice is made of
    *,
    setting: Setting,
    playbook: Playbook,
    transcript: Transcript,
    card: Scorecard,
    exchanges: Sequence[Exchange],
    promises: Sequence[Promise],
    outcome: Outcome | None,
    hints: int = 0,
    exam: bool = False,
) -> Debrief:
    """Put a practice together for its trainee.

    Args:
        setting: The case and who played it.
        playbook: What it is graded by.
        transcript: The talk.
        card: Its grade.
        exchanges: The customer's turns with what led to each.
        promises: What the trainee promised and what became of it.
        outcome: How it ended; None while it has not.
        hints: How many hints were asked for.
        exam: Whether it was an exam.
    """
    replies = [index for index, turn in enumerate(transcript.turns) if turn.role == "agent"]
    number = {turn: n for n, turn in enumerate(replies, 1)}
    curve = _curve(setting, exchanges)
    criteria = tuple(_criteria(playbook, card, number))
    return Debrief(
        session=transcript.id,
        scenario=setting.scenario.title,
        persona=setting.persona.name,
        playbook=playbook.title,
        outcome=outcome,
        sentence=OUTCOMES[outcome] if outcome else UNFINISHED,
        scorecard=card,
        passed=passed(card, playbook),
        criteria=criteria,
        curve=curve,
        timing=card.timing,
        critical=card.critical,
        promises=tuple(promises),
        faults=tuple(
            FaultNote(exchange.number, fault.kind, fault.detail)
            for exchange in exchanges
            for fault in exchange.line.faults
        ),
        hints=hints,
        not_marked=_not_marked(card),
        advice=_first_things_first(card) or _advice(playbook, criteria, card),
        retry_from=_hottest(curve),
        anew=_anew(setting, playbook, exam=exam),
        reply_of_turn=number,
    )


VOICE_FAILURES = {
    "voice_failed": "The voice failed, and a scripted line was said",
    "failed": "The model failed, and a scripted line was said",
    "no_model": "The model could not be loaded, and a scripted line was said",
}
"""Faults that are told with their cause; all others are lines that the checks threw away, and are only counted."""


def simulator_faults(debrief: Debrief) -> list[str]:
    """The simulator's own mistakes in words for a trainee: failures with their cause, discarded lines by number."""
    failures = Counter((fault.kind, fault.detail) for fault in debrief.faults if fault.kind in VOICE_FAILURES)
    told = [
        f"{VOICE_FAILURES[kind]}{f' ({count} times)' if count > 1 else ''}: {detail}"
        for (kind, detail), count in failures.items()
    ]
    discarded = len(debrief.faults) - failures.total()
    if discarded:
        lines = "One line of the model was" if discarded == 1 else f"{discarded} lines of the model were"
        told.append(f"{lines} thrown away by the checks before you saw them.")
    return told


def explain(setting: Setting, reason: Reason) -> str:
    """The sentence that tells a trainee what a rule means."""
    kind, _, name = reason.rule.partition(":")
    if kind == "trigger":
        triggers = (*setting.persona.triggers, *setting.scenario.triggers)
        return next((trigger.why for trigger in triggers if trigger.id == name), RULES["event"])
    if kind == "event":
        return next((event.text for event in setting.scenario.events if event.id == name), RULES["event"])
    return RULES.get(reason.rule, reason.rule.replace("_", " "))


def reason_notes(setting: Setting, reasons: Sequence[Reason]) -> tuple[ReasonNote, ...]:
    """Reasons with their sentences."""
    return tuple(
        ReasonNote(reason.rule, explain(setting, reason), reason.delta_heat, reason.delta_trust, reason.quote)
        for reason in reasons
    )


def _curve(setting: Setting, exchanges: Sequence[Exchange]) -> tuple[CurvePoint, ...]:
    points: list[CurvePoint] = []
    for exchange in exchanges:
        decision = exchange.decision
        before = points[-1].heat if points else decision.heat
        points.append(
            CurvePoint(
                reply=exchange.number,
                cause=_cause(exchange),
                heat=decision.heat,
                trust=decision.trust,
                phase=decision.phase,
                delta_heat=decision.heat - before,
                reasons=reason_notes(setting, decision.reasons),
            )
        )
    return tuple(points)


def _cause(exchange: Exchange) -> str:
    if exchange.reply is not None:
        return f"reply {exchange.number}"
    if exchange.decision.event is not None:
        return "event"
    return "pause" if exchange.notice else "opening"


def _hottest(curve: Sequence[CurvePoint]) -> int | None:
    """The reply that heated most; the earliest of equals."""
    rises = [point for point in curve if point.cause.startswith("reply") and point.delta_heat > 0]
    return max(rises, key=lambda point: (point.delta_heat, -point.reply)).reply if rises else None


def _anew(setting: Setting, playbook: Playbook, *, exam: bool) -> str:
    """The command of the same practice; what the scenario chooses by itself is left out."""
    case = setting.scenario
    command = ["coolhead practice", case.id, f"--seed {setting.seed}"]
    if setting.persona.id != case.persona:
        command.append(f"--persona {setting.persona.id}")
    if playbook.id != case.playbook:
        command.append(f"--playbook {playbook.id}")
    if setting.difficulty != "normal":
        command.append(f"--difficulty {setting.difficulty}")
    return " ".join([*command, *(["--exam"] if exam else [])])


def _criteria(playbook: Playbook, card: Scorecard, number: Mapping[int, int]) -> list[CriterionNote]:
    weights: dict[str, int] = dict([*playbook.criteria.items(), *playbook.practices.items()])
    best: dict[str, Best] = {**card.practices, **card.criteria}
    taught = [name for name in _taught_order(playbook) if name in weights]
    notes = []
    for name, weight in {**dict.fromkeys(taught, 0), **weights}.items():
        found = best.get(name)
        if found is None:
            continue
        notes.append(
            CriterionNote(
                name=name,
                title=TITLES[name],
                weight=weight,
                value=found.value,
                status=found.status,
                reply=None if found.turn is None else number.get(found.turn),
                quotes=tuple(dict.fromkeys(evidence.quote for evidence in found.evidence if evidence.quote.strip())),
                why=found.why,
                missing="" if found.value is None or found.value == 2 else MISSING[name][found.value],
            )
        )
    return notes


def _not_marked(card: Scorecard) -> str | None:
    said = []
    foreign = _not_english(card)
    if foreign:
        which = f"Reply {foreign[0]} was" if len(foreign) == 1 else f"Replies {', '.join(map(str, foreign))} were"
        said.append(f"{which} not marked: {NOT_ENGLISH} That counts neither for nor against you.")
    read = [reading.marks for _, reading in card.readings if not reading.unread_because]
    untold = [
        name for name in card.unmarked if any(name in marks and marks[name].status == "unmarked" for marks in read)
    ]
    if untold:
        names = ", ".join(TITLES[name].lower() for name in untold if name in TITLES)
        said.append(
            f"Not marked, because this scorer ({card.scorer}) cannot tell: {names}. "
            "They count neither for nor against you."
        )
    return " ".join(said) or None


def _not_english(card: Scorecard) -> list[int]:
    """The numbers of the replies that were left unmarked for their language."""
    return [n for n, (_, reading) in enumerate(card.readings, 1) if reading.unread_because == NOT_ENGLISH]


def _first_things_first(card: Scorecard) -> Advice | None:
    """What no score makes good comes before any criterion."""
    gravest = next((failure for kind in CRITICAL_ADVICE for failure in card.critical if failure.id == kind), None)
    return Advice(gravest.id, CRITICAL_ADVICE[gravest.id]) if gravest else None


def _advice(playbook: Playbook, criteria: Sequence[CriterionNote], card: Scorecard) -> Advice:
    """The criterion with the most to gain, by the playbook's weights and then its order."""
    lost = [(note.weight * (2 - note.value), note) for note in criteria if note.value is not None and note.value < 2]
    if not lost:
        if _not_english(card):
            return Advice("", "Answer in English: this scorer can mark nothing else.")
        if not any(note.value is not None for note in criteria):
            return Advice("", "There is nothing graded yet: answer the customer at least once.")
        if any(note.status == "unmarked" for note in criteria):
            return Advice(
                "", "Nothing that could be marked was missed. With the sentence model you learn about the rest."
            )
        return Advice("", "Nothing graded was missed. Try a harder customer, or the same one without hints.")
    order = {name: place for place, name in enumerate(_taught_order(playbook))}
    _, weakest = max(lost, key=lambda item: (item[0], -order.get(item[1].name, len(order))))
    step = next((step for step in playbook.steps if weakest.name in step.marked_by), None)
    text = f"{weakest.title}: {TIPS[weakest.name]}"
    return Advice(weakest.name, f"{text} The playbook says: {step.good}" if step else text)


def _taught_order(playbook: Playbook) -> list[str]:
    return list(dict.fromkeys([name for step in playbook.steps for name in step.marked_by]))


def marks_in_words(reading: Reading) -> str:
    """The five marks of one reply on one line: `listening 2 · ask - · …`; `-`: no opportunity, `?`: unmarked.

    Where the whole reply was left unmarked, the reason takes their place.
    """
    if reading.unread_because:
        return f"not marked: {reading.unread_because}"
    signs = {"marked": "", "no_opportunity": "-", "unmarked": "?"}
    return " · ".join(
        f"{name} {signs[mark.status] if mark.value is None else mark.value}" for name, mark in reading.marks.items()
    )
