"""The page of one order: all of it at a glance, what happened to it, and what is done after stringing."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import event, update

from rbo.orders import queries, service
from rbo.orders.lifecycle import State
from rbo.orders.models import Order
from rbo.orders.side import Side
from rbo.orders.trail import redone_as
from rbo.platform.db import app_engine, db, system_session
from rbo.platform.jobs.models import Outbox
from rbo.platform.jobs.states import OutboxState
from rbo.receipts import queries as receipts
from rbo.receipts.models import Cause
from tests.browsers import Browser, fields
from tests.make import a_client, an_order, reloaded, today

A_DAY = timedelta(days=1)
MAINS = Side(
    label="Luxilon ALU Power",
    gauge_mm=Decimal("1.25"),
    gauge_label="16L",
    tension=Decimal(24),
    colour="silver",
    price=Decimal(22),
    byo=True,
)


@pytest.fixture
def strung(anna: object) -> Order:
    """A hybrid that came off the machine three days ago."""
    order = an_order(
        ordered_at=today() - 7 * A_DAY,
        main=MAINS,
        cross=Side(label="Babolat VS Touch", tension=Decimal(23), price=Decimal(28)),
        pieces=2,
        knots=4,
        prestretch_pct=10,
        dynamic_tension=Decimal(36),
        dynamic_tension_instrument="ERT 300",
        extras=(("Overgrip", Decimal(6)),),
        comments="Softer in the crosses.",
    )
    service.mark_strung(order, on=today() - 3 * A_DAY)
    db.session.commit()
    return order


@pytest.fixture
def mine(anna: object) -> Order:
    """A draft of one's own."""
    me = a_client("Anna", "Selbst")
    me.is_self_for_stringer = True
    db.session.flush()
    order = an_order(me, is_draft=True)
    db.session.commit()
    return order


def causes() -> list[Cause]:
    """Why letters of order 1 were written, the latest first."""
    receipt = reloaded(1).receipt
    return [letter.cause for letter in receipts.emissions_of(receipt)] if receipt else []


def text_of(page: str) -> str:
    """What a page says, without its tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


@pytest.mark.parametrize(
    "said",
    [
        "24.0 kg 52.9 lb",
        "23.0 kg 50.7 lb",
        "1.25 mm · 16L · silver · own",
        "Two-piece, 4 knots, pre-stretch 10 %",
        "36, measured with ERT 300",
        "Overgrip 6.00",
        "CHF 59.00",
        "Softer in the crosses.",
    ],
)
def test_everything_of_the_job_is_there_at_a_glance(annas: Browser, strung: Order, said: str) -> None:
    assert said in text_of(annas.get("/orders/1").text)


def test_the_page_leads_to_the_client_and_to_the_racket(annas: Browser, strung: Order) -> None:
    page = annas.get("/orders/1").text

    assert f'href="/clients/{strung.client_id}"' in page
    assert f'href="/orders?racket={strung.racket_id}"' in page


def test_every_letter_is_told_with_its_reason(annas: Browser, strung: Order) -> None:
    failed = {"state": OutboxState.FAILED, "last_error_class": "mailbox_full", "next_at": None}
    for step in ({"state": OutboxState.INFLIGHT}, failed):
        with system_session() as session:
            session.execute(update(Outbox).values(**step))

    said = text_of(annas.get("/orders/1").text)

    assert "when marked strung Could not be mailed, lena@example.com" in said
    assert "The client's mailbox is full." in said.replace("&#39;", "'")


def test_the_history_tells_every_move_in_a_sentence(annas: Browser, strung: Order) -> None:
    service.mark_paid(reloaded(1), on=today())
    service.undo_payment(reloaded(1), reloaded(1).version)
    db.session.commit()

    said = text_of(annas.get("/orders/1").text)

    for sentence in ("Payment taken back", "Paid, ", "Strung, ", "Written into the book"):
        assert sentence in said


def test_a_page_of_one_order_asks_the_database_a_dozen_times_at_most(annas: Browser, strung: Order) -> None:
    for _time in range(5):
        service.send_again(reloaded(1))
    db.session.commit()
    asked: list[str] = []

    def count(_connection, _cursor, statement, *_rest):
        asked.append(statement)

    event.listen(app_engine(), "before_cursor_execute", count)
    try:
        annas.get("/orders/1")
    finally:
        event.remove(app_engine(), "before_cursor_execute", count)

    assert len(asked) <= 12, "\n".join(asked)


def test_a_reading_is_noted_without_a_letter_unless_asked_for(annas: Browser, strung: Order) -> None:
    annas.fill("/orders/1", "/orders/1/reading", dynamic_tension="35.5")

    assert reloaded(1).dynamic_tension == Decimal("35.5")
    assert causes() == [Cause.STRUNG]

    annas.fill("/orders/1", "/orders/1/reading", dynamic_tension="35", send="y")

    assert causes() == [Cause.EDITED, Cause.STRUNG]


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"dynamic_tension": "3600"}, "Enter a reading between 1 and 999."),
        ({"dynamic_tension_instrument": ""}, "Enter the instrument it was measured with."),
        ({"dynamic_tension": "hard"}, "Enter a number like 24.5."),
    ],
)
def test_a_reading_that_says_nothing_is_asked_for_again(
    annas: Browser, strung: Order, typed: dict[str, str], sentence: str
) -> None:
    answer = annas.post(
        "/orders/1/reading", data=fields(annas.get("/orders/1").text, "/orders/1/reading") | typed
    )

    assert answer.status_code == 422
    assert sentence in answer.text
    assert reloaded(1).dynamic_tension == Decimal(36)


def test_a_reading_from_an_older_page_overwrites_nothing(annas: Browser, strung: Order) -> None:
    old = fields(annas.get("/orders/1").text, "/orders/1/reading")
    annas.fill("/orders/1", "/orders/1/reading", dynamic_tension="35")

    answer = annas.post("/orders/1/reading", data=old | {"dynamic_tension": "20"})

    assert answer.status_code == 409
    assert reloaded(1).dynamic_tension == Decimal(35)


def test_the_last_instrument_is_proposed(annas: Browser, strung: Order) -> None:
    service.mark_strung(an_order(), on=today())
    db.session.commit()

    proposed = fields(annas.get("/orders/2").text, "/orders/2/reading")

    assert (proposed["dynamic_tension"], proposed["dynamic_tension_instrument"]) == ("", "ERT 300")


def test_an_empty_reading_takes_it_back(annas: Browser, strung: Order) -> None:
    annas.fill("/orders/1", "/orders/1/reading", dynamic_tension="")

    order = reloaded(1)
    assert (order.dynamic_tension, order.dynamic_tension_instrument) == (None, "")


def test_a_redo_is_the_same_job_for_nothing_and_both_know_each_other(annas: Browser, strung: Order) -> None:
    answer = annas.fill("/orders/1", "/orders/1/redo")

    again = reloaded(2)
    assert answer.location == "/orders/2"
    assert (again.main, again.total) == (replace(MAINS, price=Decimal(0)), Decimal(0))
    assert again.state is State.ORDERED
    assert 'href="/orders/1"' in annas.get("/orders/2").text
    assert 'href="/orders/2"' in annas.get("/orders/1").text


def test_a_redo_pressed_twice_is_one_order(annas: Browser, strung: Order) -> None:
    form = fields(annas.get("/orders/1").text, "/orders/1/redo")

    answers = [annas.post("/orders/1/redo", data=form).location for _press in range(2)]

    assert answers == ["/orders/2", "/orders/2"]
    assert redone_as(queries.by_number(1)) == [2]


def test_a_draft_of_one_s_own_goes_its_own_way(annas: Browser, mine: Order) -> None:
    page = annas.get("/orders/1").text
    assert "Mark ordered" in page
    assert not [word for word in ("Mark paid", "Mark returned", "Labour", "CHF") if word in page]

    for step, state in (("ordering", "ordered"), ("stringing", "strung")):
        annas.post(f"/orders/1/{step}", data=fields(page, "/orders/1/stringing"))
        assert reloaded(1).state == state

    order = reloaded(1)
    assert (order.receipt, order.strung_at) == (None, today())


def test_an_ordered_job_of_one_s_own_can_be_a_draft_again(annas: Browser, mine: Order) -> None:
    service.mark_ordered(reloaded(1), on=today())
    db.session.commit()

    annas.fill("/orders/1", "/orders/1/ordering")

    assert reloaded(1).state == "draft"


def test_a_cancelled_order_says_when_and_that_money_goes_back(annas: Browser, anna: object) -> None:
    order = an_order()
    service.mark_paid(order, on=today())
    service.cancel(order, on=today())
    db.session.commit()

    assert "refund due" in annas.get("/orders/1").text
