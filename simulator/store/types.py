"""The seam every event log fits, and the nouns that cross it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple, Protocol

from simulator.content.models import Outcome
from simulator.serialise import Body

Kind = Literal["started", "line", "reply", "reading", "decision", "fault", "hint", "note", "pause", "left", "ended"]
"""What can happen in a practice, as the log names it."""

KINDS: tuple[Kind, ...] = Kind.__args__  # type: ignore[attr-defined]  # typing keeps a Literal's values here


class Entry(NamedTuple):
    """Something to be written: its kind and its body."""

    kind: Kind
    body: Body


class Logged(NamedTuple):
    """An event as it stands in the log: whose it is, its number there (from 1), and when it was written (ISO-8601)."""

    session: str
    n: int
    kind: Kind
    at: str | None
    body: Body


class Parent(NamedTuple):
    """Where a retry forks: an event of another session; all up to it, and it, belong to the retry too."""

    session: str
    n: int


@dataclass(frozen=True, slots=True)
class SessionRow:
    """One practice in a list. `score` is 0 to 100 to one decimal, None until it ended (or if nothing was graded)."""

    id: str
    started: str
    scenario: str
    persona: str
    playbook: str
    mode: str
    difficulty: str
    scorer: str
    outcome: Outcome | None
    score: float | None
    last_event: str
    last_at: str
    parent: str | None


class Log(Protocol):
    """Anything that keeps events in order: the database, or memory for a rehearsal."""

    def new_id(self) -> str:
        """An id for a new session."""

    def append(self, session: str, entries: Sequence[Entry], *, after: int) -> list[Logged]:
        """Write entries behind event `after` (0 for a new session), all or none; return them as they now stand.

        Raises:
            StoreError: They cannot be written; another process having written behind `after` is one reason.
        """

    def events(self, session: str) -> list[Logged]:
        """All events of a session in order, those of its parents first; its own `started` stands for theirs."""
