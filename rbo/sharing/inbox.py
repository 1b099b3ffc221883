"""The jobs that others let the open book look at: what narrows them, and one page of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from uuid import UUID

from sqlalchemy import Select, func, select
from sqlalchemy.dialects.postgresql import distinct_on
from sqlalchemy.orm import aliased

from rbo.platform.db import db
from rbo.sharing import queries
from rbo.sharing.models import SharedJob

A_PAGE = 50
EACH_JOB = (SharedJob.stringer_id, SharedJob.id)


@dataclass(frozen=True)
class Wanted:
    """What narrows the inbox: the jobs of one stringer, or of one client of theirs."""

    source: UUID | None = None
    client: UUID | None = None


@dataclass(frozen=True)
class Client:
    """A client whose jobs are shared, as far as they are named; *source_name* is their stringer."""

    source: UUID
    source_name: str
    id: UUID
    first_name: str
    last_name: str | None
    jobs: int

    @property
    def name(self) -> str:
        """First name, and the last one where the client lets it be seen."""
        return f"{self.first_name} {self.last_name or ''}".strip()


@dataclass(frozen=True)
class Page:
    """Some jobs, grouped by the stringer they come from."""

    jobs: Sequence[SharedJob]
    has_more: bool

    @property
    def groups(self) -> list[tuple[str, list[SharedJob]]]:
        """Each source with its jobs."""
        by_source = groupby(self.jobs, key=lambda job: (job.source, job.stringer_id))
        return [(source, list(jobs)) for (source, _id), jobs in by_source]


def page(wanted: Wanted, number: int = 0) -> Page:
    """One page of jobs, each through the grant that shows most; the newest of each source on top."""
    job = aliased(SharedJob, _each_once(wanted).subquery())
    day = func.coalesce(job.strung_at, job.ordered_at)
    rows = select(job).order_by(job.source, job.stringer_id, day.desc().nulls_last(), job.id.desc())
    found = db.session.scalars(rows.limit(A_PAGE + 1).offset(number * A_PAGE)).all()
    return Page(found[:A_PAGE], has_more=len(found) > A_PAGE)


def in_line(after: UUID | None, limit: int) -> Sequence[SharedJob]:
    """The same jobs, the newest first, those behind *after*: a list that is read to its end."""
    job = aliased(SharedJob, _each_once(Wanted()).subquery())
    rows = select(job) if after is None else select(job).where(job.id < after)
    return db.session.scalars(rows.order_by(job.id.desc()).limit(limit)).all()


def clients() -> list[Client]:
    """Everybody whose jobs are shared, by source and name."""
    whose = (SharedJob.stringer_id, SharedJob.source, SharedJob.client_id, SharedJob.first_name)
    rows = select(*whose, func.max(SharedJob.last_name), func.count(SharedJob.id.distinct()))
    rows = rows.group_by(*whose).order_by(SharedJob.source, SharedJob.stringer_id, SharedJob.first_name)
    return [Client(*row) for row in db.session.execute(rows)]


def size() -> tuple[int, int]:
    """How many jobs are shared, and by how many stringers; cheap where nobody shares anything."""
    if not queries.is_shown_anything():
        return 0, 0
    counted = select(func.count(SharedJob.id.distinct()), func.count(SharedJob.stringer_id.distinct()))
    jobs, sources = db.session.execute(counted).one()
    return jobs, sources


def _each_once(wanted: Wanted) -> Select[SharedJob]:
    rows = select(SharedJob).ext(distinct_on(*EACH_JOB)).order_by(*EACH_JOB, SharedJob.rule.desc())
    if wanted.source is not None:
        rows = rows.where(SharedJob.stringer_id == wanted.source)
    if wanted.client is not None:
        rows = rows.where(SharedJob.client_id == wanted.client)
    return rows
