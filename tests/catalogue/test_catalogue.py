"""The catalogue: what the house offers to all, and what one adds for oneself."""

from __future__ import annotations

from decimal import Decimal

import pytest
from sqlalchemy import func, select

from rbo.catalogue import queries, service
from rbo.catalogue.models import RacketModel, Sport, StringModel, Visibility
from rbo.catalogue.service import KnownModel, NewRacketModel, NewStringModel
from rbo.catalogue.starter import load_starter
from rbo.platform.db import db
from rbo.platform.tenancy import open_tenant


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
