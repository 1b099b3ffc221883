"""Every number of a report equals the same number counted job by job."""

from __future__ import annotations

from calendar import month_name
from contextlib import contextmanager
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from rbo.platform.db import db
from rbo.reports.files import FILES
from rbo.reports.naming import sport_name
from rbo.reports.queries import months
from rbo.reports.rollup import Rollup, bill_of, work_of
from rbo.reports.span import Span
from rbo.stringers.models import TensionUnit
from tests.reports import oracle
from tests.reports.books import a_shelf, jobs, write

TODAY = date(2026, 6, 15)
YEAR, ALL = Span(2026, TODAY), Span(None, TODAY)
ALL_YEARS = range(2024, 2028)
BOOKS = st.lists(jobs(), max_size=14)
MONTHS = list(enumerate(month_name))[1:]
over_books = settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


@pytest.fixture
def written(anna):
    """Puts a made-up book into the open one for a moment."""
    shelf = a_shelf()

    @contextmanager
    def for_a_moment(book):
        write(shelf, book)
        yield
        db.session.rollback()

    return for_a_moment


@pytest.fixture
def table(anna, written):
    """The rows of a file about a made-up book."""

    def read(name, book, span):
        with written(book):
            return FILES[name](span, anna)

    return read


@over_books
@given(book=BOOKS)
def test_jobs_of_each_month_beside_the_year_before(table, book):
    rows = table("jobs", book, YEAR).rows

    for row, (month, name) in zip(rows, MONTHS, strict=True):
        now, before = (oracle.of_month(book, year, month) for year in (2026, 2025))
        assert list(row) == [name, len(now), len(before), oracle.turnaround(now), oracle.wait(now)]


@over_books
@given(book=BOOKS)
def test_jobs_of_each_year(table, book):
    rows = {row[0]: list(row[1:]) for row in table("jobs", book, ALL).rows}

    for year in ALL_YEARS:
        now = oracle.of_year(book, year)
        assert rows.get(str(year), [0, None, None]) == [len(now), oracle.turnaround(now), oracle.wait(now)]


@over_books
@given(book=BOOKS)
def test_revenue_of_each_month_and_currency(table, book):
    rows = {(currency, name): list(rest) for currency, name, *rest in table("revenue", book, YEAR).rows}

    for currency in {job.currency for job in oracle.of_year(book, 2026)}:
        for month, name in MONTHS:
            *parts, total, unpaid = oracle.billed(oracle.of_month(book, 2026, month), currency)
            before = oracle.billed(oracle.of_month(book, 2025, month), currency)[3]
            assert rows[currency, name] == [*parts, total, before, unpaid]


@over_books
@given(book=BOOKS)
def test_revenue_of_each_year_and_currency(table, book):
    rows = {(currency, name): list(rest) for currency, name, *rest in table("revenue", book, ALL).rows}

    assert sum(row[3] for row in rows.values()) == sum(
        oracle.billed(oracle.counted(book), currency)[3] for currency in ("CHF", "EUR")
    )
    for currency in {job.currency for job in oracle.counted(book)}:
        for year in {job.day.year for job in oracle.counted(book)}:
            assert rows[currency, str(year)] == oracle.billed(oracle.of_year(book, year), currency)


@over_books
@given(book=BOOKS, span=st.sampled_from([YEAR, ALL]))
def test_strings_by_sides(table, book, span):
    rows = table("strings", book, span).rows

    assert {name: (sides, own) for name, sides, own in rows} == oracle.strings(
        oracle.counted(book, span.first, span.last)
    )
    assert [row[1] for row in rows] == sorted((row[1] for row in rows), reverse=True)


@over_books
@given(book=BOOKS, span=st.sampled_from([YEAR, ALL]))
def test_tensions_of_each_sport(table, book, span):
    rows = table("tension", book, span).rows
    found = {
        (sport, low, name): count
        for sport, low, *counts in rows
        for name, count in zip(("mains", "crosses"), counts, strict=True)
        if count
    }

    wanted = oracle.tensions(oracle.counted(book, span.first, span.last), TensionUnit.KG)
    assert found == {(sport_name(sport), low, name): n for (sport, low, name), n in wanted.items()}


@over_books
@given(book=BOOKS, span=st.sampled_from([YEAR, ALL]))
def test_clients_with_their_jobs_and_revenue(table, book, span):
    found = table("clients", book, span)
    wanted = oracle.clients(oracle.counted(book, span.first, span.last))
    currencies = [column.removeprefix("Revenue, ") for column in found.columns[2:-1]]

    assert {row[0] for row in found.rows} == set(wanted)
    for name, count, *revenue, turnaround in found.rows:
        jobs_of, revenue_of, days_of = wanted[name]
        assert (count, turnaround) == (jobs_of, days_of)
        assert dict(zip(currencies, revenue, strict=True)) == {
            currency: revenue_of[currency] for currency in currencies
        }
        assert all(amount == 0 for currency, amount in revenue_of.items() if currency not in currencies)


@over_books
@given(book=BOOKS, span=st.sampled_from([YEAR, ALL]))
def test_hybrids_own_strings_and_sports(table, book, span):
    rows = {name: count for name, count, _percent in table("kinds", book, span).rows}
    theirs = oracle.counted(book, span.first, span.last)

    assert rows.pop("Hybrid") == sum(job.main.string != job.cross.string for job in theirs)
    assert rows.pop("Own string on both sides") == sum(job.main.byo and job.cross.byo for job in theirs)
    assert rows.pop("Own string on one side") == sum(job.main.byo != job.cross.byo for job in theirs)
    assert sum(rows.values()) == len(theirs)


@over_books
@given(book=BOOKS)
def test_a_running_year_is_compared_with_the_same_days_of_the_last(written, book):
    with written(book):
        rollup = Rollup(YEAR, months(YEAR))

    before = oracle.counted(book, date(2025, 1, 1), date(2025, 6, 15))
    assert work_of(rollup.so_far_before).jobs == len(before)
    assert bill_of(rollup.so_far_before, "CHF").total == oracle.billed(before, "CHF")[3]
    assert work_of(rollup.so_far_before).turnaround == oracle.turnaround(before)


@over_books
@given(book=BOOKS)
def test_own_rackets_are_counted_apart(written, book):
    with written(book):
        rollup = Rollup(YEAR, months(YEAR))

    own = [job for job in book if not job.counts and job.strung and job.strung.year == 2026]
    assert rollup.own_rackets == len(own)
