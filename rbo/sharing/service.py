"""Letting somebody look, and no longer; every look is written down."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import ColumnElement, func, update
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session

from rbo.notifications import service as notifications
from rbo.notifications.models import Kind
from rbo.orders.models import Order
from rbo.people import service as people
from rbo.platform import afterwards, audit, clock
from rbo.platform.db import db
from rbo.platform.errors import Missing, Refused
from rbo.platform.ids import new_id
from rbo.platform.scope import current_scope
from rbo.platform.session import GROUND
from rbo.sharing import queries
from rbo.sharing.limits import count_grant
from rbo.sharing.models import Deed, Grant, Granter, OrderShare, ShareAudit, SharedJob
from rbo.stringers import queries as stringers

QUARTER_HOUR_S = 15 * 60
DENIED = "42501"

log = logging.getLogger(__name__)


class OwnAddress(Refused):
    """One's own jobs are in the book already."""


class NoLonger(Missing):
    """The grant ended while the page was made."""


def share(orders: Iterable[Order], email: str) -> None:
    """Let whoever strings here under *email* look at each of *orders*; nothing tells whether anybody does.

    One line in their inbox says how many are new to them.

    Raises:
        OwnAddress: it is one's own.
        TooManyGrants: these were enough for this minute.
    """
    address = email.strip().lower()
    if address == stringers.mine().email.lower():
        raise OwnAddress(_("This is your own address. Enter that of another stringer."))
    count_grant()
    to = {"grantee_email": address, "grantee_id": queries.stringer_of(address)}
    grants = [OrderShare(**_of(order), granter_kind=Granter.STRINGER, **to) for order in orders]
    _tell_of([grant for grant in grants if _enter(grant)])


def give(grant: Grant) -> bool:
    """Enter *grant* and tell whoever may look; False where a live one like it stands there already.

    Raises:
        Conflict: the client who gives it was merged with somebody a moment ago.
    """
    is_new = _enter(grant)
    _tell_of([grant] if is_new else [])
    return is_new


def give_by_hand(grant: Grant) -> None:
    """`give`, as often as somebody may.

    Raises:
        TooManyGrants: these were enough for this minute.
    """
    count_grant()
    give(grant)


def end(grant: Grant) -> None:
    """Close it, for whichever side asks; with the next statement nobody looks any more."""
    if grant.ended_at is not None:
        return
    grant.ended_at = clock.now()
    _note(Deed.REVOKED, grant)
    afterwards.say(db.session(), log.info, "grant ended")
    if grant.grantee_id != current_scope().stringer_id:
        _tell(grant, Kind.SHARE_REVOKED, Kind.EVERYTHING_REVOKED)


def end_by_house(rows: Session, noun: type[Grant], *which: ColumnElement[bool]) -> None:
    """End the live ones of *which*, written down as done by the house: the admin stands in another log."""
    live = update(noun).where(*which, noun.ended_at.is_(None)).values(ended_at=clock.now())
    ended: Iterable[Grant] = rows.scalars(
        live.returning(noun), execution_options={"synchronize_session": False}
    )
    rows.add_all([_entry(Deed.REVOKED, grant, actor="system") for grant in ended])


def give_again(ended: Grant) -> None:
    """Open what *ended* closed, as a new grant to whoever has its address by now; what ended stays recorded.

    Raises:
        Missing: nobody remembers whose address it was.
        TooManyGrants: these were enough for this minute.
    """
    if not ended.grantee_email:
        raise Missing
    own = {"id", "ended_at", "created_at", "grantee_id"}
    kept = {column.key for column in type(ended).__mapper__.column_attrs} - own
    same = {name: getattr(ended, name) for name in kept}
    give_by_hand(type(ended)(**same, grantee_id=queries.stringer_of(ended.grantee_email)))


def note_reads(jobs: Sequence[SharedJob]) -> None:
    """Write down that this request looks at *jobs*: one line for each grant that is used.

    Its quarter of an hour makes one visit of many lines for whoever reads them.

    Raises:
        NoLonger: one of the grants has ended.
    """
    quarter = func.floor(func.extract("epoch", func.now()) / QUARTER_HOUR_S)
    grants = {job.grant_id: job for job in jobs}.values()
    lines = [{**_line(Deed.READ), "id": new_id(), "quarter_hour": quarter, **_used(job)} for job in grants]
    if not lines:
        return
    try:
        db.session.execute(insert(ShareAudit).values(lines), execution_options=GROUND)
    except ProgrammingError as refused:
        if getattr(refused.orig, "sqlstate", "") == DENIED:
            raise NoLonger from refused
        raise


def _of(order: Order) -> dict[str, UUID]:
    return {"stringer_id": order.stringer_id, "client_id": order.client_id, "order_id": order.id}


def _enter(grant: Grant) -> bool:
    if grant.person_id is not None:
        people.hold_me()
    grant.id = new_id()
    noun = type(grant)
    known = {column.key: getattr(grant, column.key) for column in noun.__mapper__.column_attrs}
    row = {name: value for name, value in known.items() if value is not None}
    entry = insert(noun).values(row).on_conflict_do_nothing().returning(noun.id)
    if db.session.execute(entry, execution_options=GROUND).first() is None:
        return False
    _note(Deed.GRANTED, grant)
    afterwards.say(db.session(), log.info, "grant given")
    return True


def _note(deed: Deed, grant: Grant) -> None:
    db.session.add(_entry(deed, grant))
    db.session.flush()


def _entry(deed: Deed, grant: Grant, **said: str) -> ShareAudit:
    line = ShareAudit(**_line(deed) | said)
    if isinstance(grant, OrderShare):
        line.stringer_id, line.order_share_id = grant.stringer_id, grant.id
    else:
        line.person_share_id = grant.id
    return line


def _tell_of(given: Sequence[Grant]) -> None:
    """One line for what one deed shares, however much it is."""
    if given:
        _tell(given[0], Kind.SHARE_GRANTED, Kind.EVERYTHING_GRANTED, len(given))


def _tell(grant: Grant, of_one: Kind, of_everything: Kind, how_many: int = 1) -> None:
    """A line in the inbox of whoever looks; a business is named there, and never a person."""
    if grant.grantee_id is None:
        return
    if isinstance(grant, OrderShare):
        kind, subject_id = of_one, grant.order_id
    else:
        kind, subject_id = of_everything, grant.id
    label = stringers.mine().trade_name if current_scope().stringer_id else ""
    notifications.notify(grant.grantee_id, kind, subject_id, label, how_many=how_many)


def _line(deed: Deed) -> dict[str, object]:
    return {"deed": deed, "actor": audit.actor.get(), "request_id": audit.request_id.get()}


def _used(job: SharedJob) -> dict[str, object]:
    if job.covers_all:
        return {"stringer_id": None, "order_share_id": None, "person_share_id": job.grant_id}
    return {"stringer_id": job.stringer_id, "order_share_id": job.grant_id, "person_share_id": None}
