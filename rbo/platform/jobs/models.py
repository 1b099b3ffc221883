"""The outbox: the row is the to-do list, the queue is only a bell."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import DateTime, Enum, Index, Text, UniqueConstraint, func, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from rbo.platform.jobs.states import OutboxState
from rbo.platform.rows import Base, Owned

PAYLOAD_VERSION = 1
MOMENT = DateTime(timezone=True)
STATE = Enum(
    OutboxState,
    name="state",
    native_enum=False,
    create_constraint=True,
    length=20,
    values_callable=lambda states: [state.value for state in states],
)
IS_DUE = text("state in ('queued', 'awaiting_retry', 'uncertain')")
IS_INFLIGHT = text("state = 'inflight'")
IS_GIVEN_UP = text("state in ('failed', 'dead')")


class OutboxColumns:
    """One thing to do, what was tried, and how it stands; whose it is, is said by the table."""

    if TYPE_CHECKING:
        id: Mapped[UUID]
        stringer_id: Mapped[Any]
        created_at: Mapped[datetime]

        def __init__(self, **columns: Any) -> None: ...

    kind: Mapped[str] = mapped_column(Text)
    dedupe_key: Mapped[str] = mapped_column(Text)
    payload_version: Mapped[int] = mapped_column(default=PAYLOAD_VERSION, server_default="1")
    payload: Mapped[dict[str, Any]] = mapped_column(JSONB)
    state: Mapped[OutboxState] = mapped_column(STATE, default=OutboxState.QUEUED, server_default="queued")
    attempt: Mapped[int] = mapped_column(default=0, server_default="0")
    next_at: Mapped[datetime | None] = mapped_column(MOMENT, server_default=func.now())
    lease_owner: Mapped[str | None] = mapped_column(Text)
    lease_until: Mapped[datetime | None] = mapped_column(MOMENT)
    fence: Mapped[int] = mapped_column(default=0, server_default="0")
    rung_at: Mapped[datetime | None] = mapped_column(MOMENT, server_default=func.now())
    handed_at: Mapped[datetime | None] = mapped_column(MOMENT)
    is_doubtful: Mapped[bool] = mapped_column(default=False, server_default="false")
    last_error_class: Mapped[str | None] = mapped_column(Text)
    last_error: Mapped[str | None] = mapped_column(Text)
    traceparent: Mapped[str | None] = mapped_column(Text)
    done_at: Mapped[datetime | None] = mapped_column(MOMENT)

    @property
    def subject_id(self) -> UUID:
        """What the row is about: the id that its job reads."""
        return UUID(self.payload["subject_id"])

    @property
    def label(self) -> str:
        """What the row is about, for people."""
        return str(self.payload.get("label", ""))

    @property
    def may_have_arrived_twice(self) -> bool:
        """Whether a first message got lost between the post and us, and a second one followed."""
        return self.is_doubtful and self.attempt > 1


class Outbox(Owned, OutboxColumns, Base):
    """What RBO has promised to do for a stringer, written with the change that promised it."""

    __tablename__ = "outbox"
    is_a_record = True
    __table_args__ = (
        UniqueConstraint("stringer_id", "dedupe_key"),
        Index("ix_outbox_id", "id"),
        Index("ix_outbox_due", "next_at", postgresql_where=IS_DUE),
        Index("ix_outbox_lease_until", "lease_until", postgresql_where=IS_INFLIGHT),
        Index("ix_outbox_given_up", "kind", postgresql_where=IS_GIVEN_UP),
    )


class Pause(Base):
    """A channel to the outside that is closed for a while; its rows wait in their order."""

    __tablename__ = "outbox_pauses"

    channel: Mapped[str] = mapped_column(primary_key=True)
    since: Mapped[datetime] = mapped_column(server_default=func.now())
    until: Mapped[datetime]
    reason: Mapped[str]
    detail: Mapped[str] = mapped_column(server_default="")


class ScheduleRun(Base):
    """A periodic deed that was done: the key lets only one relay do it."""

    __tablename__ = "schedule_runs"

    name: Mapped[str] = mapped_column(primary_key=True)
    period: Mapped[int] = mapped_column(primary_key=True)
    ran_at: Mapped[datetime] = mapped_column(server_default=func.now())
