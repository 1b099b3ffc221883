"""Narrowing the catalogue, and the page of one model."""

from __future__ import annotations

import re

import pytest

from rbo.platform.db import db
from tests.desk.statements import counted
from tests.make import a_string_model

MOST_STATEMENTS = 6


@pytest.mark.parametrize(
    ("address", "there", "gone"),
    [
        ("/catalogue?pattern=18x20", "18×20", "16×19 "),
        ("/catalogue?head_size=98", "98 in²", "100 in² ·"),
        ("/catalogue?sport=badminton&pattern=16x19", "No racket found", "Babolat"),
        ("/catalogue/strings?material=natural+gut", "Natural gut", "RPM Blast"),
        ("/catalogue/strings?gauge=1.20&q=rpm", "RPM Blast", "ALU Power"),
        ("/catalogue?own=1", "No racket found", "Babolat"),
    ],
)
def test_filters_stand_in_the_address(starter, annas, address, there, gone):
    part = annas.get(address, headers={"HX-Request": "true"}).text

    assert there in part
    assert gone not in part


def test_the_filters_go_along_to_the_next_page_and_into_the_form(starter, annas):
    page = annas.get("/catalogue?sport=tennis").text

    assert "skip=50&amp;sport=tennis" in page
    assert '<option value="tennis" selected>' in page


def test_the_browser_shows_the_address_of_what_it_sees(starter, annas):
    part = annas.get("/catalogue?q=blade&pattern=&head_size=98.0", headers={"HX-Request": "true"})

    assert part.headers["HX-Replace-Url"] == "/catalogue?q=blade&head_size=98.0"


@pytest.mark.parametrize(
    "address",
    [
        "/catalogue?head_size=NaN",
        "/catalogue?head_size=9e999999",
        "/catalogue/strings?gauge=1e9&material=%25",
        "/catalogue/strings?gauge=9e999999",
    ],
)
def test_figures_that_are_none_narrow_nothing_or_find_nothing(starter, annas, address):
    assert annas.get(address).status_code == 200


def test_a_string_is_shown_in_each_of_its_gauges(starter, annas):
    part = annas.get("/catalogue/strings?q=alu+power+rough", headers={"HX-Request": "true"}).text
    page = annas.get(re.search(r'href="(/catalogue/strings/[^"]+)"', part)[1]).text

    assert "Luxilon ALU Power Rough" in page
    assert "1.25 mm · 16L" in page
    assert "Monofilament" in page


@pytest.mark.parametrize("address", ["/catalogue", "/catalogue/strings", "/catalogue?q=pro&sport=tennis"])
def test_the_list_asks_little_of_the_database(starter, annas, address):
    with counted() as statements:
        assert annas.get(address).status_code == 200

    assert len(statements) <= MOST_STATEMENTS


def test_the_page_of_a_string_asks_little_of_the_database(starter, anna, annas):
    address = f"/catalogue/strings/{a_string_model(brand='Luxilon', name='ALU Power', gauge_mm=None).id}"
    db.session.commit()

    with counted() as statements:
        page = annas.get(address).text

    assert "1.25 mm" in page
    assert len(statements) <= MOST_STATEMENTS
