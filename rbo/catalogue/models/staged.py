"""Rows of foreign catalogues."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from rbo.catalogue.models.choices import KIND, ImportStatus, Kind
from rbo.platform.ids import new_id
from rbo.platform.rows import Base, native_enum


class CatalogueImport(Base):
    """A row of a foreign catalogue, in nobody's book; only the system role sees it."""

    __tablename__ = "catalogue_imports"
    __table_args__ = (
        UniqueConstraint(
            "source_name", "source_external_id", "content_hash", name="uq_catalogue_imports_content"
        ),
        CheckConstraint(
            "(status = 'staged') = (reviewer_id is null) and (status = 'staged') = (reviewed_at is null)",
            name="decided_by_somebody",
        ),
        CheckConstraint("(status = 'matched') = (matched_id is not null)", name="matched_with_something"),
        Index("ix_catalogue_imports_staged", "id", postgresql_where=text("status = 'staged'")),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    catalogue_kind: Mapped[Kind] = mapped_column(KIND)
    source_name: Mapped[str]
    source_external_id: Mapped[str]
    content_hash: Mapped[str]
    content: Mapped[dict[str, Any]] = mapped_column(JSONB)
    status: Mapped[ImportStatus] = mapped_column(
        native_enum(ImportStatus, "import_status"), default=ImportStatus.STAGED, server_default="staged"
    )
    matched_id: Mapped[UUID | None]
    reviewer_id: Mapped[UUID | None] = mapped_column(ForeignKey("stringers.id"))
    reviewed_at: Mapped[datetime | None]
    notes: Mapped[str] = mapped_column(default="", server_default="")
    created_at: Mapped[datetime] = mapped_column(server_default=func.now())
