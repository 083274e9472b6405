"""From readings to a grade: the best mark a conversation has on each criterion, order and timing, critical failures.

Aggregation only: nothing here looks at the words again. Order, timing and critical failures stand beside the score
and never change it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Protocol

from scoring.rubric import Playbook
from scoring.types import (
    CRITERIA,
    Best,
    CriticalFailure,
    Mark,
    Probe,
    Reading,
    Scorecard,
    TimingNote,
    Transcript,
    Turn,
)

CRITICAL = ("insult", "blame")
"""Cues that no score makes good. A broken promise is the third, and only a practice can know of one."""

LATE_APOLOGY = 3
"""An apology that first comes in the agent's third reply or later is late."""

TIMING = {
    "offer_before_hearing": "A fix was offered before the customer had been heard.",
    "late_apology": "The first apology came late.",
    "question_into_venting": "An administrative question came before the customer had been heard.",
    "recap_before_agreement": "A recap came before there was anything to recap.",
}
"""What a timing note means, by id."""

Readings = Sequence[tuple[int, Reading]]
"""Each agent turn's 0-based index into the transcript, with what was found in it, in order."""


class Reader(Protocol):
    """As much of a scorer as grading a conversation needs."""

    @property
    def name(self) -> str:
        """Version of the scorer, as it stands in every row."""

    def read(self, reply: str, context: Sequence[Turn], probes: Sequence[Probe] = ()) -> Reading:
        """Read one reply."""


def score_transcript(reader: Reader, transcript: Transcript, playbook: Playbook) -> Scorecard:
    """Read every agent turn in the light of what came before it, and add up."""
    readings = [
        (index, reader.read(turn.text, transcript.turns[:index]))
        for index, turn in enumerate(transcript.turns)
        if turn.role == "agent"
    ]
    return scorecard(transcript.id, readings, playbook, reader.name)


def scorecard(
    conversation: str,
    readings: Readings,
    playbook: Playbook,
    scorer: str,
    *,
    broken_promises: Sequence[CriticalFailure] = (),
) -> Scorecard:
    """Add up the readings of one conversation under a playbook.

    Args:
        conversation: Its id.
        readings: Turn index and reading of each agent turn, in order.
        playbook: Whose criteria and practices count, with what weight.
        scorer: Version of the scorer that made the readings.
        broken_promises: Critical failures that only the simulator can know of.

    Returns:
        The grade; `score` is None when nothing had an opportunity.
    """
    criteria = {name: _best([(turn, reading.marks[name]) for turn, reading in readings]) for name in CRITERIA}
    practices: dict[str, Best] = {
        name: _best([(turn, reading.practices[name]) for turn, reading in readings]) for name in playbook.practices
    }
    weights: dict[str, int] = dict(chain(playbook.criteria.items(), playbook.practices.items()))
    graded: dict[str, Best] = {**criteria, **practices}
    return Scorecard(
        id=conversation,
        score=_score([(weights[name], best) for name, best in graded.items()]),
        criteria=criteria,
        practices=practices,
        timing=tuple(_timing(readings)),
        critical=(*_critical(readings), *broken_promises),
        readings=tuple(readings),
        scorer=scorer,
        playbook=playbook.id,
        unmarked=tuple(name for name, best in graded.items() if best.status == "unmarked"),
    )


def passed(card: Scorecard, playbook: Playbook) -> bool | None:
    """Whether the conversation passes, or None where the playbook sets no mark or nothing could be scored."""
    if playbook.pass_mark is None or card.score is None:
        return None
    return card.score >= playbook.pass_mark and not (playbook.pass_without_critical and card.critical)


def _best(marks: Sequence[tuple[int, Mark]]) -> Best:
    """The best mark and the first turn that earned it; N/A only if no turn had an opportunity."""
    marked = [(turn, mark) for turn, mark in marks if mark.status == "marked"]
    if marked:
        turn, mark = max(marked, key=lambda pair: (pair[1].value or 0, -pair[0]))
        return Best(mark.value, "marked", turn, mark.evidence, mark.why)
    unmarked = next((mark for _, mark in marks if mark.status == "unmarked"), None)
    if unmarked is not None:
        return Best(None, "unmarked", None, (), unmarked.why)
    return Best(None, "no_opportunity", None, (), "There was no opportunity.")


def _score(weighed: Sequence[tuple[int, Best]]) -> float | None:
    """100 · Σ w·best/2 ÷ Σ w over what was marked, to one decimal, by whole numbers so that it repeats everywhere."""
    marked = [(weight, best.value or 0) for weight, best in weighed if best.status == "marked"]
    if not marked:
        return None
    earned, possible = sum(weight * value for weight, value in marked), 2 * sum(weight for weight, _ in marked)
    return (2000 * earned + possible) // (2 * possible) / 10  # tenths, halves rounded up


def _timing(readings: Readings) -> Iterator[TimingNote]:
    heard = False
    apology_at = next((nth for nth, (_, reading) in enumerate(readings, 1) if reading.marks["apology"].value), None)
    offered = False
    seen: set[str] = set()
    for nth, (turn, reading) in enumerate(readings, 1):
        before, heard = heard, heard or _hears(reading)
        names = {cue.name for cue in reading.cues}
        offered = offered or bool(names & {"offer", "promise", "refuse"})
        found = {
            "offer_before_hearing": "offer" in names and not heard,
            "question_into_venting": "admin_question" in names and not before and not _hears(reading),
            "late_apology": nth == apology_at and nth >= LATE_APOLOGY,
            "recap_before_agreement": "recap" in names and not offered and not before,
        }
        for name, holds in found.items():
            if holds and name not in seen:
                seen.add(name)
                yield TimingNote(name, turn, TIMING[name])


def _hears(reading: Reading) -> bool:
    """Whether the reply meets the customer: in the same reply it may go on to a fix."""
    marks = reading.marks
    return sum(marks[name].value or 0 for name in ("listening", "empathy", "apology")) >= 2


def _critical(readings: Readings) -> Iterator[CriticalFailure]:
    for turn, reading in readings:
        for cue in reading.cues:
            if cue.name in CRITICAL:
                yield CriticalFailure(cue.name, turn, cue.evidence.quote)
