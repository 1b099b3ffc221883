"""The page of reports, and its files."""

from __future__ import annotations

import csv
import io
import re
from datetime import date, timedelta
from decimal import Decimal
from html import unescape

import pytest

from rbo.catalogue.models import RacketModel, Sport
from rbo.clients.service import NewRacket, add_racket
from rbo.orders import service
from rbo.orders.constraints import Kind
from rbo.orders.models import Order
from rbo.orders.side import Side
from rbo.platform import clock
from rbo.platform.db import db
from rbo.reports.files import FILES
from tests.desk.statements import counted
from tests.make import a_client, an_order, reloaded, today

MOST_STATEMENTS = 6
HYPER_G = Side(label="Solinco Hyper-G", gauge_mm=Decimal("1.20"), tension=Decimal(24), price=Decimal(14))


def strung(client=None, on=None, **more):
    """A job that came off the machine."""
    on = on or today()
    order = an_order(client, ordered_at=on - timedelta(days=2), **more)
    service.mark_strung(reloaded(order.number), on=on)
    db.session.commit()
    return reloaded(order.number)


def told(page):
    """What a page says, without its tags."""
    return " ".join(unescape(re.sub("<[^>]+>", " ", page)).split())


def rows_of(answer, separator=","):
    """The rows of a file."""
    text = answer.get_data().decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=separator))


def test_the_numbers_of_a_year(anna, annas):
    strung(), strung(on=date(today().year - 1, 1, 1))
    service.mark_paid(strung(), on=today())
    db.session.commit()

    page = told(annas.get(f"/reports?year={today().year}").text)

    assert f"Jobs strung 2 1 by this day in {today().year - 1}" in page
    assert f"Revenue, CHF 106.00 56.00 strings 53.00 by this day in {today().year - 1}" in page
    assert "Mean turnaround 2.0 days" in page
    assert "Open, CHF 53.00 1 order" in page


def test_all_years_are_shown_where_none_is_chosen(anna, annas):
    strung(), strung(on=date(2024, 5, 5))

    page = told(annas.get("/reports").text)

    assert "Jobs by year" in page
    assert "Jobs strung 2 " in page
    assert "in 2023" not in page


def test_money_of_two_currencies_is_never_added(anna, annas):
    strung()
    strung().currency = "EUR"
    db.session.commit()

    page = told(annas.get("/reports").text)

    assert "Revenue, CHF 53.00" in page
    assert "Revenue, EUR 53.00" in page
    assert "Revenue by year, CHF" in page
    assert "106.00" not in page


def test_a_year_of_gifts_earned_nothing(anna, annas):
    strung(labour_price=Decimal(0), main=Side(label="ALU Power", price=Decimal(14), byo=True))

    assert "CHF. Nothing was billed." in told(annas.get("/reports").text)


def test_each_chart_says_what_it_means_and_has_its_table_and_its_file(anna, annas):
    strung()

    page = annas.get(f"/reports?year={today().year}").text

    drawings = re.findall(r'<svg class="plot" role="img" aria-label="([^"]+)"', page)
    files = re.findall(r'href="(/reports/\w+\.csv\?year=\d+)" download', page)
    assert len(drawings) == 3
    assert page.count("<details><summary>") == 5
    assert len(files) == 6
    assert all(annas.get(file).status_code == 200 for file in files)
    assert "was the busiest with 1 job." in told(page)
    assert "Most mains at 24 kg. Most crosses at 24 kg." in told(page)


def test_sports_are_never_in_one_histogram(anna, annas, badminton_racket):
    strung()
    strung(badminton_racket.client, racket=badminton_racket)

    page = told(annas.get("/reports").text)

    assert "Tension spread, Badminton" in page
    assert "Tension spread, Sport not known" in page


@pytest.fixture
def badminton_racket(anna):
    """A racket whose model is in the catalogue."""
    model = RacketModel(sport=Sport.BADMINTON, brand="Yonex", model="Astrox 99")
    db.session.add(model)
    db.session.flush()
    client = a_client("Tim", "Probe")
    racket = add_racket(client, NewRacket(label="Yonex Astrox 99"))
    racket.model_owner, racket.model_id = model.stringer_id, model.id
    db.session.commit()
    racket.client = client
    return racket


def test_a_client_leads_to_their_page(anna, annas):
    client_id = strung(a_client("Lena", "Muster")).client_id

    page = annas.get("/reports").text

    assert re.search(rf'<a href="/clients/{client_id}">Lena Muster</a>', page)


def test_own_strings_are_marked(anna, annas):
    own = Side(label="ALU Power", tension=Decimal(24), price=Decimal(14), byo=True)
    strung(main=own, cross=HYPER_G)

    page = told(annas.get("/reports").text)

    assert "ALU Power own: 1 1" in page
    assert "Revenue, CHF 39.00 14.00 strings" in page


def test_own_rackets_are_told_apart(anna, annas):
    order = strung()
    own = strung()
    own.kind, own.receipt_id = Kind.SELF, None
    db.session.commit()

    page = told(annas.get("/reports").text)

    assert order.kind is Kind.CLIENT
    assert "Jobs strung 1 " in page
    assert "You strung 1 racket of your own." in page


def test_where_nothing_was_strung_the_page_says_what_to_do(anna, annas):
    an_order()

    page = annas.get("/reports").text

    assert "Reports begin with the first racket you mark as strung." in page
    assert 'class="btn primary" href="/orders/new"' in page


@pytest.mark.parametrize("year", [1970, 2031, 9999])
def test_a_year_without_jobs_leads_back_to_all_years(anna, annas, year):
    strung()

    page = annas.get(f"/reports?year={year}").text

    assert f"Nothing strung in {year}" in page
    assert 'href="/reports"' in page


@pytest.mark.parametrize(
    "year", ["abc", "26", "02026", "1969", "0000", "2026.0", "-2026", "٢٠٢٦", "9" * 400, "2026'--"]
)
@pytest.mark.parametrize("place", ["/reports", "/reports/jobs.csv"])
def test_what_is_no_year_is_not_found(anna, annas, place, year):
    assert annas.get(place, query_string={"year": year}).status_code == 404


def test_few_years_stand_side_by_side_and_many_in_a_list(anna, annas):
    strung(on=today())
    few = annas.get("/reports").text
    strung(on=date(today().year - 5, 3, 3))
    many = annas.get("/reports").text

    assert '<nav class="tabs" aria-label="Year">' in few
    assert many.count("<option") == 7
    assert f'<option value="{today().year - 3}">' in many


@pytest.mark.parametrize("jobs", [1, 12])
def test_the_page_asks_little_of_the_database_however_long_the_book(anna, annas, jobs):
    for number in range(jobs):
        strung(a_client("A", f"Client {number}"))

    with counted() as statements:
        page = annas.get("/reports").text

    assert f"Jobs strung {jobs} " in told(page)
    assert len(statements) <= MOST_STATEMENTS


def test_nothing_of_another_book_is_in_it(anna, bens):
    strung(a_client("Lena", "Geheim"))

    assert "Nothing strung yet" in bens.get("/reports").text
    for name in FILES:
        assert "Geheim" not in bens.get(f"/reports/{name}.csv").text
        assert len(rows_of(bens.get(f"/reports/{name}.csv"))) <= 4  # headings, and three kinds of none


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("year", ["", "2026", "9999"])
def test_every_file_has_a_name_and_as_many_cells_in_each_row(anna, annas, name, year):
    strung()

    answer = annas.get(f"/reports/{name}.csv?year={year}")

    assert answer.headers["Content-Disposition"] == f"attachment; filename=rbo-{name}-{year or 'all'}.csv"
    assert answer.headers["Content-Type"] == "text/csv; charset=utf-8"
    assert len({len(row) for row in rows_of(answer)}) == 1


def test_a_client_called_like_a_formula_stays_text(anna, annas):
    strung(a_client('=HYPERLINK("http://x")', "Muster"))

    assert rows_of(annas.get("/reports/clients.csv"))[1][0] == '\'=HYPERLINK("http://x") Muster'


def test_the_file_of_clients_leaves_nobody_out(anna, annas):
    for number in range(12):
        strung(a_client("A", f"Client {number:02}"))

    page, file = annas.get("/reports").text, rows_of(annas.get("/reports/clients.csv"))

    assert page.count('<td role="cell" class="lead"><a href="/clients/') == 10
    assert [row[0] for row in file[1:]] == [f"A Client {number:02}" for number in range(12)]


def test_the_29th_of_february_is_compared_with_the_28th(anna, annas, monkeypatch):
    strung(on=date(2023, 2, 28)), strung(on=date(2023, 3, 1)), strung(on=date(2024, 2, 29))
    monkeypatch.setattr(clock, "now", lambda: clock.datetime(2024, 2, 29, 12, tzinfo=clock.UTC))

    assert "Jobs strung 1 1 by this day in 2023" in told(annas.get("/reports?year=2024").text)


def test_an_order_taken_back_is_no_longer_counted(anna, annas):
    order = strung()
    strung()
    service.undo_stringing(reloaded(order.number), order.version)
    db.session.commit()

    assert "Jobs strung 1 " in told(annas.get("/reports").text)
    assert db.session.get(Order, (anna.id, order.id)) is not None
