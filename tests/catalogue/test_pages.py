"""The catalogue's pages: looking through it, and adding one's own."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import func, select

from rbo.catalogue import queries
from rbo.catalogue.models import StringModel
from rbo.platform.db import db
from tests.browsers import fields
from tests.make import a_racket_model, a_string_model

NEW_RACKET, NEW_STRING = "/catalogue/rackets/new", "/catalogue/strings/new"


def test_the_pages_list_search_and_narrow(starter, annas):
    rackets = annas.get("/catalogue?q=blade&sport=tennis").text
    strings = annas.get("/catalogue/strings?q=alu%20power").text

    assert "Wilson Blade 98" in rackets
    assert "Babolat" not in rackets
    assert "Luxilon ALU Power" in strings
    assert "1.25 mm" in strings


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


@pytest.mark.parametrize(
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


@pytest.mark.parametrize("address", ["/catalogue?head_size=NaN", "/catalogue/strings?gauge=1e9&material=%25"])
def test_figures_that_are_none_narrow_nothing_or_find_nothing(starter, annas, address):
    assert annas.get(address).status_code == 200


def test_a_string_is_shown_in_each_of_its_gauges(starter, annas):
    part = annas.get("/catalogue/strings?q=alu+power+rough", headers={"HX-Request": "true"}).text
    page = annas.get(re.search(r'href="(/catalogue/strings/[^"]+)"', part)[1]).text

    assert "Luxilon ALU Power Rough" in page
    assert "1.25 mm · 16L" in page
    assert "Monofilament" in page or "monofilament" in page


@pytest.mark.parametrize("half", ["rackets", "strings"])
def test_one_of_the_house_offers_a_copy_and_no_edit(starter, annas, half):
    page = _first(annas, half)

    assert "Copy to my catalogue and change" in page
    assert "Submit for sharing" not in page
    assert "/edit" not in page


@pytest.mark.parametrize("half", ["rackets", "strings"])
@pytest.mark.parametrize("deed", ["edit", "submission"])
def test_one_of_the_house_cannot_be_changed_or_submitted(starter, anna, annas, half, deed):
    find = {"rackets": queries.find_rackets, "strings": queries.find_strings}[half]
    model_id = find(limit=1)[0].id

    answer = annas.post(f"/catalogue/{half}/{model_id}/{deed}", data=_token(annas))

    assert answer.status_code == 404


def test_a_copy_begins_with_what_is_known_and_becomes_ones_own(starter, annas):
    page = _first(annas, "rackets", "pure aero 98 2023")
    form = re.search(r'href="(/catalogue/rackets/new\?from=[^"]+)"', page)[1]

    answer = annas.fill(form, pattern="18x20")

    copy = annas.get(answer.location).text
    assert "18×20" in copy
    assert "Babolat Pure Aero 98" in copy
    assert "323 g" in copy
    assert "Submit for sharing" in copy


def test_ones_own_is_changed_and_a_second_editor_sees_both_versions(anna, annas):
    address = f"/catalogue/strings/{a_string_model().id}/edit"
    db.session.commit()
    seen = fields(annas.get(address).text, address)
    annas.fill(address, colour="black")

    answer = annas.post(address, data=seen | {"colour": "white"})

    assert answer.status_code == 409
    assert "Saved now</span> black" in answer.text
    assert "Yours</span> white" in answer.text
    assert annas.post(address, data=fields(answer.text, address)).status_code == 303


def test_a_known_name_is_refused_when_changing_with_everything_kept(starter, anna, annas):
    address = f"/catalogue/strings/{a_string_model().id}/edit"
    db.session.commit()

    answer = annas.fill(address, brand="Luxilon", name="ALU Power", colour="rusty")

    assert answer.status_code == 409
    assert "is in the catalogue already." in answer.text
    assert 'value="rusty"' in answer.text


@pytest.mark.parametrize(("made", "half"), [(a_racket_model, "rackets"), (a_string_model, "strings")])
def test_what_is_wrong_in_a_change_is_said_and_what_was_typed_stays(anna, annas, made, half):
    address = f"/catalogue/{half}/{made().id}/edit"
    db.session.commit()

    answer = annas.fill(address, brand="", **{"model" if half == "rackets" else "name": "Kept"})

    assert answer.status_code == 422
    assert "Enter who makes it." in answer.text
    assert 'value="Kept"' in answer.text


def _first(browser, half, text=""):
    """The page of the first model that a search finds."""
    page = browser.get("/catalogue" if half == "rackets" else "/catalogue/strings", query_string={"q": text})
    return browser.get(re.search(rf'<p><a href="(/catalogue/{half}/[^"]+)"', page.text)[1]).text


def _token(browser):
    return {"csrf_token": fields(browser.get(NEW_RACKET).text, NEW_RACKET)["csrf_token"]}
