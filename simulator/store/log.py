"""The event log on SQLAlchemy: SQLite by default, PostgreSQL by URL, the same code for both."""

from __future__ import annotations

import json
import secrets
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self, cast

import sqlalchemy as sa
from sqlalchemy.exc import ArgumentError, DatabaseError, IntegrityError, NoSuchModuleError, SQLAlchemyError

from scoring.errors import MissingPartError, StoreError
from simulator.serialise import canonical
from simulator.store import disk
from simulator.store.listing import Listing, by_last_event, latest, list_sessions, starting_with
from simulator.store.schema import HEAD, event, migrate, revision
from simulator.store.types import Entry, Kind, Logged, Parent, SessionRow

_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
"""Base 32 without letters that look like digits; its order is the order of text, so ids sort by time."""

_BUSY_MS = 5_000
"""How long one process waits for another's write."""


class Store:
    """The log in a database. Open it with `Store.open`; use it from any thread; close it when done.

    `warning` is one line on what is unsafe about the place where it lies, empty if nothing is.
    """

    def __init__(self, engine: sa.Engine, place: str, now: Callable[[], datetime], warning: str = "") -> None:
        self.warning = warning
        self._engine = engine
        self._place = place
        self._now = now

    @classmethod
    def open(
        cls,
        where: str | Path,
        *,
        create: bool = True,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> Self:
        """Open a log, and make or migrate its table as needed.

        Args:
            where: A path to a SQLite file, or a database URL (`sqlite:///…`, `postgresql+psycopg://…`).
            create: Whether a SQLite file that is not there is made.
            now: The clock.

        Raises:
            StoreError: The database is missing, read-only, damaged, newer, or not reachable.
            MissingPartError: The database's driver is not installed.
        """
        url = cls._url(where, create=create)
        place = url.render_as_string(hide_password=True)
        warning = ""
        if url.get_backend_name() == "sqlite" and url.database and not url.query:
            place = url.database
            if place != ":memory:":
                disk.make_private(place)
                warning = disk.warning(place)
        try:
            engine = sa.create_engine(url)
        except NoSuchModuleError as error:
            raise StoreError(f"No database of the kind '{url.drivername}' is known.") from error
        except ModuleNotFoundError as error:
            raise MissingPartError(
                f"The database {place} needs the Python package '{error.name}': pip install 'coolhead[postgres]'."
            ) from error
        if engine.dialect.name == "sqlite":
            _set_up_sqlite(engine)
        store = cls(engine, place, now, warning)
        try:
            with store._transaction() as connection:
                ready = revision(connection) == HEAD
            if not ready:
                with store._transaction(write=True) as connection:
                    migrate(connection)
        except StoreError:
            store.close()
            raise
        return store

    @staticmethod
    def _url(where: str | Path, *, create: bool) -> sa.URL:
        if isinstance(where, str) and "://" in where:
            try:
                return sa.make_url(where)
            except ArgumentError as error:
                raise StoreError(
                    "The database URL cannot be read; it looks like postgresql+psycopg://host/name."
                ) from error
        path = Path(where).expanduser()
        if path.is_dir():
            raise StoreError(f"{path} is a folder, not a session log.")
        if not path.exists():
            if not create:
                raise StoreError(f"There is no session log at {path} yet: `coolhead practice` starts one.")
            try:
                path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)  # what trainees say is nobody else's
            except OSError as error:
                sentence = f"The folder {path.parent} for the session log cannot be made: {error.strerror}."
                raise StoreError(sentence) from error
        return sa.URL.create("sqlite", database=str(path))

    def close(self) -> None:
        """Let go of the database."""
        self._engine.dispose()

    @contextmanager
    def _transaction(self, *, write: bool = False) -> Iterator[sa.Connection]:
        """One transaction, its errors turned into a sentence."""
        try:
            with self._engine.connect() as connection:
                # A write takes SQLite's lock at once; upgrading a read lock later could fail without waiting.
                connection.execution_options(coolhead_write=write)
                with connection.begin():
                    yield connection
        except SQLAlchemyError as error:
            raise StoreError(f"The session log {self._place} {_sentence(error)}") from error

    def append(self, session: str, entries: Sequence[Entry], *, after: int) -> list[Logged]:
        """Write entries behind event `after`, all or none. On return they are on the disk.

        Raises:
            StoreError: They cannot be written; another process playing the same session is one reason.
        """
        at = self._now().astimezone(UTC).isoformat(timespec="microseconds")
        made = [Logged(session, after + i, kind, at, body) for i, (kind, body) in enumerate(entries, 1)]
        rows = [{**row._asdict(), "body": canonical(row.body)} for row in made]
        try:
            with self._transaction(write=True) as connection:
                connection.execute(event.insert(), rows)
        except StoreError as error:
            if isinstance(error.__cause__, IntegrityError):
                raise StoreError(f"Session {session} is being played in another window.") from error
            raise
        return made

    def events(self, session: str) -> list[Logged]:
        """All events of a session in order, read through its parents; its own `started` stands for theirs.

        Raises:
            StoreError: There is no such session, or what is there cannot be read.
        """
        own = self._own(session)
        parents: list[Logged] = []
        parent = _parent(own[0])
        seen = {session}
        while parent is not None:
            if parent.session in seen:
                raise StoreError(f"Session {session} is its own parent: the log is damaged.")
            seen.add(parent.session)
            theirs = self._own(parent.session)
            parents[:0] = [row for row in theirs[1:] if row.n <= parent.n]
            parent = _parent(theirs[0])
        return [own[0], *parents, *own[1:]]

    def _own(self, session: str) -> list[Logged]:
        with self._transaction() as connection:
            rows = connection.execute(sa.select(event).where(event.c.session == session).order_by(event.c.n)).all()
        own = [_logged(row) for row in rows]
        if not own:
            raise StoreError(f"There is no session '{session}' in {self._place}.")
        if own[0].kind != "started" or [row.n for row in own] != list(range(1, len(own) + 1)):
            raise StoreError(f"Session {session} has gaps in its log and cannot be read.")
        return own

    def sessions(self) -> list[SessionRow]:
        """Every session that can be read, the one played last at the end."""
        return self.listing().rows

    def listing(self) -> Listing:
        """Every session, the one played last at the end, with a sentence on each that is damaged."""
        with self._transaction() as connection:
            return list_sessions(connection)

    def find(self, start: str | None, *, unended: bool = False) -> str:
        """The id of the session that an id or a unique start of one means; the one played last for None.

        Args:
            start: An id, its beginning, or None.
            unended: For None, only of those that have not ended.

        Raises:
            StoreError: None, or more than one, is meant.
        """
        wanted = None if start is None else start.strip().lower()
        with self._transaction() as connection:
            if not wanted:
                last = latest(connection, unended=unended)
                if last is not None:
                    return last
            found = starting_with(connection, wanted) if wanted else []
            empty = not found and not by_last_event(connection)
        if empty:
            raise StoreError(f"There is no practice in {self._place} yet: `coolhead practice` starts one.")
        if not wanted:
            raise StoreError("Every practice has ended; `coolhead list sessions` names them.")
        if wanted in found:
            return wanted
        if not found:
            raise StoreError(f"No session starts with '{wanted}'; `coolhead list sessions` names them.")
        if len(found) > 1:
            raise StoreError(f"'{wanted}' means {len(found)} sessions: {', '.join(found[:5])}; give more of it.")
        return found[0]

    def new_id(self) -> str:
        """A fresh session id: seven characters of time, then three of chance."""
        seconds = int(self._now().timestamp())
        digits = "".join(_DIGITS[(seconds >> shift) & 31] for shift in range(30, -1, -5))
        return digits + "".join(secrets.choice(_DIGITS) for _ in range(3))


def _set_up_sqlite(engine: sa.Engine) -> None:
    """Durable, patient, checked: write-ahead log, waiting for other writers, foreign keys, full sync."""

    @sa.event.listens_for(engine, "connect")
    def _on_connect(connection: Any, _record: object) -> None:  # noqa: ANN401  # the driver's own type
        connection.isolation_level = None  # the driver would begin transactions late, at the first write
        for pragma in (f"busy_timeout={_BUSY_MS}", "journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(engine, "begin")
    def _on_begin(connection: sa.Connection) -> None:
        write = connection.get_execution_options().get("coolhead_write")
        connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


def _sentence(error: SQLAlchemyError) -> str:
    """What went wrong, to follow the log's name."""
    reason = str(error.orig if isinstance(error, DatabaseError) else error).strip().splitlines()[0]
    lower = reason.lower()
    if "readonly" in lower or "read-only" in lower:
        return "is read-only; practice needs to write it."
    if "not a database" in lower or "malformed" in lower:
        return "is damaged or is no database."
    if "locked" in lower:
        return "is locked by another program."
    if "unable to open" in lower:
        return "cannot be opened: is its folder there, and yours to write?"
    if "full" in lower:
        return "cannot grow: the disk is full."
    return f"cannot be used: {reason}."


def _parent(started: Logged) -> Parent | None:
    """Where a session forks from another; None for one that does not."""
    match started.body.get("parent"):
        case None:
            return None
        case {"session": str(session), "event": int(n)}:
            return Parent(session, n)
    raise StoreError(f"Event {started.n} of session {started.session} is damaged and cannot be read.")


def _logged(row: Any) -> Logged:  # noqa: ANN401  # a row of `event`
    try:
        body = json.loads(row.body)
    except ValueError:
        body = None
    if not isinstance(body, dict):
        raise StoreError(f"Event {row.n} of session {row.session} is damaged and cannot be read.")
    return Logged(row.session, row.n, cast(Kind, row.kind), row.at, body)
