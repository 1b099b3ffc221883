"""What a notification of a grant leads to: the job, the list, and never a page that is not there."""

from __future__ import annotations

import re

from rbo.notifications import queries as notifications
from rbo.platform.db import db
from rbo.platform.ids import new_id
from rbo.sharing import queries, service
from tests.make import a_client, a_stringer, an_order, just_taken_in
from tests.sharing.grants import as_side, at_work, claim, revoke, share, share_as_client, trust

OVER = "This is not shared with you any more."


def newest(stringer):
    """The address of the line that came in last."""
    with as_side(stringer, read_only=True):
        return f"/notifications/{notifications.inbox()[0].id}"


def led(browser, address):
    """Where a browser ends that follows *address*, and the page there."""
    answer = browser.get(address)
    while answer.location:
        address = answer.location
        answer = browser.get(address)
    assert answer.status_code == 200, address
    return address, answer.text


def test_each_kind_of_grant_leads_to_what_it_shows_and_then_to_the_list(anna, ben, bens, database):
    client = a_client("Lena", "Muster")
    job = just_taken_in(client).id
    person = claim(database["superuser"], client)
    for give, granter, page in (
        (lambda: share(an_order(client), ben), anna, None),
        (lambda: share_as_client(person, job, ben), person, f"/shared/{job}"),
        (lambda: trust(person, ben), person, "/shared"),
    ):
        grant = give()
        told = newest(ben)
        place, text = led(bens, told)
        assert place == (page or f"/shared/{grant.order_id}")
        assert OVER not in text

        revoke(grant, granter)
        place, text = led(bens, told)
        assert (place, OVER in text) == ("/shared", True)
        assert led(bens, newest(ben))[0] == "/shared"


def test_what_is_opened_from_the_list_is_read_in_the_inbox_too(anna, ben, bens, database):
    client = a_client("Lena", "Muster")
    job, other = just_taken_in(client).id, just_taken_in(client).id
    person = claim(database["superuser"], client)
    for order in (job, other):
        share_as_client(person, order, ben)
    assert rung(bens, "/notifications") == "2"

    assert rung(bens, f"/shared/{job}") == "1"
    trust(person, ben)
    assert rung(bens, f"/shared/{job}") == "1"
    assert rung(bens, f"/shared/{other}") == "0"


def share_at_once(orders, grantee):
    with at_work():
        service.share(orders, grantee.email)
    db.session.commit()


def test_many_jobs_shared_in_one_deed_are_one_line_that_leads_to_them(anna, ben, bens):
    known, *others = orders = [an_order() for _nr in range(4)]
    share_at_once([known], ben)
    share_at_once(orders, ben)

    inbox = bens.get("/notifications").text

    assert rung(bens, "/notifications") == "2"
    assert "3 stringjobs were shared with you" in inbox
    assert rung(bens, f"/shared/{known.id}") == "1"
    assert rung(bens, f"/shared/{others[0].id}") == "1", "one of several is not all of them"
    place, listed = led(bens, newest(ben))
    assert place == f"/shared?source={anna.id}"
    assert all(f"/shared/{order.id}" in listed for order in others)
    assert rung(bens, "/notifications") == "0"


def test_several_are_read_in_the_inbox_once_the_list_of_whoever_shared_them_is_shown(anna, ben, bens):
    orders = [an_order(), an_order()]
    share_at_once(orders, ben)
    with as_side(a_stringer("Carla")):
        share_at_once([an_order(), an_order()], ben)
    share_at_once([an_order()], ben)

    assert rung(bens, "/shared") == "3", "each of them may stand on another page"
    assert rung(bens, f"/shared?source={anna.id}&client={orders[0].client_id}") == "3"
    assert rung(bens, f"/shared?source={anna.id}") == "2"
    assert rung(bens, "/notifications") == "2"


def test_a_list_that_is_shared_again_tells_nothing(anna, ben, bens):
    orders = [an_order(), an_order()]
    for _twice in range(2):
        share_at_once(orders, ben)

    assert rung(bens, "/notifications") == "1"


def test_the_line_of_many_that_are_over_leads_to_a_list_that_says_so(anna, ben, bens):
    orders = [an_order(), an_order()]
    share_at_once(orders, ben)
    told = newest(ben)
    for order in orders:
        revoke(queries.given(order.id)[0], anna)

    assert "Nothing is shared with you" in led(bens, told)[1]


def rung(browser, address):
    """The number at the bell of a page."""
    return re.search(r"seen=(\d+)", browser.get(address).text)[1]


def test_a_grant_of_somebody_else_reads_like_none(anna, ben, annas, bens):
    job = share(an_order(), ben).order_id
    places = [led(annas, f"/shared/news?about={about}") for about in (job, new_id(), "x", "")]

    assert {place for place, _text in places} == {"/shared"}
    assert all(OVER in text for _place, text in places)
