"""Where news goes, and every piece of news that was sent there."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, mapped_column, relationship

from rbo.platform.jobs.models import Outbox
from rbo.platform.jobs.states import OutboxState
from rbo.platform.keys.column import Sealed
from rbo.platform.rows import PERSONAL, Base, Owned, native_enum


class Event(StrEnum):
    """What happened."""

    ORDERED = "order.ordered"
    STRUNG = "order.strung"
    RETURNED = "order.returned"
    PAID = "order.paid"
    CANCELLED = "order.cancelled"
    UNDONE = "order.undone"
    MAILED = "receipt.mailed"
    FAILED = "receipt.failed"
    PING = "ping"

    @property
    def is_of_a_receipt(self) -> bool:
        """Whether a letter is spoken of."""
        return self in (Event.MAILED, Event.FAILED)


class Webhook(Owned, Base):
    """One address. *failures* counts the news given up since the last that arrived.

    Of one that was removed, neither address nor secret is left.
    """

    __tablename__ = "webhooks"
    __table_args__ = (
        CheckConstraint("hears_orders or hears_receipts", name="hears_something"),
        CheckConstraint("(removed_at is null) = (secret <> '')", name="signs_while_it_is_there"),
    )

    address: Mapped[str] = mapped_column(info=PERSONAL)
    secret: Mapped[str] = mapped_column(Sealed("webhooks.secret"), deferred=True, info=PERSONAL)
    hears_orders: Mapped[bool]
    hears_receipts: Mapped[bool]
    failures: Mapped[int] = mapped_column(default=0, server_default="0")
    paused_at: Mapped[datetime | None]
    removed_at: Mapped[datetime | None]


class Delivery(Owned, Base):
    """One piece of news for one address; every try has its id and, to the byte, its *body*."""

    __tablename__ = "webhook_deliveries"
    __table_args__ = (
        ForeignKeyConstraint(["stringer_id", "webhook_id"], ["webhooks.stringer_id", "webhooks.id"]),
        ForeignKeyConstraint(["stringer_id", "outbox_id"], ["outbox.stringer_id", "outbox.id"]),
        Index("ix_webhook_deliveries_webhook", "stringer_id", "webhook_id", "id"),
    )

    webhook_id: Mapped[UUID]
    event: Mapped[Event] = mapped_column(native_enum(Event, "webhook_event"))
    body: Mapped[str]
    outbox_id: Mapped[UUID]

    webhook: Mapped[Webhook] = relationship(lazy="raise", viewonly=True)
    outbox: Mapped[Outbox] = relationship(lazy="raise", viewonly=True)

    @property
    def has_arrived(self) -> bool:
        """Whether the other side said so."""
        return self.outbox.state is OutboxState.SENT

    @property
    def is_under_way(self) -> bool:
        """Whether it goes out by itself."""
        return self.outbox.state in (OutboxState.QUEUED, OutboxState.INFLIGHT)
