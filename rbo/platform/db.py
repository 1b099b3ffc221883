"""Postgres: the walled session of the open book, and the narrow one of the system role."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Engine, ExceptionContext, event
from sqlalchemy.orm import Session

from rbo.platform import history
from rbo.platform.pool import CountedPool
from rbo.platform.rows import Base
from rbo.platform.session import WalledSession

db = SQLAlchemy(
    model_class=Base,
    session_options={"class_": WalledSession, "autoflush": False, "expire_on_commit": False},
    disable_autonaming=True,
)

event.listen(WalledSession, "after_flush", history.write_down)

ENGINE_OPTIONS = {
    "hide_parameters": True,  # what people wrote is not for the log
    "poolclass": CountedPool,
    "pool_logging_name": "app",
    "pool_pre_ping": True,
    "pool_recycle": 1800,
    "pool_size": 5,
    "max_overflow": 5,
    "pool_timeout": 5,
    "connect_args": {"prepare_threshold": None, "connect_timeout": 5},
}


@event.listens_for(Engine, "handle_error")
def _quote_no_row(context: ExceptionContext) -> None:
    """Keep only the sentence of what Postgres refuses: below it, it quotes the row."""
    refusal = context.original_exception
    sentence = refusal.diag.message_primary if isinstance(refusal, psycopg.Error) else None
    if sentence is None:
        return
    whole = str(refusal)
    for error in (refusal, context.sqlalchemy_exception):
        if error is not None:
            error.args = tuple(str(said).replace(whole, sentence) for said in error.args)


def app_engine() -> Engine:
    """Connections of the app role."""
    return db.engine


def system_engine() -> Engine:
    """Connections of the system role."""
    return db.engines["system"]


@contextmanager
def system_session() -> Iterator[Session]:
    """One transaction of the system role, committed at the end; its policies are narrow."""
    with Session(system_engine(), autoflush=False) as session, session.begin():
        yield session
