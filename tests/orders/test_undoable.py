"""What may be taken back is said in one place: by the verbs, by the order's page, and by Lately."""

from __future__ import annotations

import re

import pytest

from rbo.clients import service as clients
from rbo.orders import service
from rbo.orders.constraints import Step
from rbo.platform.db import db
from rbo.platform.errors import Refused
from tests.desk.acting import at_a_page
from tests.make import a_client, an_order, just_taken_in, reloaded, today

UNDO = re.compile(
    r'action="/orders/\d+/(\w+)"[^<]*?>\s*<[^>]+>\s*<input type="hidden" name="_method" value="delete">'
)
ADDRESSES = {
    "ordered": "ordering",
    "strung": "stringing",
    "returned": "return",
    "paid": "payment",
    "cancelled": "cancellation",
}
FORTH = {
    "strung": service.mark_strung,
    "returned": service.mark_returned,
    "paid": service.mark_paid,
    "cancelled": service.cancel,
}
BACK = {
    "ordered": service.undo_ordering,
    "strung": service.undo_stringing,
    "returned": service.undo_return,
    "paid": service.undo_payment,
    "cancelled": service.undo_cancellation,
}
COURSES = [
    ("client", [], []),
    ("client", ["paid"], ["paid"]),
    ("client", ["strung"], ["strung"]),
    ("client", ["strung", "returned", "paid"], ["returned", "paid"]),
    ("client", ["paid", "cancelled"], ["paid", "cancelled"]),
    ("self", [], ["ordered"]),
    ("self", ["strung"], ["strung"]),
    ("self", ["cancelled"], ["ordered", "cancelled"]),
]


@pytest.fixture(params=COURSES, ids=lambda course: "-".join((course[0], *course[1])))
def gone(request, anna):
    """An order that went some steps, each by a press of its own, and the steps that may go back."""
    whose, steps, back = request.param
    with at_a_page("taken"):
        me = clients.myself("Anna") if whose == "self" else a_client()
        number = just_taken_in(me).number
        db.session.commit()
    if whose == "self":
        with at_a_page("drafted"):
            service.undo_ordering(reloaded(number), reloaded(number).version)
            db.session.commit()
        with at_a_page("ordered"):
            service.mark_ordered(reloaded(number), on=today())
            db.session.commit()
    for step in steps:
        with at_a_page(step):
            FORTH[step](reloaded(number), on=today())
            db.session.commit()
    return number, back


def test_both_pages_offer_what_may_go_back_and_nothing_else(annas, gone):
    number, back = gone
    wanted = {ADDRESSES[step] for step in back}

    assert service.undoable(reloaded(number)) == back
    for page in (f"/orders/{number}", "/activity"):
        assert set(UNDO.findall(annas.get(page).text)) == wanted, page


def test_the_verbs_take_back_what_is_offered_and_refuse_the_rest_of_what_was_done(gone):
    number, back = gone
    done = [step for step in Step if getattr(reloaded(number), f"{step}_at")]
    for step in done:
        order = reloaded(number)
        try:
            BACK[step](order, order.version)
            went = True
        except Refused:
            went = False
        db.session.rollback()
        assert went == (step in back), step


def test_a_button_says_what_it_undoes_to_whoever_does_not_see_where_it_stands(annas, anna):
    with at_a_page():
        order = an_order()
        service.mark_strung(order, on=today())
        db.session.commit()

    named = [
        re.findall(r'aria-label="(Undo, [^"]+)"', annas.get(page).text)
        for page in (f"/orders/{order.number}", "/activity")
    ]

    assert named[0] == ["Undo, Strung"]
    assert re.fullmatch(rf"Undo, Order {order.number}, Strung, .+", *named[1])
