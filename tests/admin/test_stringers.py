"""The landlord's page: who is here, and inviting."""

from __future__ import annotations

import re

import psycopg
import pytest

from rbo.admin.views import stringers
from rbo.exports.expiry import remove_expired
from rbo.identity.models import Kind, Letter
from rbo.identity.store import transaction
from rbo.platform.db import system_session
from rbo.platform.ids import new_id
from rbo.platform.storage.files import files
from rbo.platform.storage.stored import NoFile
from rbo.stringers.models import Role, Stringer
from tests.imports.bringing import let_work
from tests.make import a_stringer
from tests.signed_in import client_of, csrf, make_known

PAGE = "/admin/stringers"
NAMES = re.compile(r">(\w+)’s Strings</a>")
EXPIRED = "update exports set expires_at = now() - interval '1 day' where stringer_id = %s returning key"


@pytest.fixture
def landlord(app, database, redis_url):
    """A browser of an admin; Otto is here as well."""
    with app.app_context():
        boss = a_stringer("Boss")
        a_stringer("Otto")
        with system_session() as rows:
            rows.get_one(Stringer, boss.id).role = Role.ADMIN
    return client_of(app, boss)


def invite(browser, email, key=None):
    content = {"email": email, "locale": "de", "form_key": key or str(new_id())}
    return browser.post(PAGE, data={**content, "csrf_token": csrf(browser, PAGE)})


def test_the_landlords_own_address_leads_to_the_first_page(landlord):
    assert landlord.get("/admin").location == "/admin/stringers"


def test_everybody_is_listed_and_the_house_is_not(landlord):
    page = landlord.get(PAGE).text

    assert "Otto’s Strings" in page
    assert "house@rbo.invalid" not in page


def test_of_many_a_page_shows_the_newest_and_leads_to_the_older_ones(app, landlord, monkeypatch):
    """Five thousand made a page of a megabyte."""
    monkeypatch.setattr(stringers, "A_PAGE", 2)
    with app.app_context():
        for name in ("Paula", "Quinn", "Rosa"):
            a_stringer(name)

    newest = landlord.get(PAGE).text
    older = landlord.get(re.search(r'rel="next" href="([^"]+)"', newest)[1]).text

    assert NAMES.findall(newest) == ["Rosa", "Quinn"]
    assert NAMES.findall(older) == ["Paula", "Otto"]
    assert f'href="{PAGE}"' in older.partition('<nav class="pages')[2]


def test_a_stringer_is_found_by_a_part_of_the_name_or_address(landlord):
    assert "Otto’s Strings" in landlord.get(PAGE, query_string={"q": "oTTo"}).text
    assert "Otto’s Strings" not in landlord.get(PAGE, query_string={"q": "boss."}).text
    assert "Nobody is known by that" in landlord.get(PAGE, query_string={"q": "%"}).text


def test_an_invitation_is_queued_and_listed(app, landlord):
    assert invite(landlord, "New@Example.org").location == PAGE

    assert "new@example.org" in landlord.get(PAGE).text
    assert "Invited a stringer: new@example.org" in landlord.get("/admin/log").text
    with transaction(app.config["RBO"]) as store:
        assert store.query(Letter).one().kind is Kind.INVITE


def test_two_clicks_mail_one_letter(app, landlord):
    key = str(new_id())

    answers = [invite(landlord, "new@example.org", key) for _ in range(2)]

    assert [answer.location for answer in answers] == [PAGE, PAGE]
    with transaction(app.config["RBO"]) as store:
        assert store.query(Letter).count() == 1


def test_the_form_brings_its_key_along(landlord):
    assert 'name="form_key"' in landlord.get(PAGE).text


def test_a_refused_invitation_may_be_corrected_in_the_same_form(app, landlord):
    key = str(new_id())
    with app.app_context(), system_session() as rows:
        boss = rows.query(Stringer.email).filter(Stringer.role == Role.ADMIN).scalar()

    refused = invite(landlord, boss, key)

    assert "is here already" in refused.text
    assert invite(landlord, "new@example.org", key).location == PAGE


def test_a_mistake_keeps_what_was_typed(landlord):
    answer = invite(landlord, "new@")

    assert answer.status_code == 422
    assert 'value="new@"' in answer.text
    assert "complete email address" in answer.text


def test_for_a_stringer_the_page_is_not_there(app, database, redis_url):
    with app.app_context():
        vera = a_stringer("Vera")
    browser = client_of(app, vera)

    assert browser.get(PAGE).status_code == 404
    assert browser.post(PAGE, data={"csrf_token": csrf(browser, "/settings")}).status_code == 404


def test_an_admin_who_is_none_any_more_is_out_at_once(app, landlord):
    with app.app_context(), system_session() as rows:
        for stringer in rows.query(Stringer).filter(Stringer.role == Role.ADMIN):
            stringer.role = Role.STRINGER

    assert landlord.get(PAGE).status_code == 404


@pytest.fixture
def otto(app, landlord):
    with app.app_context(), system_session() as rows:
        known = rows.query(Stringer.id, Stringer.email, Stringer.gotrue_user_id)
        return known.filter(Stringer.display_name.startswith("Otto")).one()


def test_a_stringer_is_suspended_and_let_in_again_on_the_page(landlord, otto):
    here = f"{PAGE}/{otto.id}"

    def press(**more):
        return landlord.post(
            f"{here}/suspension", data={"reason": "Asked", "csrf_token": csrf(landlord, here), **more}
        )

    assert "Suspend this stringer" in landlord.get(here).text
    refused = press(reason="x" * 501)
    assert (refused.status_code, "x" * 501 in refused.text) == (422, True)
    assert "Say why" in refused.text
    assert press().location == here
    assert "Suspended" in landlord.get(here).text
    assert press().status_code == 409
    assert press(_method="delete").location == here
    assert "Suspend this stringer" in landlord.get(here).text


def test_a_book_ends_on_the_page_and_its_address_is_free_again(app, landlord, otto, database):
    make_known(app, otto.email, otto.gotrue_user_id)
    here = f"{PAGE}/{otto.id}"

    def press(deed, **more):
        token = csrf(landlord, here)
        return landlord.post(f"{here}/{deed}", data={"reason": "Asked", "csrf_token": token, **more})

    press("suspension")
    assert "Possible from" in landlord.get(here).text
    assert press("finalization").status_code == 422
    with psycopg.connect(database["superuser"]) as connection:
        connection.execute("update stringers set deactivated_at = deactivated_at - interval '31 days'")
    assert press("file", format="zip").location == here
    with app.app_context():
        let_work(database["superuser"])
    for wanted, begin in (("xlsx", b"PK"), ("json", b"{"), ("zip", b"PK")):
        file = press("file", format=wanted)
        assert file.data.startswith(begin)
        assert file.headers["Content-Disposition"].endswith(f".{wanted}")
        file.close()

    assert press("finalization").location == PAGE
    assert otto.email not in landlord.get(PAGE).text
    assert invite(landlord, otto.email).location == PAGE
    assert otto.email in landlord.get(PAGE).text
    with app.app_context(), pytest.raises(NoFile):
        files().get(expired(database, otto))


def expired(database, stringer):
    """The key of the one file of a stringer, whose days are over."""
    with psycopg.connect(database["superuser"]) as connection:
        ((key,),) = connection.execute(EXPIRED, [stringer.id]).fetchall()
    with system_session() as rows:
        remove_expired(rows)
    return key
