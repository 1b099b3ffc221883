"""Somebody who marks an order strung in a process that may be killed."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from uuid import UUID

from rbo.app import create_app
from rbo.orders import queries, service
from rbo.platform.db import db
from rbo.platform.tenancy import open_tenant
from tests.make import today
from tests.nursery import become


def string(environ: Mapping[str, str], log: Path, stringer_id: UUID, number: int) -> None:
    """Mark the order strung as the process of a page would."""
    become(environ, log, log)
    with create_app().app_context(), open_tenant(stringer_id):
        service.mark_strung(queries.by_number(number, lock=True), on=today())
        db.session.commit()
