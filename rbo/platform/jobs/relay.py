"""The relay: rings again for every due row, takes back what dead workers held, does what is periodic.

Two may run: rows are locked with SKIP LOCKED, periodic deeds are kept apart by their key.
"""

from __future__ import annotations

import logging
import signal
from collections.abc import Iterable
from datetime import timedelta
from threading import Event

from sqlalchemy import func, or_, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.orm import Session

from rbo.platform import pulse
from rbo.platform.config import settings
from rbo.platform.jobs import bell, line, pauses
from rbo.platform.jobs.desks import Desk, open_desks
from rbo.platform.jobs.job import JOBS
from rbo.platform.jobs.lease import is_due, take_back
from rbo.platform.jobs.models import OutboxColumns
from rbo.platform.jobs.queues import QUEUES
from rbo.platform.jobs.schedule import Every, run_due

log = logging.getLogger(__name__)
POLL_S = 2.0
BACKLOG = 100
UNANSWERED_S = 20


def relay(schedule: Iterable[Every]) -> None:
    """Sweep every two seconds until SIGTERM or SIGINT."""
    is_over = Event()
    for signum in (signal.SIGTERM, signal.SIGINT):
        signal.signal(signum, lambda *_: is_over.set())
    due = list(schedule)
    pause_s = min(POLL_S, settings().lease_s / 4)
    while not is_over.is_set():
        pulse.beat(settings().run_dir, "relay")
        try:
            sweep()
            run_due(due)
        except DBAPIError as error:
            log.warning("The relay waits: %s", error)
        is_over.wait(pause_s)


def sweep() -> int:
    """One round: take back lost rows, ring for due ones; gives the number of bells rung."""
    kinds = pauses.open_kinds()
    rung = 0
    for desk in open_desks():
        take_back(desk)
        for queue in QUEUES:
            mine = {kind for kind in kinds if JOBS[kind].queue == queue and JOBS[kind].desk is desk}
            lined = {kind for kind in mine if JOBS[kind].in_turns}
            rung += _ring_for(desk, queue, mine - lined) + _ring_for_fronts(desk, queue, lined)
    return rung


def _ring_for_fronts(desk: Desk, queue: str, kinds: set[str]) -> int:
    bells = line.fronts(desk, kinds) if kinds else []
    # A bell that waits for longer than its turn is rung once more: where nobody answers, not without end.
    return bell.ring(bells) if bells and bell.has_room(queue, BACKLOG + len(bells)) else 0


def _ring_for(desk: Desk, queue: str, kinds: set[str]) -> int:
    if not kinds:
        return 0
    with desk.session() as session:
        rows = _unanswered(session, desk, kinds)
        bells = [JOBS[row.kind].bell(row.id, row.fence, row.stringer_id) for row in rows]
        if not (bells and bell.has_room(queue, BACKLOG) and bell.ring(bells)):
            return 0
        for row in rows:
            row.rung_at = func.now()
        return len(rows)


def _unanswered(session: Session, desk: Desk, kinds: set[str]) -> list[OutboxColumns]:
    row = desk.row
    patience = timedelta(seconds=min(UNANSWERED_S, settings().lease_s))
    unanswered = or_(row.rung_at < row.next_at, row.rung_at < func.now() - patience, row.rung_at.is_(None))
    due = select(row).where(*is_due(desk, kinds), unanswered).order_by(row.id).limit(BACKLOG)
    return list(session.scalars(due.with_for_update(skip_locked=True)))
