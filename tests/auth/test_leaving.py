"""Closing one's book, and changing one's mind."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier

import pytest

from rbo.stringers.models import Role, Status, Stringer
from rbo.stringers.service import OnlyAdmin, close_book
from tests.auth.kit import said, sign_in, system_session_of, values
from tests.make import a_stringer
from tests.signed_in import client_of, csrf

PAGE = "/settings/leave"


def leave(browser, name, **more):
    return browser.post(PAGE, data={"name": name, "csrf_token": csrf(browser, PAGE), **more})


def reopen(browser):
    return browser.post(PAGE, data={"_method": "delete", "csrf_token": csrf(browser, PAGE)})


def status_of(site, stringer):
    with system_session_of(site) as rows:
        found = rows.get_one(Stringer, stringer.id)
        return found.status, found.deactivated_at


def make_admin(site, stringer):
    with system_session_of(site) as rows:
        rows.get_one(Stringer, stringer.id).role = Role.ADMIN


@pytest.fixture
def gone(veras, vera):
    """A browser of Vera, who left and signed in again."""
    assert leave(veras, vera.display_name).status_code == 200
    assert sign_in(veras, vera.email).status_code == 303
    return veras


def test_leaving_signs_out_everywhere_at_once(site, vera, veras):
    phone = client_of(site, vera)

    answer = leave(veras, vera.display_name)

    assert answer.status_code == 200
    assert "Your book is closed" in said(answer)
    assert "names, contacts and comments go" in said(answer)
    assert values(veras) == {}
    assert [browser.get("/").location for browser in (veras, phone)] == ["/sign-in", "/sign-in"]
    assert status_of(site, vera)[0] is Status.DEACTIVATED


def test_capitals_of_the_name_do_not_matter(site, vera, veras):
    leave(veras, f" {vera.display_name.upper()} ")

    assert status_of(site, vera)[0] is Status.DEACTIVATED


@pytest.mark.parametrize("typed", ["", "Vera", "delete"])
def test_another_name_closes_nothing_and_is_kept(site, vera, veras, typed):
    answer = leave(veras, typed)

    assert answer.status_code == 422
    assert "to close this book" in answer.text
    assert f'value="{typed}"' in answer.text
    assert status_of(site, vera) == (Status.ACTIVE, None)


def test_leaving_needs_the_token_of_the_page(site, vera, veras):
    assert leave(veras, vera.display_name, csrf_token="").status_code == 400
    assert status_of(site, vera)[0] is Status.ACTIVE


def test_the_only_admin_stays(site, vera, veras):
    make_admin(site, vera)

    answer = leave(veras, vera.display_name)

    assert answer.status_code == 422
    assert "the only admin" in answer.text
    assert status_of(site, vera)[0] is Status.ACTIVE


def test_one_of_two_admins_may_leave(site, vera, veras):
    with site.app_context():
        make_admin(site, a_stringer("Otto"))
    make_admin(site, vera)

    leave(veras, vera.display_name)

    assert status_of(site, vera)[0] is Status.DEACTIVATED


def test_of_two_admins_who_leave_at_once_one_stays(site, vera):
    with site.app_context():
        otto = a_stringer("Otto")
    for admin in (vera, otto):
        make_admin(site, admin)
    start = Barrier(2)

    def close(stringer):
        with site.app_context():
            start.wait(timeout=10)
            with suppress(OnlyAdmin):
                close_book(stringer.id)

    with ThreadPoolExecutor(2) as both:
        list(both.map(close, (vera, otto)))

    left = [status_of(site, admin)[0] for admin in (vera, otto)]
    assert sorted(left) == [Status.ACTIVE, Status.DEACTIVATED]


@pytest.mark.parametrize("page", ["/", "/orders", "/settings", "/settings/logo"])
def test_who_left_finds_every_page_closed(gone, page):
    assert gone.get(page).location == PAGE


def test_a_part_of_a_page_is_closed_too(gone):
    assert gone.get("/orders", headers={"HX-Request": "true"}).headers["HX-Redirect"] == PAGE


def test_nothing_can_be_written_into_a_closed_book(gone):
    answer = gone.post("/clients/new", data={"first_name": "X", "csrf_token": csrf(gone, PAGE)})

    assert answer.location == PAGE


def test_a_changed_mind_finds_everything_as_it_was(site, vera, gone):
    assert "Your book is closed" in gone.get(PAGE).text

    assert reopen(gone).location == "/"

    assert gone.get("/orders").status_code == 200
    assert status_of(site, vera) == (Status.ACTIVE, None)


def test_after_thirty_days_there_is_no_way_back(site, vera, gone, later):
    later(days=30, minutes=1)
    assert sign_in(gone, vera.email).status_code == 303

    assert "ask whoever runs this site" in gone.get(PAGE).text
    assert "names, contacts and comments go" in gone.get(PAGE).text
    assert reopen(gone).status_code == 422
    assert status_of(site, vera)[0] is Status.DEACTIVATED


def test_coming_back_to_an_open_book_changes_nothing(site, vera, veras):
    assert reopen(veras).location == "/"
    assert status_of(site, vera) == (Status.ACTIVE, None)


def test_who_left_can_sign_out(gone):
    assert gone.post("/sign-out", data={"csrf_token": csrf(gone, PAGE)}).location == "/sign-in"


def test_somebody_elses_book_stays_open(site, gone):
    with site.app_context():
        otto = a_stringer("Otto")

    assert client_of(site, otto).get("/orders").status_code == 200
