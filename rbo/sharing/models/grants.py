"""Grants of stringers and of clients, and the record of their use. A grant is live until `ended_at`."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, func, text
from sqlalchemy.orm import Mapped, mapped_column

from rbo.platform.ids import new_id
from rbo.platform.rows import PERSONAL, Base, native_enum

LIVE = text("ended_at is null")
GRANTER = text("coalesce(person_id, stringer_id)")


class Granter(StrEnum):
    """Who lets somebody look at one job."""

    STRINGER = "stringer"
    PERSON = "person"


class Deed(StrEnum):
    """What the record of grants remembers."""

    GRANTED = "granted"
    REVOKED = "revoked"
    READ = "read"


class ToStringer:
    """What grants have in common; `grantee_id` is null where nobody has the address that was typed."""

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    grantee_email: Mapped[str] = mapped_column(sort_order=50, info=PERSONAL)
    grantee_id: Mapped[UUID | None] = mapped_column(ForeignKey("stringers.id"), sort_order=51)
    ended_at: Mapped[datetime | None] = mapped_column(sort_order=52)
    created_at: Mapped[datetime] = mapped_column(server_default=func.now(), sort_order=90)


class OrderShare(ToStringer, Base):
    """One job, shown to one stringer by its stringer (rule 1) or by its client (rule 2)."""

    __tablename__ = "order_shares"
    __table_args__ = (
        ForeignKeyConstraint(
            ["stringer_id", "client_id", "order_id"],
            ["orders.stringer_id", "orders.client_id", "orders.id"],
            onupdate="CASCADE",
        ),
        CheckConstraint("(granter_kind = 'person') = (person_id is not null)", name="names_its_granter"),
        CheckConstraint("grantee_id <> stringer_id", name="lets_another_look"),
        Index("ix_order_shares_order_id", "stringer_id", "order_id"),
        Index(
            "uq_order_shares_email",
            "stringer_id",
            "order_id",
            GRANTER,
            text("lower(grantee_email)"),
            unique=True,
            postgresql_where=LIVE,
        ),
        Index(
            "uq_order_shares_grantee",
            "stringer_id",
            "order_id",
            GRANTER,
            "grantee_id",
            unique=True,
            postgresql_where=LIVE,
        ),
        Index("ix_order_shares_grantee_id", "grantee_id", postgresql_where=LIVE),
    )

    stringer_id: Mapped[UUID] = mapped_column(ForeignKey("stringers.id"), primary_key=True, sort_order=-30)
    client_id: Mapped[UUID]
    order_id: Mapped[UUID]
    granter_kind: Mapped[Granter] = mapped_column(native_enum(Granter, "granter_kind"))
    person_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"), index=True)


class PersonStringerShare(ToStringer, Base):
    """Every job of one client, future ones too, shown to one stringer (rule 3)."""

    __tablename__ = "person_stringer_share"
    __table_args__ = (
        Index(
            "uq_person_stringer_share_email",
            "person_id",
            text("lower(grantee_email)"),
            unique=True,
            postgresql_where=LIVE,
        ),
        Index(
            "uq_person_stringer_share_grantee",
            "person_id",
            "grantee_id",
            unique=True,
            postgresql_where=LIVE,
        ),
        Index("ix_person_stringer_share_grantee_id", "grantee_id", postgresql_where=LIVE),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"))


Grant = OrderShare | PersonStringerShare


class ShareAudit(Base):
    """A grant given, ended, or looked through by one request; who sees the grant sees its record."""

    __tablename__ = "share_audit"
    __table_args__ = (
        ForeignKeyConstraint(
            ["stringer_id", "order_share_id"], ["order_shares.stringer_id", "order_shares.id"]
        ),
        CheckConstraint("num_nonnulls(order_share_id, person_share_id) = 1", name="is_of_one_grant"),
        CheckConstraint("(order_share_id is null) = (stringer_id is null)", name="names_the_source"),
        CheckConstraint("(deed = 'read') = (quarter_hour is not null)", name="read_in_a_quarter_hour"),
        Index("ix_share_audit_order_share_id", "stringer_id", "order_share_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    deed: Mapped[Deed] = mapped_column(native_enum(Deed, "share_deed"))
    stringer_id: Mapped[UUID | None] = mapped_column(ForeignKey("stringers.id"))
    order_share_id: Mapped[UUID | None]
    person_share_id: Mapped[UUID | None] = mapped_column(ForeignKey("person_stringer_share.id"), index=True)
    quarter_hour: Mapped[int | None]
    actor: Mapped[str]
    request_id: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
