"""Links to one order: made, found again by their hash in the book they name, and drawn as a code."""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from rbo.orders.bill import draft_of
from rbo.orders.lifecycle import State
from rbo.orders.models import Order, client_changed
from rbo.platform import audit, clock
from rbo.platform.config import settings
from rbo.platform.db import db
from rbo.platform.errors import Missing
from rbo.platform.ids import new_id
from rbo.platform.tenancy import open_tenant
from rbo.portal import queries
from rbo.portal.models import BEARER, LinkKind, OrderLink
from rbo.portal.sealing import SECRET_BYTES, Seal, fingerprint, seal, secret_of, unsealed
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
    def is_ready(self) -> bool:
        """Whether the racket is strung and waits to be fetched."""
        return self.state in (State.STRUNG, State.PAID)

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
    return make_all([order], kind)[0]


def make_all(orders: Sequence[Order], kind: LinkKind) -> list[str]:
    """`make` for several at once."""
    new = [(order, secrets.token_bytes(SECRET_BYTES)) for order in orders]
    db.session.add_all(_link(order.id, kind, new_id(), secret, audit.actor.get()) for order, secret in new)
    db.session.flush()
    return [_address(order.stringer_id, secret) for order, secret in new]


def make_again(old: OrderLink) -> OrderLink:
    """A link in place of an *old* one, asked for by its bearer; where it leads, only a letter tells."""
    link_id = new_id()
    link = _link(old.order_id, old.kind, link_id, secret_of(LINK, link_id), f"{BEARER}{old.id}")
    db.session.add(link)
    db.session.flush()
    return link


def address_of(link: OrderLink) -> str:
    """Where a link leads that was made in place of an old one."""
    return _address(link.stringer_id, secret_of(LINK, link.id))


def revoke(order: Order, link_id: UUID) -> None:
    """End one link to *order*.

    Raises:
        Missing: there is no such live one.
    """
    link = queries.live_link(link_id)
    if link.order_id != order.id:
        raise Missing
    _end(link)


@client_changed.connect
def revoke_those_of_the_first(order: Order) -> None:
    """End every link to an order that is another client's from now on."""
    for link in queries.links_of(order):
        if link.is_live:
            _end(link)


def look(token: str) -> Seen | None:
    """What *token* shows now; None for all that is forged, unknown, revoked or too old."""
    found = unsealed(LINK, token)
    return _seen(found) if found is not None else None


def deed_for(token: str) -> Deed:
    """What a worker is asked to do for the receipt behind *token*."""
    return Deed(f"{__name__}.{draw.__name__}", (token,))


def draw(token: str) -> None:
    """In the worker: draw what the link shows now."""
    keep(lambda: _copy_of(token))


def _copy_of(token: str) -> Copy:
    seen = look(token)
    if seen is None:
        raise Missing
    return seen.copy


def _end(link: OrderLink) -> None:
    link.revoked_at = clock.now()
    link.revoked_by, link.revoked_request_id = audit.actor.get(), audit.request_id.get()
    db.session.flush()


def _link(order_id: UUID, kind: LinkKind, link_id: UUID, secret: bytes, actor: str) -> OrderLink:
    link = OrderLink(id=link_id, order_id=order_id, kind=kind, token_hash=fingerprint(secret))
    link.actor, link.request_id = actor, audit.request_id.get()
    link.expires_at = clock.now() + GOOD_FOR[kind]
    return link


def _address(stringer_id: UUID, secret: bytes) -> str:
    return f"{settings().public_url}/j/{seal(LINK, stringer_id, secret)}"


def _seen(found: Seal) -> Seen | None:
    with open_tenant(found.stringer_id, read_only=True):
        me, link = stringers.mine(), queries.link_of(found)
        if link is None or not link.is_live or me.status is not Status.ACTIVE:
            return None
        order = queries.order_of(link)
        number = order.receipt.number if order.receipt else None
        return Seen(link.id, link.kind, order.state, draft_of(order, me), number)
