"""Links to one order: made, found again by their hash in the book they name, and drawn as a code."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import segno
from sqlalchemy import select

from rbo.orders import queries as orders
from rbo.orders.bill import draft_of
from rbo.orders.lifecycle import State
from rbo.orders.models import Order
from rbo.platform import clock
from rbo.platform.config import settings
from rbo.platform.db import db
from rbo.platform.errors import Missing
from rbo.platform.ids import new_id
from rbo.platform.tenancy import open_tenant
from rbo.portal.models import LinkKind, OrderLink
from rbo.portal.sealing import SECRET_BYTES, Seal, fingerprint, seal, unsealed
from rbo.receipts.draft import Draft
from rbo.receipts.handover import Copy, Deed, keep
from rbo.stringers import queries as stringers
from rbo.stringers.models import Status

LINK = "link"
GOOD_FOR = {LinkKind.CLIENT: timedelta(days=90), LinkKind.LABEL: timedelta(days=730)}


@dataclass(frozen=True)
class Seen:
    """What a live link leads to; *number* is that of the receipt."""

    link_id: UUID
    kind: LinkKind
    state: State
    draft: Draft
    number: str | None

    @property
    def copy(self) -> Copy:
        """Its receipt.

        Raises:
            Missing: there is none, or the link is that of a label.
        """
        if self.number is None or self.kind is LinkKind.LABEL:
            raise Missing
        return Copy(viewer=self.link_id, draft=self.draft, number=self.number, locale=self.draft.locale)


def make(order: Order, kind: LinkKind) -> str:
    """The address of a new link to *order*; it can be told once, for only its hash is kept."""
    secret = secrets.token_bytes(SECRET_BYTES)
    link = OrderLink(id=new_id(), order_id=order.id, kind=kind, token_hash=fingerprint(secret))
    link.expires_at = clock.now() + GOOD_FOR[kind]
    db.session.add(link)
    db.session.flush()
    return f"{settings().public_url}/j/{seal(LINK, order.stringer_id, secret)}"


def of(order: Order) -> Sequence[OrderLink]:
    """The live links to *order*, the latest first."""
    live = (OrderLink.revoked_at.is_(None), OrderLink.expires_at > clock.now())
    rows = select(OrderLink).where(OrderLink.order_id == order.id, *live)
    return db.session.scalars(rows.order_by(OrderLink.created_at.desc())).all()


def revoke(order: Order, link_id: UUID) -> None:
    """End one link to *order*.

    Raises:
        Missing: there is no such live one.
    """
    found = next((link for link in of(order) if link.id == link_id), None)
    if found is None:
        raise Missing
    found.revoked_at = clock.now()
    db.session.flush()


def look(token: str) -> Seen | None:
    """What *token* shows now; None for all that is forged, unknown, revoked or too old."""
    found = unsealed(LINK, token)
    return _seen(found) if found is not None else None


def deed_for(token: str) -> Deed:
    """What a worker is asked to do for the receipt behind *token*."""
    return Deed(f"{__name__}.{draw.__name__}", (token,))


def draw(token: str) -> None:
    """In the worker: look again what the link shows, and draw that."""
    seen = look(token)
    if seen is not None:
        keep(seen.copy)


def code(address: str) -> str:
    """*address* as a picture that phones read."""
    picture: str = segno.make_qr(address, error="m").svg_data_uri(border=2)
    return picture


def _seen(found: Seal) -> Seen | None:
    with open_tenant(found.stringer_id, read_only=True):
        me = stringers.mine()
        live = (OrderLink.revoked_at.is_(None), OrderLink.expires_at > clock.now())
        wanted = select(OrderLink).where(OrderLink.token_hash == found.fingerprint, *live)
        link = db.session.scalars(wanted).one_or_none()
        if link is None or me.status is not Status.ACTIVE:
            return None
        order = db.session.scalars(
            select(Order).where(Order.id == link.order_id).options(*orders.WHOLE)
        ).one()
        number = order.receipt.number if order.receipt else None
        return Seen(link.id, link.kind, order.state, draft_of(order, me), number)
