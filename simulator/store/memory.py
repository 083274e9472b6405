"""An event log that lives and dies with its process, for rehearsals."""

from __future__ import annotations

from collections.abc import Sequence

from scoring.errors import StoreError
from simulator.store.types import Entry, Logged


class MemoryLog:
    """Keeps events in a list. No time is noted, so that the same rehearsal gives the same bytes."""

    def __init__(self) -> None:
        self._events: dict[str, list[Logged]] = {}

    def new_id(self) -> str:
        """The same name every time, counted up: a rehearsal names nothing that lasts."""
        return f"rehearsal{len(self._events) + 1}"

    def append(self, session: str, entries: Sequence[Entry], *, after: int) -> list[Logged]:
        """Keep entries behind event `after`."""
        kept = self._events.setdefault(session, [])
        if len(kept) != after:
            raise StoreError(f"Session {session} is being played twice at once.")
        made = [Logged(session, len(kept) + i, entry.kind, None, entry.body) for i, entry in enumerate(entries, 1)]
        kept.extend(made)
        return made

    def events(self, session: str) -> list[Logged]:
        """All events of a session, in order."""
        return list(self._events.get(session, ()))
