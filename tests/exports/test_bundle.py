"""All of it in one ZIP, with every receipt drawn as the receipts' own room draws it."""

from __future__ import annotations

import json
from io import BytesIO
from zipfile import ZipFile

import pdfplumber

from rbo.exports.making import made
from rbo.exports.models import Format
from rbo.orders import service as orders
from rbo.platform.db import db
from rbo.platform.tenancy import open_tenant
from tests.exports.books import a_job_with_everything, exported
from tests.make import a_client, an_order, reloaded, today


def test_everything_is_in_it_and_every_receipt_is_a_pdf(anna, ben):
    with open_tenant(ben.id):
        orders.mark_strung(an_order(a_client("Zzyzxova")), on=today())
        db.session.commit()
    a_job_with_everything()
    orders.mark_strung(an_order(a_client("Tim", "Probe")), on=today())
    an_order()
    db.session.commit()
    year = today().year

    with ZipFile(BytesIO(exported(anna, Format.ZIP))) as file:
        assert file.testzip() is None
        assert set(file.namelist()) == {
            *("README.txt", "book.xlsx", "book.json", "v1.json"),
            f"receipts/Receipt {year}-0001 Lena Muster.pdf",
            f"receipts/Receipt {year}-0002 Tim Probe.pdf",
        }
        assert len(json.loads(file.read("book.json"))["orders"]) == 3
        assert file.read("book.xlsx").startswith(b"PK")
        with pdfplumber.open(BytesIO(file.read(f"receipts/Receipt {year}-0002 Tim Probe.pdf"))) as paper:
            assert "Tim Probe" in paper.pages[0].extract_text()


def test_how_far_it_is_is_told_to_the_end_and_never_backwards(anna):
    orders.mark_strung(an_order(), on=today())
    db.session.commit()
    told = []

    for _piece in made(Format.ZIP, anna.id, lambda done, of: told.append(done / of)):
        pass

    assert told == sorted(told)
    assert told[-1] == 1


def test_a_receipt_that_was_put_back_on_the_machine_keeps_its_paper(anna):
    order = an_order()
    orders.mark_strung(order, on=today())
    db.session.commit()
    order = reloaded(order.number)
    orders.undo_stringing(order, order.version)
    db.session.commit()

    with ZipFile(BytesIO(exported(anna, Format.ZIP))) as file:
        assert len([name for name in file.namelist() if name.startswith("receipts/")]) == 1
