"""The catalogue: what the house offers to all, and what one adds for oneself."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from sqlalchemy import func, select

from rbo.catalogue import queries, service
from rbo.catalogue.models import RacketModel, Sport, StringModel, Visibility
from rbo.catalogue.service import KnownModel, NewRacketModel, NewStringModel
from rbo.catalogue.starter import load_starter
from rbo.platform.db import db
from rbo.platform.tenancy import open_tenant
from tests.browsers import fields

NEW_RACKET, NEW_STRING = "/catalogue/rackets/new", "/catalogue/strings/new"


def test_the_starter_catalogue_is_there_once(starter, anna, settings):
    assert load_starter(settings.database_url_system) == 0

    assert db.session.scalar(select(func.count()).select_from(RacketModel)) == 83
    assert starter == 83 + db.session.scalar(select(func.count()).select_from(StringModel))


def test_every_string_of_the_starter_is_one_family(starter, anna):
    assert len(queries.find_families(limit=500)) == 112


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("pure aero 98", "Babolat Pure Aero 98"),
        ("AERO babolat 2023 98", "Babolat Pure Aero 98"),
        ("astrox 88d", "Yonex Astrox 88D Pro (4U)"),
    ],
)
def test_a_racket_is_found_by_any_words_of_it(starter, anna, text, first):
    assert queries.find_rackets(text)[0].label == first


def test_a_sport_narrows(starter, anna):
    assert {model.sport for model in queries.find_rackets(sport=Sport.SQUASH, limit=100)} == {Sport.SQUASH}


def test_a_string_shows_its_gauges_together_thin_to_thick(starter, anna):
    family = queries.find_families("rpm blast 1.20")[0]
    whole = queries.find_families("babolat rpm blast")[0]

    assert (family.brand, family.name) == ("Babolat", "RPM Blast")
    assert list(whole.gauges) == sorted(whole.gauges)
    assert len(whole.gauges) > 1


def test_a_racket_is_named_in_full_or_not_at_all(starter, anna):
    assert queries.racket_named("babolat PURE aero 98 2023").label == "Babolat Pure Aero 98"
    assert queries.racket_named("Pure Aero") is None
    assert queries.racket_named("") is None


def test_ones_own_model_is_found_beside_those_of_the_house_and_by_nobody_else(starter, anna, ben):
    own = service.add_racket_model(NewRacketModel(sport=Sport.TENNIS, brand="Babolat", model="Pure Own 98"))
    db.session.commit()

    assert own.visibility is Visibility.PRIVATE
    assert [model.label for model in queries.find_rackets("pure own")] == ["Babolat Pure Own 98"]
    db.session.remove()
    with open_tenant(ben.id):
        assert queries.find_rackets("pure own") == []


def test_what_is_there_is_not_added_again(starter, anna):
    known = queries.find_rackets("pure aero 98 2023")[0]

    with pytest.raises(KnownModel):
        service.add_racket_model(
            NewRacketModel(sport=Sport.TENNIS, brand="BABOLAT", model=known.model, year=known.year)
        )


def test_a_known_string_may_be_added_in_another_gauge(starter, anna):
    known = NewStringModel(sport=Sport.TENNIS, brand="Luxilon", name="ALU Power", gauge_mm=Decimal("1.25"))

    with pytest.raises(KnownModel):
        service.add_string_model(known)
    thin = NewStringModel(sport=Sport.TENNIS, brand="Luxilon", name="ALU Power", gauge_mm=Decimal("1.08"))

    assert service.add_string_model(thin).label_with_gauge == "Luxilon ALU Power 1.08"


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
        seen += re.findall(r'<span class="strong">([^<]+)</span>(?: <span class="soft">(\d+))?', part)
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

    page = annas.get(answer.location).text
    assert "Wilson Sledge Hammer" in page
    assert "110 in² · 22–26.5 kg" in page
    assert "Yours" in page


def test_a_new_string_is_found_afterwards(annas):
    answer = annas.fill(
        NEW_STRING, brand="Own", name="Catgut", gauge_mm="1,3", sport="", material="natural gut"
    )

    page = annas.get(answer.location).text
    assert "Own Catgut" in page
    assert "Natural gut · 1.30 mm" in page


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
