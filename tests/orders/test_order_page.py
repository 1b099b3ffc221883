"""The page of one order: all of it at a glance, what happened to it, and what is done after stringing."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import event, update

from rbo.orders import service
from rbo.orders.models import Order
from rbo.platform.db import app_engine, db, system_session
from rbo.platform.jobs.models import Outbox
from rbo.platform.jobs.states import OutboxState
from tests.browsers import Browser
from tests.make import an_order, reloaded, today
from tests.orders.hybrid import a_strung_hybrid

A_DAY = timedelta(days=1)


@pytest.fixture
def strung(anna: object) -> Order:
    """A hybrid that came off the machine three days ago."""
    return a_strung_hybrid()


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


def test_a_cancelled_order_says_when_and_that_money_goes_back(annas: Browser, anna: object) -> None:
    order = an_order()
    service.mark_paid(order, on=today())
    service.cancel(order, on=today())
    db.session.commit()

    assert "refund due" in annas.get("/orders/1").text


def test_a_change_is_told_with_what_it_was_and_became_but_no_word_about_the_client(
    annas: Browser, strung: Order
) -> None:
    """U-33."""
    page = f"/orders/{strung.number}"
    was = f"{reloaded(strung.number).labour_price:.2f}"
    annas.fill(f"{page}/edit", labour_price="31.50", comments="Softer for Lena")

    history = text_of(annas.get(page).text.partition('class="log alone"')[2])

    assert f"Comments changed Labour, {was} → 31.50" in history
    assert "Softer for Lena" not in history.partition("Written into the book")[0]


def test_the_receipt_of_a_stringing_taken_back_is_not_there_to_be_sent(annas: Browser, strung: Order) -> None:
    page, send = f"/orders/{strung.number}", f'action="/orders/{strung.number}/emissions"'
    assert send in annas.get(page).text
    service.undo_stringing(reloaded(strung.number), reloaded(strung.number).version)
    db.session.commit()

    for part in (annas.get(page), annas.get(f"{page}/emissions", headers={"HX-Request": "true"})):
        assert "Receipt 2026-0001" in part.text
        assert send not in part.text
        assert "It can be mailed once the racket is strung again." in part.text
