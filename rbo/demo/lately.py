"""What was done in a demo book lately: the verbs of a page, each as if it had been asked for by one."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from uuid import UUID

from rbo.clients.models import ClientProfile
from rbo.clients.service import NewClient, change_client
from rbo.orders import board, queries, service
from rbo.orders.models import Order
from rbo.platform import audit
from rbo.platform.scope import current_stringer
from rbo.receipts import queries as receipts

NOTE = "Call when it is ready."


def work(today: date) -> UUID:
    """Note a wish, correct a payment, hand a racket out, string two; the outbox row of the last letter."""
    jobs = board.lists()
    with _asked("wish"):
        _note_wish(pressing().client)
    for order in jobs.bench[-1:]:
        with _asked("payment"):
            service.mark_paid(order, today)
        with _asked("correction"):
            service.undo_payment(order, order.version)
    for order in jobs.waiting[:1]:
        with _asked("return"):
            service.mark_returned(order, today)
        with _asked("payment-at-return"):
            service.mark_paid(order, today)
    with _asked("first-stringing"):
        _string(today)
    with _asked("second-stringing"):
        return _string(today)


def pressing() -> Order:
    """The most pressing job whose client has an address."""
    return next(job for job in board.lists().bench if job.client.entered_email)


@contextmanager
def _asked(deed: str) -> Iterator[None]:
    before = audit.request_id.set(f"demo-{deed}")
    try:
        with audit.acting(f"stringer:{current_stringer()}"):
            yield
    finally:
        audit.request_id.reset(before)


def _note_wish(client: ClientProfile) -> None:
    entered = NewClient(
        first_name=client.entered_first_name,
        last_name=client.entered_last_name,
        email=client.entered_email or "",
        phone=client.entered_phone or "",
        locale=client.entered_locale,
        internal_notes=NOTE,
    )
    change_client(client, entered, client.version)


def _string(today: date) -> UUID:
    order = queries.by_number(pressing().number, lock=True)
    receipt = service.mark_strung(order, today)
    emission = receipts.emissions_of(receipt)[0] if receipt else None
    if emission is None or emission.outbox_id is None:
        raise RuntimeError("The demo's receipt was not mailed.")
    return emission.outbox_id
