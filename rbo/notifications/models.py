"""One line in somebody's inbox."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from rbo.platform.rows import Base, Owned, native_enum


class Kind(StrEnum):
    """What happened."""

    SHARE_GRANTED = "share_granted_to_me"
    SHARE_REVOKED = "share_revoked_from_me"
    EVERYTHING_GRANTED = "everything_granted_to_me"
    EVERYTHING_REVOKED = "everything_revoked_from_me"
    SUBMISSION_PENDING = "catalogue_submission_pending"
    SUBMISSION_DECIDED = "catalogue_submission_decided"
    EXPORT_READY = "export_ready"
    MAIL_FAILED = "receipt_mail_failed"
    WEBHOOK_PAUSED = "webhook_paused"


class Notification(Owned, Base):
    """What happened, for the one whose inbox it is; written by whoever caused it, read by the owner alone.

    *subject_id* names the row it is about, *label* says it in a word: a receipt's number, a model's or a
    business's name, never a person's. Of several that one deed was about, it is the first of *how_many*.
    """

    __tablename__ = "notifications"
    is_a_record = True
    __table_args__ = (
        CheckConstraint("acting_stringer_id is null or acting_person_id is null", name="caused_by_one"),
        CheckConstraint("how_many > 0", name="how_many_is_positive"),
        Index("ix_notifications_unread", "stringer_id", postgresql_where=text("read_at is null")),
    )

    kind: Mapped[Kind] = mapped_column(native_enum(Kind, "notification_kind"))
    subject_id: Mapped[UUID]
    label: Mapped[str] = mapped_column(default="", server_default="")
    how_many: Mapped[int] = mapped_column(default=1, server_default="1", sort_order=99)
    acting_stringer_id: Mapped[UUID | None] = mapped_column(ForeignKey("stringers.id"))
    acting_person_id: Mapped[UUID | None] = mapped_column(ForeignKey("persons.id"))
    read_at: Mapped[datetime | None]
