"""The one table of the log, and how a database is brought to it.

The table is append-only: nothing in Coolhead updates or deletes a row. `HEAD` names the newest migration under
`migrations/`, so that a database which is up to date is opened without loading Alembic.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Column, Connection, Index, Integer, MetaData, String, Table, Text, inspect, text

from scoring.errors import StoreError

HEAD = "0001"
"""Revision a database must be at."""

metadata = MetaData()

event = Table(
    "event",
    metadata,
    Column("session", String(24), primary_key=True),
    Column("n", Integer, primary_key=True, autoincrement=False),
    Column("kind", String(16), nullable=False),
    Column("at", String(32), nullable=False),
    Column("body", Text, nullable=False),
    Index("event_kind", "kind", "session"),
)
"""`event(session, n, kind, at, body)`: n counts a session's events from 1; `at` is UTC; body is canonical JSON."""


def revision(connection: Connection) -> str | None:
    """The revision a database is at; None for an empty one.

    Raises:
        StoreError: It has tables, but they are not Coolhead's.
    """
    tables = inspect(connection).get_table_names()
    if "alembic_version" in tables:
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        return str(found) if found else None
    if "event" in tables:
        raise StoreError("The database has a table 'event' that Coolhead did not make; name another database.")
    return None


def migrate(connection: Connection) -> None:
    """Bring a database to `HEAD` inside the caller's transaction. Does nothing, and loads nothing, if it is there.

    Raises:
        StoreError: The database is newer than this Coolhead.
    """
    found = revision(connection)
    if found == HEAD:
        return
    # Alembic takes a fifth of a second to load, and is wanted once in the life of a database.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations").replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, "head")
    except CommandError as error:
        raise StoreError(f"The session log was made by a newer Coolhead (revision {found}).") from error
