"""What the policy knows and what it decides: state, inputs, decisions. All frozen, all integers and ids.

The engine never sees a word of the trainee's except as quotes that the scorer cut out, which it hands through unread.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from random import Random
from typing import Literal, NamedTuple

from scoring.types import Reading
from simulator.content.models import Act, Band, Outcome, Persona, Phase, Scenario

Difficulty = Literal["easy", "normal", "hard"]


@dataclass(frozen=True, slots=True)
class Setting:
    """What stays fixed through a practice: the case, who plays it, how hard, and the seed of every draw."""

    scenario: Scenario
    persona: Persona
    difficulty: Difficulty = "normal"
    seed: int = 0


class Reason(NamedTuple):
    """One change of heat or trust: the rule that made it and the trainee's words it answers (empty for an event)."""

    rule: str
    delta_heat: int
    delta_trust: int
    quote: str


class Promise(NamedTuple):
    """Something the trainee said would happen: `what` and `when` from closed lists (None: undated), `quote` as said."""

    what: str
    when: str | None
    turn: int
    status: Literal["open", "due", "kept", "broken"] = "open"
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Pause:
    """The trainee puts the customer on hold (silent unless a pause was announced in the reply before)."""


@dataclass(frozen=True, slots=True)
class Event:
    """A scenario event falls due."""

    id: str


@dataclass(frozen=True, slots=True)
class OutOfInput:
    """The trainee's input ended before the conversation did."""


StepInput = Reading | Pause | Event | OutOfInput


@dataclass(frozen=True, slots=True)
class Decision:
    """What the customer does next. The voice may only phrase it.

    `turn` counts the trainee's replies so far (0 for the opening). `disclose` names the facts that may be told now,
    `remedy` the offer that is answered, `promise` the promise referred to (`a call back by tomorrow`), `say` the fixed
    words if the scenario has any, `event` the event being answered, `ending` the outcome if this is the last line.
    """

    turn: int
    act: Act
    heat: int
    trust: int
    phase: Phase
    disclose: tuple[str, ...] = ()
    remedy: str | None = None
    promise: str | None = None
    say: str | None = None
    event: str | None = None
    ending: Outcome | None = None
    reasons: tuple[Reason, ...] = ()

    @property
    def band(self) -> Band:
        """The heat band the line is spoken in."""
        return band_of(self.heat)


@dataclass(frozen=True, slots=True)
class State:
    """Everything the policy remembers between two steps."""

    setting: Setting
    turn: int
    heat: int
    trust: int
    phase: Phase
    best: tuple[tuple[str, int], ...] = ()
    """Best mark so far, by criterion, as sorted pairs."""
    times_cooled: tuple[tuple[str, int], ...] = ()
    """How often each criterion has cooled, by criterion: a phrase said again is worth less."""
    disclosed: tuple[str, ...] = ()
    """Facts told, in order."""
    offered: tuple[str, ...] = ()
    """Remedies offered, in order."""
    agreed: str | None = None
    """The remedy accepted, if any."""
    refused: tuple[str, ...] = ()
    """Remedies (or "" for none named) refused with a reason."""
    promises: tuple[Promise, ...] = ()
    fired: tuple[str, ...] = ()
    """Triggers, events and fixed lines that have happened."""
    acts: tuple[Act, ...] = ()
    """Acts so far, latest last."""
    warned: bool = False
    """The customer has threatened or asked for a supervisor; the next boil-over ends it."""
    pause_announced: bool = False
    overpromised: bool = False
    """A forbidden remedy was offered: it will come back as a broken promise."""
    honest_no: bool = False
    """A refusal with its reason was accepted."""
    recapped: int = 0
    """Best summarize mark since something was agreed."""
    parted: bool = False
    """Both have said what was agreed and gone: only an event can bring the customer back."""
    came_back: bool = False
    """They had parted, and an event brought the customer back."""
    soured: bool = False
    """An offence was given after the agreement: whatever follows, it ends lukewarm at best."""
    graced: bool = False
    """The customer has asked once what happens next, instead of leaving without a recap."""
    outcome: Outcome | None = None


def band_of(heat: int) -> Band:
    """Heat band: cool < 35 <= warm < 70 <= hot."""
    return "cool" if heat < 35 else "warm" if heat < 70 else "hot"


def draw(seed: int, turn: int, purpose: str) -> Random:
    """A generator for one draw. The same seed, turn and purpose give the same draw in every fork of a practice."""
    digest = hashlib.sha256(f"{seed}:{turn}:{purpose}".encode()).digest()
    return Random(int.from_bytes(digest[:8], "big"))  # noqa: S311  # repeatable on purpose, guards nothing
