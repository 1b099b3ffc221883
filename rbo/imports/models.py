"""Files that were brought, how far each is, and the rows that came of it."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKeyConstraint, Index
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from rbo.platform.rows import PERSONAL, Base, Owned, Versioned, native_enum


class Source(StrEnum):
    """What kind of file it is; which one is found when it is read."""

    V1 = "v1"
    TABLE = "table"


class State(StrEnum):
    """Where an import stands: the worker reads, the stringer looks at the report, the worker writes."""

    READING = "reading"
    REPORTED = "reported"
    WRITING = "writing"
    DONE = "done"
    DISCARDED = "discarded"
    FAILED = "failed"


WAITING = (State.READING, State.WRITING)
UNDECIDED = (*WAITING, State.REPORTED, State.FAILED)  # neither in the book nor let go of


class Import(Owned, Versioned, Base):
    """One file; its *content* is kept until it is in the book or not wanted any more.

    *choices* are the spellings that mean another one, *fault* is why the file cannot be read.
    """

    __tablename__ = "imports"
    __table_args__ = (
        CheckConstraint("octet_length(content) <= 5242880", name="content_fits"),
        CheckConstraint(
            "state in ('done', 'discarded', 'failed') or content is not null", name="has_content"
        ),
        CheckConstraint("(state = 'failed') = (fault is not null)", name="fails_for_a_reason"),
        CheckConstraint("state <> 'done' or report is not null", name="done_is_reported"),
        CheckConstraint("undone_at is null or state = 'done'", name="done_before_undone"),
    )

    source: Mapped[Source] = mapped_column(native_enum(Source, "import_source"))
    file_name: Mapped[str] = mapped_column(info=PERSONAL)
    sha256: Mapped[str]
    content: Mapped[bytes | None] = mapped_column(deferred=True)
    state: Mapped[State] = mapped_column(native_enum(State, "import_state"), default=State.READING)
    choices: Mapped[dict[str, dict[str, str]]] = mapped_column(
        JSONB, default=dict, server_default="{}", info=PERSONAL
    )
    report: Mapped[dict[str, Any] | None] = mapped_column(
        JSONB(none_as_null=True), deferred=True, info=PERSONAL
    )
    fault: Mapped[str | None] = mapped_column(info=PERSONAL)
    actor: Mapped[str]
    done_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]

    @property
    def is_waiting(self) -> bool:
        """Whether a worker has it."""
        return self.state in WAITING


class ImportedRow(Owned, Base):
    """A client, a racket or an order that an import made, at the version it was made with."""

    __tablename__ = "imported_rows"
    is_a_record = True
    __table_args__ = (
        ForeignKeyConstraint(["stringer_id", "import_id"], ["imports.stringer_id", "imports.id"]),
        ForeignKeyConstraint(
            ["stringer_id", "client_id"],
            ["client_profiles.stringer_id", "client_profiles.id"],
            ondelete="CASCADE",
        ),
        ForeignKeyConstraint(
            ["stringer_id", "racket_id"], ["rackets.stringer_id", "rackets.id"], ondelete="CASCADE"
        ),
        ForeignKeyConstraint(
            ["stringer_id", "order_id"], ["orders.stringer_id", "orders.id"], ondelete="CASCADE"
        ),
        CheckConstraint("num_nonnulls(client_id, racket_id, order_id) = 1", name="is_one_thing"),
        Index("ix_imported_rows_import", "stringer_id", "import_id"),
        Index("uq_imported_rows_client", "stringer_id", "client_id", unique=True),
        Index("uq_imported_rows_racket", "stringer_id", "racket_id", unique=True),
        Index("uq_imported_rows_order", "stringer_id", "order_id", unique=True),
    )

    import_id: Mapped[UUID]
    client_id: Mapped[UUID | None]
    racket_id: Mapped[UUID | None]
    order_id: Mapped[UUID | None]
    made_version: Mapped[int]
