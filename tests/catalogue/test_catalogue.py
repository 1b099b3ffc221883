"""The catalogue: what the house offers to all, and what one adds for oneself."""

from __future__ import annotations

from decimal import Decimal

import pytest
from sqlalchemy import func, select

from rbo.catalogue import queries, service
from rbo.catalogue.models import RacketModel, Source, Sport, StringModel, Visibility
from rbo.catalogue.queries import Narrow
from rbo.catalogue.refusals import KnownModel
from rbo.catalogue.service import NewRacketModel, NewStringModel
from rbo.catalogue.starter import load_starter
from rbo.platform.db import db
from rbo.platform.tenancy import open_tenant
from rbo.platform.versions import ChangedMeanwhile
from tests.make import a_racket_model, a_string_model


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
    assert {model.sport for model in queries.find_rackets(narrow=Narrow(sport=Sport.SQUASH), limit=100)} == {
        Sport.SQUASH
    }


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


def test_one_of_the_house_is_changed_in_a_copy_of_ones_own(starter, anna):
    theirs = queries.find_rackets("pure aero 98 2023")[0]
    copy = service.add_racket_model(_like(theirs, pattern="18x20"), copy_of=theirs)
    db.session.commit()

    assert (copy.is_own, copy.source) == (True, Source.EDITED_IMPORT)
    assert queries.racket_named("Babolat Pure Aero 98 2023").pattern == "18x20"
    assert [model.is_own for model in queries.find_rackets("pure aero 98 2023")] == [True, False]


def test_a_second_copy_under_the_same_name_is_refused(starter, anna):
    theirs = queries.find_rackets("pure aero 98 2023")[0]
    service.add_racket_model(_like(theirs), copy_of=theirs)

    with pytest.raises(KnownModel):
        service.add_racket_model(_like(theirs), copy_of=theirs)


def test_a_copy_can_be_changed_and_keeps_its_name(starter, anna):
    theirs = queries.find_rackets("pure aero 98 2023")[0]
    copy = service.add_racket_model(_like(theirs), copy_of=theirs)

    service.change_racket_model(copy, _like(theirs, pattern="18x20"), copy.version)

    assert reloaded_racket(copy).pattern == "18x20"


def test_a_model_cannot_take_the_name_of_another(starter, anna):
    own = a_racket_model()

    with pytest.raises(KnownModel):
        service.change_racket_model(own, _like(queries.find_rackets("pure aero 98 2023")[0]), own.version)


def test_what_was_imported_and_changed_by_hand_says_so(anna):
    string = a_string_model()
    string.source = Source.IMPORTED
    db.session.flush()

    service.change_string_model(
        string, NewStringModel(sport=None, brand="Own", name="Gut", gauge_mm=Decimal("1.30")), string.version
    )

    assert string.source is Source.EDITED_IMPORT


def test_what_was_typed_by_hand_stays_so(anna):
    string = a_string_model()

    service.change_string_model(string, NewStringModel(sport=None, brand="Own", name="Tripe"), string.version)

    assert (string.source, string.label) == (Source.MANUAL, "Own Tripe")


def test_somebody_elses_change_is_not_written_over(anna):
    own = a_racket_model()

    with pytest.raises(ChangedMeanwhile):
        service.change_racket_model(own, NewRacketModel(sport=Sport.TENNIS, brand="A", model="B"), 7)


def _like(model, **other):
    """The same frame as typed into the form."""
    same = {name: getattr(model, name) for name in ("sport", "brand", "model", "year", "pattern")}
    return NewRacketModel(**(same | other))


def reloaded_racket(model):
    """The model as the next request finds it."""
    db.session.commit()
    db.session.expire_all()
    return queries.racket_by_id(model.id)
