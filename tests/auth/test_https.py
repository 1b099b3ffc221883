"""Behind https: cookies that only this site can set, and no password over a plain line."""

from __future__ import annotations

import pytest

from tests.auth.conftest import PASSWORD
from tests.signed_in import csrf

HTTPS = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "rbo.example"}


@pytest.fixture
def public_site(built):
    """An installation as strangers reach it."""
    home = "https://rbo.example"
    return built(env="prod", public_url=home, gotrue_issuer=f"{home}/auth/v1")


def test_cookies_are_bound_to_this_host_and_to_https(public_site, vera):
    guest = public_site.test_client()
    for name, value in HTTPS.items():
        guest.environ_base[f"HTTP_{name.upper().replace('-', '_')}"] = value
    sent = {
        "email": vera.email,
        "password": PASSWORD,
        "csrf_token": csrf(guest, "https://rbo.example/sign-in"),
    }

    answer = guest.post("https://rbo.example/sign-in", data=sent)

    assert answer.status_code == 303, answer.text
    kept = [line for line in answer.headers.getlist("Set-Cookie") if "rbo-" in line]
    assert [line.partition("=")[0] for line in kept] == ["__Host-rbo-access", "__Host-rbo-refresh"]
    for line in kept:
        assert all(part in line for part in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"))
        assert "Domain" not in line


def test_no_password_travels_over_a_plain_line(public_site, vera):
    answer = public_site.test_client().post(
        "/auth/v1/token?grant_type=password", json={"email": vera.email, "password": "x"}
    )

    assert (answer.status_code, answer.json["error_code"]) == (403, "insecure_transport")
    assert answer.headers["Strict-Transport-Security"]


def test_the_forwarded_address_is_the_one_that_is_slowed_down(public_site, vera):
    guest = public_site.test_client()

    def guess(address):
        return guest.post(
            "/auth/v1/token?grant_type=password",
            json={"email": f"{address}@example.org", "password": "Wrong-horse-7"},
            headers={"X-Forwarded-Proto": "https", "X-Forwarded-For": address},
        ).status_code

    assert [guess("192.0.2.7") for _ in range(25)][-1] == 429
    assert guess("198.51.100.7") == 400
