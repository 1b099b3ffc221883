"""Jobs: what a room asks to be done behind the page, and how it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

from flask_babel import LazyString
from sqlalchemy.orm import Session

from rbo.platform import audit
from rbo.platform.db import db
from rbo.platform.ids import new_id
from rbo.platform.jobs import turns
from rbo.platform.jobs.bell import Bell, ring_after_commit
from rbo.platform.jobs.desks import EVEN_CLOSED, MAIN, Desk
from rbo.platform.jobs.models import OutboxColumns
from rbo.platform.jobs.queues import QUEUES
from rbo.platform.jobs.slip import Slip
from rbo.platform.scope import current_stringer
from rbo.platform.traces import spans

Values = TypeVar("Values")
MAIL = "mail"
JOBS: dict[str, Job[Any]] = {}


@dataclass(frozen=True)
class Job(Generic[Values]):
    """A deed that takes an id, can run twice without harm, and lets errors fly.

    `read(subject_id)` runs with the stringer's book open, `do(values, slip)` with no transaction open. What
    it gives is handed to `write(found, slip)`, where there is one: in the book again, in one transaction
    that the runner commits. `given_up(session, row)` tells whom it concerns that no further attempt will
    come, and `went_out(session, row)` that it is done, in the transaction of the system role that notes it.
    *channel* is the way out that the deed needs; when it pauses, the job waits. *title* is what people read
    of it in the outbox. *even_closed*: it is done for a book that is closed, too. *in_turns*: of one stringer
    one at a time is done, in their order, and `put_off(slip, reason)` hears that a row will be tried again.
    """

    name: str
    queue: str
    timeout_s: int
    read: Callable[[UUID], Values]
    do: Callable[[Values, Slip], Any]
    title: LazyString | str = ""
    channel: str = MAIL
    desk: Desk = MAIN
    write: Callable[[Any, Slip], None] | None = None
    given_up: Callable[[Session, OutboxColumns], None] | None = None
    went_out: Callable[[Session, OutboxColumns], None] | None = None
    put_off: Callable[[Slip, str], None] | None = None
    even_closed: bool = False
    in_turns: bool = False

    def __post_init__(self) -> None:
        if self.queue not in QUEUES or self.name in JOBS:
            raise ValueError(f"{self.name}: a job has a name of its own and one of the queues {QUEUES}.")
        if self.in_turns and self.timeout_s >= turns.HELD_S:
            raise ValueError(f"{self.name}: its turn would end after {turns.HELD_S} s, and it need not.")
        JOBS[self.name] = self
        if self.even_closed:
            EVEN_CLOSED.add(self.name)

    def enqueue(
        self,
        subject_id: UUID,
        *,
        dedupe_key: str = "",
        label: str = "",
        session: Session | None = None,
        owner: UUID | None = None,
        **ids: UUID,
    ) -> UUID:
        """Add the row to the open transaction; without *dedupe_key* a subject gets one row, for ever.

        *label* says for people what the row is about, as on paper: a number, never a name. The deed finds
        further *ids* on its slip. In a *session* of the system role, *owner* says whose row it is.
        """
        given = {name: str(each) for name, each in ids.items()}
        if asked_in := audit.request_id.get():
            given["request_id"] = asked_in
        used = session or db.session()
        row = self.desk.row(
            id=new_id(),
            kind=self.name,
            dedupe_key=dedupe_key or f"{self.name}:{subject_id}",
            payload={"subject_id": str(subject_id), "label": label, **given},
            traceparent=spans.traceparent(),
        )
        if owner is not None:
            row.stringer_id = owner
        used.add(row)
        whose = owner or (current_stringer() if self.in_turns else None)
        ring_after_commit(used, self.bell(row.id, 0, whose))
        return row.id

    def bell(self, outbox_id: UUID, fence: int, stringer_id: UUID | None) -> Bell:
        """The bell that calls a worker to a row of this job."""
        turn = turns.name(self.queue, stringer_id) if self.in_turns else ""
        return Bell(self.desk.name, self.queue, outbox_id, fence, self.timeout_s, turn)
