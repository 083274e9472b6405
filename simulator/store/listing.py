"""What there is in a log: every session as a row, the damaged ones by name, and which one was played last."""

from __future__ import annotations

import json
from typing import Any, NamedTuple

import sqlalchemy as sa

from scoring.errors import StoreError
from simulator.serialise import Body
from simulator.store.schema import event
from simulator.store.types import SessionRow


class Listing(NamedTuple):
    """Every session, the one played last at the end; and one sentence on each that cannot be listed."""

    rows: list[SessionRow]
    damaged: tuple[str, ...]


def list_sessions(connection: sa.Connection) -> Listing:
    """Read every session's first and last events. A damaged one keeps no other from being listed."""
    last = sa.select(event.c.session, sa.func.max(event.c.n).label("n")).group_by(event.c.session).subquery()
    is_last = (event.c.session == last.c.session) & (event.c.n == last.c.n)
    heads = _by_session(connection, sa.select(event).where(event.c.n == 1))
    tails = _by_session(connection, sa.select(event.c.session, event.c.kind, event.c.at).join(last, is_last))
    ends = _by_session(connection, sa.select(event).where(event.c.kind == "ended"))
    rows, damaged = [], []
    for session in reversed(by_last_event(connection)):
        try:
            rows.append(_session_row(session, heads.get(session), tails[session], ends.get(session)))
        except StoreError as error:
            damaged.append(str(error))
    return Listing(rows, tuple(damaged))


def latest(connection: sa.Connection, *, unended: bool) -> str | None:
    """The session played last of those that can be read; None if there is none. Reads no more than it must.

    Raises:
        StoreError: Those there are are all damaged; the sentence is about the latest.
    """
    first: StoreError | None = None
    for session in by_last_event(connection, unended=unended):
        try:
            head = _by_session(connection, sa.select(event).where(event.c.session == session, event.c.n == 1))
            end = _by_session(connection, sa.select(event).where(event.c.session == session, event.c.kind == "ended"))
            return _session_row(session, head.get(session), head.get(session), end.get(session)).id
        except StoreError as error:
            first = first or error
    if first is not None:
        raise first
    return None


def by_last_event(connection: sa.Connection, *, unended: bool = False) -> list[str]:
    """Ids of all sessions, the one whose last event is the newest first. No event's body is read."""
    query = sa.select(event.c.session).group_by(event.c.session)
    if unended:
        query = query.where(event.c.session.not_in(sa.select(event.c.session).where(event.c.kind == "ended")))
    return list(connection.execute(query.order_by(sa.func.max(event.c.at).desc(), event.c.session.desc())).scalars())


def starting_with(connection: sa.Connection, start: str) -> list[str]:
    """Ids that begin with `start`, in order. No event's body is read."""
    query = sa.select(event.c.session).where(event.c.session.startswith(start, autoescape=True)).distinct()
    return list(connection.execute(query.order_by(event.c.session)).scalars())


def _by_session(connection: sa.Connection, query: sa.Select[Any]) -> dict[str, Any]:
    return {row.session: row for row in connection.execute(query)}


def _session_row(session: str, head: Any, tail: Any, end: Any) -> SessionRow:  # noqa: ANN401  # rows of `event`, or None
    try:
        body, ended = _body(head), _body(end) if end is not None else None
        tenths = ended["score"] if ended else None
        return SessionRow(
            id=session,
            started=head.at,
            scenario=body["scenario"]["id"],
            persona=body["persona"]["id"],
            playbook=body["playbook"]["id"],
            mode=body["mode"],
            difficulty=body["difficulty"],
            scorer=body["scorer"],
            outcome=ended["outcome"] if ended else None,
            score=None if tenths is None else tenths / 10,
            last_event=tail.kind,
            last_at=tail.at,
            parent=(body["parent"] or {}).get("session"),
        )
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise StoreError(f"Session {session} is damaged and cannot be listed.") from error


def _body(row: Any) -> Body:  # noqa: ANN401  # a row of `event`, or None for one that is lost
    body = json.loads(row.body)
    if not isinstance(body, dict):
        raise TypeError("a body is an object")
    return body
