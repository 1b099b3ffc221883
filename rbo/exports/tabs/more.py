"""One's rackets as V1 lists them, and the sheets that V1 has not: clients, receipts, audit."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from itertools import zip_longest
from zoneinfo import ZoneInfo

from sqlalchemy import func, select

from rbo.clients.models import ClientProfile, Racket
from rbo.exports import workbook as v1
from rbo.exports.parts.columns import is_that_of, receipt_number
from rbo.exports.tabs.asked import rows_of
from rbo.exports.tabs.strings import yes_no
from rbo.exports.xlsx import Cell, Tab
from rbo.orders.models import Order, OrderStateAudit
from rbo.receipts.models import Receipt

Local = Callable[[datetime | None], datetime | None]
BY_NAME = (ClientProfile.entered_last_name, ClientProfile.entered_first_name, ClientProfile.id)
NO_FRAME: tuple[Cell, ...] = (None,) * 7


def lists() -> Tab:
    """The two words of BYO, and one's own frames."""
    done = select(Order.racket_id, func.count().label("done")).group_by(Order.racket_id).subquery("done")
    wanted = (Racket.instance_id, Racket.label, Racket.pattern, Racket.head_size_in2, Racket.retired_at)
    frames = (
        select(*wanted, func.coalesce(done.c.done, 0).label("done"))
        .join(ClientProfile, is_that_of(Racket.client_id, ClientProfile))
        .outerjoin(done, done.c.racket_id == Racket.id)
        .where(ClientProfile.is_self_for_stringer)
        .order_by(Racket.id)
    )
    mine: list[tuple[Cell, ...]] = [
        (*row[:4], None, yes_no(row.retired_at is None), row.done) for row in rows_of(frames)
    ]
    rows = [(word, *(frame or NO_FRAME)) for word, frame in zip_longest(("Yes", "No"), mine)]
    names = tuple(field.name for field in v1.LISTS.fields)
    return Tab(v1.LISTS.name, (v1.LISTS.groups, names), rows)


def clients(local: Local) -> Tab:
    """People as the stringer entered them, by name."""
    columns = {
        "Last name": ClientProfile.entered_last_name,
        "First name": ClientProfile.entered_first_name,
        "Email": ClientProfile.entered_email,
        "Phone": ClientProfile.entered_phone,
        "Language": ClientProfile.entered_locale,
        "Nickname": ClientProfile.nickname,
        "Notes": ClientProfile.internal_notes,
        "Usual tension": ClientProfile.default_tension_memo,
        "Myself": ClientProfile.is_self_for_stringer,
        "Archived": ClientProfile.archived_at,
        "Added": ClientProfile.created_at,
    }
    asked = select(*columns.values()).order_by(*BY_NAME)
    rows = (
        (*row[:4], str(row[4] or ""), *row[5:9], local(row.archived_at), local(row.created_at))
        for row in rows_of(asked)
    )
    return Tab("Clients", (tuple(columns),), rows)


def receipts(local: Local) -> Tab:
    """Numbers, and what they are for."""
    asked = select(receipt_number(), Order.number, Receipt.created_at).select_from(Receipt)
    asked = asked.outerjoin(Order, is_that_of(Order.receipt_id, Receipt)).order_by(Receipt.year, Receipt.seq)
    rows = ((row.receipt, row.number, local(row.created_at)) for row in rows_of(asked))
    return Tab("Receipts", (("Receipt", "Order", "Issued"),), rows)


def audit(local: Local) -> Tab:
    """Which day of which order went from what to what."""
    line = OrderStateAudit
    asked = select(Order.number, line.step, line.was, line.became, line.actor, line.created_at)
    asked = asked.join(Order, is_that_of(line.order_id, Order)).order_by(line.id)
    rows = (
        (row.number, str(row.step), row.was, row.became, row.actor, local(row.created_at))
        for row in rows_of(asked)
    )
    return Tab("Audit", (("Order", "Step", "Was", "Became", "By", "At"),), rows)


def clock_of(timezone: str) -> Local:
    """Moments as the clock on the stringer's wall showed them."""
    zone = ZoneInfo(timezone)

    def local(moment: datetime | None) -> datetime | None:
        return moment.astimezone(zone).replace(tzinfo=None) if moment else None

    return local
