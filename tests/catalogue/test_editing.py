"""Changing models of one's own; those of the house only in a copy."""

from __future__ import annotations

import re

import pytest

from rbo.catalogue import queries
from rbo.platform.db import db
from tests.browsers import fields
from tests.make import a_racket_model, a_string_model

NEW_RACKET = "/catalogue/rackets/new"


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
