"""The door of every page: carried on silently, ended for good, and never a way off this site."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import httpx
import pytest

from rbo.auth.gotrue import Gotrue
from rbo.platform.db import system_session
from rbo.platform.web import PROGRAMS
from rbo.stringers.models import Status, Stringer
from tests.auth.conftest import PASSWORD
from tests.auth.kit import sign_in, values
from tests.make import a_stringer
from tests.signed_in import client_of, csrf


def test_every_page_is_closed_to_strangers(site, guest):
    for rule in site.url_map.iter_rules():
        view = site.view_functions[rule.endpoint]
        if rule.endpoint == "static" or getattr(view, "is_public", False) or "GET" not in rule.methods:
            continue
        if rule.rule.startswith(PROGRAMS):
            continue
        path = rule.rule.replace("<int:number>", "1").replace("<uuid:", "<")
        path = "/".join(
            "00000000-0000-7000-8000-000000000000" if "<" in part else part for part in path.split("/")
        )
        answer = guest.get(path)
        assert (answer.status_code, urlsplit(answer.location or "").path) == (303, "/sign-in"), path


def test_an_old_access_token_is_refreshed_silently(veras, later):
    before = values(veras)
    later(minutes=11)

    assert veras.get("/settings").status_code == 200
    after = values(veras)
    assert before["rbo-access"] != after["rbo-access"]
    assert before["rbo-refresh"] != after["rbo-refresh"]


def test_a_browser_that_lost_its_access_cookie_goes_on(veras):
    veras.delete_cookie("rbo-access")

    assert veras.get("/settings").status_code == 200


def test_a_post_is_carried_on_as_well(veras, later):
    token = csrf(veras, "/settings")
    later(minutes=11)

    assert veras.post("/settings", data={"csrf_token": token}).status_code == 422


def test_two_tabs_that_refresh_at_once_both_stay_signed_in(site, veras, later):
    kept = values(veras)
    later(minutes=11)

    def tab(_number):
        opened = site.test_client()
        for name, value in kept.items():
            opened.set_cookie(name, value)
        return opened.get("/settings").status_code, values(opened)["rbo-refresh"]

    with ThreadPoolExecutor(6) as tabs:
        seen = list(tabs.map(tab, range(6)))

    assert {status for status, _ in seen} == {200}
    assert len({refresh for _, refresh in seen}) == 1


def test_a_stolen_refresh_token_used_later_ends_the_login_for_both(site, veras, later):
    kept = values(veras)
    later(minutes=11)
    veras.get("/settings")
    later(minutes=11, seconds=15)
    thief = site.test_client()
    for name, value in kept.items():
        thief.set_cookie(name, value)

    assert thief.get("/settings").status_code == 303
    later(minutes=23)
    assert veras.get("/settings").status_code == 303


def test_a_login_unused_for_twelve_hours_is_over(veras, later):
    later(hours=11, minutes=59)
    assert veras.get("/settings").status_code == 200
    later(hours=24)
    assert veras.get("/settings").status_code == 303


def test_a_login_is_over_after_thirty_days_however_busy(veras, later):
    for half_day in range(1, 60):
        later(hours=11 * half_day)
        if veras.get("/settings").status_code == 303:
            break
    later(days=30, minutes=1)

    assert veras.get("/settings").status_code == 303


def test_a_stringer_who_is_gone_for_good_is_signed_out(site, vera, veras):
    with site.app_context(), system_session() as rows:
        rows.get_one(Stringer, vera.id).status = Status.FINALIZED

    assert veras.get("/settings").status_code == 303


def test_a_turned_away_browser_forgets_its_cookies(site, veras):
    token = csrf(veras, "/settings")
    kept = values(veras)
    veras.post("/sign-out", data={"csrf_token": token})
    for name, value in kept.items():
        veras.set_cookie(name, value)

    veras.get("/settings")

    assert values(veras) == {}


def test_a_login_that_is_over_is_not_carried_on_into_new_cookies(veras, later):
    later(hours=24)

    veras.get("/settings")

    assert values(veras) == {}


def test_signing_out_with_an_old_access_token_leaves_no_cookies(veras, later):
    token = csrf(veras, "/settings")
    later(minutes=11)

    veras.post("/sign-out", data={"csrf_token": token})

    assert values(veras) == {}


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["a form", "a part"])
def test_whoever_is_turned_away_in_the_middle_reads_that_nothing_was_saved(veras, later, headers):
    token = csrf(veras, "/settings")
    later(hours=24)

    veras.post("/settings", data={"csrf_token": token}, headers=headers)

    page = veras.get("/sign-in").text
    assert "Nothing was saved. Sign in" in page
    assert "data-toast" not in page
    assert "Nothing was saved. Sign in" not in veras.get("/sign-in").text


@pytest.mark.parametrize("junk", ["x", "a.b.c", "é" * 10, "x" * 4000, "..", '{"alg":"none"}'])
def test_junk_in_the_cookies_is_a_stranger(guest, database, junk):
    for name in ("rbo-access", "rbo-refresh"):
        guest.set_cookie(name, junk)

    assert guest.get("/settings").status_code == 303


def test_nobody_is_signed_out_while_the_identity_service_is_away(site, veras, later, monkeypatch):
    before = values(veras)
    later(minutes=11)
    with monkeypatch.context() as patch:
        patch.setattr(Gotrue, "_send", away)
        answer = veras.get("/settings")
        assert answer.status_code == 503
        assert values(veras) == before

    assert veras.get("/settings").status_code == 200


def away(*_args, **_named):
    raise httpx.ConnectError("refused")


def test_one_stringers_cookies_never_open_anothers_book(site, vera, veras):
    with site.app_context():
        other = a_stringer("Otto")
    ottos = client_of(site, other)

    assert vera.display_name in veras.get("/settings").text
    assert other.display_name in ottos.get("/settings").text
    assert vera.display_name not in ottos.get("/settings").text


def test_secrets_stay_out_of_the_log(site, guest, vera, later, caplog):
    caplog.set_level(logging.DEBUG)
    sign_in(guest, vera.email)
    first = values(guest)
    later(minutes=11)
    guest.get("/settings")
    second = values(guest)

    secrets = [PASSWORD, *first.values(), *second.values()]
    assert [secret for secret in secrets if secret in caplog.text] == []
