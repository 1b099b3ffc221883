"""`python -m tests.faults.clerk STRINGER NUMBER`: mark an order strung in a process that may be killed."""

from __future__ import annotations

import sys
from uuid import UUID

from rbo.app import create_app
from rbo.orders import queries, service
from rbo.platform.db import db
from rbo.platform.tenancy import open_tenant
from tests.make import today

if __name__ == "__main__":
    with create_app().app_context(), open_tenant(UUID(sys.argv[1])):
        service.mark_strung(queries.by_number(int(sys.argv[2]), lock=True), on=today())
        db.session.commit()
