"""What a frame is made for: said, and softly warned about."""

from __future__ import annotations

from decimal import Decimal

import pytest

from rbo.catalogue.models import RacketModel, Sport
from rbo.catalogue.service import NewRacketModel, add_racket_model
from rbo.clients.models import ClientProfile
from rbo.clients.service import NewRacket, add_racket
from rbo.orders import queries
from rbo.orders.offers.reach import reach_of
from rbo.platform.db import db
from rbo.platform.ids import new_id
from rbo.stringers.models import Stringer, TensionUnit
from tests.browsers import Browser
from tests.make import a_client, an_order, newest

WARNED = '<p class="beyond" data-beyond>'
QUIET = '<p class="beyond" data-beyond hidden>'


@pytest.fixture
def blade(anna: Stringer) -> RacketModel:
    """A frame for 50 to 59 lb."""
    return add_racket_model(
        NewRacketModel(
            sport=Sport.TENNIS,
            brand="Wilson",
            model="Blade 98",
            tension_min=Decimal(50),
            tension_max=Decimal(59),
        )
    )


@pytest.fixture
def lena(blade: RacketModel) -> ClientProfile:
    """She plays it at 24 kg."""
    client = a_client()
    an_order(client, racket=add_racket(client, NewRacket(model=blade)))
    db.session.commit()
    return client


@pytest.mark.parametrize(
    ("tension", "unit", "within"),
    [
        ("50", "lb", True),
        ("59", "lb", True),
        ("49.5", "lb", False),
        ("22.7", "kg", True),
        ("22.6", "kg", False),
    ],
)
def test_both_ends_are_within(blade: RacketModel, tension: str, unit: str, within: bool) -> None:
    reach = reach_of(blade)

    assert reach is not None
    assert reach.holds(Decimal(tension), unit) is within


def test_it_is_said_in_the_unit_of_the_job(blade: RacketModel) -> None:
    reach = reach_of(blade)

    assert reach is not None
    assert (reach.said("kg"), reach.said("lb")) == ("22.7–26.8", "50–59")


def test_a_frame_with_one_unknown_end_says_nothing(blade: RacketModel) -> None:
    blade.tension_max = None

    assert reach_of(blade) is None


def test_a_tension_within_is_not_warned_about(annas: Browser, lena: ClientProfile) -> None:
    page = annas.get(form_of(lena)).text

    assert QUIET in page
    assert WARNED not in page
    assert "22.7–26.8 kg" in page


def test_a_tension_outside_is_warned_about_and_not_refused(annas: Browser, lena: ClientProfile) -> None:
    again = annas.fill(form_of(lena), "/orders/new", main_tension="30", more="1")
    saved = annas.fill(form_of(lena), "/orders/new", main_tension="30")

    assert WARNED in again.text
    assert saved.status_code == 303
    assert str(queries.by_number(2).main.tension) == "30.0"


def test_a_typed_racket_that_the_catalogue_knows_is_warned_about_too(
    annas: Browser, blade: RacketModel
) -> None:
    db.session.commit()
    typed = {
        "racket_name": "Wilson Blade 98",
        "main_tension": "60",
        "unit": TensionUnit.LB.value,
        "more": "1",
    }

    page = annas.fill(f"/orders/new?client=new&key={new_id()}", "/orders/new", htmx=False, **typed).text

    assert WARNED in page
    assert "50–59 lb" in page


def test_a_typed_racket_that_the_catalogue_knows_gets_its_model(annas: Browser, blade: RacketModel) -> None:
    db.session.commit()
    typed = {"racket_name": "wilson blade 98", "main_string": "ALU Power", "main_tension": "24"}

    annas.fill(f"/orders/new?client=new&key={new_id()}", "/orders/new", htmx=False, first_name="Mia", **typed)

    racket = newest()[0].racket
    assert (racket.label, racket.model_id) == ("Wilson Blade 98", blade.id)


def form_of(client: ClientProfile) -> str:
    return f"/orders/new?client={client.id}&key={new_id()}"
