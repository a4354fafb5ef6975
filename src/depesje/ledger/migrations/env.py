"""Runs the migrations on the connection that the ledger has opened, inside its transaction."""

from __future__ import annotations

from alembic import context

from depesje.ledger import schema_events

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=schema_events.events.metadata,
    # Both engines roll back table changes; a migration that fails leaves the ledger as it was.
    transactional_ddl=True,
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
