"""Looking at what is shared leaves a line; without it there is no page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from uuid import UUID

from rbo.notifications import service as notifications
from rbo.notifications.models import Kind
from rbo.platform.db import db
from rbo.platform.scope import current_stringer
from rbo.platform.tenancy import open_tenant
from rbo.sharing import service
from rbo.sharing.models import SharedJob


def write_down(jobs: Sequence[SharedJob], tick_off: Callable[[], int] = lambda: 0) -> int:
    """End the reading of the page and note it, in a transaction of its own.

    What *tick_off* finds in the inbox is read with it; gives how many unread lines that were.

    Raises:
        NoLonger: a grant ended meanwhile.
    """
    db.session.close()
    with open_tenant(current_stringer()):
        service.note_reads(jobs)
        read = tick_off()
        db.session.commit()
    return read


def write_down_job(ways: Sequence[SharedJob]) -> int:
    """`write_down` for one job; what the inbox told of it alone is read with it."""
    told = {ways[0].id, *(way.grant_id for way in ways if way.covers_all)}
    kinds = (Kind.SHARE_GRANTED, Kind.EVERYTHING_GRANTED)
    return write_down(ways, lambda: notifications.mark_read_about(kinds, told))


def write_down_list(jobs: Sequence[SharedJob], source: UUID) -> int:
    """`write_down` for all that *source* shares; what the inbox told of several of them is read with it."""
    return write_down(jobs, lambda: notifications.mark_several_read(Kind.SHARE_GRANTED, source))
