"""`/imports`: from a file to a book, by hand."""

from __future__ import annotations

from contextvars import Context

import pytest
from sqlalchemy import func, select, update

from rbo.clients.models import ClientProfile
from rbo.imports import service
from rbo.imports.models import Import, State
from rbo.orders.models import Order
from rbo.platform.audit import AdminAuditLog
from rbo.platform.db import db, system_session
from rbo.platform.tenancy import open_tenant
from rbo.stringers.models import Role, Stringer
from tests.browsers import Browser, fields
from tests.imports.bringing import bring, brought, let_work, press
from tests.imports.headings import CLIENTS
from tests.imports.trying import changed
from tests.imports.v1 import NEAT, v1_book
from tests.imports.years import years
from tests.signed_in import client_of, csrf


def count(noun):
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(noun))


def state():
    db.session.rollback()
    return db.session.scalars(select(Import.state).order_by(Import.id.desc())).first()


def test_a_file_is_read_reported_and_written_when_it_is_approved(anna, annas, small, superuser):
    page = brought(annas, small, superuser)

    report = annas.get(page).text
    assert "OK" in report
    assert "18 stringjobs would come in" in report
    assert count(Order) == 0

    assert press(annas, page, "approval").status_code == 303
    assert "Writing it into your book" in annas.get(page).text
    let_work(superuser)

    assert "18 stringjobs are in your book" in annas.get(page).text
    assert (count(Order), state()) == (18, State.DONE)
    assert "In the book" in annas.get("/imports").text


def test_a_discarded_import_leaves_nothing(anna, annas, small, superuser):
    page = brought(annas, small, superuser)

    answer = press(annas, page, "", _method="delete")

    assert answer.status_code == 303
    assert (count(Order), count(ClientProfile), state()) == (0, 0, State.DISCARDED)
    assert db.session.scalars(select(Import.content)).one() is None


def test_while_the_worker_reads_the_page_asks_again_by_itself(anna, annas, small):
    page = bring(annas, small).headers["Location"]

    part = annas.get(f"{page}/standing", headers={"HX-Request": "true"}).text

    assert "Reading your workbook" in part
    assert 'hx-trigger="every 1s"' in part
    assert "<progress" in part
    assert "value=" not in part.split("<progress")[1].split(">")[0]


def test_what_is_no_table_is_said_at_once(anna, annas):
    answer = bring(annas, b"%PDF-1.7", "orders.pdf")

    assert answer.status_code == 422
    assert "This is no table: neither an Excel workbook nor a CSV with headings and columns." in answer.text
    assert count(Import) == 0


def test_a_name_that_no_book_can_keep_is_refused(anna, annas, small):
    assert bring(annas, small, "or\0ders.xlsx").status_code == 400
    assert count(Import) == 0


@pytest.fixture
def admins(app, anna, redis_url):
    """Anna's browser, now that she is an admin."""
    with system_session() as rows:
        rows.execute(update(Stringer).where(Stringer.id == anna.id).values(role=Role.ADMIN))
    return Browser(Context().run(client_of, app, anna))


def test_the_admins_pages_are_not_there_for_others(anna, annas):
    assert annas.get("/admin/imports").status_code == 404
    assert annas.get("/imports").status_code == 200


def test_an_admin_imports_into_the_own_book_by_the_same_pages(anna, admins, small, superuser):
    answer = bring(admins, small, page="/admin/imports")
    page = answer.headers["Location"]
    assert page.startswith("/admin/imports/")
    let_work(superuser)

    assert "18 stringjobs would come in" in admins.get(page).text
    press(admins, page, "approval")
    let_work(superuser)

    assert count(Order) == 18


def test_a_file_for_somebody_else_waits_in_their_book_for_them(anna, ben, admins, bens, small, superuser):
    answer = bring(admins, small, page="/admin/imports", whose=ben.email)

    assert answer.status_code == 303
    let_work(superuser)
    assert count(Import) == 0
    db.session.rollback()
    with open_tenant(ben.id):
        entry = db.session.scalars(select(Import)).one()
        assert (entry.state, entry.actor) == (State.REPORTED, f"stringer:{anna.id}")
    assert admins.get(f"/admin/imports/{entry.id}").status_code == 404
    assert "18 stringjobs would come in" in bens.get(f"/imports/{entry.id}").text
    with system_session() as rows:
        (line,) = rows.scalars(select(AdminAuditLog).where(AdminAuditLog.deed == "file_handed_over"))
        assert (line.actor, line.stringer_id) == (f"stringer:{anna.id}", ben.id)


def test_an_address_that_nobody_has_is_said(anna, admins, small):
    answer = bring(admins, small, page="/admin/imports", whose="nobody@example.org")

    assert answer.status_code == 404
    assert "There is no stringer nobody@example.org here." in answer.text
    assert count(Import) == 0


def test_ticked_spellings_are_looked_at_again_and_approved_as_they_are_to_be_written(anna, annas, superuser):
    page = brought(annas, v1_book(years(clients=50, own=0), NEAT).packed(), superuser)
    assert "Lena Mustr" in annas.get(page).text

    press(annas, page, "spellings", same=["0-1"], **{"stays-0": "0-1"})
    let_work(superuser)
    looked_at = fields(annas.get(page).text, f"{page}/approval")
    assert (looked_at["same"], looked_at["stays-0"]) == ("0-1", "0-1")
    press(annas, page, "approval", same=["0-1"], **{"stays-0": "0-1"})
    let_work(superuser)

    (choices,) = db.session.scalars(select(Import.choices))
    names = {client.name for client in db.session.scalars(select(ClientProfile))}
    ((gone, stays),) = choices["player"].items()
    assert {gone, stays} == {"Lena Muster", "Lena Mustr"}
    assert (state(), stays in names, gone in names) == (State.DONE, True, False)


def test_what_says_fail_cannot_be_approved(anna, annas, few, superuser):
    page = brought(annas, changed(few, lambda sheets: sheets[CLIENTS][4].__setitem__(2, "soon")), superuser)

    assert f"{CLIENTS}!C5" in annas.get(page).text
    answer = annas.post(f"{page}/approval", data={"csrf_token": csrf(annas, page)})

    assert answer.status_code == 422
    assert (count(Order), state()) == (0, State.REPORTED)


def test_an_import_that_has_moved_on_says_so(anna, annas, small, superuser):
    page = brought(annas, small, superuser)
    press(annas, page, "approval")

    token = {"csrf_token": csrf(annas, "/imports")}
    assert annas.post(f"{page}/approval", data=token).status_code == 409
    let_work(superuser)
    assert annas.post(page, data={**token, "_method": "delete"}).status_code == 409
    assert count(Order) == 18


def test_a_book_keeps_few_files_that_nobody_decides_on(anna, annas, small, monkeypatch):
    monkeypatch.setattr(service, "MOST_KEPT", 1)
    bring(annas, small)

    answer = bring(annas, small)

    assert answer.status_code == 429
    assert "Approve or discard one of them first" in answer.text
    assert count(Import) == 1
