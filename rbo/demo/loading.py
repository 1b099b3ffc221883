"""Loading the demo: accounts, books, a client's pages, a receipt in the mail and one that did not arrive."""

from __future__ import annotations

from random import Random
from uuid import UUID

from sqlalchemy import func, update

from rbo.auth.gotrue import gotrue
from rbo.catalogue.starter import load_starter
from rbo.demo import client, lately
from rbo.demo.history import write_book
from rbo.demo.people import ACCOUNTS, PASSWORD, Account
from rbo.platform import audit, clock
from rbo.platform.config import settings
from rbo.platform.db import db, system_session
from rbo.platform.ids import new_id
from rbo.platform.jobs.models import Outbox
from rbo.platform.jobs.states import OutboxState
from rbo.platform.tenancy import open_person, open_tenant
from rbo.stringers.models import Status, Stringer

SEED = 2026
TIMEZONE = "Europe/Zurich"
MAILBOX_FULL = "mailbox_full"


def load() -> int:
    """Fill an empty installation with the demo and give the number of its jobs."""
    load_starter(settings().database_url_system)
    jobs = sum(_open_book(account, Random(f"{SEED} {account.email}")) for account in ACCOUNTS)  # noqa: S311
    anna, ben, *_rest = ACCOUNTS
    mara = client.sign_up()
    with open_person(mara), audit.acting(f"person:{mara}"):
        client.let_look(anna.email, ben.email)
        db.session.commit()
    return jobs


def _open_book(account: Account, dice: Random) -> int:
    today = clock.today(TIMEZONE)
    with open_tenant(_make_stringer(account)):
        jobs = write_book(account, today, dice)
        if jobs:
            client.enter(lately.pressing().client)
            failed = lately.work(today)
            db.session.commit()
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
