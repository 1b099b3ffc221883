"""The same pages on a gotrue that is reached by HTTP, and on one that misbehaves."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import replace
from threading import Thread

import httpx
import pytest
from flask import Flask
from werkzeug.serving import make_server

from rbo.auth.gotrue import Away, Gotrue, SaidNo
from rbo.identity.app import create_identity
from rbo.platform.config import Settings
from tests.auth.kit import link_of, sign_in, values
from tests.signed_in import confirm, csrf


@pytest.fixture
def served(settings: Settings, redis_url: str) -> Iterator[Settings]:
    """Settings of an installation whose gotrue is another process's."""
    server = make_server("127.0.0.1", 0, create_identity(settings), threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield replace(settings, gotrue_url=f"http://127.0.0.1:{server.port}")
    server.shutdown()
    thread.join(10)
    server.server_close()


@pytest.fixture
def outside(served: Settings, built: Callable[..., Flask]) -> Flask:
    """The site in front of that gotrue."""
    return built(served)


def test_a_password_signs_in_through_http(outside, vera):
    guest = outside.test_client()

    assert sign_in(guest, vera.email).status_code == 303
    assert guest.get("/settings").status_code == 200


def test_a_link_signs_in_and_refreshing_and_signing_out_work_through_http(outside, vera, later):
    guest = outside.test_client()
    confirm(guest, link_of(outside, vera.email))
    before = values(guest)
    later(minutes=11)
    assert guest.get("/settings").status_code == 200
    assert values(guest)["rbo-refresh"] != before["rbo-refresh"]

    guest.post("/sign-out", data={"csrf_token": csrf(guest, "/settings")})

    assert guest.get("/settings").status_code == 303


def test_a_used_link_is_410_through_http(outside, vera):
    with outside.app_context():
        token, kind = outside.extensions["gotrue"].make_link("magiclink", vera.email)
    address = f"/auth/callback?token_hash={token}&type={kind}"

    assert confirm(outside.test_client(), address).status_code == 303
    assert confirm(outside.test_client(), address).status_code == 410


def test_the_embedded_service_is_off_when_there_is_a_real_one(outside, database):
    guest = outside.test_client()

    assert guest.post("/auth/v1/token?grant_type=password", json={}).status_code in (400, 404)
    assert guest.get("/auth/v1/settings").status_code == 404
    assert guest.get("/auth/v1/health").json["name"] == "GoTrue"


def test_health_answers_in_either_case(site, built):
    assert site.test_client().get("/auth/v1/health").json["name"] == "GoTrue"
    gone = built(gotrue_url="http://127.0.0.1:9")
    assert gone.test_client().get("/auth/v1/health").status_code == 503


def test_signing_in_while_gotrue_is_away_is_503_and_keeps_the_address(built, vera):
    gone = built(gotrue_url="http://127.0.0.1:9")

    answer = sign_in(gone.test_client(), vera.email)

    assert answer.status_code == 503
    assert "Try again shortly" in answer.text
    assert vera.email in answer.text


@pytest.mark.parametrize(
    ("status", "body", "expected"),
    [
        (500, b"{}", Away),
        (502, b"<html>", Away),
        (200, b"", Away),
        (200, b"[]", Away),
        (200, b"<html>", Away),
        (200, b'{"access_token": "x"}', Away),
        (200, b'{"access_token": "x", "refresh_token": "y", "user": {"id": "no-uuid"}}', Away),
        (400, b'{"code": "invalid_credentials", "message": "no"}', SaidNo),
        (400, b'{"code": 400, "error_code": "invalid_credentials", "msg": "no"}', SaidNo),
        (429, b'{"code": "over_request_rate_limit", "message": "no"}', SaidNo),
        (404, b"nothing", Away),
    ],
)
def test_every_answer_of_gotrue_is_understood(settings, monkeypatch, status, body, expected):
    client = Gotrue(settings, None)
    answer = httpx.Response(status, content=body)
    monkeypatch.setattr(Gotrue, "_send", lambda *_: answer)

    with pytest.raises(expected) as raised:
        client.by_password("a@example.org", "x")

    if expected is SaidNo:
        code = json.loads(body).get("error_code") or json.loads(body)["code"]
        assert raised.value.code == code
