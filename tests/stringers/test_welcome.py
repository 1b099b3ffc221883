"""The first page of a new stringer: one page, on a phone, nothing typed is lost."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from rbo.auth import service
from rbo.auth.gotrue import gotrue
from rbo.platform.db import system_session
from rbo.stringers.models import Stringer, TensionUnit
from tests.auth.kit import sign_in
from tests.signed_in import confirm, csrf

NEW = "new@example.org"
FILLED = {
    "display_name": "Neu’s Saiten",
    "business_name": "Saiten Neu",
    "street": "Seeweg",
    "house_number": "7a",
    "postal_code": "8001",
    "town": "Zürich",
    "country": "CH",
    "phone": "+41 44 000 00 00",
    "default_locale": "de",
    "timezone": "Europe/Zurich",
    "currency": "CHF",
    "default_tension_unit": "lb",
    "default_labour_price": "27,50",
    "password": "",
}


@pytest.fixture
def newcomer(app, database, redis_url):
    """A browser of somebody who has just accepted an invitation."""
    browser = app.test_client()
    with app.app_context():
        service.invite(NEW, "en")
        token, kind = gotrue().make_link("invite", NEW)
    assert confirm(browser, f"/auth/callback?token_hash={token}&type={kind}").status_code == 303
    return browser


def send(browser, **other):
    return browser.post("/welcome", data=FILLED | other | {"csrf_token": csrf(browser, "/welcome")})


def kept(app):
    with app.app_context(), system_session() as rows:
        found = rows.scalars(select(Stringer).where(Stringer.email == NEW)).one()
        rows.expunge(found)
        return found


@pytest.mark.parametrize("page", ["/", "/orders", "/settings", "/orders/new"])
def test_every_page_leads_to_the_profile_until_it_is_filled_in(newcomer, page):
    assert newcomer.get(page).location == "/welcome"


def test_signing_out_works_before_the_profile(newcomer):
    assert newcomer.post("/sign-out", data={"csrf_token": csrf(newcomer, "/welcome")}).location == "/sign-in"


def test_a_filled_in_profile_opens_the_book(app, newcomer):
    assert send(newcomer).location == "/"

    me = kept(app)
    assert (me.display_name, me.town, str(me.default_labour_price)) == ("Neu’s Saiten", "Zürich", "27.50")
    assert me.default_tension_unit is TensionUnit.LB
    assert newcomer.get("/settings").status_code == 200
    assert newcomer.get("/welcome").location == "/"


def test_a_name_is_all_that_is_needed(app, newcomer):
    bare = dict.fromkeys(
        ("business_name", "street", "house_number", "postal_code", "town", "phone", "password"), ""
    )
    assert send(newcomer, **bare).location == "/"


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"display_name": ""}, "Enter the name your clients know you by."),
        ({"display_name": "x" * 81}, "Shorten this to 80 characters."),
        ({"display_name": "   "}, "Enter the name your clients know you by."),
        ({"default_labour_price": "much"}, "Enter a number like 24.5."),
        ({"default_labour_price": "9.999"}, "Enter at most 2 decimals."),
        ({"default_labour_price": "-1"}, "Enter an amount between"),
        ({"default_labour_price": ""}, "Enter an amount, for example 25.00."),
        ({"password": "weak"}, "Use 12 to 128 characters"),
        ({"currency": "XXX"}, "Not a valid choice"),
        ({"timezone": "Mars/Base"}, "Not a valid choice"),
        ({"country": "ZZZ"}, "Not a valid choice"),
        ({"country": "EU"}, "Not a valid choice"),
        ({"country": "XA"}, "Not a valid choice"),
        ({"default_locale": "fr"}, "Invalid Choice"),
    ],
)
def test_a_mistake_is_explained_and_the_rest_is_kept(newcomer, typed, told):
    answer = send(newcomer, **typed)

    assert answer.status_code == 422
    assert told in answer.text
    assert "Seeweg" in answer.text


def test_an_interrupted_form_goes_on_where_it_was_left(app, newcomer):
    send(newcomer, display_name="")

    again = app.test_client()
    with app.app_context():
        token, kind = gotrue().make_link("magiclink", NEW)
    confirm(again, f"/auth/callback?token_hash={token}&type={kind}")

    page = again.get("/welcome").text
    assert "Seeweg" in page
    assert "27.50" in page
    assert again.get("/orders").location == "/welcome"


def test_a_password_chosen_here_signs_in(app, newcomer):
    assert send(newcomer, password="Gut-bespannt-98").location == "/"

    assert sign_in(app.test_client(), NEW, "Gut-bespannt-98").status_code == 303


def test_a_refused_password_is_never_repeated_and_the_book_stays_closed(newcomer):
    answer = send(newcomer, password="weak-secret")

    assert "weak-secret" not in answer.text
    assert newcomer.get("/orders").location == "/welcome"


def test_what_the_form_does_not_ask_cannot_be_set(app, newcomer):
    before = kept(app)

    send(newcomer, role="admin", id="x", email="evil@example.org", status="finalized", gotrue_user_id="x")

    after = kept(app)
    assert (after.id, after.role, after.email, after.status) == (
        before.id,
        before.role,
        before.email,
        before.status,
    )


def test_the_saved_language_wins_over_the_browsers(newcomer):
    send(newcomer)

    assert '<html lang="de"' in newcomer.get("/settings", headers={"Accept-Language": "en"}).text
