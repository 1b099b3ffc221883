"""Labels of several rackets at once, each with a code that leads a finder to the stringer."""

from __future__ import annotations

import re

from sqlalchemy import select

from rbo.platform.db import db
from rbo.portal.models import LinkKind, OrderLink
from tests.browsers import fields
from tests.make import a_client, an_order, just_taken_in
from tests.orders.batching import MOVES

LABELS = "/orders/labels"


def sheet(browser, numbers):
    """Tick *numbers* in the list, ask for more, and have labels made."""
    sent = fields(browser.get("/orders").text, MOVES)
    page = browser.post("/orders/picked", data=sent | {"number": [str(number) for number in numbers]})
    return browser.post(LABELS, data=fields(page.text, LABELS) | {"number": [str(n) for n in numbers]})


def test_each_ticked_racket_has_a_label_of_its_own_that_names_no_client(anna, annas):
    numbers = [just_taken_in(a_client(name, "Probe")).number for name in ("Tim", "Nora", "Eva")]
    db.session.commit()

    page = sheet(annas, numbers[:2])

    pictures = re.findall(r'src="(data:image/svg[^"]+)"', page.text)
    assert len(set(pictures)) == 2
    assert page.text.count("Babolat Pure Aero 98 · R") == 2
    assert "Tim Probe" not in page.text
    kinds = [(link.kind, link.is_live) for link in db.session.scalars(select(OrderLink))]
    db.session.rollback()
    assert kinds == [(LinkKind.LABEL, True)] * 2


def test_nothing_ticked_makes_no_label(anna, annas):
    an_order()

    answer = annas.post(LABELS, data=fields(annas.get("/orders").text, MOVES) | {"number": []})

    assert answer.status_code == 422
    assert "No order is selected" in answer.text
