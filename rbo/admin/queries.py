"""Lists over all books, read by the system role; the log says who looked at which."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import ARRAY, Uuid, any_, func, literal, select
from sqlalchemy.orm import Session

from rbo.clients.models import ClientProfile
from rbo.people.models import Person
from rbo.people.requests import Request, open_requests
from rbo.platform import audit, clock
from rbo.platform.audit import AdminAuditLog, Purpose
from rbo.platform.db import system_session
from rbo.platform.errors import Missing
from rbo.platform.jobs import queries as jobs
from rbo.platform.jobs.holding import HELD
from rbo.platform.jobs.models import OutboxColumns, Pause
from rbo.platform.rows import HOUSE
from rbo.stringers.models import Role, Status, Stringer
from rbo.stringers.service import GRACE

SHORTEST_SEARCH = 3
SHOWN = ("id", "email", "display_name", "role", "status", "created_at", "deactivated_at", "suspended_at")
EVERYBODY = select(*(getattr(Stringer, name) for name in SHOWN)).where(Stringer.id != HOUSE)


@dataclass(frozen=True)
class Listed:
    """A stringer as an admin sees them: nothing of their book."""

    id: UUID
    email: str
    display_name: str | None
    role: Role
    status: Status
    created_at: datetime
    deactivated_at: datetime | None
    suspended_at: datetime | None

    @property
    def ends_at(self) -> datetime | None:
        """Until when a closed book cannot be finalized."""
        return self.deactivated_at and self.deactivated_at + GRACE

    @property
    def may_end(self) -> bool:
        """Whether the time of grace is over."""
        return self.ends_at is not None and clock.now() > self.ends_at


@dataclass(frozen=True)
class Logged:
    """A line of the log, with the addresses of whoever it names."""

    line: AdminAuditLog
    by: str | None
    about: str | None


@dataclass(frozen=True)
class Outlook:
    """What is not done, whose it is, and which way out is closed."""

    rows: Sequence[OutboxColumns]
    owners: Mapping[UUID | None, str]
    pauses: Sequence[Pause]

    @property
    def is_held(self) -> bool:
        """Whether the mail waits for an admin's word after a restore."""
        return any(pause.channel == HELD for pause in self.pauses)


def stringers(sought: str, before: UUID | None, limit: int) -> Sequence[Listed]:
    """Stringers whose name or address holds *sought*, the newest first; ids grow with time."""
    wanted = EVERYBODY.order_by(Stringer.id.desc()).limit(limit)
    if sought:
        known_by = func.concat_ws(" ", Stringer.email, Stringer.display_name, Stringer.business_name)
        wanted = wanted.where(known_by.icontains(sought, autoescape=True))
    if before is not None:
        wanted = wanted.where(Stringer.id < before)
    with _listing("stringers_listed", Purpose.SITE) as rows:
        return [Listed(*row) for row in rows.execute(wanted)]


def stringer(stringer_id: UUID) -> Listed:
    """One stringer.

    Raises:
        Missing: there is none of this id.
    """
    with _listing("stringer_viewed", Purpose.SITE, stringer_id) as rows:
        found = rows.execute(EVERYBODY.where(Stringer.id == stringer_id)).one_or_none()
        if found is None:
            raise Missing(_("There is no such stringer."))
        return Listed(*found)


@dataclass(frozen=True)
class Found:
    """A person as the search of the admins shows them."""

    id: UUID
    name: str
    email: str | None
    books: int


def people(sought: str, limit: int = 20) -> Sequence[Found]:
    """Persons by a part of what they or any stringer wrote down; the log does not say what was sought."""
    profile = ClientProfile
    entered = func.concat_ws(" ", profile.entered_first_name, profile.entered_last_name)
    own = func.concat_ws(" ", Person.display_first_name, Person.display_last_name)
    words = func.concat_ws(" ", own, Person.email, Person.phone)
    more = func.concat_ws(" ", entered, profile.entered_email, profile.entered_phone)
    matching = func.concat_ws(" ", words, func.string_agg(more, " ")).icontains(sought, autoescape=True)
    name = func.coalesce(func.nullif(own, ""), func.max(entered), "")
    wanted = select(Person.id, name, func.coalesce(Person.email, func.max(profile.entered_email)))
    wanted = wanted.add_columns(func.count(profile.id)).outerjoin(profile, profile.person_id == Person.id)
    wanted = wanted.where(Person.merged_into.is_(None), Person.scrubbed_at.is_(None)).group_by(Person.id)
    with _listing("people_searched", Purpose.PERSONS) as rows:
        return [Found(*row) for row in rows.execute(wanted.having(matching).order_by(name).limit(limit))]


def waiting_for_file() -> Sequence[Request]:
    """Persons who asked for what is known about them."""
    with _listing("requests_listed", Purpose.PERSONS):
        pass  # before anything is read
    return open_requests()


def log(before: UUID | None, limit: int) -> Sequence[Logged]:
    """Lines of the log, the latest first; ids grow with time. That they were read is the next line."""
    lines = select(AdminAuditLog).order_by(AdminAuditLog.id.desc()).limit(limit)
    if before is not None:
        lines = lines.where(AdminAuditLog.id < before)
    with system_session() as rows:
        found = rows.scalars(lines).all()
        known = _addresses(rows, {who for line in found for who in (_doer(line), line.stringer_id)})
        rows.expunge_all()
        audit.note(rows, "log_read", reason=Purpose.SITE)
    return [Logged(line, known.get(_doer(line)), known.get(line.stringer_id)) for line in found]


def outbox(before: UUID | None, limit: int) -> Outlook:
    """What waits, failed or died in every book and at the identity service, the newest first."""
    found = jobs.latest_unfinished(before, limit)
    with _listing("outbox_listed", Purpose.SITE) as rows:
        owners = _addresses(rows, {row.stringer_id for row in found})
    return Outlook(found, owners, jobs.all_pauses())


@contextmanager
def _listing(deed: str, purpose: Purpose, stringer_id: UUID | None = None) -> Iterator[Session]:
    with system_session() as rows:
        audit.note(rows, deed, stringer_id=stringer_id, reason=purpose)
        yield rows


def _doer(line: AdminAuditLog) -> UUID | None:
    kind, _colon, who = line.actor.partition(":")
    return UUID(who) if kind == "stringer" else None


def _addresses(rows: Session, stringer_ids: set[UUID | None]) -> Mapping[UUID | None, str]:
    named = Stringer.id == any_(literal(list(filter(None, stringer_ids)), ARRAY(Uuid())))
    return dict(rows.execute(select(Stringer.id, Stringer.email).where(named)).all())
