"""The service's own door to Postgres: role `rbo_identity`, schema `auth`, nothing else."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from typing import cast

from flask import g
from sqlalchemy import Engine, create_engine
from sqlalchemy.orm import Session

from rbo.platform.config import Settings, settings
from rbo.platform.db import ENGINE_OPTIONS

OPTIONS = {**ENGINE_OPTIONS, "pool_logging_name": "identity"}
_engines: dict[str, Engine] = {}


def engine(url: str) -> Engine:
    """Connections of the identity role; one pool for each address."""
    return _engines.get(url) or _engines.setdefault(url, create_engine(url, **OPTIONS))


def store() -> Session:
    """The session of this request; closed, not committed, at its end."""
    if "identity_store" not in g:
        g.identity_store = Session(engine(settings().database_url_identity), autoflush=False)
    return cast("Session", g.identity_store)


def close(_error: BaseException | None) -> None:
    """Give the connection of this request back."""
    session = g.pop("identity_store", None)
    if session is not None:
        session.close()


@contextmanager
def transaction(of: Settings) -> Iterator[Session]:
    """One transaction outside of a request, committed at its end."""
    with Session(engine(of.database_url_identity), autoflush=False) as session, session.begin():
        yield session


def _leave_to_parent() -> None:
    for pool in _engines.values():
        pool.dispose(close=False)


os.register_at_fork(after_in_child=_leave_to_parent)
