"""Migrations run as rbo_migrator, who acts as rbo_owner: everything belongs to a role nobody logs in as."""

from __future__ import annotations

import time

from alembic import context
from sqlalchemy import Connection, NullPool, create_engine, text

from rbo.identity.models import IdentityBase
from rbo.platform.config import settings
from rbo.platform.rows import Base

TARGETS = [Base.metadata, IdentityBase.metadata]
ONE_AT_A_TIME = 7_262_000  # any number that nobody else locks
PAUSE_S = 0.2


def run() -> None:
    """Migrate in the transaction that is handed over, or the database of DATABASE_URL_DIRECT, one by one."""
    given = context.config.attributes.get("connection")
    if given is not None:
        _migrate(given)
        return
    url = context.config.attributes.get("url") or settings().database_url_direct
    engine = create_engine(url, poolclass=NullPool)  # hung up even after an error: the lock is the session's
    with engine.connect() as connection:
        _wait_for_turn(connection)
        connection.execute(text("set role rbo_owner"))
        connection.execute(text("set lock_timeout = '2s'"))
        connection.commit()
        _migrate(connection, transaction_per_migration=True)
        connection.commit()


def _wait_for_turn(connection: Connection) -> None:
    """Take the lock, which is the session's: whoever comes second waits, and then finds nothing left to do.

    They ask again and again: an index that is built concurrently waits for every transaction under way.
    """
    connection.execution_options(isolation_level="AUTOCOMMIT")
    while not connection.scalar(text("select pg_try_advisory_lock(:key)"), {"key": ONE_AT_A_TIME}):
        time.sleep(PAUSE_S)
    connection.rollback()
    connection.execution_options(isolation_level="READ COMMITTED")


def tell() -> None:
    """Write the statements down instead of running them."""
    context.configure(dialect_name="postgresql", literal_binds=True, transaction_per_migration=True)
    with context.begin_transaction():
        context.run_migrations()


def _migrate(connection: Connection, *, transaction_per_migration: bool = False) -> None:
    context.configure(
        connection=connection,
        transaction_per_migration=transaction_per_migration,
        target_metadata=TARGETS,
        include_schemas=True,
        include_name=_is_ours,
        compare_server_default=False,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()
        connection.execute(text("grant select on alembic_version to rbo_app, rbo_system"))


def _is_ours(name: str | None, kind: str, _parents: object) -> bool:
    return kind != "schema" or name in (None, "auth")


if context.is_offline_mode():
    tell()
else:
    run()
