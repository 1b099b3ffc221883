"""Any table on the page: its columns are shown, changed and read; then it comes in."""

from __future__ import annotations

from datetime import date

from rbo.clients.models import Racket
from rbo.orders.models import Order
from rbo.platform.db import db
from rbo.receipts.models import Receipt
from rbo.stringers.models import TensionUnit
from tests.imports.bringing import brought, let_work, press
from tests.imports.tables import ROW, csv_of
from tests.imports.test_page import count


def test_a_csv_comes_in_by_the_page_once_its_columns_are_right(anna, annas, superuser):
    rows = [(*ROW[:5], "52", *ROW[6:]), (*ROW[:2], "Head Speed", *ROW[3:5], "50", *ROW[6:])]
    said = csv_of(*rows).replace('"Client"', '"Wer"')
    page = brought(annas, said.encode("cp1252"), superuser, "jobs.csv")

    assert "No column holds the client" in annas.get(page).text
    columns = ("Dates/Ordered", "Player/Name", "Racquet/Model", "Main-String/Model")
    chosen = {f"column-{place}": key for place, key in enumerate(columns)} | {"column-5": "Main/Tension"}
    assert press(annas, page, "columns", **chosen, unit="lb", decimal="").status_code == 303
    let_work(superuser)
    assert "2 stringjobs would come in" in annas.get(page).text
    assert count(Order) == 0

    press(annas, page, "approval")
    let_work(superuser)

    first, second = db.session.query(Order).order_by(Order.number)
    assert [order.main.tension for order in (first, second)] == [52, 50]
    assert first.tension_unit is TensionUnit.LB
    again = brought(annas, said.encode("cp1252"), superuser, "jobs.csv")
    press(annas, again, "columns", **chosen, unit="lb", decimal="")
    let_work(superuser)
    assert "Your book has all of it already" in annas.get(again).text

    assert press(annas, page, "approval", _method="delete").status_code == 303
    db.session.rollback()
    assert (count(Order), count(Racket), count(Receipt)) == (0, 0, 0)


def test_two_columns_cannot_hold_the_same(anna, annas, superuser):
    page = brought(annas, csv_of(ROW).encode(), superuser, "jobs.csv")

    answer = press(annas, page, "columns", **{"column-0": "Racquet/Model", "column-1": "Racquet/Model"})

    assert "Only one column can hold “Racket”." in answer.text
    assert "template.csv" in annas.get("/imports").text
    assert annas.get("/imports/template.csv").data.startswith(b"\xef\xbb\xbfClient;")


def test_the_page_shows_how_days_were_read_and_takes_another_word_for_it(anna, annas, superuser):
    page = brought(annas, csv_of(("03/04/2024", *ROW[1:])).encode(), superuser, "jobs.csv")
    shown = annas.get(page).text
    assert "“03/04/2024” is read as 2024-04-03." in shown
    assert 'value="dmy" checked' in shown

    columns = {"column-0": "Dates/Ordered", "column-1": "Player/Name", "column-2": "Racquet/Model"}
    press(annas, page, "columns", **columns, unit="kg", decimal="", days="mdy")
    let_work(superuser)
    press(annas, page, "approval")
    let_work(superuser)

    assert [order.ordered_at for order in db.session.query(Order)] == [date(2024, 3, 4)]
