"""Finding what is shared, with whom, and who looked."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import func, select

from rbo.platform.db import db
from rbo.platform.errors import Missing
from rbo.platform.session import GROUND
from rbo.sharing.models import SharedJob


def stringer_of(email: str) -> UUID | None:
    """Id of the stringer at work under *email*; never shown to anybody."""
    wanted = select(func.stringer_by_email(email))
    found: UUID | None = db.session.execute(wanted, execution_options=GROUND).scalar()
    return found


def shared(job_id: UUID) -> SharedJob:
    """One job as the open book may see it; of several grants the one that shows most.

    Raises:
        Missing: no live grant opens such a job.
    """
    rows = select(SharedJob).where(SharedJob.id == job_id).order_by(SharedJob.rule.desc()).limit(1)
    found = db.session.scalars(rows).one_or_none()
    if found is None:
        raise Missing
    return found
