"""A file that a stringer asked for."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import BigInteger, CheckConstraint, ForeignKeyConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from rbo.platform import clock
from rbo.platform.jobs.models import Outbox
from rbo.platform.jobs.states import OutboxState
from rbo.platform.rows import Base, Owned, native_enum

NO_MORE = (OutboxState.FAILED, OutboxState.DEAD, OutboxState.ABORTED)


class Format(StrEnum):
    """What the file is."""

    XLSX = "xlsx"
    JSON = "json"
    ZIP = "zip"


class Export(Owned, Base):
    """One file: wanted, then whole, then gone. How the making stands is said by its row in the outbox."""

    __tablename__ = "exports"
    __table_args__ = (
        ForeignKeyConstraint(["stringer_id", "outbox_id"], ["outbox.stringer_id", "outbox.id"]),
        CheckConstraint("num_nulls(size, sha256, finished_at) in (0, 3)", name="is_whole_or_not_there"),
        Index("ix_exports_expires_at", "expires_at", postgresql_where=text("removed_at is null")),
    )

    format: Mapped[Format] = mapped_column(native_enum(Format, "export_format"))
    key: Mapped[str]
    outbox_id: Mapped[UUID]
    size: Mapped[int | None] = mapped_column(BigInteger)
    sha256: Mapped[str | None]
    finished_at: Mapped[datetime | None]
    expires_at: Mapped[datetime]
    removed_at: Mapped[datetime | None]

    outbox: Mapped[Outbox] = relationship(lazy="raise", viewonly=True)

    @property
    def is_ready(self) -> bool:
        """Whether there is a file to hand over."""
        return self.finished_at is not None and not self.is_over

    @property
    def is_over(self) -> bool:
        """Whether its days are over."""
        return self.removed_at is not None or self.expires_at <= clock.now()

    @property
    def has_failed(self) -> bool:
        """Whether nobody tries to make it any more."""
        return self.finished_at is None and self.outbox.state in NO_MORE

    @property
    def is_under_way(self) -> bool:
        """Whether it is being made, or will be."""
        return self.finished_at is None and not self.is_over and not self.has_failed
