"""Everything about one person in every book, as one file: each book is read through the audited door."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from sqlalchemy import inspect, select

from rbo.admin.erasure import refuse_names
from rbo.admin.trace import follow
from rbo.clients.models import ClientProfile, Racket
from rbo.orders.models import Order, OrderExtra
from rbo.platform import audit
from rbo.platform.db import db, system_session
from rbo.receipts.models import Receipt, ReceiptEmission
from rbo.stringers import queries as stringers
from rbo.stringers.bypass import bypass_tenant

VERSION = 1
FOR_MACHINES = ("stringer_id", "search", "alike", "version", "claim_token", "gotrue_user_id")


def compile_for(person_id: UUID, reason: str) -> dict[str, Any]:
    """What any book and the house know about a person; for whoever asks for their own data.

    Raises:
        NoReason: nothing is said.
        NamesSomebody: the reason says whom.
        Missing: there is no such person.
    """
    said = audit.reason_of(reason)
    with system_session() as rows:
        found = follow(rows, person_id)
        refuse_names(rows, found, said)
        audit.note(rows, "person_exported", person_id=person_id, reason=said, detail=found.counts)
        person = _plain(found.person)
        profiles = select(ClientProfile.stringer_id, ClientProfile.id)
        places = rows.execute(profiles.where(ClientProfile.person_id.in_(found.ids))).all()
    return {"version": VERSION, "person": person, "books": [_book(*place, said) for place in places]}


def _book(stringer_id: UUID, profile_id: UUID, reason: str) -> dict[str, Any]:
    with bypass_tenant(reason, stringer_id):
        jobs = db.session.scalars(select(Order).where(Order.client_id == profile_id)).all()
        receipts = [job.receipt_id for job in jobs if job.receipt_id]
        return {
            "stringer": stringers.mine().display_name,
            "client": _plain(db.session.get_one(ClientProfile, (stringer_id, profile_id))),
            "rackets": _all(select(Racket).where(Racket.client_id == profile_id)),
            "jobs": [_plain(job) for job in jobs],
            "extras": _all(select(OrderExtra).where(OrderExtra.order_id.in_([job.id for job in jobs]))),
            "receipts": _all(select(Receipt).where(Receipt.id.in_(receipts))),
            "letters": _all(select(ReceiptEmission).where(ReceiptEmission.receipt_id.in_(receipts))),
        }


def _all(wanted: Any) -> list[dict[str, Any]]:
    rows: Iterable[Any] = db.session.scalars(wanted)
    return [_plain(row) for row in rows]


def _plain(row: Any) -> dict[str, Any]:
    """Every column that says something about somebody."""
    names = [column.key for column in inspect(type(row)).column_attrs]
    return {name: getattr(row, name) for name in names if name not in FOR_MACHINES}
