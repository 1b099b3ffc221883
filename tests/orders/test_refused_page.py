"""Every no of the bench, as its reader gets it: a sentence on the page, and nothing changed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from werkzeug.test import TestResponse

from rbo.clients.models import ClientProfile
from rbo.orders import service
from rbo.orders.changes.edition import edition_of
from rbo.orders.models import Order
from rbo.platform.db import db
from tests.browsers import Browser, fields
from tests.make import a_client, a_racket, an_order, reloaded, today
from tests.signed_in import TOKEN

A_DAY = timedelta(days=1)
VERBS = {
    "strung": service.mark_strung,
    "returned": service.mark_returned,
    "paid": service.mark_paid,
    "cancelled": service.cancel,
}
FORM_KEY = "018f0000-0000-7000-8000-000000000001"
YESTERDAY, TOMORROW, LONG_AGO = (str(today() + days * A_DAY) for days in (-1, 1, -9))
REFUSED = [
    ((), "POST return", {}, "Order 1 is not strung yet."),
    ((), "POST emissions", {}, "Order 1 is not strung yet."),
    ((), "POST redo", {"form_key": FORM_KEY}, "Order 1 is not strung yet."),
    ((), "POST reading", {"dynamic_tension": "36", "dynamic_tension_instrument": "ERT"}, "not strung yet."),
    ((), "POST ordering", {}, "Order 1 is on the bench already."),
    ((), "DELETE ordering", {}, "A client’s order is no draft. Cancel it instead."),
    ((), "POST stringing", {"on": TOMORROW}, "This day is in the future."),
    ((), "POST payment", {"on": LONG_AGO}, "This day is before the racket came in."),
    ((), "POST payment", {"on": "someday"}, "Enter a day like 2026-03-04."),
    (("strung",), "POST stringing", {"on": YESTERDAY}, "Order 1 is strung already."),
    (("strung",), "POST cancellation", {}, "Order 1 is strung already."),
    (("strung",), "POST return", {"on": YESTERDAY}, "This day is before the racket was strung."),
    (("strung",), "DELETE stringing", {"version": "1"}, "Order 1 was changed meanwhile."),
    (("strung", "returned"), "POST return", {"on": YESTERDAY}, "Order 1 was handed back already."),
    (("strung", "returned"), "DELETE stringing", {}, "The racket was handed back. Undo that first."),
    (("paid",), "POST payment", {"on": YESTERDAY}, "Order 1 is paid already."),
    (("cancelled",), "POST stringing", {}, "Order 1 is cancelled."),
    (("strung", "undone"), "POST cancellation", {}, "Its receipt has a number, so the order stays."),
]


@pytest.fixture
def ask(annas: Browser) -> Callable[..., TestResponse]:
    """Does something to order 1, as a form of its page would."""

    def asked(what: str, **sent: str) -> TestResponse:
        method, place = what.split()
        found = TOKEN.search(annas.get("/settings").text)
        return annas.send(method, f"/orders/1/{place}", data={"csrf_token": found and found[1], **sent})

    return asked


def moved(*steps: str, client: ClientProfile | None = None) -> Order:
    order = an_order(client, ordered_at=today() - 7 * A_DAY)
    for step in steps:
        if step == "undone":
            service.undo_stringing(order, order.version)
        else:
            VERBS[step](order, on=today())
    db.session.commit()
    return order


@pytest.mark.parametrize(("steps", "what", "sent", "sentence"), REFUSED)
def test_a_no_is_a_sentence_and_changes_nothing(
    ask: Callable[..., TestResponse], steps: tuple[str, ...], what: str, sent: dict[str, str], sentence: str
) -> None:
    order = moved(*steps)
    before = edition_of(order), order.cancelled_at, order.version

    answer = ask(what, **sent)

    assert answer.status_code in (409, 422)
    assert sentence in answer.text
    order = reloaded(1)
    assert (edition_of(order), order.cancelled_at, order.version) == before


@pytest.mark.parametrize("what", ["POST return", "POST payment"])
def test_one_s_own_racket_is_neither_fetched_nor_paid_for(
    ask: Callable[..., TestResponse], what: str
) -> None:
    moved("strung", client=myself())

    assert "This racket is your own: nobody fetches it or pays for it." in ask(what).text


def test_a_strung_job_of_one_s_own_is_no_draft(ask: Callable[..., TestResponse]) -> None:
    moved("strung", client=myself())

    assert "Order 1 is strung already." in ask("DELETE ordering").text


EDITS = [
    ({"day_strung": TOMORROW}, "This day is in the future."),
    ({"day_strung": LONG_AGO}, "It cannot be strung before it came in."),
    ({"day_returned": YESTERDAY}, "It cannot be handed back before it was strung."),
    ({"day_paid": LONG_AGO}, "It cannot be paid before it came in."),
    ({"day_paid": ""}, "Enter the day. To take a step, or to take it back, use the order’s own page."),
    ({"main_tension": "60"}, "Enter a tension between 4 and 45 kg"),
]


@pytest.mark.parametrize(("typed", "sentence"), EDITS)
def test_a_change_that_is_refused_keeps_what_was_typed(
    annas: Browser, typed: dict[str, str], sentence: str
) -> None:
    before = edition_of(moved("strung", "returned", "paid"))

    form = fields(annas.get("/orders/1/edit").text, "/orders/1/edit")
    answer = annas.post("/orders/1/edit", data=form | {"comments": "Keep me"} | typed)

    assert answer.status_code in (409, 422)
    assert sentence in answer.text
    assert "Keep me" in answer.text
    assert edition_of(reloaded(1)) == before


def test_a_receipt_stays_with_its_client_on_the_page_too(annas: Browser) -> None:
    moved("strung")
    eva = a_client("Eva", "Probe")
    racket = a_racket(eva, "E1")
    db.session.commit()

    answer = annas.fill("/orders/1/edit", client=str(eva.id), racket=str(racket.id))

    assert "Its receipt has a number and was written for this client." in answer.text


def test_a_client_s_order_and_one_s_own_stay_apart_on_the_page_too(annas: Browser) -> None:
    moved()
    mine = myself()
    racket = a_racket(mine, "M1")
    db.session.commit()

    answer = annas.fill("/orders/1/edit", client=str(mine.id), racket=str(racket.id))

    assert "A client’s order and your own stay apart." in answer.text


def test_a_racket_of_somebody_else_is_no_choice(annas: Browser) -> None:
    moved()
    racket = a_racket(a_client("Eva", "Probe"), "E1")
    db.session.commit()

    assert annas.fill("/orders/1/edit", racket=str(racket.id)).status_code == 422


def myself() -> ClientProfile:
    mine = a_client("Anna", "Selbst")
    mine.is_self_for_stringer = True
    db.session.flush()
    return mine
