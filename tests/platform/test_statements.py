"""No list asks more of the database when there is more to list."""

from __future__ import annotations

from typing import Any

import pytest

from rbo.orders import service
from rbo.platform.db import db
from rbo.stringers.models import Stringer
from tests.browsers import Browser, annas
from tests.desk.statements import counted
from tests.make import a_client, an_order, reloaded, today

__all__ = ["annas"]

MOST = 6
FEW, MANY = 1, 12
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
]


@pytest.fixture
def book(anna: Stringer) -> dict[str, Any]:
    """A book with one order in each place of Today, all of one client; and what addresses name of it."""
    client = a_client("Tim", "Probe")
    write(client, FEW)
    return {"client": client.id, "racket": an_order(client).racket_id, "of": client}


def write(client: Any, times: int) -> None:
    """Orders on the bench, waiting, unpaid and done, each of another racket; and as many other clients."""
    for nr in range(times):
        a_client("Nora", f"Probe {nr}")
        waiting, unpaid, done, _bench = (an_order(client).number for _ in range(4))
        for number in (waiting, unpaid, done):
            service.mark_strung(reloaded(number), on=today())
        for number in (unpaid, done):
            service.mark_returned(reloaded(number), on=today())
        service.mark_paid(reloaded(done), on=today())
    db.session.commit()


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

    write(db.session.merge(client), MANY)
    many = {address: asked(annas, address) for address in addresses}

    assert many == few
    assert {address: number for address, number in many.items() if number > MOST} == {}
