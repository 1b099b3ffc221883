"""Today says what did not arrive, why, and what to do."""

from __future__ import annotations

from datetime import timedelta
from typing import NamedTuple
from uuid import UUID

import pytest
from sqlalchemy import insert, update

from rbo.orders import service
from rbo.platform import clock
from rbo.platform.db import db, system_session
from rbo.platform.jobs.holding import HELD, REASON, UNTIL
from rbo.platform.jobs.models import Outbox, Pause
from rbo.platform.jobs.states import OutboxState
from rbo.receipts import queries as receipts
from rbo.receipts.models import Skipped
from tests.make import a_client, an_order, receipt_numbers, reloaded, today


class Lost(NamedTuple):
    """An order by its number, and whose it is."""

    number: int
    client_id: UUID


def an_order_whose_letter(state, reason, next_at=None):
    """Number and client of an order whose letter, once tried, stands like this."""
    order = an_order(a_client("Jonas", "Beispiel"))
    known = Lost(order.number, order.client_id)
    receipt = service.mark_strung(order, on=today())
    db.session.commit()
    which = Outbox.id == receipts.emissions_of(receipt)[0].outbox_id
    db.session.rollback()
    settle(which, state, reason, next_at)
    return known


def settle(which, state, reason, next_at=None):
    """A letter was tried once, and stands like this since."""
    row = update(Outbox).where(which)
    with system_session() as session:
        session.execute(row.values(state=OutboxState.INFLIGHT, attempt=1))
    with system_session() as session:
        session.execute(row.values(state=state, last_error_class=reason, next_at=next_at))


@pytest.fixture
def lost(anna):
    """An order whose receipt came back: the mailbox is full."""
    return an_order_whose_letter(OutboxState.FAILED, "mailbox_full")


def test_a_letter_that_failed_is_named_with_its_reason(lost, annas):
    page = annas.get("/").text

    assert f"Receipt {receipt_numbers()[0]} did not arrive" in page
    assert "mailbox is full" in page
    assert "Send again" in page
    assert "Change address" in page


def test_a_letter_that_stays_uncertain_perhaps_arrived(anna, annas):
    an_order_whose_letter(OutboxState.UNCERTAIN, "no_answer")

    page = annas.get("/").text

    assert f"Receipt {receipt_numbers()[0]} · Perhaps mailed" in page
    assert "the mail server did not confirm it" in page
    assert "did not arrive" not in page
    assert "Send again" in page


def test_an_uncertain_letter_with_a_second_try_before_it_is_no_trouble_yet(anna, annas):
    an_order_whose_letter(OutboxState.UNCERTAIN, "no_answer", next_at=clock.now() + timedelta(minutes=15))

    assert "Perhaps mailed" not in annas.get("/").text


def test_sending_again_takes_the_notice_away(lost, annas):
    answer = annas.fill("/", f"/orders/{lost.number}/emissions")

    assert answer.location == "/"
    page = annas.get("/").text
    assert "The receipt is on its way again." in page
    assert "did not arrive" not in page


def test_a_letter_that_was_never_mailed_hides_no_failure(lost, annas):
    """The client has no address any more: nothing went out, and whoever waits for the receipt has none."""
    annas.fill(f"/clients/{lost.client_id}/edit?back=/", email="")
    annas.fill("/", f"/orders/{lost.number}/emissions")

    page = annas.get("/").text

    assert receipts.emissions_of(reloaded(lost.number).receipt)[0].skipped is Skipped.NO_ADDRESS
    assert f"Receipt {receipt_numbers()[0]} did not arrive" in page


def test_a_letter_that_was_dropped_on_its_way_hides_no_failure(lost, annas):
    annas.fill("/", f"/orders/{lost.number}/emissions")
    again = receipts.emissions_of(reloaded(lost.number).receipt)[0].outbox_id
    annas.fill("/outbox", f"/outbox/{again}", reason="Too early")

    assert f"Receipt {receipt_numbers()[0]} did not arrive" in annas.get("/").text


def test_a_failure_that_is_discarded_is_dealt_with(lost, annas):
    failed = receipts.emissions_of(reloaded(lost.number).receipt)[0].outbox_id
    assert 'href="/outbox">Outbox<' in annas.get("/").text

    annas.fill("/outbox", f"/outbox/{failed}", reason="They have it on paper")

    assert "did not arrive" not in annas.get("/").text


def test_of_two_letters_that_failed_only_the_later_is_told(lost, annas):
    annas.fill("/", f"/orders/{lost.number}/emissions")
    again = receipts.emissions_of(reloaded(lost.number).receipt)[0].outbox_id
    db.session.rollback()
    settle(Outbox.id == again, OutboxState.FAILED, "unknown_address")

    page = annas.get("/").text

    assert page.count("did not arrive") == 1
    assert "This address does not exist" in page


def test_a_new_address_is_said_before_sending_again(lost, annas):
    edit = f"/clients/{lost.client_id}/edit?back=/"

    answer = annas.fill(edit, email="jonas@example.org")

    assert answer.location == "/"
    assert "now it would go to jonas@example.org" in annas.get("/").text


def test_a_letter_goes_to_the_new_address(lost, annas):
    annas.fill(f"/clients/{lost.client_id}/edit?back=/", email="jonas@example.org")
    annas.fill("/", f"/orders/{lost.number}/emissions")

    last = receipts.emissions_of(reloaded(lost.number).receipt)[0]

    assert last.recipient == "jonas@example.org"


def test_a_stringing_taken_back_takes_the_notice_along(lost, annas):
    order = reloaded(lost.number)
    service.undo_stringing(order, seen_version=order.version)
    db.session.commit()

    assert "did not arrive" not in annas.get("/").text


def test_a_failure_is_its_owners_alone(lost, bens):
    assert "did not arrive" not in bens.get("/").text


def test_mail_on_hold_after_a_restore_is_said_without_an_end(anna, annas):
    with system_session() as session:
        session.execute(insert(Pause).values(channel=HELD, until=UNTIL, reason=REASON))

    page = annas.get("/").text

    assert "Mailing is on hold" in page
    assert "9999" not in page


def test_a_pause_of_all_mail_is_said_with_its_end(anna, annas):
    until = clock.now() + timedelta(hours=1)
    with system_session() as session:
        session.execute(insert(Pause).values(channel="mail", until=until, reason="quota_reached"))

    page = annas.get("/").text

    assert "Mailing is paused" in page
    assert "The mail provider takes no more mail for now." in page
    assert f"{until.astimezone():%M}" in page
