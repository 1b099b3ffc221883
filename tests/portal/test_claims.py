"""An invitation makes a human of what stringers wrote down; no stringer learns who was known before."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from rbo.clients import queries
from rbo.clients.service import NewClient, change_client
from rbo.people import queries as people
from rbo.platform import clock
from rbo.platform.db import db, system_session
from rbo.platform.ids import new_id
from rbo.platform.tenancy import open_tenant
from rbo.portal.sealing import seal, secret_of
from rbo.stringers.models import Status, Stringer
from tests.browsers import Browser
from tests.faults.kit import work
from tests.faults.post_office import DROP
from tests.make import a_client
from tests.portal.answers import bare
from tests.portal.conftest import LENA
from tests.portal.kit import clients_in, invited, link_in, log, person_rows, press, the_person
from tests.signed_in import make_known


def test_one_letter_and_one_tap_lead_to_the_portal(anna, office, phone):
    link = invited(a_client(), office)

    answer = press(phone, link)

    assert (answer.status_code, answer.location) == (303, "/portal")
    assert phone.get("/portal").status_code == 200
    assert office.letters[0]["To"] == LENA
    (client,) = clients_in(anna)
    assert client.accepted_at is not None
    lena = the_person(LENA).id
    assert client.person_id == lena
    (line,) = log()
    assert (line.deed, line.actor, line.stringer_id) == ("invitation_accepted", f"person:{lena}", anna.id)
    assert line.request_id == answer.headers["X-Request-ID"]


def test_clients_of_the_same_address_are_one_human_at_every_stringer(anna, ben, office, phone):
    with open_tenant(ben.id):
        for first, last, email in (("Lena", "M.", "LENA@example.com"), ("Otto", "Other", "otto@example.com")):
            a_client(first, last, email=email)
            db.session.commit()

    press(phone, invited(a_client(), office))

    (at_annas,), (at_bens, other) = clients_in(anna), clients_in(ben)
    assert at_annas.person_id == at_bens.person_id != other.person_id
    assert at_bens.accepted_at is None


def test_the_row_of_the_human_names_no_stringer(anna, office, phone, database):
    press(phone, invited(a_client(), office))

    (human,) = person_rows(database, "email_verified_at is not null")
    assert (human["created_by_kind"], human["created_by_id"]) == ("person", None)
    (put_aside,) = person_rows(database, "email_verified_at is null")
    assert (put_aside["merged_into"], put_aside["claim_token"]) == (human["id"], None)


def test_a_stringer_reads_the_human_only_when_accepted(anna, ben, office, phone):
    with open_tenant(ben.id):
        theirs = a_client()
        db.session.commit()
    press(phone, invited(a_client(), office))

    person_id = the_person(LENA).id
    assert people.visible(person_id) is not None
    db.session.rollback()
    with open_tenant(ben.id):
        assert people.visible(person_id) is None
        assert people.visible(theirs.person_id) is not None


@pytest.mark.parametrize("look", ["GET", "HEAD"])
def test_mail_scanners_leave_an_invitation_good(anna, office, phone, look):
    link = invited(a_client(), office)
    for _ in range(3):
        seen = phone.send(look, link)
        assert (seen.status_code, seen.headers["Referrer-Policy"]) == (200, "no-referrer")

    assert press(phone, link).status_code == 303


def test_an_invitation_works_once(site, anna, office, phone):
    link = invited(a_client(), office)
    press(phone, link)
    other = Browser(site.test_client())

    assert other.get(link).status_code == 410
    assert press(other, link).status_code == 410


def test_of_five_taps_at_once_one_is_taken(site, anna, office):
    link = invited(a_client(), office)
    db.session.rollback()

    def tap(_number):
        with site.app_context():
            return press(Browser(site.test_client()), link).status_code

    with ThreadPoolExecutor(5) as phones:
        answers = list(phones.map(tap, range(5)))

    assert sorted(answers) == [303, 410, 410, 410, 410]


def test_a_newer_invitation_replaces_the_older(anna, office, phone, later):
    first = invited(a_client(), office)
    later(days=1)
    second = invited(clients_in(anna)[0], office)

    assert phone.get(first).status_code == 410
    assert press(phone, second).status_code == 303


def test_an_invitation_is_good_for_a_fortnight(anna, office, phone, later):
    link = invited(a_client(), office)
    later(days=13, hours=23)
    assert phone.get(link).status_code == 200
    later(days=14, minutes=1)

    assert phone.get(link).status_code == 410


def test_another_address_is_not_claimed_with_the_letter_to_the_first(anna, office, phone):
    client = a_client()
    client_id = client.id
    link = invited(client, office)
    change_client(queries.by_id(client_id), NewClient(first_name="Lena", email="other@example.com"), 1)
    db.session.commit()

    assert phone.get(link).status_code == 410


def test_a_second_try_at_the_letter_to_a_corrected_address_carries_another_link(
    anna, office, outdoors, phone
):
    """Whoever got the first one would be let in as the owner of an address that is not theirs."""
    office.says["DOT"].append(DROP)
    client = a_client(email="mallory@example.com")
    client_id = client.id
    first = invited(client, office)
    change_client(queries.by_id(client_id), NewClient(first_name="Lena", email=LENA), 1)
    db.session.commit()
    outdoors.let_pass(timedelta(minutes=15))

    work(*(row["id"] for row in outdoors.rows()))

    assert [letter["To"] for letter in office.letters] == ["mallory@example.com", LENA]
    assert press(phone, first).status_code == 410
    assert press(phone, link_in(office.letters[-1])).status_code == 303


@pytest.mark.parametrize("purpose", ["claim", "link"])
def test_a_forged_invitation_is_like_a_used_one(anna, ben, office, phone, purpose):
    link = invited(a_client(), office)
    used = phone.get("/portal/claim/nonsense")
    forged = seal(purpose, ben.id, secret_of("claim", new_id()))

    for token in (forged, link.rpartition("/")[2][:-9] + "xxxxxxxxx", "x" * 500, "é"):
        answer = phone.get(f"/portal/claim/{token}")
        assert (answer.status_code, bare(answer)) == (410, bare(used))


def test_the_invitation_of_a_stringer_who_left_is_dead(anna, office, phone):
    link = invited(a_client(), office)
    with system_session() as rows:
        leaving = rows.get_one(Stringer, anna.id)
        leaving.status, leaving.deactivated_at = Status.DEACTIVATED, clock.now()

    assert phone.get(link).status_code == 410


def test_who_signed_in_here_before_gets_a_link_and_no_login(site, anna, ben, office, phone):
    """An invitation lies in a mailbox for days; it opens no book that was there before."""
    make_known(site, ben.email, ben.gotrue_user_id)
    answer = press(phone, invited(a_client("Ben", email=ben.email), office))

    assert answer.status_code == 200
    assert ben.email in answer.text
    assert phone.get("/settings").status_code == 303


def test_two_children_of_one_address_stay_two_clients(anna, office, phone):
    before = a_client("Mia", email=LENA).person_id
    db.session.commit()
    younger = a_client("Tim", email=LENA)

    press(phone, invited(younger, office))

    assert [client.person_id for client in clients_in(anna)] == [before, the_person(LENA).id]
