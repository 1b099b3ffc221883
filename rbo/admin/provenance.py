"""Where a person's data came from: a stringer who wrote them down, a file, or what they said themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session

from rbo.clients.models import ClientProfile
from rbo.imports.models import Import, ImportedRow
from rbo.people.models import CreatedBy, Person
from rbo.platform.audit import AdminAuditLog
from rbo.stringers.models import Stringer

NAME = func.coalesce(func.nullif(Stringer.business_name, ""), Stringer.display_name, "")


class How(StrEnum):
    """The ways in which something about somebody gets here."""

    ENTERED = "entered"
    IMPORTED = "imported"
    SIGNED_UP = "signed_up"
    PROVED = "proved"
    ACCEPTED = "accepted"
    MERGED = "merged"


@dataclass(frozen=True)
class Source:
    """One of them; *book* is whose, *file* what it is called."""

    how: How
    at: datetime
    book: str = ""
    file: str = ""

    @property
    def words(self) -> str:
        """In a sentence."""
        said = {
            How.ENTERED: _("Written down in the book of %(book)s", book=self.book),
            How.IMPORTED: _(
                "Came into the book of %(book)s with the file %(file)s", book=self.book, file=self.file
            ),
            How.SIGNED_UP: _("Followed an invitation and signed up"),
            How.PROVED: _("Proved to own the address"),
            How.ACCEPTED: _("Let %(book)s read what they say of themselves", book=self.book),
            How.MERGED: _("An admin merged another row of the same person"),
        }
        return str(said[self.how])


def sources_of(rows: Session, ids: Sequence[UUID]) -> Sequence[Source]:
    """All of them, the oldest first."""
    found = [*_in_books(rows, ids), *_by_themselves(rows, ids), *_by_admins(rows, ids)]
    return sorted(found, key=lambda source: source.at)


def _in_books(rows: Session, ids: Sequence[UUID]) -> Iterator[Source]:
    profile, row = ClientProfile, ImportedRow
    came = and_(row.stringer_id == profile.stringer_id, row.client_id == profile.id)
    brought = and_(Import.stringer_id == row.stringer_id, Import.id == row.import_id)
    wanted = select(profile.created_at, profile.accepted_at, NAME, Import.file_name)
    wanted = wanted.join(Stringer, Stringer.id == profile.stringer_id)
    wanted = wanted.outerjoin(row, came).outerjoin(Import, brought).where(profile.person_id.in_(ids))
    for made_at, accepted_at, book, file in rows.execute(wanted):
        yield Source(How.ENTERED if file is None else How.IMPORTED, made_at, book, file or "")
        if accepted_at is not None:
            yield Source(How.ACCEPTED, accepted_at, book)


def _by_themselves(rows: Session, ids: Sequence[UUID]) -> Iterator[Source]:
    wanted = select(Person.created_by_kind, Person.created_at, Person.email_verified_at)
    for kind, made_at, proved_at in rows.execute(wanted.where(Person.id.in_(ids))):
        if kind is CreatedBy.PERSON:
            yield Source(How.SIGNED_UP, made_at)
        if proved_at is not None:
            yield Source(How.PROVED, proved_at)


def _by_admins(rows: Session, ids: Sequence[UUID]) -> Iterator[Source]:
    lines = select(AdminAuditLog.created_at).where(
        AdminAuditLog.deed == "people_merged", AdminAuditLog.person_id.in_(ids)
    )
    for at in rows.scalars(lines):
        yield Source(How.MERGED, at)
