"""One attempt at one row, in a work horse: claim, read, do, write, finish."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from sqlalchemy.exc import DBAPIError, NoResultFound

from rbo.platform.config import settings
from rbo.platform.db import db
from rbo.platform.errors import Missing
from rbo.platform.jobs import bell, line, pauses, turns
from rbo.platform.jobs.crash import crash_point
from rbo.platform.jobs.desks import DESKS
from rbo.platform.jobs.heartbeat import heartbeat
from rbo.platform.jobs.job import JOBS, Job
from rbo.platform.jobs.lease import claim, finish
from rbo.platform.jobs.outcomes import Astray, ChannelClosed, Done, Interrupted, Outcome, TryLater, Uncertain
from rbo.platform.jobs.patience import is_away, patiently
from rbo.platform.jobs.slip import LeaseLost, Slip
from rbo.platform.jobs.states import OutboxState
from rbo.platform.jobs.tally import count_end
from rbo.platform.log_lines import at_work
from rbo.platform.metrics.counting import count, note
from rbo.platform.metrics.families import ATTEMPT_S, ATTEMPTS
from rbo.platform.traces import spans

Ended = TypeVar("Ended")

log = logging.getLogger(__name__)


def run(desk: str, outbox_id: str, turn: str = "") -> None:
    """Answer a bell. Nothing happens when the row is not due: done before, in other hands, or later.

    Nor when it names a *turn* that is another row's.
    """
    crash_point("before_lease")
    if turn and not turns.take(turn, outbox_id):
        return
    began = time.perf_counter()
    slip = claim(DESKS[desk], UUID(outbox_id), pauses.open_kinds())
    if slip is not None:
        with spans.span(slip.kind, spans.Kind.JOB, slip.traceparent, **_told_of(slip)), at_work(**slip.facts):
            _answer(slip)
        spans.flush()
    if turn and turns.end(turn, outbox_id, time.perf_counter() - began) and slip is not None:
        bell.ring(line.fronts(slip.desk, {slip.kind}, slip.stringer_id))


def _told_of(slip: Slip) -> dict[str, object]:
    return {"rbo.kind": slip.kind, "rbo.outbox_id": str(slip.outbox_id), "rbo.attempt": slip.attempt}


def _answer(slip: Slip) -> None:
    crash_point("after_lease")
    job = JOBS[slip.kind]
    began = time.perf_counter()
    try:
        with heartbeat(slip):
            outcome = _attempt(job, slip)
    except LeaseLost as lost:
        log.warning("%s", lost)
        count(ATTEMPTS, kind=job.name, outcome="lease_lost")
        return
    crash_point("before_finish")
    _close(job, slip, outcome)
    note(ATTEMPT_S, time.perf_counter() - began, kind=job.name)
    crash_point("after_finish")


def _attempt(job: Job[Any], slip: Slip) -> Outcome:
    try:
        with slip.desk.reading(slip.stringer_id):
            values = _read(job, slip)
            db.session.remove()
        found = job.do(values, slip)
        if job.write is not None:
            _write(job.write, found, slip)
    except Outcome as outcome:
        return outcome
    except LeaseLost:
        raise
    except Exception as error:  # noqa: BLE001 - whatever a deed throws is the end of this attempt
        return _accident(slip, error)
    return Done()


def _read(job: Job[Any], slip: Slip) -> Any:
    """In the book of the row alone: what stands in another is not there."""
    try:
        return job.read(slip.subject_id)
    except (Missing, NoResultFound) as nothing:
        raise Astray("tenant_mismatch") from nothing


def _write(write: Callable[[Any, Slip], None], found: object, slip: Slip) -> None:
    with slip.desk.writing(slip.stringer_id):
        write(found, slip)
        crash_point("before_write")
        db.session.commit()
    crash_point("after_write")


def _accident(slip: Slip, error: Exception) -> Outcome:
    if slip.is_handed_over:
        return Uncertain(type(error).__name__, str(error))
    if isinstance(error, DBAPIError) and is_away(error):
        return Interrupted("database_away")
    log.error("%s: attempt %s at row %s", slip.kind, slip.attempt, slip.outbox_id, exc_info=error)
    return TryLater(type(error).__name__, str(error))


def _close(job: Job[Any], slip: Slip, outcome: Outcome) -> None:
    """Each step waits for Postgres by itself: an end written twice would look like another worker's row."""
    if isinstance(outcome, ChannelClosed):
        _patiently(lambda: pauses.close(job.channel, outcome))
    state = _patiently(lambda: finish(slip, outcome))
    put_off = job.put_off
    if state == OutboxState.AWAITING_RETRY and put_off is not None:
        _patiently(lambda: put_off(slip, outcome.reason))
    count_end(job, slip, state)
    if isinstance(outcome, Done):
        _patiently(lambda: pauses.reopen(job.channel))
    log.info("%s: row %s is %s", slip.kind, slip.outbox_id, state, extra={"state": state})


def _patiently(deed: Callable[[], Ended]) -> Ended:
    return patiently(deed, for_s=settings().lease_s)
