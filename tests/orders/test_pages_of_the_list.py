"""Pages of the list: each order on one of them, whatever narrows it and whatever happens meanwhile."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest

from rbo.orders import service
from rbo.orders.listing import page as listing
from rbo.platform.db import db
from tests.make import a_client, an_order, just_taken_in, reloaded, today
from tests.orders.listed import rows

OLDER, NEWER = (re.compile(rf'rel="{way}" href="([^"]+)"') for way in ("next", "prev"))
A_PAGE = 3


@pytest.fixture(autouse=True)
def short_pages(monkeypatch):
    """A page holds three orders."""
    monkeypatch.setattr(listing, "A_PAGE", A_PAGE)


def walk(browser, address, way=OLDER, meanwhile=lambda: None):
    """What stands on the pages from *address* on, one list for each, and the address of the last."""
    pages = []
    while True:
        page = browser.get(address)
        pages.append(rows(page))
        found = way.search(page.text)
        if found is None:
            return pages, address
        address = html.unescape(found[1])
        meanwhile()


@pytest.fixture
def eight(anna):
    """Eight orders of two clients; their days run against their numbers, two on each day."""
    clients = [a_client("Tim", "Probe"), a_client("Nora", "Exempel")]
    days = [today() - timedelta(days=nr // 2) for nr in range(8)]
    numbers = [just_taken_in(clients[nr % 2], ordered_at=day).number for nr, day in enumerate(days)]
    db.session.commit()
    return numbers


def test_each_order_is_on_one_page_the_newest_first(eight, annas):
    pages, _last = walk(annas, "/orders")

    assert pages == [[8, 7, 6], [5, 4, 3], [2, 1]]


def test_the_way_up_shows_the_same_pages_and_ends_on_top(eight, annas):
    _down, last = walk(annas, "/orders")

    pages, top = walk(annas, last, NEWER)

    assert pages == [[2, 1], [5, 4, 3], [8, 7, 6]]
    assert "older" not in top


def test_days_that_are_alike_keep_their_orders_apart(eight, annas):
    first = today() - timedelta(days=9)

    pages, last = walk(annas, f"/orders?from={first}")
    back, _top = walk(annas, last, NEWER)

    assert pages == [[2, 1, 4], [3, 6, 5], [8, 7]]
    assert back == [[8, 7], [3, 6, 5], [2, 1, 4]]


def test_filters_go_along_from_page_to_page(eight, annas):
    pages, last = walk(annas, "/orders?q=tim&state=ordered&from=2020-01-01")

    assert pages == [[1, 3, 5], [7]]
    assert all(word in last for word in ("q=tim", "state=ordered", "from=2020-01-01"))


def test_an_order_that_comes_in_meanwhile_moves_none_of_the_others(eight, annas):
    pages, _last = walk(annas, "/orders", meanwhile=lambda: an_order() and db.session.rollback())

    assert pages == [[8, 7, 6], [5, 4, 3], [2, 1]]


def test_an_order_that_leaves_a_filtered_list_skips_none_of_the_others(eight, annas):
    first = annas.get("/orders?state=ordered")
    for number in rows(first):
        service.mark_strung(reloaded(number), on=today())
    db.session.commit()

    pages, _last = walk(annas, html.unescape(OLDER.search(first.text)[1]))

    assert pages == [[5, 4, 3], [2, 1]]


def test_a_page_with_nothing_behind_it_offers_no_more(eight, annas):
    page = annas.get("/orders?before=4")

    assert rows(page) == [3, 2, 1]
    assert OLDER.search(page.text) is None
    assert 'href="/orders"' in page.text


def test_below_the_last_order_there_is_a_way_back(eight, annas):
    page = annas.get("/orders?before=1")

    assert rows(page) == []
    assert "Show all orders" in page.text
