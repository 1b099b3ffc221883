"""After signing in people come back to where they were going, and never to another site."""

from __future__ import annotations

from urllib.parse import parse_qs, urljoin, urlsplit

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from rbo.auth.gotrue import gotrue
from rbo.auth.views.sign_in import local
from tests.auth.kit import sign_in
from tests.signed_in import confirm, csrf

AWAY = [
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\/evil.example",
    "/\t/evil.example",
    "\t//evil.example",
    " //evil.example",
    "/\n/evil.example",
    "https:evil.example",
    "https://evil.example",
    "HTTPS://evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "//user@evil.example",
    "https://localhost@evil.example",
    "//evil。example",
    "//evil%E3%80%82example",
    "evil.example",
    "/orders\r\nSet-Cookie: a=b",
    "%2f%2fevil.example",
    "http:///evil.example",
    ".evil.example",
    "@evil.example",
    "",
    None,
]


def test_a_stranger_comes_back_to_where_they_were_going(site, guest, vera):
    turned_away = guest.get("/orders?state=open")
    wanted = parse_qs(urlsplit(turned_away.location).query)["next"][0]

    answer = sign_in(guest, vera.email, next=wanted)

    assert answer.location == "/orders?state=open"


def test_the_sign_in_page_keeps_where_to_go(guest, database):
    assert 'value="/orders?state=open"' in guest.get("/sign-in?next=/orders?state%3Dopen").text


def test_a_link_brings_people_to_where_they_were_going(site, guest, vera):
    with site.app_context():
        token, kind = gotrue().make_link("magiclink", vera.email)

    assert confirm(guest, f"/auth/callback?token_hash={token}&type={kind}&next=/orders").location == "/orders"


@pytest.mark.parametrize("wanted", AWAY)
def test_no_way_leads_off_this_site(wanted):
    assert stays_here(local(wanted))


@given(st.text(max_size=60))
@settings(max_examples=2500, deadline=None)
def test_no_text_leads_off_this_site(wanted):
    assert stays_here(local(wanted))


@given(st.text(alphabet="/\\:@.%?#&;= \t\r\nehx2f0\u3002\uff0f", max_size=20))
@settings(max_examples=2500, deadline=None)
def test_no_tricky_text_leads_off_this_site(wanted):
    assert stays_here(local("/" + wanted))


@pytest.mark.parametrize("wanted", [address for address in AWAY if address])
def test_signing_in_never_leads_off_this_site(guest, vera, wanted):
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("rbo.identity.passwords.matches", lambda kept, _given: kept is not None)
        answer = sign_in(guest, vera.email, next=wanted)

    assert stays_here(answer.location)


def test_htmx_of_a_stranger_is_sent_to_the_sign_in_page(guest, database):
    headers = {"HX-Request": "true", "HX-Current-URL": "http://localhost/orders/7?tab=log"}
    answer = guest.get("/orders", headers=headers)

    assert answer.status_code == 401
    assert answer.headers["HX-Redirect"] == "/sign-in?next=/orders/7?tab%3Dlog"


@pytest.mark.parametrize(
    ("referrer", "back"),
    [("http://localhost/orders/7/edit?a=b", "/orders/7/edit?a=b"), ("http://evil.example/orders", "/")],
)
def test_a_form_of_a_lapsed_login_leads_back_to_its_page(guest, database, referrer, back):
    token = csrf(guest, "/sign-in")
    answer = guest.post("/orders/7/edit", data={"csrf_token": token}, headers={"Referer": referrer})

    assert parse_qs(urlsplit(answer.location).query).get("next", ["/"]) == [back]


@pytest.mark.parametrize("current", ["http://evil.example//evil.example/x", "nonsense", "http://[", ""])
def test_htmx_cannot_plant_a_way_off_this_site(guest, database, current):
    answer = guest.get("/orders", headers={"HX-Request": "true", "HX-Current-URL": current})

    wanted = parse_qs(urlsplit(answer.headers["HX-Redirect"]).query).get("next", ["/"])[0]
    assert stays_here(local(wanted))


def stays_here(address):
    landed = urlsplit(urljoin("https://rbo.example/sign-in", address.replace("\\", "/")))
    return address.startswith("/") and (landed.scheme, landed.netloc) == ("https", "rbo.example")
