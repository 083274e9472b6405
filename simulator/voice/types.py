"""The seam every voice fits: a decision and the talk so far in, one checked line out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from scoring.types import Turn
from simulator.engine.state import Decision, Setting


class Fault(NamedTuple):
    """A candidate line thrown away, or a voice that failed: a mistake of the simulator, never the trainee's."""

    kind: str
    detail: str


@dataclass(frozen=True, slots=True)
class Line:
    """What the customer says. `spoken_by` is `say`, `scripted`, `local:<model>` or `server:<model>`."""

    text: str
    spoken_by: str
    faults: tuple[Fault, ...] = ()


History = Sequence[Turn]
"""The talk so far, opening line first; customer lines as they were shown, replies as they were typed."""


class Voice(Protocol):
    """Anything that can play the customer."""

    @property
    def name(self) -> str:
        """Name and version, for the log: `scripted/1`, `local/SmolLM2-135M-Instruct`."""

    def speak(self, setting: Setting, decision: Decision, history: History) -> Line:
        """One line that carries out `decision`. Never raises for want of words: the scripted line stands behind it."""

    def prepare(self, setting: Setting, history: History) -> None:
        """Work ahead while the trainee reads and types; may do nothing."""

    def close(self) -> None:
        """Stop at once whatever is under way."""
