"""A client's own jobs, their stringers, and the grants the client gave; the person's view is open."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar
from uuid import UUID

from sqlalchemy import ColumnElement, func, select

from rbo.orders.lifecycle import State, state_of
from rbo.platform.db import db
from rbo.platform.errors import Missing
from rbo.platform.scope import current_person
from rbo.sharing.models import Grant, MyJob, OrderShare, PersonStringerShare
from rbo.sharing.queries import Visit, visits_of

A_PAGE = 50
TOLD = 20  # visits; to write down thousands would take seconds
Shared = TypeVar("Shared", OrderShare, PersonStringerShare)


@dataclass(frozen=True)
class At:
    """One stringer, as far as the client knows them: *profile_id* is the client in that book."""

    stringer_id: UUID
    profile_id: UUID
    name: str
    accepted_at: datetime | None
    jobs: int


@dataclass(frozen=True)
class Given:
    """A grant, the job it is about as long as that is the client's, and when it was used, the last first."""

    grant: Grant
    job: MyJob | None
    visits: Sequence[Visit]

    @property
    def latest(self) -> Sequence[Visit]:
        """The visits that a page tells one by one."""
        return self.visits[:TOLD]

    @property
    def earlier(self) -> int:
        """How many there were before those."""
        return len(self.visits) - len(self.latest)

    @property
    def covers_all(self) -> bool:
        """Whether it shows every job, and not one alone."""
        return isinstance(self.grant, PersonStringerShare)


def jobs(page: int = 0) -> tuple[Sequence[MyJob], bool]:
    """One page of the client's jobs, the latest first, and whether there are older ones."""
    day = func.coalesce(MyJob.strung_at, MyJob.ordered_at)
    rows = select(MyJob).order_by(day.desc().nulls_first(), MyJob.id.desc())
    found = db.session.scalars(rows.offset(page * A_PAGE).limit(A_PAGE + 1)).all()
    return found[:A_PAGE], len(found) > A_PAGE


def ready() -> Sequence[MyJob]:
    """Rackets that are strung and still at the stringer."""
    waiting = (MyJob.strung_at.is_not(None), MyJob.returned_at.is_(None), MyJob.cancelled_at.is_(None))
    return db.session.scalars(select(MyJob).where(*waiting).order_by(MyJob.strung_at.desc())).all()


def job(job_id: UUID) -> MyJob:
    """One job of the client.

    Raises:
        Missing: there is none of this id.
    """
    found = _job(job_id)
    if found is None:
        raise Missing
    return found


def stringers() -> Sequence[At]:
    """Everybody who strings for the client, by name."""
    name = func.coalesce(func.nullif(MyJob.business_name, ""), MyJob.display_name)
    columns = (MyJob.stringer_id, MyJob.client_id, name, MyJob.accepted_at)
    rows = select(*columns, func.count()).group_by(*columns).order_by(name)
    return [At(*row) for row in db.session.execute(rows)]


def given(job_id: UUID | None = None) -> Sequence[Given]:
    """The client's grants, or those of one job, each with its looks; those that ended come last."""
    of_one_job = [] if job_id is None else [OrderShare.order_id == job_id]
    found: list[Grant] = [*_all_mine(OrderShare, *of_one_job)]
    if job_id is None:
        found = [*_all_mine(PersonStringerShare), *found]
    visits = visits_of(db.session(), [grant.id for grant in found])
    about = _jobs_of(found)
    found.sort(key=lambda grant: grant.ended_at is not None)
    return [Given(one, about.get(getattr(one, "order_id", None)), visits.get(one.id, [])) for one in found]


def grant(grant_id: UUID) -> Grant:
    """A grant of the client; a live one is held until the end of the transaction.

    Raises:
        Missing: there is none of this id.
    """
    live = _mine(OrderShare, grant_id, lock=True) or _mine(PersonStringerShare, grant_id, lock=True)
    return live or _ended(grant_id)


def ended_grant(grant_id: UUID) -> Grant:
    """One that ended and that the client could give again.

    Raises:
        Missing: there is none of this id, or it was of a job that is somebody else's now.
    """
    found = _ended(grant_id)
    if isinstance(found, OrderShare):
        job(found.order_id)
    return found


def state(of: MyJob) -> State:
    """Where a racket stands."""
    return state_of(of)


def _job(job_id: UUID) -> MyJob | None:
    return db.session.scalars(select(MyJob).where(MyJob.id == job_id).limit(1)).one_or_none()


def _ended(grant_id: UUID) -> Grant:
    found = _mine(OrderShare, grant_id) or _mine(PersonStringerShare, grant_id)
    if found is None or found.ended_at is None:
        raise Missing
    return found


def _mine(noun: type[Shared], grant_id: UUID, *, lock: bool = False) -> Shared | None:
    """With *lock* a live one only: nobody may change one that ended, so Postgres does not show it."""
    mine = select(noun).where(noun.id == grant_id, noun.person_id == current_person())
    return db.session.scalars(mine.with_for_update() if lock else mine).one_or_none()


def _all_mine(noun: type[Shared], *which: ColumnElement[bool]) -> Sequence[Shared]:
    mine = select(noun).where(noun.person_id == current_person(), *which)
    return db.session.scalars(mine.order_by(noun.created_at.desc())).all()


def _jobs_of(grants: Sequence[Grant]) -> Mapping[UUID | None, MyJob]:
    """In one look: each through the window takes as long as all."""
    wanted = {grant.order_id for grant in grants if isinstance(grant, OrderShare)}
    return {job.id: job for job in db.session.scalars(select(MyJob).where(MyJob.id.in_(wanted)))}
