"""The page of reports."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal

import pytest

from rbo.catalogue.models import RacketModel, Sport
from rbo.clients.models import ClientProfile
from rbo.clients.service import NewRacket, add_racket
from rbo.orders import service
from rbo.orders.constraints import Kind
from rbo.orders.models import Order
from rbo.orders.side import Side
from rbo.platform.db import db
from rbo.stringers.models import Locale
from tests.browser import pages
from tests.desk.statements import counted
from tests.make import a_client, an_order, reloaded, today
from tests.reports.benches import strung, told

MOST_STATEMENTS = 6
HYPER_G = Side(label="Solinco Hyper-G", gauge_mm=Decimal("1.20"), tension=Decimal(24), price=Decimal(14))


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


@pytest.mark.parametrize(("language", "name"), [("en", "Erased client"), ("de", "Gelöschte Person")])
def test_whoever_was_erased_leads_to_their_page_by_the_name_that_is_left(anna, annas, language, name):
    """The link had no text, and the cell of the file was empty."""
    pages.speak(anna, Locale(language))
    order = strung()
    client = db.session.get_one(ClientProfile, (anna.id, order.client_id))
    client.entered_first_name = client.entered_last_name = ""
    db.session.commit()

    page, file = annas.get("/reports").text, annas.get("/reports/clients.csv").text

    assert f'<a href="/clients/{order.client_id}">{name}</a>' in page
    assert re.findall(r'^"?([^",;]+)', file.splitlines()[1]) == [name]


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


@pytest.mark.parametrize("jobs", [1, 12])
def test_the_page_asks_little_of_the_database_however_long_the_book(anna, annas, jobs):
    for number in range(jobs):
        strung(a_client("A", f"Client {number}"))

    with counted() as statements:
        page = annas.get("/reports").text

    assert f"Jobs strung {jobs} " in told(page)
    assert len(statements) <= MOST_STATEMENTS


def test_an_order_taken_back_is_no_longer_counted(anna, annas):
    order = strung()
    strung()
    service.undo_stringing(reloaded(order.number), order.version)
    db.session.commit()

    assert "Jobs strung 1 " in told(annas.get("/reports").text)
    assert db.session.get(Order, (anna.id, order.id)) is not None
