"""The catalogue's pages: looking through it, and adding one's own."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import func, select

from rbo.catalogue.models import StringModel
from rbo.platform.db import db
from tests.browsers import fields
from tests.each import each

NEW_RACKET, NEW_STRING = "/catalogue/rackets/new", "/catalogue/strings/new"


def test_the_pages_list_search_and_narrow(starter, annas):
    rackets = annas.get("/catalogue?q=blade&sport=tennis").text
    strings = annas.get("/catalogue/strings?q=alu%20power").text

    assert "Wilson Blade 98" in rackets
    assert "Babolat" not in rackets
    assert "Luxilon ALU Power" in strings
    assert "1.25 mm" in strings


def test_gauges_of_one_string_without_millimetres_go_by_what_the_maker_calls_them(starter, annas):
    found = annas.get("/catalogue/strings?q=dynamite+soft").text
    page = annas.get(re.search(r'href="(/catalogue/strings/[0-9a-f-]{36})"', found)[1]).text

    chips = re.findall(r'<a class="chip" [^>]*>([^<]+)</a>', page)
    assert sorted(chips) == ["17", "18"]


def test_page_follows_page_without_gap_or_repeat(starter, annas):
    seen, address = [], "/catalogue"
    while address:
        part = annas.get(address, headers={"HX-Request": "true"}).text
        seen += re.findall(r'<p><a href="[^"]+">([^<]+)</a>(?: <span class="soft">(\d+))?', part)
        following = re.search(r'hx-get="([^"]+)"', part)
        address = following[1].replace("&amp;", "&") if following else ""

    assert len(seen) == len(set(seen)) == 83


@pytest.mark.parametrize(
    "address", ["/catalogue?skip=-5", "/catalogue?skip=x&sport=golf", "/catalogue?skip=99999999999999999999"]
)
def test_nonsense_in_the_address_is_let_go(starter, annas, address):
    assert annas.get(address).status_code == 200


def test_a_new_racket_is_found_afterwards(annas):
    answer = annas.fill(
        NEW_RACKET,
        brand="Wilson",
        model="Sledge Hammer",
        head_size_in2="110",
        tension_min="22",
        tension_max="26,5",
    )

    assert "Wilson Sledge Hammer" in annas.get(answer.location).text
    page = annas.get("/catalogue?q=sledge").text
    assert "110 in² · 22–26.5 kg" in page
    assert "Yours" in page


def test_a_new_string_is_found_afterwards(annas):
    answer = annas.fill(
        NEW_STRING, brand="Own", name="Catgut", gauge_mm="1,3", sport="", material="natural gut"
    )

    assert "Own Catgut" in annas.get(answer.location).text
    assert "Natural gut · 1.30 mm" in annas.get("/catalogue/strings?q=catgut").text


def test_a_form_sent_twice_makes_one_model(anna, annas):
    typed = fields(annas.get(NEW_STRING).text, NEW_STRING) | {"brand": "Own", "name": "Catgut"}

    first, second = (annas.post(NEW_STRING, data=typed) for _ in range(2))

    assert first.location == second.location
    assert db.session.scalar(select(func.count()).select_from(StringModel)) == 1


def test_a_known_model_is_refused_with_everything_kept(starter, annas):
    answer = annas.fill(NEW_STRING, brand="Luxilon", name="ALU Power", gauge_mm="1.25", colour="rusty")

    assert answer.status_code == 409
    assert "Luxilon ALU Power 1.25 is in the catalogue already." in answer.text
    assert 'value="rusty"' in answer.text


@each(
    ("page", "typed", "said"),
    [
        (NEW_RACKET, {"model": "X"}, "Enter who makes it."),
        (NEW_RACKET, {"brand": "X"}, "Enter the model."),
        (NEW_RACKET, {"brand": "X", "model": "   "}, "Enter the model."),
        (NEW_RACKET, {"brand": "X", "model": "Y", "year": "12"}, "Enter a year like 2024."),
        (NEW_RACKET, {"brand": "X", "model": "Y", "year": "soon"}, "Not a valid integer"),
        (
            NEW_RACKET,
            {"brand": "X", "model": "Y", "head_size_in2": "900"},
            "Enter a head size between 30 and 160.",
        ),
        (NEW_RACKET, {"brand": "X", "model": "Y", "head_size_in2": "NaN"}, "Enter a number like 24.5."),
        (NEW_RACKET, {"brand": "X", "model": "Y", "head_size_in2": "98.55"}, "Enter at most 1 decimal."),
        (NEW_RACKET, {"brand": "X", "model": "Y", "tension_min": "22.25"}, "Enter at most 1 decimal."),
        (NEW_RACKET, {"brand": "X", "model": "Y", "tension_max": "26.75"}, "Enter at most 1 decimal."),
        (NEW_STRING, {"brand": "X", "name": "Y", "gauge_mm": "1.255"}, "Enter at most 2 decimals."),
        (
            NEW_RACKET,
            {"brand": "X", "model": "Y", "tension_min": "99"},
            "Enter a tension between 4 and 45 kg",
        ),
        (
            NEW_RACKET,
            {"brand": "X", "model": "Y", "tension_min": "26", "tension_max": "22"},
            "Enter at least 26",
        ),
        (NEW_RACKET, {"brand": "X", "model": "Y", "sport": "golf"}, "Not a valid choice"),
        (NEW_STRING, {"brand": "X"}, "Enter its name."),
        (
            NEW_STRING,
            {"brand": "X", "name": "Y", "gauge_mm": "16"},
            "Enter millimetres between 0.40 and 2.00.",
        ),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(annas, page, typed, said):
    answer = annas.fill(page, **typed)

    assert answer.status_code == 422
    assert said in answer.text
    assert all(
        f'value="{value}"' in answer.text for name, value in typed.items() if name in ("brand", "year")
    )
