"""Deliveries that are not done: an admin sees them all, a stringer their own (T-29)."""

from __future__ import annotations

import re

import psycopg
import pytest

from rbo.admin.views import outbox
from rbo.platform.db import system_session
from rbo.platform.ids import new_id
from rbo.platform.jobs.holding import HELD, REASON, UNTIL
from rbo.platform.jobs.models import Pause
from tests.browsers import fields
from tests.desk.statements import answered
from tests.faults.kit import post_a_letter, work
from tests.make import a_stringer

PAGE = "/admin/outbox"
OF_ADDRESSES = "SELECT stringers.id, stringers.email \n"
ROWS = re.compile(rf'action="{PAGE}/([0-9a-f-]{{36}})"')


@pytest.fixture
def failed(ben, office):
    """A letter of Ben's that failed."""
    office.says["RCPT"].append("550 5.1.1 No such user")
    outbox_id = post_a_letter(ben)
    work(outbox_id)
    return outbox_id


def logged(database):
    with psycopg.connect(database["superuser"]) as connection:
        lines = "select deed, reason, detail from admin_audit_log where deed not like '%%listed' order by id"
        return connection.execute(lines).fetchall()


def test_an_admin_sees_whose_delivery_failed_and_why_and_nothing_else_of_the_book(failed, ben, lords):
    page = lords.get("/admin/outbox").text

    assert ben.email in page
    assert "This address does not exist" in page
    assert "No such user" not in page


def test_of_many_a_page_shows_the_newest_and_leads_to_the_older_ones_of_every_desk(ben, lords, monkeypatch):
    """Five hundred made a page of half a megabyte."""
    monkeypatch.setattr(outbox, "A_PAGE", 2)
    first = post_a_letter(ben)
    lords.fill("/admin/stringers", email="new@example.org")  # at the desk of the identity service
    last = post_a_letter(ben)

    newest = lords.get(PAGE).text
    older = lords.get(re.search(r'rel="next" href="([^"]+)"', newest)[1]).text

    shown, invitation = ROWS.findall(newest)
    assert (shown, ROWS.findall(older)) == (str(last), [str(first)])
    assert invitation not in (str(first), str(last))
    assert f'href="{PAGE}"' in older.partition('<nav class="pages')[2]
    assert 'rel="next"' not in older


def test_whoever_acts_on_an_older_page_stays_on_it_and_an_empty_one_leads_to_the_newest(
    ben, lords, monkeypatch
):
    """That page said that everything is delivered."""
    monkeypatch.setattr(outbox, "A_PAGE", 1)
    old, _new = post_a_letter(ben), post_a_letter(ben)
    page = re.search(r'rel="next" href="([^"]+)"', lords.get(PAGE).text)[1]

    answer = lords.fill(page, f"{PAGE}/{old}", reason="Asked by phone")
    empty = lords.get(page)

    assert answer.location == page
    assert (empty.status_code, empty.location) == (302, PAGE)


def test_the_page_asks_for_the_addresses_of_those_it_names_and_of_nobody_else(failed, ben, lords):
    """It read those of the whole house, for each page."""
    for number in range(5):
        a_stringer(f"Nora{number}")

    with answered() as seen:
        page = lords.get(PAGE).text

    assert ben.email in page
    assert [rows for statement, rows in seen if statement.startswith(OF_ADDRESSES)] == [1]


def test_looking_at_all_books_is_in_the_log(failed, lords):
    lords.get("/admin/outbox")

    assert "Looked at all deliveries" in lords.get("/admin/log").text


def test_an_admin_sends_again(failed, lords, outdoors, database):
    said = lords.fill("/admin/outbox", f"/admin/outbox/{failed}/retry")

    assert (said.status_code, outdoors.row(failed)["state"]) == (303, "queued")
    assert logged(database) == [("delivery_retried", "to_run_the_site", {"outbox_id": str(failed)})]


def test_what_this_version_does_not_know_is_not_sent_again(failed, lords, outdoors, database):
    """The page fell over."""
    outdoors.connection.execute("update outbox set kind = 'stock.reorder' where id = %s", [failed])

    answer = lords.fill("/admin/outbox", f"/admin/outbox/{failed}/retry")

    assert (answer.status_code, outdoors.row(failed)["state"]) == (409, "failed")
    assert "does not know this kind of delivery" in answer.text
    assert logged(database) == []


def test_an_admin_discards_with_a_reason(failed, lords, outdoors, database):
    lords.fill("/admin/outbox", f"/admin/outbox/{failed}", reason="Asked by phone")

    assert outdoors.row(failed)["state"] == "aborted"
    assert logged(database) == [("delivery_discarded", "Asked by phone", {"outbox_id": str(failed)})]


@pytest.mark.parametrize("page", ["/admin/outbox", "/outbox"])
def test_without_a_reason_nothing_is_discarded(failed, lords, bens, outdoors, page, database):
    browser = lords if page.startswith("/admin") else bens

    answer = browser.fill(page, f"{page}/{failed}", reason=" ")

    assert (answer.status_code, outdoors.row(failed)["state"]) == (422, "failed")
    assert logged(database) == []


def test_a_deed_that_was_refused_is_not_in_the_log(failed, lords, database):
    typed = fields(lords.get("/admin/outbox").text, f"/admin/outbox/{failed}") | {"reason": "Late"}

    answers = [lords.post(f"/admin/outbox/{row}", data=typed) for row in (failed, failed, new_id())]

    assert [answer.status_code for answer in answers] == [303, 409, 404]
    assert [deed for deed, *_ in logged(database)] == ["delivery_discarded"]


def test_a_stringer_sees_and_sends_their_own(failed, bens, outdoors):
    assert "This address does not exist" in bens.get("/outbox").text

    bens.fill("/outbox", f"/outbox/{failed}/retry")

    assert outdoors.row(failed)["state"] == "queued"


def test_a_stringer_discards_their_own(failed, bens, outdoors):
    bens.fill("/outbox", f"/outbox/{failed}", reason="Paper is enough")

    row = outdoors.row(failed)
    assert (row["state"], row["last_error"]) == ("aborted", "Paper is enough")
    assert "Everything is delivered" in bens.get("/outbox").text


def test_a_stringer_sees_nothing_of_the_others(failed, annas):
    assert "This address does not exist" not in annas.get("/outbox").text
    assert annas.get("/admin/outbox").status_code == 404


@pytest.fixture
def held(ben, office, database):
    """A letter of Ben's that a restore put on hold."""
    waiting = post_a_letter(ben)
    with system_session() as rows:
        rows.add(Pause(channel=HELD, until=UNTIL, reason=REASON))
    with psycopg.connect(database["superuser"]) as connection:
        connection.execute("update outbox set state = 'withheld', last_error_class = 'restored'")
    return waiting


@pytest.mark.parametrize(("fate", "state"), [("send", "queued"), ("drop", "aborted")])
def test_the_hold_after_a_restore_is_ended_on_the_page(held, lords, outdoors, fate, state):
    """O-43."""
    page = lords.get("/admin/outbox").text

    lords.fill("/admin/outbox", "/admin/outbox/release", fate=fate)

    assert "The mail is on hold" in page
    assert outdoors.row(held)["state"] == state
    assert "The mail is on hold" not in lords.get("/admin/outbox").text


@pytest.mark.parametrize("fate", ["", "sent", "Send", None])
def test_a_word_that_nobody_knows_ends_no_hold(held, lords, outdoors, fate):
    """It dropped what was held, for good."""
    typed = fields(lords.get(PAGE).text, f"{PAGE}/release")
    del typed["fate"]
    if fate is not None:
        typed["fate"] = fate

    answer = lords.post(f"{PAGE}/release", data=typed)

    assert (answer.status_code, outdoors.row(held)["state"]) == (422, "withheld")
    assert "Say whether to send the mail or to drop it." in answer.text
    assert "The mail is on hold" in lords.get(PAGE).text
