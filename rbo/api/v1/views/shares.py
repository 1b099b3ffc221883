"""`/shares` and `/shared`: letting others look, and looking at what others show."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Response

from rbo.api.v1.cursors import place
from rbo.api.v1.door import look_and_note, nothing_left, offer
from rbo.api.v1.etags import seen
from rbo.api.v1.shapes.lists import AskedList, Listed, listed
from rbo.api.v1.shapes.shares import NewShareShape, SharedList, ShareList, ShareShape, told
from rbo.orders import queries as orders
from rbo.platform.addresses import mail_address
from rbo.platform.db import db
from rbo.sharing import inbox, queries, service

TAG = "Sharing"
ADDRESS = "/orders/<int:number>/shares"


@offer("GET", ADDRESS, tag=TAG, gives=ShareList)
def shares(number: int) -> Any:
    """Who may look at an order, those who might once too"""
    return Listed(queries.given(orders.by_number(number).id))


@offer("POST", ADDRESS, tag=TAG, takes=NewShareShape, gives=ShareShape, status=201)
def share(said: dict[str, Any], number: int) -> Any:
    """Let another stringer look at an order"""
    order = orders.by_number(number)
    seen(order)
    address = mail_address(said["grantee_email"])
    service.share([order], address)
    db.session.flush()
    return next(grant for grant in queries.given(order.id) if _is_live(grant, address))


@offer("DELETE", "/shares/<uuid:share_id>", tag=TAG, status=204)
def end_share(share_id: UUID) -> Response:
    """No longer; either side may"""
    service.end(queries.grant(share_id))
    return nothing_left()


@offer("GET", "/shared", tag=TAG, takes=AskedList, gives=SharedList)
def shared(asked: dict[str, Any]) -> Any:
    """Jobs that others show, the newest first; looking is noted for them"""
    after = place(asked)
    found = inbox.in_line(UUID(after) if after else None, asked["limit"] + 1)
    page = listed(found, asked["limit"], lambda job: job.id)
    look_and_note(lambda: service.note_reads(page.items))
    return Listed([told(job) for job in page.items], page.next)


def _is_live(grant: Any, address: str) -> bool:
    return bool(grant.grantee_email == address and grant.ended_at is None)
