"""Signing in by password and out again; what a browser keeps of it."""

from __future__ import annotations

from sqlalchemy import select

from rbo.auth.models import Login
from tests.auth.conftest import PASSWORD
from tests.auth.kit import sign_in, system_session_of, values
from tests.signed_in import csrf


def test_the_right_password_opens_today(guest, vera):
    answer = sign_in(guest, vera.email)

    assert (answer.status_code, answer.location) == (303, "/")
    assert guest.get("/settings").status_code == 200


def test_a_wrong_password_keeps_the_address_and_says_what_to_do(guest, vera):
    answer = sign_in(guest, vera.email, "Wrong-horse-7-battery")

    assert answer.status_code == 422
    assert "do not belong together" in answer.text
    assert vera.email in answer.text
    assert "Wrong-horse" not in answer.text


def test_unknown_and_wrong_read_alike(site, vera):
    known = sign_in(site.test_client(), vera.email, "Wrong-horse-7-battery")
    unknown = sign_in(site.test_client(), "v" * len(vera.email.split("@")[0]) + "@example.org", PASSWORD)

    assert known.status_code == unknown.status_code
    assert len(known.data) == len(unknown.data)


def test_after_five_wrong_tries_the_page_says_how_long_to_wait(guest, vera, stopped):
    answers = [sign_in(guest, vera.email, "Wrong-horse-7-battery") for _ in range(6)]

    assert answers[-1].status_code == 429
    assert answers[-1].headers["Retry-After"] == "1"
    assert "Too many tries" in answers[-1].text


def test_cookies_are_for_this_site_and_no_script(site, vera):
    answer = sign_in(site.test_client(), vera.email)
    kept = answer.headers.getlist("Set-Cookie")

    for what in ("rbo-access=", "rbo-refresh="):
        cookie = next(line for line in kept if line.startswith(what))
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
        assert "Path=/" in cookie
        assert "Domain" not in cookie


def test_signing_in_makes_new_values_and_old_ones_stay_apart(site, vera):
    guest = site.test_client()
    planted = {"rbo-access": "planted", "rbo-refresh": "planted"}
    for name, value in planted.items():
        guest.set_cookie(name, value)

    sign_in(guest, vera.email)
    first = values(guest)
    sign_in(guest, vera.email)
    second = values(guest)

    assert "planted" not in first.values()
    assert all(first[name] != second[name] for name in planted)


def test_the_forms_cookie_changes_at_sign_in(site, vera):
    guest = site.test_client()
    before = csrf(guest, "/sign-in")
    sign_in(guest, vera.email)

    assert csrf(guest, "/settings") != before


def test_signing_out_kills_captured_cookies(site, vera, veras):
    captured = values(veras)
    token = csrf(veras, "/settings")
    answer = veras.post("/sign-out", data={"csrf_token": token})
    thief = site.test_client()
    for name, value in captured.items():
        thief.set_cookie(name, value)

    assert answer.location == "/sign-in"
    assert answer.headers["Clear-Site-Data"]
    assert values(veras).get("rbo-access") is None
    assert thief.get("/").location.startswith("/sign-in")


def test_signing_out_needs_a_form_of_this_site(veras):
    assert veras.post("/sign-out").status_code == 400
    assert veras.get("/sign-out").status_code == 405
    assert veras.get("/settings").status_code == 200


def test_a_login_is_noted_with_its_device(site, guest, vera):
    guest.environ_base["HTTP_USER_AGENT"] = (
        "Mozilla/5.0 (Linux; Android 15) AppleWebKit/537 (KHTML, like Gecko) Chrome/141 Mobile Safari/537"
    )
    sign_in(guest, vera.email)

    with system_session_of(site) as rows:
        login = rows.scalars(select(Login)).one()
        assert (login.stringer_id, login.device) == (vera.id, "Chrome, Android")
