"""Grants as a forger would write them, past all pages."""

from __future__ import annotations

from typing import Any

import psycopg

from rbo.orders.models import Order
from rbo.stringers.models import Stringer
from tests.walls.access import Context, asking
from tests.walls.catalog import Connection

SHARE = """
    insert into order_shares
        (stringer_id, id, client_id, order_id, granter_kind, person_id, grantee_email, grantee_id, ended_at)
    values (%(source)s, gen_random_uuid(), %(client)s, %(order)s, %(kind)s, %(person)s, 'x@example.org',
        %(grantee)s, %(ended)s)
"""
TRUST = """
    insert into person_stringer_share (id, person_id, grantee_email, grantee_id)
    values (gen_random_uuid(), %(person)s, 'x@example.org', %(grantee)s)
"""


def refusal(connection: Connection, who: Context, statement: str, **values: Any) -> str | None:
    """How Postgres refuses a statement; nothing when it does not."""
    try:
        with asking(connection, who) as seat:
            seat.execute(statement, values)
    except psycopg.Error as error:
        return error.sqlstate
    return None


def a_share(order: Order, grantee: Stringer, **more: Any) -> dict[str, Any]:
    """The values of a grant."""
    known = {"source": order.stringer_id, "client": order.client_id, "order": order.id, "grantee": grantee.id}
    return {**known, "kind": "stringer", "person": None, "ended": None, **more}
