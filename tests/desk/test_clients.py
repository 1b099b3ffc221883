"""The list of clients and the page of one."""

from __future__ import annotations

import re

import pytest

from rbo.clients.service import NewClient, add_client, retire
from rbo.orders import service
from rbo.platform.db import db
from tests.desk.statements import counted
from tests.make import a_client, a_racket, an_order, reloaded, today

MOST_STATEMENTS = 6
NAMES = re.compile(r'<p><a href="/clients/[^"]+">([^<]+)</a>')


def test_everybody_by_last_name_with_their_jobs(anna, annas):
    busy = a_client("Lena", "Muster")
    for _ in range(2):
        an_order(busy)
    a_client("Zoë", "Äbi")
    db.session.commit()

    page = annas.get("/clients").text

    assert NAMES.findall(page) == ["Zoë Äbi", "Lena Muster"]
    assert "2 to string" in page
    assert "No stringjob yet" in page


def test_searching_with_htmx_gives_the_list_alone(anna, annas):
    a_client("Lena", "Muster"), a_client("Tim", "Probe")
    db.session.commit()

    part = annas.get("/clients?q=prob", headers={"HX-Request": "true"}).text

    assert NAMES.findall(part) == ["Tim Probe"]
    assert "<html" not in part


def test_nobody_found_offers_to_add_them(anna, annas):
    page = annas.get("/clients?q=<b>nobody").text

    assert "Nobody in your book fits “&lt;b&gt;nobody”" in page


def test_the_next_page_follows_behind_a_button(anna, annas):
    for number in range(60):
        add_client(NewClient(first_name="A", last_name=f"Client {number:02}"))
    db.session.commit()

    first = annas.get("/clients").text
    address = re.search(r'href="(/clients\?after=[^"]+)"', first)
    second = annas.get(address[1]).text

    assert NAMES.findall(first) + NAMES.findall(second) == [f"A Client {number:02}" for number in range(60)]
    assert "Show more" not in second


@pytest.mark.parametrize("clients", [1, 40])
def test_the_list_asks_little_of_the_database_however_long(anna, annas, clients):
    for number in range(clients):
        a_client("A", f"Client {number}")
    db.session.commit()

    with counted() as statements:
        page = annas.get("/clients").text

    assert len(NAMES.findall(page)) == clients
    assert len(statements) <= MOST_STATEMENTS


@pytest.mark.parametrize("jobs", [1, 15])
def test_a_clients_page_asks_little_of_the_database_however_long(anna, annas, jobs):
    client = a_client()
    for _ in range(jobs):
        an_order(client)
    client_id = client.id

    with counted() as statements:
        page = annas.get(f"/clients/{client_id}").text

    assert page.count("24 / 24 kg") == jobs
    assert len(statements) <= MOST_STATEMENTS


def test_a_clients_page_shows_rackets_and_history(anna, annas):
    client = a_client("Lena", "Muster", phone="+41 79 123 45 67")
    order = an_order(client, racket=a_racket(client, "PA98_7"))
    service.mark_strung(reloaded(order.number), on=today())
    db.session.commit()
    client_id, number = client.id, order.number

    page = annas.get(f"/clients/{client_id}").text

    assert "PA98_7 · 16×20 · 98 in²" in page
    assert f'href="/orders/{number}"' in page
    assert "CHF 53.00" in page
    assert f'href="/orders/new?client={client_id}"' in page
    assert 'href="tel:+41791234567"' in page


def test_a_client_without_an_address_is_told_so(anna, annas):
    client_id = a_client(email="").id
    db.session.commit()

    assert "receipts are not mailed" in annas.get(f"/clients/{client_id}").text


def test_the_clients_of_others_are_not_in_the_list(anna, bens):
    a_client("Lena", "Geheim")
    db.session.commit()

    assert "Geheim" not in bens.get("/clients?q=geheim").text.replace("q=geheim", "").replace(
        'value="geheim"', ""
    )


def test_what_was_changed_is_told_in_words_and_what_is_personal_without_them(anna, annas):
    """U-33."""
    client = a_client("Tim", "Probe", phone="079 111 22 33")
    racket = a_racket(client)
    db.session.commit()
    page, frame = f"/clients/{client.id}", f"/clients/{client.id}/rackets/{racket.id}"
    annas.fill(f"{page}/edit", phone="079 444 55 66", nickname="Timi")
    annas.fill(f"{frame}/edit", pattern="18x20", serial="S-1")
    annas.fill(page, f"{page}/archive")

    told, of_frame = changes_on(annas, page), changes_on(annas, frame)

    assert told == ["Archived", "Phone changed", "Nickname changed", "Written into the book"]
    assert sorted(of_frame) == ["Pattern, 16x20 → 18x20", "Serial number changed", "Written into the book"]


def test_a_racket_that_is_retired_and_taken_up_again_is_told_as_one_says_it(anna, annas):
    client = a_client("Tim", "Probe")
    racket = a_racket(client)
    db.session.commit()
    retire(racket, on=today())
    db.session.commit()
    retire(racket, on=None)
    db.session.commit()

    told = changes_on(annas, f"/clients/{client.id}/rackets/{racket.id}")

    assert told[:2] == ["In use again", f"Not in use any more since {today():%-d %b}"]


def changes_on(annas, page):
    log = annas.get(f"{page}?changes=1").text.partition('class="log alone"')[2].partition("</details>")[0]
    return re.findall("<b>(.*?)</b>", log)
