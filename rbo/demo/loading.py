"""Loading the demo: accounts, books, a client's pages, a receipt in the mail and one that did not arrive."""

from __future__ import annotations

from random import Random
from uuid import UUID

from sqlalchemy import func, update

from rbo.auth.gotrue import gotrue
from rbo.catalogue.starter import load_starter
from rbo.demo import client
from rbo.demo.history import write_book
from rbo.demo.people import ACCOUNTS, PASSWORD, Account
from rbo.orders import board, queries, service
from rbo.orders.models import Order
from rbo.platform import clock
from rbo.platform.config import settings
from rbo.platform.db import db, system_session
from rbo.platform.ids import new_id
from rbo.platform.jobs.models import Outbox
from rbo.platform.jobs.states import OutboxState
from rbo.platform.tenancy import open_person, open_tenant
from rbo.receipts import queries as receipts
from rbo.stringers.models import Status, Stringer

SEED = 2026
TIMEZONE = "Europe/Zurich"
MAILBOX_FULL = "mailbox_full"


def load() -> int:
    """Fill an empty installation with the demo and give the number of its jobs."""
    load_starter(settings().database_url_system)
    jobs = sum(_open_book(account, Random(f"{SEED} {account.email}")) for account in ACCOUNTS)  # noqa: S311
    anna, ben, *_rest = ACCOUNTS
    with open_person(client.sign_up()):
        client.let_look(anna.email, ben.email)
        db.session.commit()
    return jobs


def _open_book(account: Account, dice: Random) -> int:
    today = clock.today(TIMEZONE)
    with open_tenant(_make_stringer(account)):
        jobs = write_book(account, today, dice)
        if jobs:
            client.enter(_pressing().client)
            _string_one()
            failed = _string_one()
    if jobs:
        _fail(failed)
    return jobs


def _make_stringer(account: Account) -> UUID:
    stringer = Stringer(
        id=new_id(),
        email=account.email,
        gotrue_user_id=gotrue().make_user(account.email, PASSWORD, {"locale": account.locale.value}),
        role=account.role,
        status=Status.ACTIVE,
        display_name=account.display_name,
        business_name=account.business_name,
        street=account.street,
        house_number=account.house_number,
        postal_code=account.postal_code,
        town=account.town,
        iban=account.iban,
        receipt_thankyou_text=dict(account.thank_you),
        default_locale=account.locale,
        default_tension_unit=account.tension_unit,
    )
    stringer_id = stringer.id
    with system_session() as session:
        session.add(stringer)
    return stringer_id


def _pressing() -> Order:
    """The most pressing job whose client has an address."""
    return next(job for job in board.lists().bench if job.client.entered_email)


def _string_one() -> UUID:
    """String the most pressing job, and give the outbox row of its letter."""
    order = queries.by_number(_pressing().number, lock=True)
    receipt = service.mark_strung(order, clock.today(TIMEZONE))
    emission = receipts.emissions_of(receipt)[0] if receipt else None
    if emission is None or emission.outbox_id is None:
        raise RuntimeError("The demo's receipt was not mailed.")
    db.session.commit()
    return emission.outbox_id


def _fail(outbox_id: UUID) -> None:
    """Let the letter come back from a full mailbox, as the worker would write it."""
    row = update(Outbox).where(Outbox.id == outbox_id)
    with system_session() as session:
        session.execute(row.values(state=OutboxState.INFLIGHT, attempt=1))
    with system_session() as session:
        failed = row.values(
            state=OutboxState.FAILED, next_at=None, done_at=func.now(), last_error_class=MAILBOX_FULL
        )
        session.execute(failed)
