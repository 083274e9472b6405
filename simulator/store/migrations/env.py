"""Runs migrations on the connection that the store hands over, in the store's own transaction."""

from __future__ import annotations

from alembic import context

from simulator.store.schema import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)
context.run_migrations()
