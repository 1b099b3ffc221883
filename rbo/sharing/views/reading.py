"""Looking at what is shared leaves a line; without it there is no page."""

from __future__ import annotations

from collections.abc import Sequence

from rbo.notifications import service as notifications
from rbo.notifications.models import Kind
from rbo.platform.db import db
from rbo.platform.scope import current_stringer
from rbo.platform.tenancy import open_tenant
from rbo.sharing import service
from rbo.sharing.models import SharedJob


def write_down(jobs: Sequence[SharedJob]) -> None:
    """End the reading of the page and note it, in a transaction of its own.

    Raises:
        NoLonger: a grant ended meanwhile.
    """
    db.session.close()
    with open_tenant(current_stringer()):
        service.note_reads(jobs)
        db.session.commit()


def write_down_and_tick_off(ways: Sequence[SharedJob]) -> int:
    """The same for one job; what the inbox told of it is read with it. Gives how many unread lines that were.

    Raises:
        NoLonger: a grant ended meanwhile.
    """
    told = {ways[0].id, *(way.grant_id for way in ways if way.covers_all)}
    db.session.close()
    with open_tenant(current_stringer()):
        service.note_reads(ways)
        read = notifications.mark_read_about((Kind.SHARE_GRANTED, Kind.EVERYTHING_GRANTED), told)
        db.session.commit()
    return read
