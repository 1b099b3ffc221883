"""A stranger learns nothing: not who is known, not what went wrong, nothing from the log."""

from __future__ import annotations

import logging

import pytest

from rbo.identity.models import Kind, Letter, LetterOutbox
from rbo.identity.store import transaction
from tests.each import each
from tests.identity.conftest import EMAIL, PASSWORD


@pytest.mark.parametrize("path", ["/otp", "/magiclink", "/recover"])
def test_asking_for_a_letter_is_answered_alike_for_everybody(call, anna, path):
    known = call.post(path, {"email": anna, "create_user": True})
    unknown = call.post(path, {"email": "nobody@example.test", "create_user": True})

    assert (known.status_code, known.data) == (unknown.status_code, unknown.data) == (200, b"{}\n")
    assert sorted(known.headers) == sorted(unknown.headers)


def test_asking_queues_the_letter_and_mails_nothing(call, anna, settings):
    call.post("/otp", {"email": anna})

    with transaction(settings) as store:
        assert store.query(Letter).one().kind is Kind.MAGICLINK
        assert store.query(LetterOutbox).one().state.value == "queued"


@pytest.mark.parametrize("email", [EMAIL, "nobody@example.test"])
def test_signing_up_is_off_for_everybody(call, anna, email):
    answer = call.post("/signup", {"email": email, "password": PASSWORD})

    assert (answer.status_code, answer.json["code"]) == (422, "signup_disabled")


def test_asking_with_no_address_is_refused(call):
    assert call.post("/otp", {"email": "nonsense"}).json["code"] == "email_address_invalid"
    assert call.post("/otp", {"phone": "+41000"}).json["code"] == "phone_provider_disabled"


@each(
    "sent",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"text"',
        b'{"email": 7, "password": []}',
        b'{"email": "a\\u0000@b.test"}',
        b'{"refresh_token": {"a": 1}}',
        b"\xff\xfe",
        b'{"email": "\\ud800@b.test", "password": "a"}',
        b'{"refresh_token": "\\ud800", "token_hash": "\\ud800"}',
        b'{"email": "a@b.test", "code_challenge": "\\ud800"}',
        b"[" * 60_000,
    ],
)
@each("path", ["/token?grant_type=password", "/token?grant_type=refresh_token", "/token", "/verify", "/otp"])
def test_nonsense_is_refused_and_never_a_failure(call, path, sent):
    answer = call.http.post(path, data=sent, content_type="application/json")

    assert 400 <= answer.status_code < 500


def test_a_body_beyond_64_kilobytes_is_refused(call):
    assert call.post("/token?grant_type=password", {"email": "a" * 70_000}).status_code in (400, 413)


@each("bearer", ["", "wrong", "anon"])
@each("path", ["/invite", "/admin/generate_link", "/admin/users"])
def test_administration_needs_the_key(call, path, bearer):
    assert call.post(path, {"email": "x@example.test", "type": "invite"}, bearer).status_code in (401, 403)


def test_an_access_token_is_no_administration_key(call, anna):
    assert call.get("/admin/users", call.sign_in()["access_token"]).json["code"] == "not_admin"


def test_unknown_addresses_of_the_service_are_404_in_its_shape(call):
    answer = call.get("/factors")

    assert (answer.status_code, answer.json["code"]) == (404, "not_found")


def test_a_failure_tells_nothing_of_its_cause(identity, call, monkeypatch, caplog):
    from rbo.identity import queries

    monkeypatch.setattr(queries, "by_email", lambda *_: 1 / 0)

    answer = call.post("/token?grant_type=password", {"email": EMAIL, "password": PASSWORD})

    assert answer.status_code == 500
    assert answer.json == {
        "code": "unexpected_failure",
        "message": "Unexpected failure, see the server's log",
    }
    assert "ZeroDivisionError" in caplog.text


def test_no_token_and_no_password_in_any_log(call, anna, link_for, later, caplog):
    caplog.set_level(logging.DEBUG)
    token = link_for(anna)
    session = call.post("/verify", {"token_hash": token, "type": "magiclink"}).json
    call.get(f"/verify?token={token}&type=magiclink")
    call.sign_in()
    call.refresh(session["refresh_token"])
    later(seconds=11)
    call.refresh(session["refresh_token"])
    call.get("/user", session["access_token"])

    secrets = (token, PASSWORD, session["refresh_token"], session["access_token"])
    assert "used twice" in caplog.text
    assert [secret for secret in secrets if secret in caplog.text] == []


def test_every_answer_is_kept_by_nobody_and_framed_by_nobody(call):
    for path in ("/health", "/settings", "/.well-known/jwks.json", "/nowhere", "/user"):
        headers = call.get(path).headers
        assert headers["Cache-Control"] == "no-store"
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
        assert "Set-Cookie" not in headers
        assert "Access-Control-Allow-Origin" not in headers


@pytest.mark.parametrize("address", ["http://[::1", "https://evil.test", "//evil.test"])
def test_a_way_back_that_leads_elsewhere_leads_home(call, settings, address):
    answer = call.get(f"/verify?token=x&redirect_to={address}")

    assert answer.status_code == 303
    assert answer.headers["Location"].startswith(f"{settings.public_url}/auth/callback?")
    assert call.post("/otp", {"email": "x@example.test", "redirect_to": address}).status_code == 200


@pytest.mark.parametrize("word", ["\0", float("nan"), "\N{TENNIS RACQUET AND BALL}" * 200])
def test_what_people_say_of_themselves_has_to_fit_into_a_token(call, anna, word):
    token = call.sign_in()["access_token"]

    assert call.put("/user", {"data": {"word": word}}, token).json["code"] == "validation_failed"
