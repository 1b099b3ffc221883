"""U-43 on the page: who saves second sees both versions, and merges."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from rbo.orders import service
from rbo.orders.models import Order
from rbo.platform.db import db
from tests.browsers import Browser, fields
from tests.make import an_order, reloaded, today

EDIT = "/orders/1/edit"


@pytest.fixture
def order(anna: object) -> Order:
    """An order on the bench since last week."""
    made = an_order(ordered_at=today() - timedelta(days=7), comments="As always")
    db.session.commit()
    return made


def now() -> Order:
    db.session.rollback()
    return reloaded(1)


def test_the_second_to_save_sees_both_and_loses_nothing(annas: Browser, order: Order) -> None:
    mine = fields(annas.get(EDIT).text, EDIT)
    annas.fill(EDIT, comments="Theirs", main_tension="25.5", follow="different")

    clash = annas.post(EDIT, data=mine | {"comments": "Mine", "labour_price": "30"})

    assert clash.status_code == 409
    proposed = fields(clash.text, EDIT)
    assert (proposed["take-comments"], proposed["take-labour_price"]) == ("mine", "mine")
    assert proposed["take-main_tension"] == "theirs"
    assert clash.text.count("Changed by both") == 1

    annas.post(EDIT, data=proposed)

    order = now()
    assert (order.comments, order.labour_price) == ("Mine", Decimal(30))
    assert order.main.tension == Decimal("25.5")


def test_each_point_can_be_left_to_the_other(annas: Browser, order: Order) -> None:
    mine = fields(annas.get(EDIT).text, EDIT)
    annas.fill(EDIT, comments="Theirs", labour_price="40")
    proposed = fields(annas.post(EDIT, data=mine | {"comments": "Mine"}).text, EDIT)

    annas.post(EDIT, data=proposed | {"take-comments": "theirs"})

    assert (now().comments, now().labour_price) == ("Theirs", Decimal(40))


def test_all_of_mine_is_one_button(annas: Browser, order: Order) -> None:
    mine = fields(annas.get(EDIT).text, EDIT)
    annas.fill(EDIT, comments="Theirs", labour_price="40")
    proposed = fields(annas.post(EDIT, data=mine | {"comments": "Mine"}).text, EDIT)

    annas.post(EDIT, data=proposed | {"all": "mine"})

    assert (now().comments, now().labour_price) == ("Mine", Decimal(25))


def test_who_is_faster_again_is_shown_again(annas: Browser, order: Order) -> None:
    mine = fields(annas.get(EDIT).text, EDIT)
    annas.fill(EDIT, comments="Theirs")
    proposed = fields(annas.post(EDIT, data=mine | {"comments": "Mine"}).text, EDIT)
    annas.fill(EDIT, labour_price="40")

    again = annas.post(EDIT, data=proposed)

    assert again.status_code == 409
    annas.post(EDIT, data=fields(again.text, EDIT))
    assert (now().comments, now().labour_price) == ("Mine", Decimal(40))


def test_a_step_taken_meanwhile_stays_taken(annas: Browser, order: Order) -> None:
    mine = fields(annas.get(EDIT).text, EDIT)
    service.mark_strung(now(), on=today())
    db.session.commit()

    clash = annas.post(EDIT, data=mine | {"comments": "Mine"})

    assert "If this changes receipt" in clash.text
    annas.post(EDIT, data=fields(clash.text, EDIT))
    assert (now().strung_at, now().comments) == (today(), "Mine")


def test_marks_that_are_nonsense_overwrite_nothing_unseen(annas: Browser, order: Order) -> None:
    mine = fields(annas.get(EDIT).text, EDIT)
    annas.fill(EDIT, labour_price="40")

    assert annas.post(EDIT, data=mine | {"marks": "[]", "comments": "Mine"}).status_code == 409
    for version in ("x", "-1", "9" * 5000):
        assert annas.post(EDIT, data=mine | {"version": version, "comments": "Mine"}).status_code == 409
    assert now().labour_price == Decimal(40)
