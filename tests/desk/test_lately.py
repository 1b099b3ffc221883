"""`/activity`: what was done in the book, and the way back."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from rbo.clients import service as clients
from rbo.desk import lately
from rbo.orders import queries, service
from rbo.orders.constraints import Step
from rbo.orders.moves import redate
from rbo.platform.db import db
from rbo.stringers import queries as stringers
from tests.browsers import fields
from tests.desk.acting import at_a_page
from tests.imports.bringing import brought, let_work, press
from tests.imports.v1 import v1_book
from tests.imports.years import years
from tests.make import a_client, an_order, newest, reloaded, today
from tests.signed_in import csrf

UNDO = re.compile(r'action="(/orders/\d+/\w+)"')


@pytest.fixture
def strung(anna):
    """An order of last week that is strung, by a press of the button."""
    with at_a_page("taken"):
        order = an_order(a_client("Lena", "Muster"), ordered_at=today() - timedelta(days=7))
        db.session.commit()
    with at_a_page("strung"):
        service.mark_strung(reloaded(order.number), on=today())
        db.session.commit()
    return reloaded(order.number)


def entries(browser, page="/activity"):
    """What each entry says, the newest first."""
    found = re.findall(
        r"<li>(.+?)</li>", browser.get(page).text.partition('class="stack lately"')[2], re.DOTALL
    )
    return [" ".join(re.sub(r"<[^>]+>", " ", one).split()) for one in found]


def offered(browser):
    return UNDO.findall(browser.get("/activity").text)


def test_what_was_done_stands_with_its_order_and_the_newest_first(annas, strung):
    first, *rest = entries(annas)

    order = queries.by_number(strung.number)
    racket, short_id = order.racket.label, order.racket.instance_id
    assert re.fullmatch(
        rf"Order {strung.number} · Lena Muster Strung, \S+ \S+ {racket} · \d\d:\d\d · by RBO Undo", first
    )
    assert [one.split(" Written into the book ")[0] for one in rest] == [
        f"Order {strung.number} · Lena Muster",
        " · ".join(filter(None, (racket, short_id))),
        "Lena Muster",
    ]


def test_a_step_is_taken_back_from_there_and_one_is_there_again(annas, strung):
    address = f"/orders/{strung.number}/stringing"
    assert offered(annas) == [address]

    answer = annas.fill("/activity", address)

    assert (answer.status_code, answer.location) == (303, "/activity")
    assert not reloaded(strung.number).is_strung
    assert "Stringing taken back" in entries(annas)[0]
    assert "by you" in entries(annas)[0]
    assert offered(annas) == []


def test_only_what_can_go_back_has_a_button(annas, strung):
    number = strung.number
    steps = {Step.RETURNED: service.mark_returned, Step.PAID: service.mark_paid}
    for step, verb in steps.items():
        with at_a_page(step):
            verb(reloaded(number), on=today())
            db.session.commit()
    assert offered(annas) == [f"/orders/{number}/payment", f"/orders/{number}/return"]

    with at_a_page("corrected"):
        redate(reloaded(number), {Step.PAID: today() - timedelta(days=1)})
        db.session.commit()
    assert offered(annas) == [f"/orders/{number}/return"]

    with at_a_page("back"):
        service.undo_return(reloaded(number), reloaded(number).version)
        db.session.commit()
    assert offered(annas) == [f"/orders/{number}/stringing"]


def test_a_step_taken_twice_has_one_button(annas, strung):
    with at_a_page("back"):
        service.undo_stringing(reloaded(strung.number), strung.version)
        db.session.commit()
    with at_a_page("again"):
        service.mark_strung(reloaded(strung.number), on=today())
        db.session.commit()

    assert "Strung" in entries(annas)[0]
    assert offered(annas) == [f"/orders/{strung.number}/stringing"]


def test_a_button_of_an_old_page_changes_nothing(annas, strung):
    seen = fields(annas.get("/activity").text, f"/orders/{strung.number}/stringing")
    order = reloaded(strung.number)
    order.comments = "Softer"
    db.session.commit()

    answer = annas.post(f"/orders/{strung.number}/stringing", data=seen)

    assert answer.status_code == 409
    assert reloaded(strung.number).is_strung


def test_cancelled_and_own_ones_go_back_too(annas, anna):
    with at_a_page():
        gone = an_order()
        service.cancel(gone, on=today())
        me = clients.myself("Anna")
        draft = an_order(me)
        service.undo_ordering(draft, draft.version)
        service.mark_ordered(draft, on=today())
        db.session.commit()

    assert offered(annas) == [f"/orders/{draft.number}/ordering", f"/orders/{gone.number}/cancellation"]
    for address in offered(annas):
        assert annas.fill("/activity", address).status_code == 303
    assert (reloaded(gone.number).cancelled_at, reloaded(draft.number).ordered_at) == (None, None)


def test_what_is_personal_is_named_and_not_shown(annas, anna):
    lena = a_client("Lena", "Muster", phone="+41 79 111 11 11")
    db.session.commit()
    with at_a_page():
        lena.entered_phone, lena.nickname = "+41 79 222 22 22", "Leni"
        clients.archive(lena)
        db.session.commit()

    (said,) = entries(annas)
    assert said.startswith("Lena Muster Archived Phone changed Nickname changed ")
    assert "222" not in said


def test_nobody_sees_what_another_did(annas, bens, strung):
    assert entries(bens) == []
    assert "Nothing was done yet" in bens.get("/activity").text
    sent = {"csrf_token": csrf(bens, "/activity"), "_method": "DELETE", "version": "1"}
    assert bens.post(f"/orders/{strung.number}/stringing", data=sent).status_code == 404


def test_an_import_stands_on_its_own_page(annas, anna, database):
    page = brought(annas, v1_book(years(clients=3, own=2)).packed(), database["superuser"])
    press(annas, page, "approval")
    let_work(database["superuser"])

    assert len(newest(9)) == 5
    assert not any(one.startswith("Order") for one in entries(annas))


def test_pages_follow_each_other_without_a_gap(annas, anna):
    for nr in range(lately.A_PAGE + 5):
        with at_a_page(str(nr)):
            a_client("Nora", f"Probe{nr}")
            db.session.commit()

    first = entries(annas)
    older = re.search(r'rel="next" href="([^"]+)"', annas.get("/activity").text)[1]
    second = entries(annas, older)

    names = [re.search(r"Probe\d+", one)[0] for one in (*first, *second)]
    assert names == [f"Probe{nr}" for nr in reversed(range(lately.A_PAGE + 5))]
    assert 'rel="next"' not in annas.get(older).text
    assert annas.get("/activity?before=nonsense").status_code == 200


def test_days_are_those_of_the_stringer(annas, anna):
    stringers.mine().timezone = "Pacific/Kiritimati"
    with at_a_page():
        a_client("Lena")
        db.session.commit()
    db.session.expire_all()
    db.session.rollback()
    ahead = annas.get("/activity").text

    stringers.mine().timezone = "Pacific/Honolulu"
    db.session.commit()
    behind = annas.get("/activity").text

    days = [date.fromisoformat(re.search(r'id="day-([\d-]+)"', page)[1]) for page in (ahead, behind)]
    assert days[0] - days[1] == timedelta(days=1)
