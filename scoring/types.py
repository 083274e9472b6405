"""The nouns of the scorer: what goes in, what one reply is found to hold, what a conversation adds up to.

Everything here is frozen and plain, so a reading can be hashed, logged, replayed and compared byte for byte.
Offsets are code points of the reply they quote, half-open. Confidences are whole thousandths, never floats:
a float that prints differently on two machines would break the replay of a practice.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, NamedTuple

Role = Literal["agent", "customer"]
"""Who speaks: `agent` is the trainee (or the person being graded), `customer` the one being served."""

Value = Literal[0, 1, 2]
"""0 missed, 1 partly, 2 fully."""

MarkStatus = Literal["marked", "no_opportunity", "unmarked"]
"""`no_opportunity` is N/A and leaves the denominator; `unmarked`: this scorer could not tell, so it moves nothing."""

CRITERIA = ("listening", "empathy", "apology", "ask", "summarize")
"""The five core criteria, in the order every guide teaches them."""

PRACTICES = (
    "calm",
    "positive",
    "flexible",
    "explain",
    "timeframe",
    "follow_up",
    "case_notes",
    "prevent",
    "process_gap",
    "solve",
    "honest_failure",
    "apology_style",
)
"""What a playbook may grade besides the five criteria."""

GRADED_PRACTICES = tuple(name for name in PRACTICES if name not in {"case_notes", "process_gap", "apology_style"})
"""Practices that a reply shows by itself and in levels. The first two left out stand in the case file; the style of an
apology is a name, not a level."""

CueName = Literal[
    "offer",
    "promise",
    "calm_down",
    "blame",
    "asks_again",
    "bare_policy",
    "names_feeling",
    "insult",
    "canned",
    "admin_question",
    "open_question",
    "refuse",
    "recap",
    "repeats_itself",
    "announces_pause",
]
"""Things a reply does that move the customer's mood without being a mark."""

CUES: tuple[CueName, ...] = CueName.__args__  # type: ignore[attr-defined]  # typing keeps a Literal's values here

HEARD_CUES = tuple(name for name in CUES if name not in {"offer", "promise", "admin_question", "open_question"})
"""Cues that no list of words can hold, so that the trained reader is taught them. The others go by form or case."""


class Turn(NamedTuple):
    """One thing said. `at` is ISO-8601 or None and is never used for a mark."""

    role: Role
    text: str
    at: str | None = None


@dataclass(frozen=True, slots=True)
class Transcript:
    """One conversation, in order of speech."""

    id: str
    turns: tuple[Turn, ...]
    agent: str | None = None
    meta: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Probe:
    """A thing of this case that a reply may touch: a remedy it may offer, a fact or the need it may ask for, a result.

    A `result` is what came of a promise; a reply that reports it gives the cue `offer` with the probe's id.

    Probes feed cues only, never marks: a mark depends on reply and context alone.
    """

    id: str
    kind: Literal["remedy", "fact", "need", "result"]
    examples: tuple[str, ...]


class Evidence(NamedTuple):
    """The words a finding stands on: code points `start` to `end` of the reply, and those very words."""

    start: int
    end: int
    quote: str


@dataclass(frozen=True, slots=True)
class Mark:
    """One criterion or practice of one reply.

    `value` is None exactly when `status` is not "marked". `confidence` is in thousandths, 0 to 1000.
    """

    value: Value | None
    status: MarkStatus
    confidence: int
    evidence: tuple[Evidence, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Cue:
    """A move of the reply, with the words that make it.

    `probe` is the id of the remedy or fact meant (offer, asks_again; open_question and admin_question name the fact or
    need they reach for), or None. `what` and `when` belong to a promise and come from closed word lists (`a call back`,
    `by tomorrow`), never from the raw reply. `reason` is True where a refusal gives one.
    """

    name: CueName
    evidence: Evidence
    probe: str | None = None
    what: str | None = None
    when: str | None = None
    reason: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """What the scorer found in one reply. `marks` has all of CRITERIA; `practices` all of PRACTICES."""

    marks: Mapping[str, Mark]
    practices: Mapping[str, Mark]
    cues: tuple[Cue, ...]
    scorer: str

    @property
    def unread_because(self) -> str | None:
        """Why the reply as a whole was left unmarked; None where any criterion was looked at."""
        left = {mark.why if mark.status == "unmarked" else None for mark in self.marks.values()}
        return left.pop() if len(left) == 1 else None


class TimingNote(NamedTuple):
    """A matter of order: which rule, at which turn (0-based index into the transcript), and why it matters."""

    id: str
    turn: int
    why: str


class CriticalFailure(NamedTuple):
    """Something no score makes good: an insult, blame, a broken promise; with the words."""

    id: str
    turn: int
    quote: str


class Best(NamedTuple):
    """A conversation's best mark on one criterion (None: never an opportunity) and the turn that earned it."""

    value: Value | None
    status: MarkStatus
    turn: int | None
    evidence: tuple[Evidence, ...]
    why: str


@dataclass(frozen=True, slots=True)
class Scorecard:
    """A conversation's grade. `score` is 0 to 100 to one decimal, or None when nothing had an opportunity.

    `readings` pairs the 0-based turn index of each agent turn with its reading.
    """

    id: str
    score: float | None
    criteria: Mapping[str, Best]
    practices: Mapping[str, Best]
    timing: tuple[TimingNote, ...]
    critical: tuple[CriticalFailure, ...]
    readings: tuple[tuple[int, Reading], ...]
    scorer: str
    playbook: str
    unmarked: tuple[str, ...] = ()
