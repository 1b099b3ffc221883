"""What is kept for how long: an hourly turn takes away a batch of whatever is over."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, func, null, or_, update
from sqlalchemy.orm import Session

from rbo.admin.batches import Change, gone, is_full, some, table, there_is
from rbo.admin.trace import YEARS_KEPT
from rbo.imports.models import UNDECIDED, State
from rbo.sharing.models import Deed

MONTH, QUARTER = timedelta(days=30), timedelta(days=90)
YEAR = timedelta(days=366)
LOOKS_KEPT = timedelta(days=2 * 366)


def sweep(rows: Session) -> None:
    """Once each, in this order; what a batch did not reach comes with the next turn."""
    for change in (*_logins_and_links(), *_grants(), *_deliveries(), *_files()):
        is_full(rows, "Over", change)


def _logins_and_links() -> Iterator[Change]:
    logins, links = table("logins").c, table("order_links").c
    yield gone("logins", func.least(logins.ended_at, logins.last_seen_at) < _ago(MONTH))
    yield gone("order_links", func.least(links.expires_at, links.revoked_at) < _ago(MONTH))
    yield gone("notifications", table("notifications").c.created_at < _ago(YEAR))


def _grants() -> Iterator[Change]:
    """Looks go when they are old, a grant with all its lines when it has been over for as long."""
    line, looks = table("share_audit").c, _ago(LOOKS_KEPT)
    yield gone("share_audit", line.deed == Deed.READ, line.created_at < looks)
    for name, pointing in (("order_shares", "order_share_id"), ("person_stringer_share", "person_share_id")):
        grant = table(name).c
        is_its = line[pointing] == grant.id
        yield gone("share_audit", line.created_at < looks, there_is(is_its, grant.ended_at < looks))
        yield gone(name, grant.ended_at < looks, ~there_is(is_its))


def _deliveries() -> Iterator[Change]:
    """Letters stay as long as their receipts; what was only tried, or needs no trace, does not."""
    letter, export, row = table("receipt_emissions").c, table("exports").c, table("outbox").c
    news = table("webhook_deliveries").c
    ten_years_ago = func.date_trunc("year", func.now()) - func.make_interval(YEARS_KEPT)
    yield gone("receipt_emissions", letter.created_at < ten_years_ago)
    yield gone("exports", export.removed_at < _ago(QUARTER))
    yield gone("webhook_deliveries", news.created_at < _ago(MONTH))
    is_carried = or_(*(there_is(one.outbox_id == row.id) for one in (letter, export, news)))
    is_done = row.done_at < _ago(QUARTER)
    yield gone("outbox", is_done, ~is_carried)
    said = update(table("outbox")).where(some("outbox", is_done, row.last_error.is_not(None)))
    yield said.values(last_error=None)


def _files() -> Iterator[Change]:
    """A file that nobody approved within a month is not wanted."""
    entry = table("imports").c
    left = some("imports", entry.state.in_(UNDECIDED), entry.created_at < _ago(MONTH))
    nothing: dict[str, Any] = {"content": None, "report": null(), "fault": None, "choices": {}}
    let_go = update(table("imports")).where(left).values(state=State.DISCARDED, **nothing)
    yield let_go.values(version=entry.version + 1)


def _ago(age: timedelta) -> ColumnElement[datetime]:
    return func.now() - age
