"""Links to one order for somebody without an account; the secret itself is kept nowhere."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from rbo.platform.rows import Base, Owned, native_enum


class LinkKind(StrEnum):
    """What a link shows: the order to its client, or to a finder of the racket only whose client it is."""

    CLIENT = "client"
    LABEL = "label"


class OrderLink(Owned, Base):
    """One link to one order, good until it expires or is revoked."""

    __tablename__ = "order_links"
    __table_args__ = (
        ForeignKeyConstraint(
            ["stringer_id", "order_id"], ["orders.stringer_id", "orders.id"], ondelete="CASCADE"
        ),
        UniqueConstraint("stringer_id", "token_hash"),
        Index("ix_order_links_order", "stringer_id", "order_id"),
    )

    order_id: Mapped[UUID]
    kind: Mapped[LinkKind] = mapped_column(native_enum(LinkKind, "order_link_kind"))
    token_hash: Mapped[str]
    expires_at: Mapped[datetime]
    revoked_at: Mapped[datetime | None]
