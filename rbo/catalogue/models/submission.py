"""A model of one's own that is offered to everybody."""

from __future__ import annotations

from datetime import datetime
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, ForeignKeyConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from rbo.catalogue.models.choices import KIND, Kind, SubmissionStatus
from rbo.platform.rows import Base, Owned, native_enum


def _at_most_one_pending(kind: Kind) -> Index:
    model_id = f"{kind}_model_id"
    waiting = text(f"status = 'pending' and {model_id} is not null")
    name = f"uq_catalogue_submissions_pending_{kind}"
    return Index(name, "stringer_id", model_id, unique=True, postgresql_where=waiting)


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

    catalogue_kind: Mapped[Kind] = mapped_column(KIND)
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
