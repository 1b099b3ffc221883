"""A string whose name says one gauge and the field beside it another: none of the two is dropped."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from rbo.catalogue.models import StringModel, Visibility
from rbo.catalogue.service import NewStringModel, add_string_model
from rbo.clients.models import ClientProfile
from rbo.orders.gauge import Gauge
from rbo.orders.naming import string_named
from rbo.orders.side import Side
from rbo.platform.db import db, system_session
from rbo.platform.ids import new_id
from rbo.platform.rows import HOUSE
from rbo.stringers.models import Locale, Stringer
from tests.browser import pages
from tests.browsers import Browser, fields
from tests.make import a_string_model, an_order, newest
from tests.orders.test_job_content import HYBRID, form_of, lena, saved

__all__ = ["lena"]
TWO_GAUGES = {
    "en": "The name of the string says 1.25 mm. Say the same here, or take it out of the name.",
    "de": "Im Namen der Saite stehen 1.25 mm. Gib hier denselben Durchmesser an oder nimm ihn aus dem Namen.",
}


@pytest.mark.parametrize(("language", "said"), TWO_GAUGES.items())
def test_two_gauges_of_one_string_are_asked_about_and_both_stay(
    annas: Browser, anna: Stringer, lena: ClientProfile, language: str, said: str
) -> None:
    pages.speak(anna, Locale(language))
    two = {"cross_string": "VS Touch 1.25", "cross_gauge": "1.30 16"}
    answer = annas.fill(form_of(lena), "/orders/new", htmx=False, **HYBRID | two)

    assert answer.status_code == 422
    assert re.search(f'id="cross_gauge-error">.*?<span>{re.escape(said)}<', answer.text, re.DOTALL)
    assert fields(answer.text, "/orders/new").items() >= two.items()
    assert len(newest(2)) == 1


def test_the_same_gauge_twice_is_one(annas: Browser, lena: ClientProfile) -> None:
    order = saved(annas, lena, main_string="Hyper-G 1,20 mm", main_gauge="1.2 17")

    assert (order.main.label, order.main.gauge_mm, order.main.gauge_label) == (
        "Hyper-G",
        Decimal("1.20"),
        "17",
    )


def test_two_gauges_left_over_in_crosses_that_are_like_the_mains_are_not_looked_at(
    annas: Browser, lena: ClientProfile
) -> None:
    order = saved(annas, lena, cross_string="VS Touch 1.25", cross_gauge="1.30")

    assert order.cross.label == order.main.label


def test_a_string_that_is_called_by_another_gauge_comes_back_as_it_is(
    annas: Browser, lena: ClientProfile
) -> None:
    """So an old book had it, or the catalogue: a copy and an edit leave it alone."""
    thick = Decimal("1.30")
    model = add_string_model(NewStringModel(sport=None, brand="Own", name="Tour 1.20", gauge_mm=thick))
    odd = Side(label="Hyper-G 1.20", gauge_mm=thick, tension=Decimal(24))
    known = string_named(model.label, Gauge(thick), tension=Decimal(23))
    order = an_order(lena, main=odd, cross=known)
    db.session.commit()

    copy = saved(annas, lena)
    answer = annas.fill(f"/orders/{order.number}/edit", f"/orders/{order.number}/edit", comments="Edited")

    assert answer.status_code == 303
    changed = newest(2)[1]
    assert (copy.main.string, copy.cross.string_id) == (odd.string, model.id)
    assert (changed.main.string, changed.cross.string_id, changed.comments) == (
        odd.string,
        model.id,
        "Edited",
    )


def test_a_string_is_found_by_its_name_behind_however_many_that_hold_its_words(
    annas: Browser, lena: ClientProfile
) -> None:
    """Sixty were looked at; one behind them was not known, and its name was refused for the gauge in it."""
    thick, many = Decimal("1.30"), 60
    for number in range(many):
        a_string_model(name=f"Extra Tour 1.20 {number:02}", gauge_mm=thick)
    model = a_string_model(name="Tour 1.20", gauge_mm=thick)
    db.session.commit()

    named = string_named("own tour 1.20", Gauge(thick))
    order = saved(annas, lena, main_string=model.label, main_gauge="1.30")

    assert (named.string_id, named.label) == (model.id, model.label)
    assert order.main.string_id == model.id


def test_of_two_strings_of_one_name_ones_own_is_taken(anna: Stringer) -> None:
    same = {"brand": "Own", "name": "Gut", "gauge_mm": Decimal("1.25")}
    with system_session() as rows:
        rows.add(StringModel(stringer_id=HOUSE, id=new_id(), visibility=Visibility.SHARED, **same))
    own = StringModel(visibility=Visibility.PRIVATE, **same)
    db.session.add(own)
    db.session.commit()

    assert string_named("Own Gut", Gauge(Decimal("1.25"))).string_id == own.id
