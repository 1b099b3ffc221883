"""An import is undone as long as nobody touched it; else the book says why it stays."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import delete, func, select, update
from sqlalchemy.exc import ProgrammingError

from rbo.admin.merging import merge
from rbo.clients.models import ClientProfile, Racket
from rbo.clients.service import archive, retire
from rbo.imports import service
from rbo.imports.models import Import, ImportedRow
from rbo.imports.undoing import Touched, take_out
from rbo.orders.models import Order, OrderCounter, OrderStateAudit
from rbo.orders.service import mark_strung, send_again
from rbo.people.models import Person
from rbo.platform.db import db, system_session
from rbo.receipts.models import Receipt, ReceiptCounter
from tests.imports.bringing import brought, let_work, press
from tests.imports.trying import count
from tests.make import a_client, a_racket, an_order, reloaded, strung, today
from tests.signed_in import csrf

NOUNS = (Order, OrderStateAudit, Receipt, Racket, ClientProfile, ImportedRow)


@pytest.fixture
def entry(anna, small):
    """An import that is in Anna's book, behind a job of her own."""
    an_order(ordered_at=date(2019, 5, 3))
    service.bring_at_once("orders.xlsx", small, lambda _done, _of: None, keep=True)
    db.session.commit()
    return db.session.scalars(select(Import)).one()


def stays_for(entry):
    with pytest.raises(Touched) as refused:
        service.to_take_back(entry)
    return str(refused.value).removeprefix("This import stays: ")


def counters():
    years = db.session.execute(select(ReceiptCounter.year, ReceiptCounter.last))
    return db.session.scalars(select(OrderCounter.last)).one(), {year: last for year, last in years if last}


def people():
    with system_session() as rows:
        return rows.scalar(select(func.count()).select_from(Person))


def test_undone_the_book_is_as_before_and_its_numbers_are_given_out_again(anna, annas, small, superuser):
    strung(an_order())
    before, numbers, known = [count(noun) for noun in NOUNS], counters(), people()
    page = brought(annas, small, superuser)
    press(annas, page, "approval")
    let_work(superuser)
    assert count(Order) == 19

    answer = press(annas, page, "approval", _method="delete")

    assert answer.status_code == 303
    assert "Nothing of it is in your book." in annas.get(page).text
    assert "Undone" in annas.get("/imports").text
    db.session.rollback()
    assert ([count(noun) for noun in NOUNS], counters(), people()) == (before, numbers, known)
    token = {"csrf_token": csrf(annas, "/imports")}
    assert annas.post(f"{page}/approval", data={**token, "_method": "delete"}).status_code == 409
    again = brought(annas, small, superuser)
    press(annas, again, "approval")
    let_work(superuser)
    assert (count(Order), counters()[0]) == (19, 19)


def test_what_was_changed_since_keeps_it(entry):
    order = reloaded(2)
    client, racket = order.client, order.racket
    touched = {
        "order 2": lambda: setattr(order, "comments", "Softer"),
        client.name: lambda: archive(client),
        racket.label: lambda: retire(racket, today()),
    }
    for thing, touch in touched.items():
        with db.session.begin_nested() as trial:
            touch()
            db.session.flush()
            assert stays_for(entry) == f"{thing} was changed since."
            trial.rollback()


def test_what_came_after_it_keeps_it(entry):
    client, label = reloaded(2).client, a_racket(reloaded(2).client).label
    assert stays_for(entry) == f"{label} belongs to a client of it."
    db.session.rollback()

    year = db.session.scalar(select(func.max(Receipt.year)))
    minted = mark_strung(reloaded(1), on=date(year, 12, 31))
    assert stays_for(entry) == f"receipt {minted.number} was given out after it."
    an_order(a_client("Ben"))
    assert stays_for(entry) == "order 20 came in after it."
    an_order(client)
    assert stays_for(entry) == "order 21 belongs to a client of it."


def test_a_row_that_leads_to_it_keeps_all_of_it(anna, entry):
    mine, before = anna.id, [count(noun) for noun in NOUNS]
    send_again(reloaded(2))
    db.session.commit()
    import_id, numbers = entry.id, service.to_take_back(entry)
    db.session.rollback()

    with pytest.raises(Touched, match="something in your book leads to a row of it"):
        take_out(mine, import_id, numbers)

    assert ([count(noun) for noun in NOUNS], entry.undone_at) == (before, None)


def test_what_no_import_made_cannot_go_and_no_number_is_given_out_twice(anna):
    strung(an_order())
    with system_session() as rows:
        for noun in (Order, OrderStateAudit, Receipt, Racket, Person):
            assert rows.connection().execute(delete(noun)).rowcount == 0
    for counter in (OrderCounter, ReceiptCounter):
        with pytest.raises(ProgrammingError, match="row-level security"), system_session() as rows:
            rows.connection().execute(update(counter).values(last=0))


def test_an_imported_client_may_turn_out_to_be_somebody_known(entry):
    before, known, imported = count(ImportedRow), a_client("Ben").person_id, reloaded(2).client.person_id
    db.session.commit()

    merge(known, imported, "They came by and said so.")

    db.session.rollback()
    assert count(ImportedRow) == before - 1
