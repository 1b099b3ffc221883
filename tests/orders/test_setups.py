"""What a new job starts from: the last one of the racket or the client, or the usual one."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rbo.clients.models import ClientProfile
from rbo.orders import service
from rbo.orders.offers.setups import setups_of
from rbo.orders.side import Side
from rbo.platform.db import db
from rbo.platform.ids import new_id
from rbo.stringers.models import TensionUnit
from tests.browsers import Browser, fields
from tests.make import a_client, a_racket, an_order, today

POLY = Side(label="ALU Power", tension=Decimal(24), price=Decimal(14))
GUT = Side(label="VS Touch", tension=Decimal(25), price=Decimal(22))


@pytest.fixture
def lena(anna: object) -> ClientProfile:
    """Lena had gut twice, and poly once, the last time."""
    client = a_client()
    for main in (GUT, GUT, POLY):
        an_order(client, main=main)
    db.session.commit()
    return client


def test_the_last_job_of_the_racket_is_the_one_to_copy(anna: object) -> None:
    client = a_client()
    first, second = a_racket(client, "A"), a_racket(client, "B")
    of_first = an_order(client, racket=first)
    last = an_order(client, racket=second)

    assert setups_of(client.id).last == last
    assert setups_of(client.id, first.id).last == of_first


def test_a_racket_that_had_nothing_starts_from_its_clients_last_job(lena: ClientProfile) -> None:
    unused = a_racket(lena, "NEW_1")

    last = setups_of(lena.id, unused.id).last
    assert last is not None
    assert last.main == POLY


def test_a_cancelled_job_is_nothing_to_start_from(anna: object) -> None:
    client = a_client()
    kept = an_order(client)
    service.cancel(an_order(client), on=today())

    assert setups_of(client.id).last == kept


def test_the_usual_is_what_was_had_most_where_it_differs_from_the_last(lena: ClientProfile) -> None:
    setups = setups_of(lena.id)

    assert setups.usual is not None
    assert (setups.usual.main, setups.times, setups.looked_at) == (GUT, 2, 3)


def test_there_is_no_usual_where_the_last_job_was_it(lena: ClientProfile) -> None:
    an_order(lena, main=GUT)

    assert setups_of(lena.id).usual is None


def test_there_is_no_usual_where_every_job_was_another(anna: object) -> None:
    client = a_client()
    an_order(client, main=GUT)
    an_order(client, main=POLY)

    assert setups_of(client.id).usual is None


def test_another_price_is_the_same_set_up(anna: object) -> None:
    client = a_client()
    for main in (GUT, Side(label="VS Touch", tension=Decimal(25), price=Decimal(24)), POLY):
        an_order(client, main=main)

    assert setups_of(client.id).times == 2


def test_both_are_offered_and_each_is_one_link(annas: Browser, lena: ClientProfile) -> None:
    page = annas.get(f"/orders/new?client={lena.id}&key={new_id()}").text

    assert "Last time, order 3" in page
    assert "2 of the last 3" in page
    assert "as=usual" in page


def test_the_usual_fills_the_form(annas: Browser, lena: ClientProfile) -> None:
    page = annas.get(f"/orders/new?client={lena.id}&as=usual&key={new_id()}").text

    assert fields(page, "/orders/new")["main_string"] == "VS Touch"


def test_an_empty_start_keeps_the_clients_unit(annas: Browser, anna: object) -> None:
    client = a_client()
    an_order(client, main=Side(label="ALU Power", tension=Decimal(52)), tension_unit=TensionUnit.LB)
    db.session.commit()

    values = fields(annas.get(f"/orders/new?client={client.id}&as=empty&key={new_id()}").text, "/orders/new")

    assert (values["unit"], values["main_string"], values["main_tension"]) == ("lb", "", "")


def test_what_was_said_for_one_day_is_not_copied(annas: Browser, anna: object) -> None:
    client = a_client()
    an_order(
        client,
        comments="Red logo",
        promised_for=today(),
        dynamic_tension=Decimal(38),
        extras=(("Grip", POLY.price),),
    )
    db.session.commit()

    values = fields(annas.get(f"/orders/new?client={client.id}&key={new_id()}").text, "/orders/new")

    assert (values["comments"], values["promised"], values["dynamic_tension"]) == ("", "", "")
    assert not any(value for name, value in values.items() if name.startswith("extras-"))


def test_a_racket_found_by_its_short_id_is_the_one_chosen(annas: Browser, anna: object) -> None:
    client = a_client()
    wanted, other = a_racket(client, "PA98_1"), a_racket(client, "PA98_2")
    an_order(client, racket=other)
    db.session.commit()

    values = fields(annas.get(f"/orders/new?client={client.id}&q=pa98_1&key={new_id()}").text, "/orders/new")

    assert values["racket"] == str(wanted.id)
