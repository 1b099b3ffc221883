"""Choosing a year, and what is none."""

from __future__ import annotations

from datetime import date

import pytest

from rbo.platform import clock
from tests.each import each
from tests.make import today
from tests.reports.benches import strung, told


@pytest.mark.parametrize("year", [1970, 2031, 9999])
def test_a_year_without_jobs_leads_back_to_all_years(anna, annas, year):
    strung()

    page = annas.get(f"/reports?year={year}").text

    assert f"Nothing strung in {year}" in page
    assert 'href="/reports"' in page


@each("year", ["abc", "26", "02026", "1969", "0000", "2026.0", "-2026", "٢٠٢٦", "9" * 400, "2026'--"])
@each("place", ["/reports", "/reports/jobs.csv"])
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


def test_the_29th_of_february_is_compared_with_the_28th(anna, annas, monkeypatch):
    strung(on=date(2023, 2, 28)), strung(on=date(2023, 3, 1)), strung(on=date(2024, 2, 29))
    monkeypatch.setattr(clock, "now", lambda: clock.datetime(2024, 2, 29, 12, tzinfo=clock.UTC))

    assert "Jobs strung 1 1 by this day in 2023" in told(annas.get("/reports?year=2024").text)
