"""Mailed links: good once, for ten minutes, and never used up by looking at them."""

from __future__ import annotations

import base64
import hashlib
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import parse_qs, urlsplit

import pytest

from rbo.identity import letters, links, queries
from rbo.identity.models import Kind, OneTimeToken
from rbo.identity.store import transaction
from tests.identity.conftest import EMAIL

VERIFIER = "a-long-random-string-that-only-the-asking-browser-knows"
CHALLENGE = (
    "s256:" + base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).rstrip(b"=").decode()
)


def verify(call, token, kind="magiclink"):
    return call.post("/verify", {"token_hash": token, "type": kind})


def test_a_link_signs_in_once(call, anna, link_for):
    token = link_for(anna)

    assert verify(call, token).json["user"]["email"] == anna
    again = verify(call, token)

    assert (again.status_code, again.json["code"]) == (403, "otp_expired")


def test_of_ten_at_once_one_signs_in(anna, link_for, identity):
    token = link_for(anna)
    with ThreadPoolExecutor(10) as browsers:
        answers = list(
            browsers.map(
                lambda _: identity.test_client().post("/verify", json={"token_hash": token, "type": "email"}),
                range(10),
            )
        )

    assert sorted(answer.status_code for answer in answers) == [200] + [403] * 9


def test_a_link_is_worthless_after_ten_minutes(call, anna, link_for, later):
    token = link_for(anna)
    later(minutes=10, seconds=1)

    assert verify(call, token).status_code == 403


def test_an_invitation_holds_a_day(call, link_for, later):
    token = link_for("new@example.test", Kind.INVITE)
    later(hours=23)

    assert verify(call, token, "invite").json["user"]["email"] == "new@example.test"


@pytest.mark.parametrize("look", ["get", "head"])
def test_looking_at_a_link_leaves_it_good(call, anna, link_for, look):
    token = link_for(anna)
    for _ in range(3):
        answer = getattr(call.http, look)(f"/verify?token={token}&type=magiclink")
        assert answer.status_code == 303

    assert verify(call, token).status_code == 200


def test_a_looked_at_link_leads_to_the_page_that_confirms(call, anna, link_for, settings):
    token = link_for(anna)

    answer = call.get(f"/verify?token={token}&type=magiclink&redirect_to=https://evil.example/")

    there = urlsplit(answer.location)
    assert answer.location.startswith(f"{settings.public_url}/auth/callback?")
    assert parse_qs(there.query)["token_hash"] == [token]
    assert "evil" not in answer.location
    assert answer.headers["Referrer-Policy"] == "no-referrer"


def test_a_link_of_one_kind_does_not_do_for_another(call, anna, link_for):
    token = link_for(anna, Kind.RECOVERY)

    assert verify(call, token, "magiclink").status_code == 403
    assert verify(call, token, "recovery").status_code == 200


def test_a_code_needs_the_address_it_was_sent_to(call, anna, link_for):
    token = link_for(anna)

    other = call.post("/verify", {"email": "ben@example.test", "token": token, "type": "email"})
    right = call.post("/verify", {"email": anna, "token": token, "type": "email"})

    assert (other.status_code, right.status_code) == (403, 200)


def test_a_bound_link_opens_only_in_the_browser_that_asked(call, anna, link_for, settings):
    token = link_for(anna, challenge=CHALLENGE)

    assert verify(call, token).status_code == 403
    led = call.get(f"/verify?token={token}&type=magiclink&redirect_to={settings.public_url}/cb")
    code = parse_qs(urlsplit(led.location).query)["code"][0]
    stranger = call.post("/token?grant_type=pkce", {"auth_code": code, "code_verifier": "guess"})
    owner = call.post("/token?grant_type=pkce", {"auth_code": code, "code_verifier": VERIFIER})
    again = call.post("/token?grant_type=pkce", {"auth_code": code, "code_verifier": VERIFIER})

    assert (stranger.json["code"], owner.status_code, again.status_code) == ("bad_code_verifier", 200, 403)


def test_a_link_confirms_the_address(call, link_for):
    token = link_for("new@example.test", Kind.INVITE)

    assert verify(call, token, "invite").json["user"]["email_confirmed_at"]


def test_a_new_password_makes_outstanding_links_worthless(call, anna, link_for):
    token = link_for(anna)
    call.put("/user", {"password": "Another-horse-8"}, call.sign_in()["access_token"])

    assert verify(call, token).status_code == 403


def test_no_link_is_stored_in_clear_and_each_has_256_bits(anna, link_for, settings):
    token = link_for(anna)

    with transaction(settings) as store:
        kept = store.query(OneTimeToken).one().token_hash
    assert len(base64.urlsafe_b64decode(token + "=")) == 32
    assert kept == hashlib.sha256(token.encode()).digest()


def test_a_barred_user_cannot_use_a_link(call, anna, link_for):
    token = link_for(anna)
    user_id = call.sign_in()["user"]["id"]
    call.put(f"/admin/users/{user_id}", {"ban_duration": "24h"}, call.admin)

    assert verify(call, token).json["code"] == "user_banned"


def test_a_new_address_is_taken_over_once_it_is_confirmed(call, anna, link_for, settings):
    call.put("/user", {"email": "anna.new@example.test"}, call.sign_in()["access_token"])
    with transaction(settings) as store:
        user = queries.by_email(store, EMAIL)
        assert user
        token = links.make(store, user, Kind.EMAIL_CHANGE, email="anna.new@example.test")

    assert verify(call, token, "email_change").json["user"]["email"] == "anna.new@example.test"


def test_a_bound_link_goes_by_way_of_the_service(settings):
    bound = letters.address(settings, "t", Kind.MAGICLINK, "http://localhost/cb", is_bound=True)
    free = letters.address(settings, "t", Kind.MAGICLINK, "http://localhost/orders?state=open")

    assert bound.startswith("http://localhost/auth/v1/verify?token=t")
    assert parse_qs(urlsplit(free).query)["next"] == ["/orders?state=open"]
