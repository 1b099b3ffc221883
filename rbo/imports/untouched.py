"""What keeps an import from being undone: a row that was touched since, or a number given out after it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from flask_babel import gettext as _
from sqlalchemy import Select, select
from sqlalchemy.orm import InstrumentedAttribute

from rbo.clients.models import ClientProfile, Racket
from rbo.imports.models import Import, ImportedRow
from rbo.imports.queries import Written
from rbo.orders.models import Order, OrderCounter
from rbo.platform.db import db
from rbo.receipts.models import Receipt, ReceiptCounter


def objections(entry: Import, written: Written) -> Iterator[str]:
    """Why *entry* stays, a sentence for each reason; *written* is what came of it."""
    yield from _changed(entry.id)
    yield from _joined(entry.id)
    if _first(select(OrderCounter.last)) != written.last_number:
        yield _("This import stays: order %(number)s came in after it.", number=written.last_number + 1)
    for year, (_first_seq, last) in written.receipts.items():
        if _first(select(ReceiptCounter.last).where(ReceiptCounter.year == year)) != last:
            after = Receipt(year=year, seq=last + 1).number
            yield _("This import stays: receipt %(number)s was given out after it.", number=after)


def _changed(import_id: UUID) -> Iterator[str]:
    """What is not as it was made."""
    for noun, made in (
        (Order, ImportedRow.order_id),
        (ClientProfile, ImportedRow.client_id),
        (Racket, ImportedRow.racket_id),
    ):
        rows = select(noun).join(ImportedRow, made == noun.id)
        touched = _first(
            rows.where(ImportedRow.import_id == import_id, ImportedRow.made_version != noun.version)
        )
        if touched is not None:
            yield _("This import stays: %(thing)s was changed since.", thing=_called(touched))


def _joined(import_id: UUID) -> Iterator[str]:
    """What came since, and belongs to a client or a racket of the import."""
    clients, rackets, orders = (
        _made(column, import_id)
        for column in (ImportedRow.client_id, ImportedRow.racket_id, ImportedRow.order_id)
    )
    of_it = Order.client_id.in_(clients) | Order.racket_id.in_(rackets)
    for more in (
        select(Order).where(of_it, Order.id.not_in(orders)),
        select(Racket).where(Racket.client_id.in_(clients), Racket.id.not_in(rackets)),
    ):
        joined = _first(more)
        if joined is not None:
            yield _("This import stays: %(thing)s belongs to a client of it.", thing=_called(joined))


def _made(column: InstrumentedAttribute[UUID | None], import_id: UUID) -> Select[Any]:
    return select(column).where(ImportedRow.import_id == import_id, column.is_not(None))


def _first(rows: Select[Any]) -> Any:
    return db.session.scalars(rows.limit(1)).first()


def _called(thing: Order | ClientProfile | Racket) -> str:
    if isinstance(thing, Order):
        return str(_("order %(number)s", number=thing.number))
    name: str = thing.name if isinstance(thing, ClientProfile) else thing.label
    return name
