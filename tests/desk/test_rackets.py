"""The page of a client and of one racket: what is in it, what it earned, its whole history."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from rbo.desk import dossier as dossiers
from rbo.orders import service
from rbo.people import queries as people
from rbo.platform.db import db
from rbo.platform.tenancy import open_person
from tests.desk.statements import counted
from tests.desk.stringing import frame, string_it
from tests.each import each
from tests.make import a_client, an_order, just_taken_in, reloaded, today

__all__ = ["frame"]

MOST_STATEMENTS = 6
PART = {"HX-Request": "true"}
JOBS = re.compile(r'<a href="/orders/(\d+)"')


def test_a_racket_shows_what_is_in_it_and_for_how_long(frame, annas):
    client, racket = frame
    string_it(racket, client, 30, "25"), string_it(racket, client, 12, "24", "23.5")

    page = annas.get(f"/clients/{client.id}").text

    assert "24 / 23.5 kg · Solinco Hyper-G 1.20" in page
    assert "12 days ago" in page
    assert f"/orders/new?client={client.id}&amp;racket={racket.id}" in page


def test_rackets_no_longer_in_use_stand_apart_and_get_no_new_job(frame, annas):
    client, racket = frame
    racket.retired_at = today()
    db.session.commit()

    page = annas.get(f"/clients/{client.id}").text

    assert "1 racket no longer in use" in page
    assert f"racket={racket.id}" not in page


def test_money_so_far_and_money_open(frame, annas):
    client, racket = frame
    paid, _open = string_it(racket, client, 9), string_it(racket, client, 2)
    service.mark_paid(reloaded(paid), on=today())
    db.session.commit()
    standing = dossiers.dossier(client.id).standing

    page = annas.get(f"/clients/{client.id}").text

    assert (standing.earned, standing.owed) == ({"CHF": Decimal(50)}, {"CHF": Decimal(25)})
    assert "CHF 50.00" in page
    assert f'<a href="/orders?client={client.id}&amp;state=unpaid">CHF 25.00</a>' in page


@pytest.mark.parametrize("of_racket", [False, True])
def test_a_history_goes_on_without_gap_or_repeat(frame, annas, monkeypatch, of_racket):
    client, racket = frame
    monkeypatch.setattr(dossiers, "A_PAGE", 3)
    numbers = [just_taken_in(client, racket=racket).number for _ in range(8)]
    an_order(client)
    address = f"/clients/{client.id}" + (f"/rackets/{racket.id}" if of_racket else "")
    numbers = numbers if of_racket else [*numbers, numbers[-1] + 1]

    seen, following = [], address + "?before=999"
    while following:
        part = annas.get(following, headers=PART).text
        seen += [int(number) for number in JOBS.findall(part)]
        more = re.search(r'hx-get="([^"]+)"', part)
        following = more[1].replace("&amp;", "&") if more else ""

    assert seen == sorted(numbers, reverse=True)


@pytest.mark.parametrize("before", ["2147483648", "9" * 5000, "-1", "x"])
def test_a_history_has_no_page_below_a_number_that_no_order_has(frame, annas, before):
    client, racket = frame
    for address in (f"/clients/{client.id}", f"/clients/{client.id}/rackets/{racket.id}"):
        assert annas.get(f"{address}?before={before}").status_code == 200


def test_the_next_page_of_a_history_works_without_a_script(frame, annas, monkeypatch):
    client, racket = frame
    monkeypatch.setattr(dossiers, "A_PAGE", 2)
    numbers = [just_taken_in(client, racket=racket).number for _ in range(3)]

    page = annas.get(f"/clients/{client.id}?before={numbers[1]}").text

    assert "<html" in page
    assert [int(number) for number in JOBS.findall(page)] == [numbers[0]]


@pytest.fixture(params=[1, 30])
def often_strung(frame, request):
    """A client and a racket that was strung so often."""
    client, racket = frame
    for _ in range(request.param):
        string_it(racket, client, 1)
    return frame


@each("of_racket", [False, True])
def test_a_page_asks_little_of_the_database_however_long(often_strung, annas, of_racket):
    client, racket = often_strung
    address = f"/clients/{client.id}" + (f"/rackets/{racket.id}" if of_racket else "")

    with counted() as statements:
        assert annas.get(address).status_code == 200

    assert len(statements) <= MOST_STATEMENTS


def test_who_wants_no_mail_is_said_and_not_ours_to_change(anna, annas):
    client = a_client()
    client_id, person_id = client.id, client.person_id
    db.session.commit()
    db.session.remove()
    with open_person(person_id):
        people.visible(person_id).notification_prefs = {"email": False}
        db.session.commit()

    page = annas.get(f"/clients/{client_id}").text

    assert "Wants none: receipts are not mailed" in page
    assert "notification_prefs" not in page
    assert 'name="notification' not in annas.get(f"/clients/{client_id}/edit").text


def test_the_usual_tension_is_written_down_and_shown(frame, annas):
    client, _racket = frame

    annas.fill(f"/clients/{client.id}/edit", tension_memo="24 / 23, a kilo less on clay")

    assert "24 / 23, a kilo less on clay" in annas.get(f"/clients/{client.id}").text


def test_a_racket_of_the_catalogue_leads_to_its_model(anna, annas):
    from rbo.clients.service import NewRacket, add_racket
    from tests.make import a_racket_model

    client, model = a_client(), a_racket_model()
    racket = add_racket(client, NewRacket(model=model))
    number = string_it(racket, client, 3)

    page = annas.get(f"/clients/{client.id}/rackets/{racket.id}").text
    used = annas.get(f"/catalogue/rackets/{model.id}").text

    assert f'href="/catalogue/rackets/{model.id}"' in page
    assert "1 stringjob · 1 racket · 1 client" in used
    assert f'href="/orders/{number}"' in used


def test_a_racket_is_only_found_with_its_own_client(frame, annas, bens):
    _client, racket = frame
    other = a_client("Tim")
    db.session.commit()

    assert annas.get(f"/clients/{other.id}/rackets/{racket.id}").status_code == 404
    assert bens.get(f"/clients/{racket.client_id}/rackets/{racket.id}").status_code == 404
