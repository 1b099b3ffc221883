"""Everything about one person in every book: each book is read through the audited door."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict
from typing import Any
from uuid import UUID

from sqlalchemy import inspect, select
from sqlalchemy.orm import Session, selectinload

from rbo.admin.erasure import refuse_names
from rbo.admin.provenance import sources_of
from rbo.admin.trace import Trace, follow, is_shown_of
from rbo.auth.models import Login
from rbo.clients.models import ClientProfile, Racket
from rbo.orders.models import Order, OrderExtra
from rbo.platform import audit
from rbo.platform.db import db, system_session
from rbo.receipts.models import Receipt, ReceiptEmission
from rbo.sharing.models import OrderShare, PersonStringerShare
from rbo.sharing.queries import visits_of
from rbo.stringers import queries as stringers
from rbo.stringers.bypass import bypass_tenant

VERSION = 1
GRANTS = (OrderShare, PersonStringerShare)
# Whether a typed address is a stringer's is nobody's business: grantee_id.
FOR_MACHINES = ("stringer_id", "search", "alike", "version", "claim_token", "gotrue_user_id", "grantee_id")


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
        known = _known_to_the_house(rows, found)
        profiles = select(ClientProfile.stringer_id, ClientProfile.id)
        places = rows.execute(profiles.where(ClientProfile.person_id.in_(found.ids))).all()
    return {"version": VERSION, **known, "books": [_book(*place, said) for place in places]}


def _known_to_the_house(rows: Session, found: Trace) -> dict[str, Any]:
    theirs = {noun: select(noun).where(noun.person_id.in_(found.ids)) for noun in (Login, *GRANTS)}
    by_stringers = select(OrderShare).where(is_shown_of(found.ids))
    return {
        "person": _plain(found.person),
        "sources": [asdict(source) for source in sources_of(rows, found.ids)],
        "logins": _rows(rows, theirs[Login]),
        "shared_jobs": _grants(rows, theirs[OrderShare]),
        "shared_everything": _grants(rows, theirs[PersonStringerShare]),
        "shared_by_stringers": _grants(rows, by_stringers),
    }


def _grants(rows: Session, wanted: Any) -> list[dict[str, Any]]:
    """Grants, each with when somebody looked."""
    found = rows.scalars(wanted).all()
    visits = visits_of(rows, [grant.id for grant in found])
    return [{**_plain(grant), "visits": [asdict(one) for one in visits.get(grant.id, [])]} for grant in found]


def _book(stringer_id: UUID, profile_id: UUID, reason: str) -> dict[str, Any]:
    with bypass_tenant(reason, stringer_id):
        theirs = select(Order).where(Order.client_id == profile_id).order_by(Order.number)
        jobs = db.session.scalars(theirs.options(selectinload(Order.extras))).all()
        receipts = [job.receipt_id for job in jobs if job.receipt_id]
        return {
            "stringer": stringers.mine().display_name,
            "client": _plain(db.session.get_one(ClientProfile, (stringer_id, profile_id))),
            "rackets": _all(select(Racket).where(Racket.client_id == profile_id)),
            "jobs": [{**_plain(job), "total": job.total} for job in jobs],
            "extras": _all(select(OrderExtra).where(OrderExtra.order_id.in_([job.id for job in jobs]))),
            "receipts": _all(select(Receipt).where(Receipt.id.in_(receipts))),
            "letters": _all(select(ReceiptEmission).where(ReceiptEmission.receipt_id.in_(receipts))),
        }


def _all(wanted: Any) -> list[dict[str, Any]]:
    return _rows(db.session(), wanted)


def _rows(session: Session, wanted: Any) -> list[dict[str, Any]]:
    found: Iterable[Any] = session.scalars(wanted)
    return [_plain(row) for row in found]


def _plain(row: Any) -> dict[str, Any]:
    """Every column that says something about somebody."""
    names = [column.key for column in inspect(type(row)).column_attrs]
    return {name: getattr(row, name) for name in names if name not in FOR_MACHINES}
