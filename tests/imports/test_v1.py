"""The V1 workbook comes in whole and right."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from decimal import Decimal

from sqlalchemy import select

from rbo.clients.models import ClientProfile, Racket
from rbo.imports.models import Import, ImportedRow
from rbo.orders.constraints import Kind
from rbo.orders.models import Order, OrderStateAudit
from rbo.orders.service import mark_strung
from rbo.platform.db import db
from rbo.platform.jobs.models import Outbox
from rbo.receipts.models import Receipt, ReceiptEmission
from tests.imports.headings import CLIENTS
from tests.imports.trying import changed, count, imported
from tests.imports.v1 import NEAT, v1_book
from tests.imports.years import years
from tests.make import an_order, just_taken_in, receipt_numbers, reloaded, today

WRITTEN = (ClientProfile, Racket, Order, OrderStateAudit, Receipt, ReceiptEmission, ImportedRow)


def test_all_of_it_comes_in(anna, workbook, known):
    report = imported(workbook)

    assert (report.verdict, report.findings) == ("OK", ())
    assert [(sheet.rows, sheet.inserted) for sheet in report.sheets] == [(329, 329), (416, 416)]
    assert {year.year: year.in_book for year in report.years} == known.revenue()
    assert abs(report.turnaround.in_book - known.turnaround_days()) < Decimal("0.01")
    assert Counter(db.session.scalars(select(Order.kind))) == {Kind.CLIENT: 329, Kind.SELF: 416}
    assert count(ClientProfile) == 47 + 1
    assert (count(Outbox), count(ReceiptEmission)) == (0, 0)


def test_every_job_is_as_it_was_typed(anna, few):
    imported(v1_book(few).packed())

    orders = {order.legacy_ref: order for order in _orders(Kind.CLIENT)}
    for job in few.clients:
        order = orders[str(job.ref)]
        assert (order.ordered_at, order.strung_at, order.returned_at, order.paid_at) == (
            job.ordered,
            job.strung,
            job.returned,
            job.paid,
        )
        for side, bed in ((order.main, job.main), (order.cross, job.cross)):
            assert side.label == f"{bed.maker} {bed.name}"
            typed = (bed.gauge, bed.tension, bed.price, bed.byo)
            assert (side.gauge_mm, side.tension, side.price, side.byo) == typed
        assert (order.labour_price, order.comments) == (job.labour, job.comments)


def test_text_comes_in_as_it_stands_but_for_blanks_around_it(anna, few):
    typed = {5: " Von der\u00a0 Weid ", 7: "Blade\t98  \u202ev8_x0007_", 26: "\n=1+1\n\n<b>  \u200b🎾\n"}

    def retype(sheets):
        for place, words in typed.items():
            sheets[CLIENTS][2][place] = words

    imported(changed(few, retype))

    order = reloaded(1)
    stands = (order.client.entered_last_name, order.racket.label, order.comments)
    assert stands == tuple(words.strip().replace("_x0007_", "\a") for words in typed.values())


def _orders(kind):
    return db.session.scalars(select(Order).where(Order.kind == kind).order_by(Order.number)).all()


def test_receipts_are_numbered_by_the_day_of_stringing_behind_those_of_the_year(anna, few):
    year = few.clients[0].strung.year
    old = an_order(ordered_at=date(year, 1, 3))
    mark_strung(old, on=date(year, 1, 3))
    db.session.commit()

    imported(v1_book(few).packed())

    rows = select(Receipt.year, Receipt.seq, Order.strung_at).join(Order, Order.receipt_id == Receipt.id)
    found = db.session.execute(rows.order_by(Receipt.year, Receipt.seq)).all()
    assert found == sorted(found, key=lambda row: (row.year, row.strung_at))
    assert [row.seq for row in found if row.year == year] == list(
        range(1, 1 + sum(row.year == year for row in found))
    )
    again = mark_strung(an_order(ordered_at=date(year, 12, 31)), on=date(year, 12, 31))
    assert again.seq == max(row.seq for row in found if row.year == year) + 1


def test_a_dry_run_leaves_nothing_and_takes_no_number(anna, few):
    report = imported(v1_book(few).packed(), keep=False)

    assert (report.verdict, report.inserted) == ("OK", 18)
    assert {noun: count(noun) for noun in WRITTEN} == dict.fromkeys(WRITTEN, 0)
    mark_strung(reloaded(just_taken_in().number), on=today())
    assert receipt_numbers() == [f"{today().year}-0001"]


def test_a_second_run_inserts_nothing(anna, few):
    content = v1_book(few).packed()
    imported(content)
    before = {noun: count(noun) for noun in WRITTEN}

    report = imported(content)

    assert [(one.inserted, one.skipped_idempotent) for one in report.sheets] == [(0, 12), (0, 6)]
    assert (report.verdict, {noun: count(noun) for noun in WRITTEN}) == ("OK", before)


def test_a_workbook_that_grew_brings_what_is_new_to_the_same_clients(anna):
    imported(v1_book(years(clients=60, own=3), NEAT).packed())
    clients, more = count(ClientProfile), years(clients=60, own=3)
    more.clients.append(replace(more.clients[-3], ref=61))

    report = imported(v1_book(more, NEAT).packed())

    assert (report.inserted, report.skipped, count(ClientProfile)) == (1, 63, clients)


def test_spellings_are_asked_about_and_never_merged(anna, known, workbook):
    report = imported(workbook, keep=False)

    players = {
        (g.kept.text, *(other.text for other in g.others)) for g in report.groups if g.kind == "player"
    }
    assert players == {("Lena Muster", "Lena Mustr"), ("Tim Mueller", "Tim Müller")}
    kept = [g.kept.text for g in report.groups if g.kind == "racket"]
    assert "Babolat Pure Aero 98" in kept
    assert report.clients.new == 47 + 1


def test_confirmed_spellings_become_one(anna, workbook):
    choices = {
        "player": {"Lena Mustr": "Lena Muster", "Tim Mueller": "Tim Müller"},
        "racket": {"Pure Aero 98": "Babolat Pure Aero 98"},
    }

    report = imported(workbook, choices=choices)

    names = {client.name for client in db.session.scalars(select(ClientProfile))}
    assert report.clients.new == 45 + 1
    assert {"Lena Mustr", "Tim Mueller"} & names == set()
    assert "Pure Aero 98" not in set(db.session.scalars(select(Racket.label)))


def test_ones_own_rackets_come_from_their_list(anna, few):
    imported(v1_book(few).packed())

    me = db.session.scalars(select(ClientProfile).where(ClientProfile.is_self_for_stringer)).one()
    mine = {
        one.instance_id: one for one in db.session.scalars(select(Racket).where(Racket.client_id == me.id))
    }
    assert set(mine) == {racket.short_id for racket in few.rackets}
    for racket in few.rackets:
        assert (mine[racket.short_id].retired_at is None) == racket.is_current
        assert mine[racket.short_id].label.startswith(racket.name)


def test_who_brought_it_stands_in_the_audit(anna, few):
    imported(v1_book(few).packed())

    assert set(db.session.scalars(select(OrderStateAudit.actor))) == set(
        db.session.scalars(select(Import.actor))
    )
