"""Naming an address, telling it what happened, letting it rest."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from rbo.platform import clock, history
from rbo.platform.db import db
from rbo.platform.errors import Refused
from rbo.platform.ids import new_id
from rbo.platform.jobs import service as outbox
from rbo.platform.jobs.models import Outbox
from rbo.platform.jobs.states import RETRYABLE
from rbo.platform.outward.places import Forbidden, place_of
from rbo.platform.scope import current_stringer
from rbo.stringers import queries as stringers
from rbo.webhooks import queries
from rbo.webhooks.jobs import deliver
from rbo.webhooks.limits import count_by_hand
from rbo.webhooks.models import Delivery, Event, Webhook
from rbo.webhooks.signature import new_secret

MOST = 5
LISTENING = "webhooks"


@dataclass(frozen=True)
class Happening:
    """What happened; *facts* name nobody."""

    event: Event
    facts: Mapping[str, object]


class NotThere(Refused):
    """No webhook goes to such an address."""


class TooManyWebhooks(Refused):
    """Enough for one book."""


@dataclass(frozen=True)
class Told:
    """A new webhook, and its secret for the only time."""

    row: Webhook
    secret: str = field(repr=False)


def add(address: str, *, hears_orders: bool, hears_receipts: bool) -> Told:
    """Have *address* told what happens from now on, beginning with a ping.

    Raises:
        NotThere: it is no https address of the public internet.
        TooManyWebhooks: there are five already.
    """
    try:
        place_of(address)
    except Forbidden as no:
        raise NotThere(
            _("Enter an address that begins with https:// and a name, like https://example.org/rbo.")
        ) from no
    stringers.mine(lock=True)  # two who add one at once do so one after the other
    if len(queries.webhooks()) >= MOST:
        raise TooManyWebhooks(_("There are %(most)s webhooks already. Remove one first.", most=MOST))
    secret = new_secret()
    heard = {"hears_orders": hears_orders, "hears_receipts": hears_receipts}
    row = Webhook(id=new_id(), address=address, secret=secret, created_at=clock.now(), **heard)
    db.session.add(row)
    db.session.flush()
    _listen_anew()
    ping(row)
    return Told(row, secret)


def ping(webhook: Webhook) -> None:
    """Tell it something without meaning, to see whether it listens.

    Raises:
        TooMuchByHand: twenty of that were in this minute.
    """
    count_by_hand(webhook.stringer_id)
    _send(db.session(), webhook.stringer_id, webhook.id, [Happening(Event.PING, {})])


def pause(webhook: Webhook) -> None:
    """Let it rest; what happens meanwhile is not told later."""
    webhook.paused_at = webhook.paused_at or clock.now()
    _listen_anew()


def resume(webhook: Webhook) -> None:
    """Tell it again what happens, beginning with a ping."""
    webhook.paused_at, webhook.failures = None, 0
    db.session.flush()
    _listen_anew()
    ping(webhook)


def remove(webhook: Webhook) -> None:
    """Forget where it was and what it was signed with."""
    webhook.removed_at, webhook.secret, webhook.address = clock.now(), "", ""
    _listen_anew()


def send_again(delivery: Delivery) -> None:
    """Tell the same once more, under the same name; what a worker has in hand is on its way already.

    Raises:
        TooMuchByHand: twenty of that were in this minute.
    """
    count_by_hand(delivery.stringer_id)
    db.session.scalar(select(Outbox.id).where(Outbox.id == delivery.outbox_id).with_for_update())
    db.session.refresh(delivery.outbox)  # a worker's row is not held, but seen as it is by now
    if delivery.is_under_way:
        return
    if delivery.outbox.state in RETRYABLE:
        outbox.retry(delivery.outbox)
        history.note(db.session(), delivery, "outbox_id")
        return
    again = f"{deliver.name}:{delivery.id}:{new_id()}"
    delivery.outbox_id = deliver.enqueue(delivery.id, dedupe_key=again, webhook_id=delivery.webhook_id)
    db.session.flush()


def announce(
    event: Event, *, house: Session | None = None, stringer_id: UUID | None = None, **facts: object
) -> None:
    """Tell every webhook that wants to hear it, in the transaction of what happened; *facts* name nobody.

    With *house*, a transaction of the system role, it happened in the book of *stringer_id*.
    """
    _tell(house or db.session(), stringer_id or current_stringer(), [Happening(event, facts)])


def announce_all(happenings: Sequence[Happening]) -> None:
    """`announce` for several at once, of the open book."""
    _tell(db.session(), current_stringer(), happenings)


def _tell(session: Session, owner_id: UUID, happenings: Sequence[Happening]) -> None:
    for webhook_id, hears_orders, hears_receipts in _listening(session, owner_id):
        wanted = [
            one for one in happenings if (hears_receipts if one.event.is_of_a_receipt else hears_orders)
        ]
        if wanted:
            _send(session, owner_id, webhook_id, wanted)


def _listen_anew() -> None:
    db.session().info.pop((LISTENING, current_stringer()), None)


def _listening(session: Session, stringer_id: UUID) -> Sequence[Row[UUID, bool, bool]]:
    """Asked once in a session, which serves one request: five hundred orders may be moved in it."""
    known: Sequence[Row[UUID, bool, bool]] | None = session.info.get((LISTENING, stringer_id))
    if known is None:
        there = (Webhook.removed_at.is_(None), Webhook.paused_at.is_(None))
        found = select(Webhook.id, Webhook.hears_orders, Webhook.hears_receipts)
        known = session.execute(found.where(Webhook.stringer_id == stringer_id, *there)).all()
        session.info[LISTENING, stringer_id] = known
    return known


def _send(session: Session, stringer_id: UUID, webhook_id: UUID, happenings: Sequence[Happening]) -> None:
    rows = [_delivery(session, stringer_id, webhook_id, one) for one in happenings]
    session.flush()  # what carries a delivery stands there before it
    session.add_all(rows)
    session.flush()


def _delivery(session: Session, stringer_id: UUID, webhook_id: UUID, what: Happening) -> Delivery:
    said = {"type": what.event, "timestamp": clock.now().astimezone(UTC).isoformat(), "data": what.facts}
    row = Delivery(id=new_id(), stringer_id=stringer_id, webhook_id=webhook_id, event=what.event)
    row.body = json.dumps(said, ensure_ascii=False, separators=(",", ":"), default=str)
    row.created_at = clock.now()
    row.outbox_id = deliver.enqueue(
        row.id, label=what.event, session=session, owner=stringer_id, webhook_id=webhook_id
    )
    return row
