"""The list of orders takes every order the book can hold."""

from __future__ import annotations

from rbo.orders.constraints import Kind
from rbo.platform.db import db
from tests.make import an_order


def test_a_draft_without_a_day_is_listed_without_one(anna, annas):
    draft = an_order()
    draft.kind, draft.ordered_at = Kind.SELF, None
    db.session.commit()

    page = annas.get("/orders")

    assert page.status_code == 200
    assert f'href="/orders/{draft.number}"' in page.text
    assert "Draft" in page.text
    assert annas.get(f"/orders/{draft.number}").status_code == 200


def test_an_empty_list_is_a_heading_below_the_pages_own(anna, annas):
    for address in ("/orders", "/orders?q=nobody"):
        assert '<h2 id="empty">' in annas.get(address).text
