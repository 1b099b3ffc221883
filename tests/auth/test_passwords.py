"""Choosing a password, shortly after signing in."""

from __future__ import annotations

from rbo.auth.gotrue import gotrue
from tests.auth.kit import sign_in, values
from tests.signed_in import client_of, confirm, csrf

NEW = "Gut-bespannt-98"


def choose(guest, password=NEW):
    return guest.post("/password", data={"password": password, "csrf_token": csrf(guest, "/password")})


def test_a_new_password_signs_in_and_the_old_one_does_not(site, vera, veras):
    assert choose(veras).status_code == 303

    assert sign_in(site.test_client(), vera.email, NEW).status_code == 303
    assert sign_in(site.test_client(), vera.email).status_code == 422


def test_a_new_password_signs_other_devices_out(site, vera, veras):
    elsewhere = client_of(site, vera)

    choose(veras)

    assert veras.get("/settings").status_code == 200
    assert elsewhere.get("/settings").status_code == 303


def test_a_weak_password_is_refused_with_the_rule_and_not_repeated(veras):
    answer = choose(veras, "Weakling1")

    assert answer.status_code == 422
    assert "12 to 128 characters" in answer.text
    assert "Weakling1" not in answer.text


def test_an_old_login_must_sign_in_again_first(veras, later):
    later(minutes=16)

    answer = choose(veras)

    assert answer.status_code == 403
    assert "Sign in again first" in answer.text
    assert "/sign-in?next=/password" in answer.text


def test_the_page_says_so_before_anything_is_typed(veras, later):
    assert 'name="password"' in veras.get("/password").text
    later(minutes=16)

    assert 'name="password"' not in veras.get("/password").text


def test_signing_in_again_leads_back_to_the_password(veras, vera, later):
    later(minutes=16)

    assert sign_in(veras, vera.email, next="/password").location == "/password"
    assert choose(veras).status_code == 303


def test_a_recovery_link_leads_to_the_password_page(site, guest, vera):
    with site.app_context():
        token, kind = gotrue().make_link("recovery", vera.email)

    assert confirm(guest, f"/auth/callback?token_hash={token}&type={kind}").location == "/password"
    assert choose(guest).status_code == 303
    assert values(guest)


def test_the_forms_suit_password_managers(guest, veras):
    sign_in_page, password_page = guest.get("/sign-in").text, veras.get("/password").text

    assert 'autocomplete="username"' in sign_in_page
    assert 'autocomplete="current-password"' in sign_in_page
    assert 'autocomplete="new-password"' in password_page
    assert "maxlength" not in sign_in_page + password_page.partition('name="password"')[2][:300]
