"""The list of clients: sorted three ways, page by page, with the archive at its end."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest

from rbo.clients.service import NewClient, add_client, archive
from rbo.desk import roster
from rbo.desk.roster import Sort
from rbo.orders import service
from rbo.orders.models import Order
from rbo.platform.db import db
from tests.desk.statements import counted
from tests.each import each
from tests.make import a_client, a_racket, an_order, just_taken_in, reloaded, today

MOST_STATEMENTS = 6
NAMES = re.compile(r'<p><a href="/clients/[^"]+">([^<]+)</a>')
PART = {"HX-Request": "true"}


def strung(client, days_ago, **more):
    """A job of *client*, strung so many days ago."""
    day = today() - timedelta(days=days_ago)
    order = an_order(client, ordered_at=day, **more)
    service.mark_strung(reloaded(order.number), on=day)
    db.session.commit()
    return order


@pytest.fixture
def three(anna):
    """Clients whose order is another one by each of the three ways to sort."""
    first, second, never = a_client("A", "Anders"), a_client("B", "Brunner"), a_client("C", "Caduff")
    strung(first, 30), strung(first, 20), strung(second, 3)
    an_order(never)
    return first, second, never


@each(
    ("sort", "names"),
    [
        ("", ["A Anders", "B Brunner", "C Caduff"]),
        ("?sort=strung", ["B Brunner", "A Anders", "C Caduff"]),
        ("?sort=jobs", ["A Anders", "B Brunner", "C Caduff"]),
        ("?sort=nonsense", ["A Anders", "B Brunner", "C Caduff"]),
    ],
)
def test_the_list_begins_with_what_is_asked_for(three, annas, sort, names):
    assert NAMES.findall(annas.get(f"/clients{sort}").text) == names


def test_each_row_says_how_many_jobs_and_how_long_ago(three, annas):
    page = annas.get("/clients").text

    assert "2 strung" in page
    assert "20 days ago" in page
    assert "3 days ago" in page
    assert "1 to string" in page


@pytest.fixture
def alike(anna):
    """Clients who differ in little but how often and when one strung for them."""
    for number in range(25):
        client = add_client(NewClient(first_name="Same", last_name="Name", nickname=str(number % 3)))
        for _ in range(number % 2):
            strung(client, number % 4, racket=a_racket(client))


@each("sort", list(Sort))
def test_pages_follow_each_other_without_gap_or_repeat(alike, monkeypatch, sort):
    monkeypatch.setattr(roster, "A_PAGE", 7)
    seen, after = [], None
    while after or not seen:
        page = roster.page(sort, after)
        seen += [client.id for client in page.clients]
        after = page.more

    assert len(seen) == len(set(seen)) == 25


@pytest.mark.parametrize("sort", list(Sort))
def test_who_was_never_strung_for_comes_last_but_comes(anna, sort):
    busy, idle = a_client("Z", "Zuletzt"), a_client("A", "Anfang")
    strung(busy, 1)

    expected = [idle.id, busy.id] if sort is Sort.NAME else [busy.id, idle.id]

    assert [client.id for client in roster.page(sort, None).clients] == expected


@pytest.mark.parametrize("address", ["?sort=strung", "?sort=jobs", "?archived=1", "?q=client", ""])
@pytest.mark.parametrize("clients", [1, 40])
def test_the_list_asks_little_of_the_database_however_long(anna, annas, clients, address):
    made = [a_client("A", f"Client {number}") for number in range(clients)]
    if "archived" in address:
        for client in made:
            archive(client)
    db.session.commit()

    with counted() as statements:
        page = annas.get(f"/clients{address}").text

    assert len(NAMES.findall(page)) == clients
    assert len(statements) <= MOST_STATEMENTS


def test_the_next_page_asks_little_too_and_keeps_the_order(anna, annas):
    for number in range(60):
        a_client("A", f"Client {number:02}")
    db.session.commit()
    first = annas.get("/clients?sort=strung").text
    address = re.search(r'hx-get="(/clients\?after=[^"]+)"', first)[1].replace("&amp;", "&")

    with counted() as statements:
        second = annas.get(address, headers=PART).text

    assert "sort=strung" in address
    assert NAMES.findall(second) == [f"A Client {number}" for number in range(50, 60)]
    assert len(statements) <= MOST_STATEMENTS


def test_a_page_behind_somebody_who_is_not_there_is_not_found(anna, annas, ben):
    assert annas.get(f"/clients?after={ben.id}").status_code == 404


def test_the_list_of_a_hundred_found_says_that_it_is_cut(anna, annas, monkeypatch):
    monkeypatch.setattr(roster, "MOST_FOUND", 5)
    for number in range(6):
        a_client("A", f"Client {number}")
    db.session.commit()

    assert "The first 5. Type more to find fewer." in annas.get("/clients?q=client").text


def test_cancelled_jobs_are_not_counted(anna, annas):
    client = a_client()
    service.cancel(reloaded(just_taken_in(client).number), on=today())
    db.session.commit()

    assert "No stringjob yet" in annas.get("/clients").text


def test_the_archived_are_counted_at_the_end_and_have_a_list_of_their_own(anna, annas):
    a_client("Lena", "Muster"), archive(a_client("Tim", "Fort"))
    db.session.commit()

    page, away = annas.get("/clients").text, annas.get("/clients?archived=1").text

    assert NAMES.findall(page) == ["Lena Muster"]
    assert "1 archived client" in page
    assert NAMES.findall(away) == ["Tim Fort"]


def test_the_archived_are_found_with_a_mark_behind_the_others(anna, annas):
    archive(a_client("Tim", "Muster")), a_client("Zoe", "Muster")
    db.session.commit()

    page = annas.get("/clients?q=muster").text

    assert NAMES.findall(page) == ["Zoe Muster", "Tim Muster"]
    assert page.count("Archived</span>") == 1


@each(
    ("address", "way_out"),
    [
        ("/clients", "/clients/new"),
        ("/clients?q=nobody", "/clients/new"),
        ("/clients?archived=1", "/clients"),
    ],
)
def test_an_empty_list_says_what_to_do(anna, annas, address, way_out):
    assert f'href="{way_out}" data-empty-action' in annas.get(address).text


def test_nobody_counts_the_jobs_of_others(anna, ben, annas):
    client = a_client()
    strung(client, 1)

    assert roster.tallies([client.id])[client.id].strung == 1
    assert db.session.query(Order).count() == 1
