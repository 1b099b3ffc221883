"""Racket and string models: the stringer's own, and those of the house for everybody."""

from __future__ import annotations

from datetime import datetime
from decimal import Decimal
from enum import StrEnum
from typing import ClassVar
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, Numeric, text
from sqlalchemy.orm import Mapped, mapped_column

from rbo.platform.rows import HOUSE, Base, Owned, Shared, Versioned, native_enum
from rbo.stringers.models import TENSION_UNIT, TensionUnit


class Sport(StrEnum):
    """The three sports whose rackets are strung."""

    TENNIS = "tennis"
    BADMINTON = "badminton"
    SQUASH = "squash"


class Visibility(StrEnum):
    """Who sees a model."""

    PRIVATE = "catalogue_private"
    SHARED = "catalogue_shared"


class Source(StrEnum):
    """Where a model came from."""

    MANUAL = "manual"
    IMPORTED = "imported"
    EDITED_IMPORT = "manual_edited_from_import"


class Kind(StrEnum):
    """The two halves of the catalogue."""

    RACKET = "racket"
    STRING = "string"


class SubmissionStatus(StrEnum):
    """What became of a model that was offered to everybody."""

    PENDING = "pending"
    PROMOTED = "promoted"
    REJECTED = "rejected"


SPORT = native_enum(Sport, "sport")
VISIBILITY = native_enum(Visibility, "catalogue_visibility")
SOURCE = native_enum(Source, "catalogue_source")


def _at_most_one_pending(kind: Kind) -> Index:
    model_id = f"{kind}_model_id"
    waiting = text(f"status = 'pending' and {model_id} is not null")
    name = f"uq_catalogue_submissions_pending_{kind}"
    return Index(name, "stringer_id", model_id, unique=True, postgresql_where=waiting)


def _only_the_house_has_an_origin() -> CheckConstraint:
    return CheckConstraint(f"origin_id is null or stringer_id = '{HOUSE}'", name="origin_is_of_the_house")


class CatalogueEntry(Shared, Versioned):
    """What racket and string models have in common; unknown stays null."""

    sport: Mapped[Sport | None] = mapped_column(SPORT)
    brand: Mapped[str]
    visibility: Mapped[Visibility] = mapped_column(VISIBILITY, default=Visibility.PRIVATE)
    source: Mapped[Source] = mapped_column(SOURCE, default=Source.MANUAL)
    origin_id: Mapped[UUID | None]  # what a row of the house was made from: a submission or a staged row

    @property
    def is_own(self) -> bool:
        """Whether it is the stringer's own, who may change it, and not the house's."""
        return self.stringer_id != HOUSE


class RacketModel(CatalogueEntry, Base):
    """A frame as its maker sells it."""

    __tablename__ = "racket_models"
    __table_args__ = (
        CheckConstraint("head_size_in2 between 30 and 160", name="head_size_is_plausible"),
        _only_the_house_has_an_origin(),
    )

    model: Mapped[str]
    year: Mapped[int | None]
    head_size_in2: Mapped[Decimal | None] = mapped_column(Numeric(5, 1))
    pattern: Mapped[str | None]
    weight_g: Mapped[Decimal | None] = mapped_column(Numeric(5, 1))
    weight_basis: Mapped[str | None]
    tension_min: Mapped[Decimal | None] = mapped_column(Numeric(4, 1))
    tension_max: Mapped[Decimal | None] = mapped_column(Numeric(4, 1))
    tension_unit: Mapped[TensionUnit] = mapped_column(TENSION_UNIT, default=TensionUnit.LB)

    kind: ClassVar[Kind] = Kind.RACKET

    @property
    def label(self) -> str:
        """Brand and model, as on the frame."""
        return f"{self.brand} {self.model}"

    @property
    def full_name(self) -> str:
        """Brand, model and year, as offered while typing."""
        return f"{self.label} {self.year}" if self.year else self.label


class StringModel(CatalogueEntry, Base):
    """A string in one gauge; millimetres are the truth, the maker's label goes beside them."""

    __tablename__ = "string_models"
    __table_args__ = (
        CheckConstraint("gauge_mm between 0.4 and 2", name="gauge_is_plausible"),
        _only_the_house_has_an_origin(),
    )

    name: Mapped[str]
    gauge_mm: Mapped[Decimal | None] = mapped_column(Numeric(3, 2))
    gauge_label: Mapped[str | None]
    material: Mapped[str | None]
    construction: Mapped[str | None]
    colour: Mapped[str | None]

    kind: ClassVar[Kind] = Kind.STRING

    @property
    def label(self) -> str:
        """Brand and name, without the gauge."""
        return f"{self.brand} {self.name}"

    @property
    def label_with_gauge(self) -> str:
        """Brand, name and gauge in millimetres where it is known."""
        return f"{self.label} {self.gauge_mm:.2f}" if self.gauge_mm else self.label

    @property
    def full_name(self) -> str:
        """Brand, name and gauge, as said in a sentence."""
        return self.label_with_gauge


class CatalogueSubmission(Owned, Base):
    """A model of one's own, offered to everybody; the submitter withdraws it, the house decides."""

    __tablename__ = "catalogue_submissions"
    __table_args__ = (
        ForeignKeyConstraint(
            ["stringer_id", "racket_model_id"], ["racket_models.stringer_id", "racket_models.id"]
        ),
        ForeignKeyConstraint(
            ["stringer_id", "string_model_id"], ["string_models.stringer_id", "string_models.id"]
        ),
        CheckConstraint(
            "(racket_model_id is not null) = (catalogue_kind = 'racket')"
            " and (string_model_id is not null) = (catalogue_kind = 'string')",
            name="names_a_model_of_its_kind",
        ),
        CheckConstraint(
            "(status = 'pending') = (reviewer_id is null) and (status = 'pending') = (reviewed_at is null)",
            name="decided_by_somebody",
        ),
        *(_at_most_one_pending(kind) for kind in Kind),
    )

    catalogue_kind: Mapped[Kind] = mapped_column(native_enum(Kind, "catalogue_kind"))
    racket_model_id: Mapped[UUID | None]
    string_model_id: Mapped[UUID | None]
    status: Mapped[SubmissionStatus] = mapped_column(
        native_enum(SubmissionStatus, "submission_status"),
        default=SubmissionStatus.PENDING,
        server_default=SubmissionStatus.PENDING.value,
    )
    reviewer_id: Mapped[UUID | None] = mapped_column(ForeignKey("stringers.id"))
    reviewed_at: Mapped[datetime | None]
    notes: Mapped[str] = mapped_column(default="", server_default="")
