"""Any workbook or CSV: whatever program wrote it, its columns are guessed, shown, changed and read."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from flask_babel import force_locale

from rbo.clients.models import Racket
from rbo.exports.xlsx import Tab, workbook
from rbo.imports.findings import Trouble
from rbo.imports.mapped.template import template_as
from rbo.imports.reading.unfit import Unfit
from rbo.imports.sentences import finding_words
from rbo.orders.constraints import Kind
from rbo.orders.models import Order
from rbo.platform.db import db
from rbo.receipts.models import Receipt
from rbo.stringers.models import TensionUnit
from tests.imports.tables import HEADINGS, ROW, csv_of, only_job, read
from tests.imports.test_page import count
from tests.imports.trying import imported


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_every_encoding_and_separator_says_the_same(encoding, separator):
    job = only_job(csv_of(ROW, separator=separator).encode(encoding))

    assert (job.owner, job.racket) == ("Zoë Müller", "Zoë Müller\nWilson Blade 98")
    assert (job.days.ordered_at, job.content.main.tension) == (date(2024, 12, 31), Decimal("24.5"))
    assert (job.content.main.label, job.content.main.gauge_mm) == ("Hyper-G", Decimal("1.25"))
    assert (job.content.labour_price, job.total) == (Decimal("25.50"), Decimal("25.50"))
    assert job.content.comments == "=1+1"


def test_a_comma_is_a_decimal_sign_or_parts_thousands_as_the_other_cells_say():
    rows = [(*ROW[:4], "1,20", "24,5", price, "") for price in ("1.250,00", "25,50")]

    swiss = read(csv_of(*rows, separator=";").encode())
    english = read(csv_of((*ROW[:6], "1,250", ""), ROW).encode())

    assert [job.total for job in swiss.jobs] == [Decimal(1250), Decimal("25.50")]
    assert (swiss.table.decimal, english.table.decimal) == (",", ".")
    assert english.jobs[0].total == Decimal(1250)


def test_pounds_stay_pounds_by_the_heading_the_cell_or_the_number():
    heading = csv_of(ROW).replace("Tension", "Tension (lbs)").replace("24.5", "52")
    cell, number = (csv_of((*ROW[:5], said, *ROW[6:])) for said in ("52 lbs/50", "52/50"))

    for said, cross in ((heading, 52), (cell, 50), (number, 50)):
        content = only_job(said.encode()).content
        assert (content.tension_unit, content.main.tension) == (TensionUnit.LB, Decimal(52))
        assert content.cross.tension == cross


def test_what_is_wrong_is_named_by_its_cell_and_stops_everything():
    wrong = ("soon", "", "Blade", "Hyper-G", "1.25", "24 kg/50 lb", "much", "")

    book = read(csv_of(ROW, wrong).encode())

    stops = {(finding.at, finding.trouble.value) for finding in book.findings if finding.stops}
    assert stops == {
        ("CSV!A3", "no_day"),
        ("CSV!B3", "no_player"),
        ("CSV!F3", "two_units"),
        ("CSV!G3", "no_number"),
    } | {("CSV!F3", "no_number")}


def days_of(*dates, **choices):
    book = read(csv_of(*((each, *ROW[1:]) for each in dates)).encode(), **choices)
    doubts = [(one.at, one.values["taken"]) for one in book.findings if one.trouble is Trouble.DAY_OR_MONTH]
    return [job.days.ordered_at for job in book.jobs], book.table.days, doubts


def test_a_day_with_slashes_is_read_as_the_others_of_its_column_tell():
    april, march = date(2024, 4, 3), date(2024, 3, 4)

    assert days_of("31.12.2024") == ([date(2024, 12, 31)], "", [])
    assert days_of("31/12/2024", "03/04/2024") == ([date(2024, 12, 31), april], "dmy", [])
    assert days_of("12/31/24 10:15 PM", "3-4-2024") == ([date(2024, 12, 31), march], "mdy", [])
    assert days_of("5/5/2024", "03/04/2024") == ([date(2024, 5, 5), april], "dmy", [("CSV!A3", "2024-04-03")])
    assert days_of("12/31/2024", "25/12/2024", "3/4/24")[1:] == ("dmy", [("CSV!A4", "2024-04-03")])


def test_where_nothing_tells_somebody_says_whether_the_month_stands_first():
    columns = {"0": "Dates/Ordered", "1": "Player/Name", "2": "Racquet/Model"}
    said = {"unit": "kg", "decimal": "", "days": "mdy"}

    found = days_of("03/04/2024", "31/12/2024", columns=columns, reading=said)

    assert found == ([date(2024, 3, 4), date(2024, 12, 31)], "mdy", [])


def test_two_gauges_of_one_string_are_said_and_both_kept():
    """The column is the gauge, and the name stays as it stands in the file."""
    typed = (("Hyper-G 1.20", "1.25"), ("Gut 1,3", "1.30"))
    rows = [(*ROW[:3], name, gauge, *ROW[5:]) for name, gauge in typed]

    book = read(csv_of(*rows).encode())

    (said,) = (one for one in book.findings if one.trouble is Trouble.GAUGE_TWICE)
    assert (said.at, said.stops) == ("CSV!E2", False)
    assert finding_words(said) == "The string is called “Hyper-G 1.20”; 1.25 mm is taken as its gauge."
    strings = [job.content.main.string[:2] for job in book.jobs]
    assert strings == [("Hyper-G 1.20", Decimal("1.25")), ("Gut 1,3", Decimal("1.30"))]


def test_extras_come_with_their_prices_in_one_cell_or_in_two():
    several = "Overgrip :  6,10; Grommets CHF 18.- + Sticker"
    one = csv_of((*ROW[:7], several)).replace("Notes", "Extras")
    two = csv_of((*ROW[:6], "18", "Grip")).replace("Notes", "Extras").replace("Gauge", "Extras price")

    book = read(one.encode())
    assert book.jobs[0].content.extras == (
        ("Overgrip", Decimal("6.10")),
        ("Grommets", Decimal(18)),
        ("Sticker", Decimal(0)),
    )
    assert book.jobs[0].total == Decimal("49.60")
    assert [(one.at, one.trouble.value) for one in book.findings] == [("CSV!H2", "extra_free")]
    assert only_job(two.encode()).content.extras == (("Grip", Decimal("1.25")),)


def test_cells_that_look_like_prices_to_their_end_do_not_hold_up_the_reader():
    """S-25; when each was read anew from every sign it holds, these took longer than a test may."""
    endless = [(*ROW[:7], f"Grip{sign * 900}x") for sign in ("::", "  ", "11", "1’") for _again in range(250)]

    book = read(csv_of(*endless).replace("Notes", "Extras").encode())

    assert [one.trouble.value for one in book.findings] == ["extra_free"] * 1000


def test_columns_mean_what_somebody_says_they_mean():
    said = b"A;B;C\nLena Muster;Blade;1.2.2024\nMuster, Tim;Speed;2.2.2024\n"
    columns = {"0": "Player/Name", "1": "Racquet/Model", "2": "Dates/Ordered"}

    guessed = read(said)
    chosen = read(said, columns=columns, reading={"unit": "kg", "decimal": ""})

    assert [finding.trouble.value for finding in guessed.findings] == ["no_clients"]
    assert [column.examples for column in guessed.table.columns][1] == ("Blade", "Speed")
    assert [client.ref for client in chosen.clients] == ["Lena Muster", "Tim Muster"]


def test_a_workbook_that_is_not_v1_is_such_a_table_too():
    rows = [("My shop",), HEADINGS, (date(2024, 12, 31), *ROW[1:5], Decimal("24.5"), 25, None)]

    job = only_job(b"".join(workbook([Tab("Jobs", (), rows)])))

    assert (job.days.ordered_at, job.total) == (date(2024, 12, 31), Decimal(25))
    assert job.places["ordered"] == "Jobs!A3"


@pytest.mark.parametrize("content", [b"just words", b"a,b\0c", b"\x81\x8d;\xff\n", b";;\n;;\n"])
def test_what_holds_no_table_is_refused(content):
    with pytest.raises(Unfit):
        read(content)


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.parametrize("locale", ["en", "de"])
def test_every_column_of_the_template_is_known_again(anna, kind, locale):
    with force_locale(locale):
        book = read(template_as(kind))

    assert [column.heading for column in book.table.columns if not column.field] == []
    assert [finding for finding in book.findings if finding.stops] == []
    assert book.jobs[0].content.main.tension == Decimal("24.5")


def test_own_rackets_come_in_among_those_of_clients(anna):
    """By a column of their own, or because the client is called `me`; nobody pays for them."""
    headings = "Date,Strung,Client,Own racket,Racket,Tension,String price,Labour,Extras"
    rows = (
        "1.3.2024,2.3.2024,Lena Muster,,Blade 98,24,9,25,Grip 6.10",
        "1/3/2024,3.3.2024,ich,,Pure Aero 98,24,9,25,",
        ",4.3.2024,,yes,Pure Aero 98,23,,,",
    )

    report = imported("\n".join((headings, *rows)).encode())

    assert report.is_ok, report.findings
    assert [(one.rows, one.inserted, one.is_own) for one in report.sheets] == [(1, 1, False), (2, 2, True)]
    assert [(year.in_file, year.in_book) for year in report.years] == [(Decimal("40.10"), Decimal("40.10"))]
    own = db.session.query(Order).filter(Order.kind == Kind.SELF).order_by(Order.number).all()
    assert len({order.racket_id for order in own}) == 1
    assert [(order.strung_at, order.receipt_id, order.labour_price) for order in own] == [
        (date(2024, 3, 3), None, 0),
        (date(2024, 3, 4), None, 0),
    ]
    assert (count(Order), count(Racket), count(Receipt)) == (3, 2, 1)
