"""Clients as their stringer knows them, and their rackets."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import Computed, ForeignKey, ForeignKeyConstraint, Index, Numeric, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from rbo.catalogue.models import RacketModel
from rbo.clients.likeness import BARE, alike_in_sql
from rbo.people.models import Person
from rbo.platform.keys.column import Sealed
from rbo.platform.rows import PERSONAL, Base, Owned, Versioned, owner_is_mine_or_house
from rbo.stringers.models import LOCALE, Locale

NOTES = Sealed("client_profiles.internal_notes")


def full_name(first: str, last: str) -> str:
    """First and last name, as entered; nobody is left without either but who was erased."""
    return f"{first} {last}".strip() or _("Erased client")


class ClientProfile(Owned, Versioned, Base):
    """One stringer's private view of a person: only what this stringer entered."""

    __tablename__ = "client_profiles"
    __table_args__ = (
        UniqueConstraint("stringer_id", "person_id"),
        Index(
            "uq_client_profiles_self",
            "stringer_id",
            unique=True,
            postgresql_where=text("is_self_for_stringer"),
        ),
        Index("ix_client_profiles_by_name", "stringer_id", "search", "id"),
    )

    person_id: Mapped[UUID] = mapped_column(ForeignKey("persons.id"), index=True)
    entered_first_name: Mapped[str] = mapped_column(default="", server_default="", info=PERSONAL)
    entered_last_name: Mapped[str] = mapped_column(default="", server_default="", info=PERSONAL)
    entered_email: Mapped[str] = mapped_column(default="", server_default="", info=PERSONAL)
    entered_phone: Mapped[str] = mapped_column(default="", server_default="", info=PERSONAL)
    entered_locale: Mapped[Locale | None] = mapped_column(LOCALE, info=PERSONAL)
    nickname: Mapped[str] = mapped_column(default="", server_default="", info=PERSONAL)
    internal_notes: Mapped[str] = mapped_column(NOTES, default="", server_default="", info=PERSONAL)
    default_tension_memo: Mapped[str] = mapped_column(default="", server_default="", info=PERSONAL)
    is_self_for_stringer: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    accepted_at: Mapped[datetime | None]
    archived_at: Mapped[datetime | None]
    search: Mapped[str] = mapped_column(default="", server_default="", info=PERSONAL)
    alike: Mapped[str | None] = mapped_column(Computed(alike_in_sql("search"), persisted=True), deferred=True)

    person: Mapped[Person] = relationship(lazy="raise")

    @property
    def name(self) -> str:
        """Both names in one."""
        return full_name(self.entered_first_name, self.entered_last_name)


class Racket(Owned, Versioned, Base):
    """A frame of one client: of the catalogue, or typed in."""

    __tablename__ = "rackets"
    __table_args__ = (
        ForeignKeyConstraint(
            ["stringer_id", "client_id"], ["client_profiles.stringer_id", "client_profiles.id"]
        ),
        ForeignKeyConstraint(
            ["model_owner", "model_id"], ["racket_models.stringer_id", "racket_models.id"], match="FULL"
        ),
        owner_is_mine_or_house("model_owner"),
        UniqueConstraint("stringer_id", "client_id", "id"),
        Index(
            "uq_rackets_instance_id",
            "stringer_id",
            "client_id",
            text("lower(instance_id)"),
            unique=True,
            postgresql_where=text("instance_id <> ''"),
        ),
    )

    client_id: Mapped[UUID]
    model_owner: Mapped[UUID | None]
    model_id: Mapped[UUID | None]
    label: Mapped[str]
    head_size_in2: Mapped[Decimal | None] = mapped_column(Numeric(5, 1))
    pattern: Mapped[str] = mapped_column(default="", server_default="")
    serial: Mapped[str] = mapped_column(default="", server_default="", info=PERSONAL)
    instance_id: Mapped[str] = mapped_column(default="", server_default="", info=PERSONAL)
    retired_at: Mapped[date | None]
    alike: Mapped[str | None] = mapped_column(Computed(alike_in_sql(BARE), persisted=True), deferred=True)

    client: Mapped[ClientProfile] = relationship(lazy="raise", viewonly=True)
    model: Mapped[RacketModel | None] = relationship(lazy="raise", viewonly=True)
