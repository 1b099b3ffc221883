"""Each event that somebody who watches looks for leaves a line of its own name, and no typed word (S-36)."""

from __future__ import annotations

import json
from contextvars import Context
from dataclasses import dataclass

import pytest
from sqlalchemy import select

from rbo.auth.models import PersonalToken
from rbo.exports.models import Export
from rbo.platform.db import db
from rbo.sharing import queries as shares
from tests.admin.conftest import an_admin
from tests.auth.kit import link_of, sign_in, values
from tests.browsers import Browser, annas, bens
from tests.clocks import later
from tests.faults.kit import work
from tests.make import a_client, an_order
from tests.signed_in import client_of, confirm, csrf

__all__ = ["annas", "bens", "later"]
TYPED = "Kanarienvogel"
MAIL = f"{TYPED.lower()}@example.org"
NEW = f"{TYPED}-7-battery"
EVIL = {"Origin": f"https://{TYPED.lower()}.example"}


@dataclass
class House:
    """Who is there: Anna, Ben, an admin and nobody in particular, each in a browser."""

    app: object
    anna: object
    annas: Browser
    bens: Browser
    lords: Browser
    stranger: Browser
    later: object


@pytest.fixture
def house(app, anna, annas, bens, request):
    lords = Browser(Context().run(client_of, app, an_admin()))
    return House(
        app, anna, annas, bens, lords, Browser(app.test_client()), lambda: request.getfixturevalue("later")
    )


def guess(house, times=1):
    for _ in range(times):
        sign_in(house.stranger, MAIL, f"{TYPED}-1")


def come_in(house):
    Context().run(confirm, house.app.test_client(), link_of(house.app, house.anna.email))


def use_a_key_twice(house):
    """Somebody copied the cookies, and comes after the browser they are of."""
    thief = house.app.test_client()
    for name, value in Context().run(values, house.annas.client).items():
        thief.set_cookie(name, value)
    later = house.later()
    for minutes, browser in ((11, house.annas), (12, Browser(thief))):
        later(minutes=minutes)
        browser.get("/orders")


def show_a_false_token(house):
    house.stranger.client.set_cookie("rbo-access", TYPED)
    house.stranger.get("/orders")


def look_at_a_foreign_row(house):
    client = a_client(TYPED)
    db.session.commit()
    assert house.bens.get(f"/clients/{client.id}").status_code == 404


def come_with_a_false_token(house):
    house.stranger.get("/api/v1/orders", headers={"Authorization": f"Bearer {TYPED}"})


def share(house):
    order = an_order(comments=TYPED)
    db.session.commit()
    page = f"/orders/{order.number}/shares"
    assert house.annas.fill(page, grantee_email=MAIL).status_code == 303
    return order


def share_no_longer(house):
    (grant,) = shares.given(share(house).id)
    token = csrf(house.annas, "/orders/1/shares")
    house.annas.send("DELETE", f"/shares/{grant.id}", headers={"X-CSRFToken": token})


def fetch_an_export(house):
    house.annas.fill("/exports", format="json")
    export = db.session.scalars(select(Export)).one()
    outbox_id, page = export.outbox_id, f"/exports/{export.id}"
    db.session.commit()
    work(outbox_id)
    way = house.annas.get(f"{page}/download").location
    assert house.annas.get(way).status_code == 200


def make_a_token(house):
    page = "/settings/programs"
    assert house.annas.fill(page, name=TYPED, reach="write").status_code == 200
    return db.session.scalars(select(PersonalToken)).one()


def end_a_token(house):
    token = make_a_token(house)
    page = "/settings/programs"
    house.annas.fill(page, f"{page}/{token.id}")


EVENTS = [
    ("password tried", guess),
    ("identity service refused", guess),
    ("slowed down", lambda house: guess(house, 6)),
    ("signed in", come_in),
    ("signed out", lambda house: house.annas.fill("/orders", "/sign-out")),
    ("refresh token used twice, login ended", use_a_key_twice),
    ("token not believed: %s", show_a_false_token),
    ("password changed", lambda house: house.annas.fill("/password", password=NEW)),
    (
        "form without the token of its page refused",
        lambda h: h.annas.post("/exports", data={"format": TYPED}),
    ),
    ("form of another site refused", lambda house: house.annas.post("/exports", headers=EVIL)),
    ("denied: %s", look_at_a_foreign_row),
    ("denied: %s", lambda house: house.annas.get("/admin/stringers", query_string={"q": TYPED})),
    ("denied: %s", come_with_a_false_token),
    ("deed of an admin", lambda house: house.lords.get("/admin/log")),
    ("deed of an admin", lambda house: house.lords.fill("/admin/stringers", email=MAIL)),
    ("export asked for", lambda house: house.annas.fill("/exports", format="json")),
    ("export fetched", fetch_an_export),
    ("grant given", share),
    ("grant ended", share_no_longer),
    ("token of a program made", make_a_token),
    ("token of a program ended", end_a_token),
]


@pytest.mark.parametrize(("event", "happens"), EVENTS)
def test_what_somebody_who_watches_looks_for_leaves_a_line(house, lines, event, happens):
    happens(house)

    found = [line for line in map(json.loads, lines) if line["event"] == event]
    assert found, sorted({json.loads(line)["event"] for line in lines})
    assert all(line.get("request_id") for line in found)
    assert [line for line in lines if TYPED.lower() in line.lower()] == []


def test_a_denial_names_what_was_asked_for_and_who_asked_by_ids(house, lines):
    house.annas.get("/admin/stringers")

    (denied,) = [line for line in map(json.loads, lines) if line["event"] == "denied: %s"]
    assert (denied["route"], denied["status"]) == ("/admin/stringers", 404)
    assert denied["actor"] == f"stringer:{house.anna.id}"


def test_a_try_that_has_to_wait_names_its_limit(house, lines):
    guess(house, 6)

    (slowed,) = [line for line in map(json.loads, lines) if line["event"] == "slowed down"]
    assert (slowed["rule"], slowed["wait_s"]) == ("password-account", 1)


def test_a_deed_of_an_admin_is_called_as_in_the_admin_log(house, lines):
    house.lords.get("/admin/log")

    (line,) = [line for line in map(json.loads, lines) if line["event"] == "deed of an admin"]
    assert line["deed"] == "log_read"


def test_an_address_that_is_none_is_no_denial(house, lines):
    house.stranger.get("/wp-login.php")

    assert [line for line in map(json.loads, lines) if line["event"] == "denied: %s"] == []
