"""Signing in by a mailed link: one click, once, and scanners do no harm."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import select

from rbo.auth.models import Login
from rbo.identity.models import Letter
from rbo.identity.store import transaction
from tests.auth.kit import link_of, said, system_session_of
from tests.signed_in import confirm, csrf


def test_a_mailed_link_signs_in_with_one_click(site, guest, vera):
    answer = confirm(guest, link_of(site, vera.email))

    assert (answer.status_code, answer.location) == (303, "/")
    assert guest.get("/settings").status_code == 200


@pytest.mark.parametrize("look", ["get", "head"])
def test_mail_scanners_leave_a_link_good(site, guest, vera, look):
    address = link_of(site, vera.email)
    scanner = site.test_client()
    for _ in range(3):
        seen = getattr(scanner, look)(address)
        assert seen.status_code == 200
        assert seen.headers["Referrer-Policy"] == "no-referrer"

    assert confirm(guest, address).status_code == 303


def test_a_second_click_is_410_and_offers_a_new_link(site, guest, vera):
    address = link_of(site, vera.email)
    confirm(site.test_client(), address)

    answer = confirm(guest, address)

    assert answer.status_code == 410
    assert "Mail me a link" in answer.text


def test_of_ten_clicks_at_once_one_signs_in(site, vera):
    address = link_of(site, vera.email)
    with ThreadPoolExecutor(10) as people:
        answers = list(people.map(lambda _: confirm(site.test_client(), address), range(10)))

    assert sorted(answer.status_code for answer in answers) == [303] + [410] * 9
    with system_session_of(site) as rows:
        assert len(rows.scalars(select(Login)).all()) == 1


def test_a_link_without_its_token_is_410(guest, database):
    assert guest.get("/auth/callback").status_code == 410
    assert guest.get("/auth/callback?error=access_denied").status_code == 410


def test_asking_for_a_link_reads_alike_for_everybody(site, guest, vera):
    sent = {"csrf_token": csrf(guest, "/sign-in")}
    known = guest.post("/sign-in/link", data=sent | {"email": vera.email})
    unknown = guest.post("/sign-in/link", data=sent | {"email": "nobody@example.org"})

    assert (known.status_code, unknown.status_code) == (200, 200)
    assert said(known).replace(vera.email, "…") == said(unknown).replace("nobody@example.org", "…")
    with transaction(site.config["RBO"]) as store:
        assert store.query(Letter).count() == 2


def test_a_half_typed_address_is_kept_and_explained(guest, database):
    sent = {"email": "vera@", "csrf_token": csrf(guest, "/sign-in")}
    answer = guest.post("/sign-in/link", data=sent)

    assert answer.status_code == 422
    assert 'value="vera@"' in answer.text
    assert "complete email address" in answer.text
