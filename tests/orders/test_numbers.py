"""Numbers of orders and receipts when many press at once, at new year, and twice."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextvars import Context
from datetime import UTC, date, datetime
from threading import Barrier

import pytest

from rbo.orders import refusals, service
from rbo.platform import clock
from rbo.platform.db import db
from rbo.platform.tenancy import open_tenant
from rbo.stringers import queries as stringers
from tests.make import a_client, a_racket, an_order, just_taken_in, receipt_numbers, reloaded, today

pytestmark = pytest.mark.usefixtures("two_connections")


@pytest.fixture
def at_once(ground, anna) -> Callable[..., list[object]]:
    """Runs a deed for each number at the same time, each in an application and a book of its own."""

    def run(deed: Callable[[int], object], numbers: list[int], hands: int) -> list[object]:
        start = Barrier(hands)

        def one(number: int) -> object:
            with ground.app_context(), open_tenant(anna.id):
                return deed(number)

        def begin(number: int) -> object:
            if number in numbers[:hands]:
                start.wait(20)
            return Context().run(one, number)

        db.session.commit()
        with ThreadPoolExecutor(hands) as pool:
            return list(pool.map(begin, numbers))

    return run


def test_thirty_at_once_with_a_third_rolled_back_leave_one_to_twenty(anna, at_once):
    client = a_client()
    racket = a_racket(client)
    numbers = [just_taken_in(client, racket=racket).number for _ in range(30)]

    def string(number: int) -> None:
        service.mark_strung(reloaded(number), on=today())
        if number % 3 == 0:
            db.session.rollback()
        else:
            db.session.commit()

    at_once(string, numbers, hands=6)

    assert receipt_numbers() == [f"{today().year}-{seq:04d}" for seq in range(1, 21)]


def test_two_clicks_at_once_give_one_receipt(anna, at_once):
    number = just_taken_in().number

    def click(_turn: int) -> str | None:
        receipt = service.mark_strung(reloaded(number), on=today())
        db.session.commit()
        return receipt.number if receipt else None

    said = at_once(click, [1, 2], hands=2)

    assert said == [f"{today().year}-0001"] * 2
    assert receipt_numbers() == [f"{today().year}-0001"]


def test_thirty_orders_taken_in_at_once_are_numbered_without_a_gap(anna, at_once):
    client = a_client()
    racket = a_racket(client)

    def take_in(turn: int) -> int:
        order = an_order(client, racket=racket)
        db.session.commit()
        return order.number

    assert sorted(at_once(take_in, list(range(30)), hands=6)) == list(range(1, 31))


@pytest.mark.parametrize(
    ("timezone", "year"),
    [("Europe/Zurich", 2027), ("UTC", 2026), ("America/New_York", 2026), ("Asia/Tokyo", 2027)],
)
def test_the_new_year_begins_in_the_stringers_own_time_zone(anna, monkeypatch, timezone, year):
    number = just_taken_in().number
    stringers.mine().timezone = timezone
    db.session.commit()
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 12, 31, 23, 30, tzinfo=UTC))

    receipt = service.mark_strung(reloaded(number), on=clock.today(timezone))

    assert receipt.number == f"{year}-0001"


def test_on_old_years_eve_nobody_strings_tomorrow(anna, monkeypatch):
    number = just_taken_in().number
    monkeypatch.setattr(clock, "now", lambda: datetime(2026, 12, 31, 22, 30, tzinfo=UTC))

    with pytest.raises(refusals.DateInFuture):
        service.mark_strung(reloaded(number), on=date(2027, 1, 1))


def test_each_year_counts_from_one_and_goes_on_where_it_was(anna, monkeypatch):
    numbers = [just_taken_in(ordered_at=date(2025, 12, 1)).number for _ in range(4)]
    days = (date(2025, 12, 30), date(2026, 1, 2), date(2025, 12, 31), date(2026, 1, 3))
    for number, day in zip(numbers, days, strict=True):
        service.mark_strung(reloaded(number), on=day)
    db.session.commit()

    assert receipt_numbers() == ["2025-0001", "2025-0002", "2026-0001", "2026-0002"]


def test_each_book_counts_for_itself(anna, ben):
    for stringer in (anna, ben):
        with open_tenant(stringer.id):
            service.mark_strung(an_order(), on=today())
            assert receipt_numbers() == [f"{today().year}-0001"]
            db.session.commit()
