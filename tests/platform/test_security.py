"""What every answer carries, and what every write must bring."""

from __future__ import annotations

import dataclasses
from contextvars import Context
from io import BytesIO

import pytest
from flask import send_file
from hypothesis import given
from hypothesis import strategies as st

from rbo.platform.security import is_local_path

ADDRESSES = ["/healthz", "/sign-in", "/nowhere", "/static/any/app.css"]


@pytest.fixture
def web(app, database):
    """A browser without a login, in a world of its own."""
    client = app.test_client()
    return lambda method, path, **more: Context().run(client.open, path, method=method, buffered=True, **more)


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_forbids_what_we_do_not_need(web, address):
    headers = web("GET", address).headers

    policy = headers["Content-Security-Policy"]
    assert policy.startswith("default-src 'none'")
    assert "unsafe" not in policy
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["X-Request-ID"]


def test_a_write_without_a_token_is_refused(app, web, monkeypatch):
    assert web("POST", "/sign-in", data={"email": "a@example.org"}).status_code == 400


@pytest.mark.parametrize(
    "headers",
    [
        {"Origin": "https://evil.example"},
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "null"},
        {"Origin": "http://["},
    ],
)
def test_a_write_from_another_site_is_refused(web, headers):
    assert web("POST", "/sign-in", headers=headers).status_code == 403


@pytest.mark.parametrize("body", ["a=\0", "email=x%00"])
def test_null_bytes_are_refused(web, body):
    sent = {"data": body, "content_type": "application/x-www-form-urlencoded"}

    assert web("POST", "/sign-in", **sent).status_code == 400


@pytest.mark.parametrize(
    "path",
    ["//x", "/\\x", "https:x", "\t//x", "http://a", "/a\\b", "", "x", "/\tx", "/\n", "///x", "javascript:x"],
)
def test_an_address_elsewhere_is_no_local_path(path):
    assert not is_local_path(path)


@given(st.text())
def test_whatever_is_local_begins_with_one_slash(path):
    if is_local_path(path):
        assert path[0] == "/"
        assert path[1:2] not in ("/", "\\")


def test_a_strange_request_id_is_not_repeated(web):
    assert web("GET", "/healthz", headers={"X-Request-ID": "a b<c>"}).headers["X-Request-ID"] != "a b<c>"


def test_https_is_enforced_in_prod(app, web, monkeypatch):

    prod = dataclasses.replace(app.config["RBO"], env="prod", public_url="https://rbo.example.org")
    monkeypatch.setitem(app.config, "RBO", prod)

    answer = web("GET", "/sign-in?next=/orders")

    assert answer.status_code == 308
    assert answer.headers["Location"] == "https://rbo.example.org/sign-in?next=/orders"
    assert "max-age=63072000" in answer.headers["Strict-Transport-Security"]
    assert web("POST", "/sign-in").status_code in (400, 403)


def test_a_file_handed_out_is_kept_by_nobody(app):
    with app.test_request_context("/orders/1/receipt.pdf"):
        answer = app.process_response(send_file(BytesIO(b"%PDF"), mimetype="application/pdf"))

    assert answer.headers["Cache-Control"] == "no-store"


def test_a_file_is_refused_but_where_a_view_takes_one(app, web):
    """S-31: the whole map, so that a new address that takes files has to be named here."""
    taking = {endpoint for endpoint, view in app.view_functions.items() if getattr(view, "takes_file", False)}

    own_book = {"desk.save_settings", "desk.upload_logo", "imports.bring"}
    assert taking == own_book | {"admin_imports.bring", "staged.bring"}


@pytest.mark.parametrize("address", ["/sign-in", "/welcome", "/settings/preview", "/nowhere"])
def test_a_file_sent_elsewhere_is_refused(web, address):
    answer = web("GET", address)

    with_file = web("GET", address, data={"logo": (BytesIO(b"x"), "x.png")})

    assert (answer.status_code != 400, with_file.status_code) == (True, 400)
