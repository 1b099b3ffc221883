"""The receipt of a stringjob on its way to the client: why a letter goes out, and what it replaces."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from flask_babel import gettext as _
from sqlalchemy import case, update
from sqlalchemy.orm.attributes import set_committed_value

from rbo.orders.bill import draft_of, envelope_of
from rbo.orders.models import Order
from rbo.platform.db import db
from rbo.platform.jobs.models import Outbox
from rbo.platform.jobs.states import OutboxState
from rbo.receipts import queries as mailed
from rbo.receipts import service as receipts
from rbo.receipts.draft import Draft
from rbo.receipts.models import Cause, Receipt, ReceiptEmission, Skipped
from rbo.stringers import queries as stringers

OUT = (OutboxState.SENT, OutboxState.INFLIGHT, OutboxState.BOUNCED)


def paper_of(order: Order) -> Draft:
    """What the receipt of *order* says today."""
    return draft_of(order, stringers.mine())


def send_strung(order: Order) -> Receipt:
    """The letter of a racket that came off the machine; the first time its receipt gets a number."""
    if order.receipt is not None:
        receipts.emit(order.receipt, paper_of(order), envelope_of(order), Cause.RESTRUNG)
        return order.receipt
    receipt = receipts.issue(paper_of(order), envelope_of(order))
    order.receipt_id = receipt.id
    db.session.flush()
    db.session.refresh(order, ["receipt"])
    return receipt


def mint_all(orders: Sequence[Order], year: int) -> None:
    """Give each of *orders* a receipt with the next number of *year*; the step that follows counts it."""
    if not orders:
        return
    minted = dict(zip([order.id for order in orders], receipts.mint_all([year] * len(orders)), strict=True))
    its_own = case({order_id: receipt.id for order_id, receipt in minted.items()}, value=Order.id)
    wanted = update(Order).where(Order.id.in_(minted)).values(receipt_id=its_own)
    db.session.execute(wanted, execution_options={"synchronize_session": False})
    for order in orders:
        set_committed_value(order, "receipt_id", minted[order.id].id)
        set_committed_value(order, "receipt", minted[order.id])


def send_all_strung(orders: Sequence[Order], again: Collection[int]) -> None:
    """The letters of rackets that came off the machine; *again* are the numbers of those strung before."""
    receipts.emit_all(
        [
            (order.receipt, paper_of(order), envelope_of(order), _cause(order, again))
            for order in orders
            if order.receipt is not None
        ]
    )


def send_again(order: Order, receipt: Receipt) -> ReceiptEmission:
    """Today's receipt once more, because the stringer asked for it."""
    return receipts.emit(receipt, paper_of(order), envelope_of(order), Cause.RESENT)


def send_all_again(orders: Sequence[Order]) -> None:
    """`send_again` for several at once."""
    receipts.emit_all(
        [
            (order.receipt, paper_of(order), envelope_of(order), Cause.RESENT)
            for order in orders
            if order.receipt is not None
        ]
    )


def send_changed(order: Order, receipt: Receipt) -> ReceiptEmission:
    """The receipt after a change; a letter that has not left yet says less and stays here."""
    receipts.call_back(receipt)
    return receipts.emit(receipt, paper_of(order), envelope_of(order), Cause.EDITED)


def _cause(order: Order, again: Collection[int]) -> Cause:
    return Cause.RESTRUNG if order.number in again else Cause.STRUNG


def letter_words(order: Order) -> str:
    """What to say after an order was strung."""
    if order.receipt is None:
        return str(_("Strung."))
    if not order.client.entered_email:
        return str(_("Strung. There is no address, so the receipt is not mailed."))
    return str(_("Strung. The receipt is on its way."))


def undone_words(order: Order) -> str:
    """What to say after a stringing was taken back: of a letter only where one left, or may still leave."""
    letters = mailed.emissions_of(order.receipt) if order.receipt else []
    if any(_may_be_out(letter.outbox) for letter in letters if letter.outbox):
        return str(_("Back on the bench. A receipt that was mailed stays mailed."))
    return str(_("Back on the bench."))


def _may_be_out(row: Outbox) -> bool:
    return row.state in OUT or row.is_doubtful


def sending_words(receipt: Receipt) -> str:
    """What to say after a receipt was sent by hand."""
    letter, *before = mailed.emissions_of(receipt)
    if letter.skipped == Skipped.NO_ADDRESS:
        return str(_("The client has no address, so nothing is mailed."))
    if letter.skipped:
        return str(_("The client wants no mail, so nothing is mailed."))
    if any(earlier.outbox for earlier in before):
        return str(_("The receipt is on its way again."))
    return str(_("The receipt is on its way."))
