"""Changing an order on its page."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from decimal import Decimal

import pytest

from rbo.orders import service
from rbo.orders.changes.edition import edition_of
from rbo.orders.models import Order
from rbo.orders.side import Side
from rbo.platform.db import db
from rbo.receipts import queries as receipts
from rbo.receipts.models import Cause, ReceiptEmission
from tests.browsers import Browser, fields
from tests.make import a_client, a_racket, an_order, reloaded, today

A_DAY = timedelta(days=1)
EDIT = "/orders/1/edit"


@pytest.fixture
def order(anna: object) -> Order:
    """An order on the bench since last week."""
    made = an_order(ordered_at=today() - 7 * A_DAY, comments="Softer\nin the crosses.")
    db.session.commit()
    return made


@pytest.fixture
def strung(order: Order) -> Order:
    """The same, strung three days ago."""
    service.mark_strung(reloaded(1), on=today() - 3 * A_DAY)
    db.session.commit()
    return order


def letters() -> Sequence[ReceiptEmission]:
    receipt = now().receipt
    return receipts.emissions_of(receipt) if receipt else []


def causes() -> list[Cause]:
    return [letter.cause for letter in letters()]


def now() -> Order:
    db.session.rollback()
    return reloaded(1)


def test_saving_without_a_change_changes_nothing(annas: Browser, strung: Order) -> None:
    before = edition_of(now()), now().version

    answer = annas.fill(EDIT)

    assert answer.location == "/orders/1"
    assert (edition_of(now()), now().version) == before
    assert causes() == [Cause.STRUNG]


def test_a_change_is_saved_and_sent_again(annas: Browser, strung: Order) -> None:
    annas.fill(EDIT, labour_price="30", comments="Harder.")

    assert (now().labour_price, now().comments) == (Decimal(30), "Harder.")
    assert causes() == [Cause.EDITED, Cause.STRUNG]


def test_a_gauge_stands_on_the_receipt_as_it_does_in_the_book(annas: Browser, strung: Order) -> None:
    annas.fill(EDIT, main_gauge="1.3")

    assert letters()[0].snapshot["main"]["gauge_mm"] == str(now().main.gauge_mm) == "1.30"


def test_a_change_can_be_saved_without_sending(annas: Browser, strung: Order) -> None:
    annas.fill(EDIT, labour_price="30", send="keep")

    assert now().labour_price == Decimal(30)
    assert causes() == [Cause.STRUNG]


def test_what_the_receipt_does_is_said_before_saving(annas: Browser, strung: Order) -> None:
    page = annas.get(EDIT).text

    assert f"If this changes receipt {today().year}-0001 for lena@example.com" in page
    assert fields(page, EDIT)["send"] == "send"


def test_without_an_address_nothing_is_offered_and_the_letter_is_skipped(annas: Browser) -> None:
    order = an_order(a_client(email=""), ordered_at=today() - A_DAY)
    service.mark_strung(order, on=today())
    db.session.commit()

    assert "The client has no address, so nothing is mailed." in annas.get(EDIT).text

    annas.fill(EDIT, labour_price="30")
    newest = letters()[0]
    assert (newest.cause, newest.skipped) == (Cause.EDITED, "no_address")


def test_an_order_on_the_bench_has_no_word_about_a_receipt(annas: Browser, order: Order) -> None:
    assert "If this changes receipt" not in annas.get(EDIT).text


def test_days_are_corrected_and_told_in_the_history(annas: Browser, strung: Order) -> None:
    annas.fill(EDIT, day_strung=str(today() - 4 * A_DAY))

    page = annas.get("/orders/1").text
    assert "Day of stringing corrected from" in page
    assert "by you" in page
    assert f"Receipt {today().year}-0001" in page


def test_another_racket_of_the_same_client(annas: Browser, strung: Order) -> None:
    other = a_racket(now().client, "PA98_2")
    db.session.commit()

    annas.fill(EDIT, racket=str(other.id))

    assert now().racket.instance_id == "PA98_2"


def test_another_client_is_found_and_taken(annas: Browser, order: Order) -> None:
    eva = a_client("Eva", "Probe")
    a_racket(eva, "E1")
    db.session.commit()
    assert f"{EDIT}?client={eva.id}" in annas.get("/orders/1/owner?q=eva").text

    annas.fill(f"{EDIT}?client={eva.id}", EDIT)

    assert (now().client.name, now().racket.instance_id) == ("Eva Probe", "E1")


def test_a_client_without_a_racket_is_sent_to_add_one(annas: Browser, order: Order) -> None:
    eva = a_client("Eva", "Probe")
    db.session.commit()

    page = annas.get(f"{EDIT}?client={eva.id}").text

    assert "This client has no racket yet." in page
    assert annas.post(EDIT, data=fields(page, EDIT)).status_code == 422


def test_one_more_line_for_an_extra_saves_nothing_yet(annas: Browser, order: Order) -> None:
    answer = annas.fill(EDIT, more="1", labour_price="99")

    assert 'value="99"' in answer.text
    assert now().labour_price == Decimal(25)


def test_what_an_old_order_never_said_need_not_be_made_up(annas: Browser, anna: object) -> None:
    an_order(main=Side(label="Gut"), cross=Side())
    db.session.commit()

    annas.fill(EDIT, comments="Found again.")

    order = now()
    assert (order.comments, order.main, order.cross) == ("Found again.", Side(label="Gut"), Side())


def test_one_s_own_job_keeps_what_its_form_does_not_ask(annas: Browser, anna: object) -> None:
    me = a_client("Anna", "Selbst")
    me.is_self_for_stringer = True
    db.session.flush()
    own = Side(label="Gut", tension=Decimal(24), byo=True)
    an_order(me, main=own)
    db.session.commit()

    annas.fill(EDIT, comments="For Sunday.")

    order = now()
    assert (order.comments, order.main, order.cross) == ("For Sunday.", own, own)
