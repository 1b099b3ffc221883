"""Every part of a book, in the order in which it is read."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import Text, cast, func, or_, select
from sqlalchemy.dialects.postgresql import ARRAY

from rbo.catalogue.models import CatalogueSubmission, RacketModel, StringModel
from rbo.clients.models import ClientProfile, Racket
from rbo.exports.parts.columns import Rows, columns_of, is_that_of, receipt_number
from rbo.exports.parts.orders import moves, orders
from rbo.orders.models import Order
from rbo.platform.jobs.models import Outbox
from rbo.platform.scope import current_stringer
from rbo.receipts.models import Receipt, ReceiptEmission
from rbo.sharing.models import Granter, OrderShare
from rbo.stringers.models import Stringer

FOR_SIGNING_IN = ("gotrue_user_id", "role", "status", "deactivated_at", "suspended_at")
LOGO = cast(cast("{business,logo}", Text), ARRAY(Text))


def stringer() -> Rows:
    """The business, its logo in base64, and its settings."""
    logo = func.replace(func.encode(Stringer.logo, "base64"), "\n", "").label("logo")
    return select(*columns_of(Stringer, "logo", *FOR_SIGNING_IN), logo)


def clients() -> Rows:
    """People as the stringer entered them."""
    return select(*columns_of(ClientProfile)).order_by(ClientProfile.id)


def rackets() -> Rows:
    """Frames, with the ids of their client and their model."""
    return select(*columns_of(Racket, "model_owner")).order_by(Racket.id)


def racket_models() -> Rows:
    """Those of one's own, and those of the house that a frame is of."""
    return _models(RacketModel, Racket.model_id)


def string_models() -> Rows:
    """Those of one's own, and those of the house that were strung."""
    table = Order.__table__.columns
    return _models(StringModel, table["main_string_id"], table["cross_string_id"])


def submissions() -> Rows:
    """Models that were offered to everybody, and what came of it."""
    return select(*columns_of(CatalogueSubmission, "reviewer_id")).order_by(CatalogueSubmission.id)


def receipts() -> Rows:
    """Numbers, and what they are for."""
    found = select(receipt_number(), Order.number.label("order"), *columns_of(Receipt))
    return found.outerjoin(Order, is_that_of(Order.receipt_id, Receipt))


def letters() -> Rows:
    """Every sending of a receipt and what it said; the logo stands with the stringer, once."""
    said = ReceiptEmission.snapshot.op("#-")(LOGO).label("snapshot")
    how = (Outbox.state.label("state"), Outbox.done_at.label("done_at"))
    found = select(
        receipt_number(), *columns_of(ReceiptEmission, "receipt_id", "outbox_id", "snapshot"), said, *how
    )
    found = found.join(Receipt, is_that_of(ReceiptEmission.receipt_id, Receipt))
    return found.outerjoin(Outbox, is_that_of(ReceiptEmission.outbox_id, Outbox))


def shares() -> Rows:
    """Jobs that the stringer lets others look at; what others let the stringer look at is theirs."""
    left_out = ("client_id", "order_id", "person_id", "granter_kind", "grantee_id")
    found = select(Order.number.label("order"), *columns_of(OrderShare, *left_out))
    found = found.join(Order, is_that_of(OrderShare.order_id, Order))
    mine = (OrderShare.stringer_id == current_stringer(), OrderShare.granter_kind == Granter.STRINGER)
    return found.where(*mine).order_by(OrderShare.id)


def _models(noun: type[RacketModel | StringModel], *references: Any) -> Rows:
    used = (noun.id.in_(select(reference).where(reference.is_not(None))) for reference in references)
    mine = noun.stringer_id == current_stringer()
    is_own = mine.label("is_own")
    return select(is_own, *columns_of(noun)).where(or_(mine, *used)).order_by(noun.id)


PARTS: Mapping[str, Callable[[], Rows]] = {
    "clients": clients,
    "rackets": rackets,
    "racket_models": racket_models,
    "string_models": string_models,
    "submissions": submissions,
    "orders": orders,
    "receipts": receipts,
    "letters": letters,
    "moves": moves,
    "shares": shares,
}
