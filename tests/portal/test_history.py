"""A client sees their jobs at every stringer, with the receipts, and nothing of anybody else."""

from __future__ import annotations

import re

import pytest

from rbo.clients import queries as clients
from rbo.orders import service
from rbo.orders.bill import draft_of
from rbo.people import queries as people
from rbo.platform.db import db
from rbo.portal import history, paper
from rbo.sharing.models import SharedJob
from rbo.stringers import queries as stringers
from tests.browsers import Forms, fields
from tests.desk.statements import counted
from tests.make import a_client, a_stringer, an_order, just_taken_in, reloaded, today
from tests.portal.conftest import LENA
from tests.portal.kit import claimed, clients_in, log, the_person
from tests.receipts.page import words_of
from tests.sharing.grants import as_side, share_as_client


@pytest.fixture
def jobs(anna, ben, at_bens):
    """A job of Lena at each stringer, one ready to be fetched, and one of somebody else."""
    strung = an_order(a_client(), comments="Softer.")
    service.mark_strung(strung, on=today())
    an_order(a_client("Otto", "Other"))
    db.session.commit()
    strung_id = strung.id
    with at_bens():
        at_bens_id = just_taken_in(a_client(internal_notes="pays late", nickname="Lenchen")).id
        db.session.commit()
    return strung_id, at_bens_id


@pytest.fixture
def lenas(site, jobs):
    return claimed(site, LENA)


def test_all_stringers_stand_in_one_list_and_what_is_ready_comes_first(lenas, anna, ben):
    page = lenas.get("/portal").text

    assert anna.display_name in page
    assert ben.display_name in page
    assert page.index("Ready to be fetched") < page.index("All stringjobs")
    for secret in ("pays late", "Lenchen", "Other"):
        assert secret not in page


def test_one_job_shows_strings_price_and_receipt(lenas, jobs):
    page = lenas.get(f"/portal/jobs/{jobs[0]}").text

    for word in ("Solinco Hyper-G", "24", "Softer.", "53.00", "2026-0001"):
        assert word in page
    assert lenas.get(f"/portal/jobs/{jobs[0]}/receipt").status_code == 200
    assert lenas.get(f"/portal/jobs/{jobs[1]}/receipt").status_code == 404


def test_the_receipt_is_the_one_its_stringer_issues(lenas, jobs, anna):
    issued = draft_of(reloaded(1), stringers.mine())
    db.session.rollback()
    with as_side(the_person(LENA).id, read_only=True):
        seen = paper.draft_of(history.job(jobs[0]), people.portrait())

    assert seen == issued


def test_the_receipt_is_downloaded_as_a_worker_drew_it(lenas, jobs):
    paper.draw(str(the_person(LENA).id), str(jobs[0]))
    answer = lenas.get(f"/portal/jobs/{jobs[0]}/receipt.pdf")

    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert {"Muster", "53.00", "2026-0001"} <= {word.text for word in words_of(answer.data)}


def test_a_job_of_somebody_else_is_not_found(lenas, anna):
    other = just_taken_in(a_client("Nora")).id
    db.session.rollback()

    assert lenas.get(f"/portal/jobs/{other}").status_code == 404


def test_a_stringer_is_accepted_and_left_and_the_log_says_who_did_it(lenas, ben):
    profile = clients_in(ben)[0].id
    page = ("/portal/preferences", f"/portal/stringers/{profile}/acceptance")
    accepted = lenas.fill(*page)
    assert clients_in(ben)[0].accepted_at is not None

    left = lenas.fill(*page)
    assert clients_in(ben)[0].accepted_at is None
    lena = the_person(LENA).id
    assert [(line.deed, line.actor, line.stringer_id, line.person_id, line.request_id) for line in log()] == [
        (deed, f"person:{lena}", ben.id, lena, answer.headers["X-Request-ID"])
        for deed, answer in (("stringer_accepted", accepted), ("stringer_left", left))
    ]


def test_rule_2_shows_one_job_to_one_stringer_until_it_is_revoked(lenas, jobs, ben):
    job_page = f"/portal/jobs/{jobs[0]}"
    assert lenas.fill(job_page, f"{job_page}/grants", email=ben.email.upper()).status_code == 303
    assert shown_to(ben) == [(jobs[0], 2)]
    assert ben.email in lenas.get("/portal/grants").text

    revoke(lenas)
    assert shown_to(ben) == []


def test_who_looked_can_still_be_read_when_the_grant_is_over(lenas, jobs, ben, bens):
    job_page = f"/portal/jobs/{jobs[0]}"
    lenas.fill(job_page, f"{job_page}/grants", email=ben.email)
    for page in (f"/shared/{jobs[0]}", "/shared", f"/shared/{jobs[0]}"):
        assert bens.get(page).status_code == 200
    revoke(lenas)

    for page in (lenas.get("/portal/grants").text, lenas.get(job_page).text):
        assert "Looked at 1 time" in page
        assert " · 3 pages" in page
        assert "ended today" in page
        assert "Revoke<" not in page


def test_a_grant_of_a_job_that_is_somebody_elses_now_is_named_and_can_be_ended(lenas, jobs, ben):
    job_page = f"/portal/jobs/{jobs[0]}"
    lenas.fill(job_page, f"{job_page}/grants", email=ben.email)
    order, other = reloaded(1), clients.find("otto")[0]
    order.client_id, order.racket_id = other.id, reloaded(2).racket_id
    db.session.commit()

    page = lenas.get("/portal/grants").text
    assert "A stringjob that is somebody else’s now" in page
    revoke(lenas)
    again = re.findall(r"/portal/grants/[-0-9a-f]{36}", page)[0] + "/end"
    asked = fields(page, "/portal/grants") | {"_method": "delete"}
    assert lenas.post(again, data=asked).status_code == 404, "nobody gives what is not theirs any more"


def test_grants_are_listed_in_as_many_statements_however_many_they_are(lenas, jobs, anna):
    """Each look through the window takes a tenth of a second."""
    person, statements = the_person(LENA).id, []
    for _ in range(2):
        share_as_client(person, jobs[0], a_stringer("Carla"))
        with as_side(person, read_only=True), counted() as seen:
            history.given()
        statements.append(len(seen))
    assert statements[0] == statements[1]


def test_rule_3_shows_everything_future_jobs_too(lenas, jobs, anna, ben):
    lenas.fill("/portal/grants", email=ben.email)
    assert shown_to(ben) == [(jobs[0], 3)]
    later = just_taken_in(clients.find("lena")[0]).id
    assert sorted(shown_to(ben)) == sorted([(jobs[0], 3), (later, 3)])

    revoke(lenas)
    assert shown_to(ben) == []


def test_sharing_reads_alike_whether_a_stringer_has_the_address_or_not(lenas, ben):
    answers = []
    for email in (ben.email, "nobody@example.org"):
        answer, shown = lenas.fill("/portal/grants", email=email), lenas.get("/portal/grants").text
        said = shown.partition('id="toasts"')[2].replace(email, "…")
        answers.append((answer.status_code, answer.location, answer.data, said))
    lines = re.findall(r"<li><div>.*?</li>", shown, re.DOTALL)
    unknown, known = (re.sub(r"/grants/[-0-9a-f]+", "", line) for line in lines)

    assert answers[0] == answers[1]
    assert known.replace(ben.email, "…") == unknown.replace("nobody@example.org", "…")


def test_a_job_is_not_shared_with_who_did_it(lenas, jobs, anna):
    page = f"/portal/jobs/{jobs[0]}"
    answer = lenas.fill(page, f"{page}/grants", email=anna.email)

    assert answer.status_code == 422
    assert "sees it anyway" in answer.text


def test_sharing_twice_is_one_grant(lenas, jobs, ben):
    page = f"/portal/jobs/{jobs[0]}"
    for _ in range(2):
        assert lenas.fill(page, f"{page}/grants", email=ben.email).status_code == 303
    with as_side(the_person(LENA).id, read_only=True):
        assert len(history.given()) == 1


def shown_to(stringer):
    db.session.rollback()
    with as_side(stringer, read_only=True):
        return [(job.id, job.rule) for job in db.session.query(SharedJob)]


def revoke(phone):
    address = next(to for to, _ in Forms(phone.get("/portal/grants").text).found if "/grants/" in to)
    assert phone.fill("/portal/grants", address).status_code == 303
