"""Finding grants: given by the open book, or with the open book as a side."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, undefer

from rbo.platform.db import db
from rbo.platform.errors import Missing
from rbo.platform.scope import current_stringer
from rbo.platform.session import GROUND
from rbo.sharing.models import Deed, Grant, Granter, OrderShare, PersonStringerShare, ShareAudit, SharedJob


@dataclass(frozen=True)
class Visit:
    """A quarter of an hour in which somebody looked through a grant: since when, and at how many pages."""

    at: datetime
    pages: int


def stringer_of(email: str) -> UUID | None:
    """Id of the stringer at work under *email*; never shown to anybody."""
    wanted = select(func.stringer_by_email(email))
    found: UUID | None = db.session.execute(wanted, execution_options=GROUND).scalar()
    return found


def given(order_id: UUID) -> Sequence[OrderShare]:
    """Whom the open book shows one of its jobs, the last first; those that ended too."""
    rows = select(OrderShare).where(_by_me(), OrderShare.order_id == order_id)
    return db.session.scalars(rows.order_by(OrderShare.created_at.desc())).all()


def grant(grant_id: UUID) -> Grant:
    """A grant whose granter or grantee is the open book, held until the end of the transaction.

    Raises:
        Missing: there is none of this id.
    """
    is_side = or_(_by_me(), OrderShare.grantee_id == current_stringer())
    rows = select(OrderShare).where(OrderShare.id == grant_id, is_side).with_for_update()
    return db.session.scalars(rows).one_or_none() or _trust(grant_id)


def given_once(grant_id: UUID) -> OrderShare:
    """A grant of the open book, whether it ended or not.

    Raises:
        Missing: there is none of this id.
    """
    found = db.session.scalars(select(OrderShare).where(OrderShare.id == grant_id, _by_me())).one_or_none()
    if found is None:
        raise Missing
    return found


def is_shown_anything() -> bool:
    """Whether any live grant names the open book; asked of the grants alone, without the window."""
    jobs, every = (
        select(func.count())
        .select_from(noun)
        .where(noun.grantee_id == current_stringer(), noun.ended_at.is_(None))
        .scalar_subquery()
        for noun in (OrderShare, PersonStringerShare)
    )
    return bool(db.session.scalar(select(jobs + every)))


def is_trusted(grant_id: UUID) -> bool:
    """Whether a client shows the open book all their jobs by this grant."""
    live = (PersonStringerShare.grantee_id == current_stringer(), PersonStringerShare.ended_at.is_(None))
    found = select(PersonStringerShare.id).where(PersonStringerShare.id == grant_id, *live)
    return db.session.scalar(found) is not None


def _trust(grant_id: UUID) -> PersonStringerShare:
    every = PersonStringerShare
    rows = select(every).where(every.id == grant_id, every.grantee_id == current_stringer())
    found = db.session.scalars(rows.with_for_update()).one_or_none()
    if found is None:
        raise Missing
    return found


def _by_me() -> ColumnElement[bool]:
    return and_(OrderShare.stringer_id == current_stringer(), OrderShare.granter_kind == Granter.STRINGER)


def shared(job_id: UUID, *, with_logo: bool = False) -> SharedJob:
    """One job through the grant that shows most.

    Raises:
        Missing: no live grant opens such a job.
    """
    rows = select(SharedJob).where(SharedJob.id == job_id).order_by(SharedJob.rule.desc()).limit(1)
    found = db.session.scalars(rows.options(undefer(SharedJob.logo)) if with_logo else rows).one_or_none()
    if found is None:
        raise Missing
    return found


def ways_to(job_id: UUID) -> Sequence[SharedJob]:
    """One job as each live grant shows it to the open book, the one that shows most first."""
    rows = select(SharedJob).where(SharedJob.id == job_id).order_by(SharedJob.rule.desc())
    return db.session.scalars(rows).all()


def visits_of(rows: Session, grants: Sequence[UUID]) -> Mapping[UUID, Sequence[Visit]]:
    """When each of these grants was used, the last time first; those never used are missing."""
    line, first = ShareAudit, func.min(ShareAudit.created_at)
    used = func.coalesce(line.order_share_id, line.person_share_id)
    looks = select(used, first, func.count()).where(line.deed == Deed.READ)
    looks = looks.where(or_(line.order_share_id.in_(grants), line.person_share_id.in_(grants)))
    found = defaultdict[UUID, list[Visit]](list)
    visits = rows.execute(looks.group_by(used, line.quarter_hour).order_by(first.desc()))
    for grant_id, at, pages in visits:
        found[grant_id].append(Visit(at, pages))
    return dict(found)
