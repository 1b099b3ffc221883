"""No list asks more of the database when there is more to list."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest

from rbo.exports.models import Format
from rbo.exports.service import ask_for
from rbo.imports.service import bring
from rbo.notifications.models import Kind
from rbo.notifications.service import notify
from rbo.orders import service
from rbo.platform.db import db
from rbo.platform.jobs.queries import by_id
from rbo.platform.jobs.service import discard
from rbo.platform.scope import current_stringer
from rbo.stringers import queries as stringers
from rbo.stringers.models import Stringer
from tests.browsers import Browser, annas
from tests.desk.acting import at_a_page
from tests.desk.statements import answered, counted
from tests.make import a_client, a_stringer, an_order, just_taken_in, letter_of, reloaded, today
from tests.sharing.grants import as_side, share

__all__ = ["annas"]

MOST = 6
FEW, MANY = 1, 12
WAITING = 8  # files that nobody looked at, of which there are ten at most
LISTS = [
    "/",
    "/orders",
    "/orders?state=open",
    "/orders?before=5",
    "/orders?on=strung&from=2020-01-01",
    "/orders?q=probe+hyper",
    "/orders?client={client}&racket={racket}&q=probe",
    "/clients",
    "/clients?q=probe",
    "/clients/{client}",
    "/catalogue",
    "/catalogue/strings",
    "/reports",
    "/search?q=probe",
    "/activity",
    "/notifications",
    "/outbox",
    "/shared",
    "/shared?source={source}",
    "/exports",
    "/imports",
]


@pytest.fixture
def book(anna: Stringer) -> dict[str, Any]:
    """A book with one order in each place of Today, all of one client; and what addresses name of it."""
    client = a_client("Tim", "Probe")
    write(client, FEW)
    source = show_to(anna, FEW)
    return {"client": client.id, "racket": an_order(client).racket_id, "source": source, "of": client}


def write(client: Any, times: int) -> None:
    """Orders on the bench, waiting, unpaid and done, each of another racket; and as many other clients."""
    for nr in range(times):
        a_client("Nora", f"Probe {nr}")
        waiting, unpaid, done, _bench = (just_taken_in(client).number for _ in range(4))
        for number in (waiting, unpaid, done):
            service.mark_strung(reloaded(number), on=today())
        for number in (unpaid, done):
            service.mark_returned(reloaded(number), on=today())
        service.mark_paid(reloaded(done), on=today())
        notify(current_stringer(), Kind.MAIL_FAILED, letter_of(reloaded(done)).id, "2026-0001")
        if nr < WAITING:
            bring(f"{times}-{nr}.xlsx", b"PK\3\4")
        export = ask_for(Format.JSON)
        discard(by_id(export.outbox_id), "Or the next who asks is given the same.")
    db.session.commit()
    show_to(stringers.mine(), times)


def show_to(me: Stringer, times: int) -> UUID:
    """So many jobs of another stringer; gives whose they are."""
    with as_side(a_stringer("Carla")):
        for _ in range(times):
            share(an_order(), me)
        return current_stringer()


def asked(browser: Browser, address: str) -> int:
    """How many statements a page takes."""
    with counted() as statements:
        answer = browser.get(address)
    assert answer.status_code == 200, address
    return len(statements)


def test_a_list_takes_as_many_statements_for_many_rows_as_for_few(
    book: dict[str, Any], annas: Browser
) -> None:
    client = book.pop("of")
    addresses = [address.format(**book) for address in LISTS]
    few = {address: asked(annas, address) for address in addresses}

    with at_a_page():
        write(db.session.merge(client), MANY)
    many = {address: asked(annas, address) for address in addresses}

    assert many == few
    assert {address: number for address, number in many.items() if number > MOST} == {}


def test_a_page_reads_once_whose_book_it_is(annas: Browser) -> None:
    """A session forgets what nobody holds: whether it was read again hung on who looked at the process."""
    with answered() as statements:
        annas.get("/orders/999/receipt")

    assert len([said for said, _rows in statements if "FROM stringers" in said]) == 1
