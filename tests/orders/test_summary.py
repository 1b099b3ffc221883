"""What is to be changed in a refused stringjob is listed as the page has it, one field below another."""

from __future__ import annotations

import re

import pytest

from rbo.orders import service
from rbo.platform.db import db
from rbo.platform.ids import new_id
from rbo.stringers.models import Locale
from tests.make import a_client, an_order, today

LONG = "x" * 400
WRONG_CLIENT = {"client": "new", "racket": "new", "email": "mia at example"}
WRONG_JOB = {
    "follow": "different",
    "main_string": "",
    "main_tension": "52",
    "main_price": "-1",
    "cross_string": "",
    "cross_tension": "abc",
    "cross_price": "abc",
    "promised": "other",
    "promised_other": "",
    "knots": "99",
    "labour_price": "abc",
    "extras-0-text": LONG,
    "extras-0-price": "abc",
}
JOB_BELOW_EACH_OTHER = [
    *("main_string", "main_tension", "cross_string", "cross_tension", "promised_other", "knots"),
]
SIDES = {
    Locale.EN: ["Mains: String", "Mains: Tension", "Crosses: String", "Crosses: Tension"],
    Locale.DE: [
        *("Längssaiten: Saite", "Längssaiten: Besaitungshärte"),
        *("Quersaiten: Saite", "Quersaiten: Besaitungshärte"),
    ],
}
BILL_BELOW_EACH_OTHER = ["labour_price", "main_price", "cross_price", "extras-0-text", "extras-0-price"]


def summary_of(page):
    """The fields that the summary leads to."""
    return [place for place, _words in named_in(page)]


def named_in(page):
    """Them, and what they are called."""
    return re.findall(r'<a href="#([^"]+)">([^<]+)</a>', re.search(r"data-first.*?</p>", page, re.DOTALL)[0])


def test_the_summary_of_a_new_job_goes_down_the_page(annas, anna):
    answer = annas.fill(f"/orders/new?client=new&key={new_id()}", "/orders/new", **WRONG_CLIENT, **WRONG_JOB)

    assert answer.status_code == 422
    wanted = ["first_name", "email", "racket_name", *JOB_BELOW_EACH_OTHER, *BILL_BELOW_EACH_OTHER]
    assert summary_of(answer.text) == wanted


def test_so_does_that_of_a_change(annas, anna):
    service.mark_strung(an_order(a_client()), on=today())
    db.session.commit()

    answer = annas.fill("/orders/1/edit", "/orders/1/edit", day_strung="someday", **WRONG_JOB)

    assert answer.status_code == 422
    assert summary_of(answer.text) == [*JOB_BELOW_EACH_OTHER, "day_strung", *BILL_BELOW_EACH_OTHER]


@pytest.mark.parametrize("locale", list(Locale))
def test_it_says_of_which_side_a_field_is(annas, anna, locale):
    db.session.merge(anna).default_locale = locale
    an_order(a_client())
    db.session.commit()

    answer = annas.fill("/orders/1/edit", "/orders/1/edit", **WRONG_JOB)

    of_sides = JOB_BELOW_EACH_OTHER[:4]
    assert [words for place, words in named_in(answer.text) if place in of_sides] == SIDES[locale]
