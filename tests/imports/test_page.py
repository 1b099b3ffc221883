"""`/imports`: from a file to a book, by hand."""

from __future__ import annotations

from sqlalchemy import func, select

from rbo.clients.models import ClientProfile
from rbo.imports.models import Import, State
from rbo.orders.models import Order
from rbo.platform.db import db
from tests.imports.bringing import bring, brought, let_work, press


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


def test_what_is_no_workbook_is_said_at_once(anna, annas):
    answer = bring(annas, b"%PDF-1.7", "orders.pdf")

    assert answer.status_code == 422
    assert "This is no Excel workbook. Choose a file that ends in .xlsx." in answer.text
    assert count(Import) == 0


def test_a_name_that_no_book_can_keep_is_refused(anna, annas, small):
    assert bring(annas, small, "or\0ders.xlsx").status_code == 400
    assert db.session.scalar(select(func.count()).select_from(Import)) == 0
