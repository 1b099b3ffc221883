"""Letting another stringer look, and no longer: by pages."""

from __future__ import annotations

import re

import pytest

from rbo.orders import service as orders
from rbo.platform.db import db, system_session
from rbo.platform.errors import Missing
from rbo.sharing import queries, service
from rbo.stringers.models import Stringer
from tests.browsers import fields
from tests.make import a_client, a_stringer, an_order, just_taken_in, today
from tests.sharing.grants import as_side, at_work, grants_of, share


def test_an_unknown_address_is_answered_byte_for_byte_like_a_known_one(anna, ben, annas):
    page, answers = f"/orders/{just_taken_in().number}/shares", []
    for email in (ben.email, "nobody@example.org"):
        answer = annas.fill(page, grantee_email=email)
        answers.append((answer.status_code, answer.data, without_request(answer.headers)))
    unknown, known = re.findall(r"<li><div>.*?</li>", annas.get(page).text, re.DOTALL)

    assert answers[0] == answers[1]
    assert anonymous(known, ben.email) == anonymous(unknown, "nobody@example.org")


def without_request(headers):
    """Everything but the id of the request, and the second in which the cookie was signed."""
    kept = [(name, value) for name, value in headers if name != "X-Request-ID"]
    return [(name, value.partition(".")[0] if name == "Set-Cookie" else value) for name, value in kept]


def anonymous(line, email):
    """A line of the list without what was typed and without the id of the grant."""
    return re.sub(r"/shares/[-0-9a-f]+", "/shares/id", line.replace(email, "typed"))


def test_sharing_twice_answers_as_once(anna, ben, annas):
    order = an_order()
    for _ in range(2):
        assert annas.fill(f"/orders/{order.number}/shares", grantee_email=ben.email).status_code == 303

    assert grants_of(order) == [ben.email]


def test_what_is_given_again_goes_to_whoever_has_the_address_by_now(anna, ben):
    order = an_order()
    with at_work():
        service.share([order], "soon@example.org")
        (ended,) = queries.given(order.id)
        service.end(ended)
        db.session.commit()
    with system_session() as rows:
        rows.get_one(Stringer, ben.id).email = "soon@example.org"

    with at_work():
        service.give_again(ended)

    assert {grant.grantee_id for grant in queries.given(order.id)} == {None, ben.id}
    db.session.expunge(ended)
    ended.grantee_email = ""
    with pytest.raises(Missing):
        service.give_again(ended)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("", "Enter the email address"), ("x", "complete email"), (None, "your own address")],
)
def test_an_address_that_cannot_be_shared_with_is_named_and_kept(anna, annas, typed, sentence):
    order, typed = an_order(), anna.email if typed is None else typed
    answer = annas.fill(f"/orders/{order.number}/shares", grantee_email=typed)

    assert answer.status_code == 422
    assert sentence in answer.text
    assert f'value="{typed}"' in answer.text
    assert grants_of(order) == []


def moves_form(browser):
    """What the bar below a list of orders sends whatever is ticked."""
    return fields(browser.get("/orders").text, "/orders/moves")


def test_several_orders_are_shared_from_the_list(anna, ben, annas, bens):
    mine = [an_order(a_client(name)) for name in ("Lena", "Max", "Nina")]
    ticked = {"number": [mine[0].number, mine[2].number]}
    picked = annas.post("/shares/picked", data=moves_form(annas) | ticked)
    answer = annas.fill(picked.location, "/shares", grantee_email=ben.email, **ticked)

    assert answer.location == "/orders"
    assert [grants_of(order) for order in mine] == [[ben.email], [], [ben.email]]
    inbox = bens.get("/shared").text
    assert "Lena" in inbox
    assert "Nina" in inbox
    assert "Max" not in inbox


@pytest.mark.parametrize("address", ["/shares/picked", "/shares"])
def test_no_more_orders_are_shared_at_once_than_a_list_ticks(anna, annas, address):
    page = f"/orders/{just_taken_in().number}/shares"
    sent = fields(annas.get(page).text, page) | {"grantee_email": "someone@example.org"}

    answer = annas.post(address, data=sent | {"number": [str(number) for number in range(501)]})

    assert answer.status_code == 422
    assert "Select at most 500 orders" in answer.text


def test_the_granter_revokes_and_the_open_tab_shows_nothing_any_more(anna, ben, annas, bens):
    """L-93."""
    order = an_order()
    orders.mark_strung(order, on=today())
    grant, narrowed = share(order, ben), f"/shared?client={order.client_id}"
    pages = ("", "/receipt.pdf", "/receipt")
    assert "Lena</a>" in bens.get(narrowed).text
    assert [bens.get(f"/shared/{order.id}{page}").status_code for page in pages] == [200, 202, 200]
    annas.fill(f"/orders/{order.number}/shares", f"/shares/{grant.id}")

    for headers in ({}, {"HX-Request": "true"}):
        asked = [bens.get(f"/shared/{order.id}{page}", headers=headers) for page in pages]
        assert [answer.status_code for answer in asked] == [404, 404, 404]
    assert "Nothing is shared with you" in bens.get("/shared").text
    assert "Lena" not in bens.get(narrowed).text


def test_the_grantee_takes_it_off_the_list(anna, ben, bens):
    order = an_order()
    grant = share(order, ben)
    answer = bens.fill(f"/shared/{order.id}", f"/shares/{grant.id}")

    assert answer.location == "/shared"
    assert bens.get(f"/shared/{order.id}").status_code == 404
    assert grants_of(order) == []


def test_whoever_is_no_side_of_a_grant_does_not_end_it(anna, ben, annas):
    with as_side(ben):
        order = an_order()
        grant = share(order, a_stringer("Carla"))
    an_order()
    answer = annas.post(f"/shares/{grant.id}", data=moves_form(annas) | {"_method": "delete"})

    assert answer.status_code == 404
    with as_side(ben):
        assert len(grants_of(order)) == 1
