"""Today: what is on the bench, what waits, what was strung."""

from __future__ import annotations

import re
from datetime import date, timedelta
from decimal import Decimal
from html import unescape

import pytest

from rbo.orders import board, service
from rbo.platform import clock
from rbo.platform.db import db
from tests.browsers import fields
from tests.desk.statements import counted
from tests.make import a_client, an_order, just_taken_in, reloaded, strung, today

MOST_STATEMENTS = 6


def test_each_number_leads_to_the_orders_it_counts(anna, annas):
    bench, waiting, handed_out = an_order(), strung(an_order()), strung(an_order())
    service.mark_returned(reloaded(handed_out.number), on=today())
    db.session.commit()

    score = re.search(r'<nav class="score".+?</nav>', annas.get("/").text, re.DOTALL)[0]
    lists = [annas.get(address).text for address in re.findall(r'href="([^"]+)"', score)]

    numbers = [{int(number) for number in re.findall(r'name="number" value="(\d+)"', page)} for page in lists]
    assert numbers == [{bench.number}, {waiting.number}, {waiting.number, handed_out.number}]


def test_what_is_overdue_is_said_in_words(anna, annas):
    for days in (-3, -1, 0, 1):
        an_order(ordered_at=today() - timedelta(days=9), promised_for=today() + timedelta(days=days))
    db.session.commit()

    told = re.findall(r'<span class="badge (?:late|due|plainly)">.*?</svg>([^<]+)<', annas.get("/").text)

    assert told == ["3 days overdue", "1 day overdue", "Due today", "Tomorrow"]


def test_a_long_pile_leads_to_all_of_it(anna, annas):
    for _ in range(board.MOST_WAITING + 1):
        strung(an_order())

    page = annas.get("/").text

    assert f'<a href="/orders?state=waiting">All {board.MOST_WAITING + 1}</a>' in page
    assert "Payment open</h2>" not in page


def test_what_was_strung_last_leads_to_a_list_that_begins_with_it(anna, annas):
    for days in (0, 1, 2):
        strung(an_order(ordered_at=today() - timedelta(days=9)), days)
    service.mark_returned(reloaded(2), on=today())
    service.mark_paid(reloaded(2), on=today())
    an_order()
    db.session.commit()

    recent = re.search(
        r'<section aria-labelledby="recent-title">.+?</section>', annas.get("/").text, re.DOTALL
    )[0]
    address = unescape(re.search(r'<a href="([^"]+)">All strung</a>', recent)[1])

    listed = re.findall(r'name="number" value="(\d+)"', annas.get(address).text)
    assert listed == re.findall(r'href="/orders/(\d+)"', recent) == ["1", "2", "3"]


def test_money_to_come_is_told_in_each_currency(anna, annas):
    strung(an_order())
    abroad = strung(an_order(labour_price=Decimal(30)))
    abroad.currency = "EUR"
    db.session.commit()

    assert board.score().owed == {"CHF": Decimal("53.00"), "EUR": Decimal("58.00")}
    told = " ".join(re.sub("<[^>]+>", " ", annas.get("/").text).split())
    assert "53.00 CHF open 58.00 EUR open" in told


def test_a_currency_nobody_owes_is_only_told_when_it_is_the_own_one(anna, annas):
    told = " ".join(re.sub("<[^>]+>", " ", annas.get("/").text).split())

    assert "0.00 CHF open" in told
    assert "EUR" not in told


@pytest.mark.parametrize("jobs", [1, 25])
def test_today_asks_little_of_the_database_however_long_the_bench(anna, annas, jobs):
    client = a_client()
    for _ in range(jobs):
        strung(an_order(client))
        an_order(client)

    with counted() as statements:
        page = annas.get("/")

    assert page.text.count("Mark strung<") == jobs
    assert len(statements) <= MOST_STATEMENTS


def test_an_empty_book_says_what_to_do(annas):
    page = annas.get("/").text

    assert "No stringjobs yet" in page
    assert 'href="/orders/new" data-empty-action>Add stringjob' in page


def test_an_empty_bench_is_not_an_empty_book(anna, annas):
    strung(an_order())

    page = annas.get("/").text

    assert "The bench is empty" in page
    assert "No stringjobs yet" not in page


def test_marking_strung_on_today_shows_today_again_with_a_way_back(anna, annas):
    number = just_taken_in().number

    page = annas.get("/").text
    answer = annas.fill("/", f"/orders/{number}/stringing")

    assert "Mark strung" in page
    assert (answer.status_code, answer.location) == (303, "/")
    after = annas.get("/").text
    assert "Strung. The receipt is on its way." in after
    assert "Mark strung" not in after


def test_with_htmx_the_answer_is_today_alone_with_its_toast(anna, annas):
    number = just_taken_in().number
    answer = annas.fill("/", f"/orders/{number}/stringing", htmx=True)

    part = annas.get(answer.location, headers={"HX-Request": "true"}).text

    assert part.lstrip().startswith('<div class="cols" id="today">')
    assert 'hx-swap-oob="innerHTML:#toasts"' in part
    assert "Strung. The receipt is on its way." in part


def test_undo_in_the_toast_puts_the_racket_back_and_stays_on_today(anna, annas):
    number = just_taken_in().number
    annas.fill("/", f"/orders/{number}/stringing")
    page = annas.get("/").text
    undo = f"/orders/{number}/stringing?version={reloaded(number).version}"

    answer = annas.post(undo, data=fields(page, undo))

    assert answer.location.rstrip("?") == "/"
    assert "Mark strung" in annas.get("/").text


def test_the_day_is_the_stringers_own(anna, annas, monkeypatch):
    late_in_utc = clock.now().replace(year=2026, month=11, day=12, hour=23, minute=30)
    monkeypatch.setattr(clock, "now", lambda: late_in_utc)

    assert "Friday, 13 November" in annas.get("/").text
    assert today() == date(2026, 11, 13)


def test_nobody_elses_jobs_are_there(anna, bens):
    an_order(a_client("Lena", "Geheim"))
    db.session.commit()

    assert "Geheim" not in bens.get("/").text
