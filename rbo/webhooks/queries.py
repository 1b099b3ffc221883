"""Finding addresses, and what was sent there."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import select
from sqlalchemy.orm import joinedload, undefer

from rbo.platform.db import db
from rbo.platform.errors import Missing
from rbo.webhooks.models import Delivery, Webhook

SHOWN = 50


def webhooks() -> Sequence[Webhook]:
    """Those of the open book that were not removed, the newest first."""
    kept = select(Webhook).where(Webhook.removed_at.is_(None))
    return db.session.scalars(kept.order_by(Webhook.id.desc())).all()


def webhook(webhook_id: UUID, *, lock: bool = False) -> Webhook:
    """One of them.

    Raises:
        Missing: there is no such one in this book.
    """
    wanted = select(Webhook).where(Webhook.id == webhook_id, Webhook.removed_at.is_(None))
    found = db.session.scalars(wanted.with_for_update() if lock else wanted).one_or_none()
    if found is None:
        raise Missing(_("There is no such webhook."))
    return found


def deliveries_to(webhook: Webhook) -> Sequence[Delivery]:
    """What was sent there last, and how that stands."""
    rows = select(Delivery).where(Delivery.webhook_id == webhook.id).options(joinedload(Delivery.outbox))
    return db.session.scalars(rows.order_by(Delivery.id.desc()).limit(SHOWN)).all()


def delivery(delivery_id: UUID) -> Delivery:
    """One piece of news with its address, secret and row in the outbox.

    Raises:
        Missing: there is no such one in this book.
    """
    whole = (joinedload(Delivery.webhook).options(undefer(Webhook.secret)), joinedload(Delivery.outbox))
    found = db.session.scalars(
        select(Delivery).where(Delivery.id == delivery_id).options(*whole)
    ).one_or_none()
    if found is None:
        raise Missing(_("There is no such delivery."))
    return found
