"""The state of a stringjob, read from its dates, in Python and in SQL."""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Protocol

from sqlalchemy import ColumnElement, and_


class State(StrEnum):
    """The seven states, in the order a racket goes through them."""

    DRAFT = "draft"
    ORDERED = "ordered"
    STRUNG = "strung"
    RETURNED = "returned"
    PAID = "paid"
    DONE = "done"
    CANCELLED = "cancelled"


class Pile(StrEnum):
    """Several states that one looks at together."""

    OPEN = "open"
    WAITING = "waiting"
    UNPAID = "unpaid"


class Dated(Protocol):
    """Anything with the five dates of a stringjob."""

    @property
    def ordered_at(self) -> Any: ...
    @property
    def strung_at(self) -> Any: ...
    @property
    def returned_at(self) -> Any: ...
    @property
    def paid_at(self) -> Any: ...
    @property
    def cancelled_at(self) -> Any: ...


STRUNG_STATES = {
    (False, False): State.STRUNG,
    (True, False): State.RETURNED,
    (False, True): State.PAID,
    (True, True): State.DONE,
}


def state_of(job: Dated) -> State:
    """The state of *job*, from its dates."""
    if job.cancelled_at is not None:
        return State.CANCELLED
    if job.strung_at is not None:
        return STRUNG_STATES[job.returned_at is not None, job.paid_at is not None]
    return State.DRAFT if job.ordered_at is None else State.ORDERED


def is_prepaid(job: Dated) -> bool:
    """Whether *job* was paid before it was strung."""
    return job.paid_at is not None and job.strung_at is None


def is_in(job: type[Dated], state: State) -> ColumnElement[bool]:
    """The same rule as a condition on rows of *job*."""
    if state is State.CANCELLED:
        return and_(_set(job.cancelled_at, True), _set(job.strung_at, False))
    if state in (State.DRAFT, State.ORDERED):
        return and_(
            _set(job.cancelled_at, False),
            _set(job.strung_at, False),
            _set(job.ordered_at, state is State.ORDERED),
        )
    returned, paid = next(dates for dates, named in STRUNG_STATES.items() if named is state)
    return and_(_set(job.strung_at, True), _set(job.returned_at, returned), _set(job.paid_at, paid))


def _set(column: Any, wanted: bool) -> ColumnElement[bool]:
    there: ColumnElement[bool] = column.is_not(None) if wanted else column.is_(None)
    return there
