"""Links to one order for somebody without an account; the secret itself is kept nowhere."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from rbo.platform import clock
from rbo.platform.rows import Base, Owned, native_enum

BEARER = "link:"


class LinkKind(StrEnum):
    """What a link shows: the order to its client, or to a finder of the racket only whose client it is."""

    CLIENT = "client"
    LABEL = "label"


class OrderLink(Owned, Base):
    """One link to one order, good until it expires or is revoked, and who did either in which request."""

    __tablename__ = "order_links"
    is_a_record = True
    __table_args__ = (
        ForeignKeyConstraint(
            ["stringer_id", "order_id"], ["orders.stringer_id", "orders.id"], ondelete="CASCADE"
        ),
        CheckConstraint(
            "num_nonnulls(revoked_at, revoked_by, revoked_request_id) in (0, 3)", name="says_who_revoked_it"
        ),
        UniqueConstraint("stringer_id", "token_hash"),
        Index("ix_order_links_order", "stringer_id", "order_id"),
    )

    order_id: Mapped[UUID]
    kind: Mapped[LinkKind] = mapped_column(native_enum(LinkKind, "order_link_kind"))
    token_hash: Mapped[str]
    expires_at: Mapped[datetime]
    actor: Mapped[str]
    request_id: Mapped[str]
    revoked_at: Mapped[datetime | None]
    revoked_by: Mapped[str | None]
    revoked_request_id: Mapped[str | None]

    @property
    def is_live(self) -> bool:
        """Whether it still shows anything."""
        return self.revoked_at is None and self.expires_at > clock.now()

    @property
    def was_asked_for(self) -> bool:
        """Whether the bearer of an older link had it mailed."""
        return self.actor.startswith(BEARER)
