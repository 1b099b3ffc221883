"""Admins decide on staged rows: promoted, matched or rejected, each once and in the log."""

from __future__ import annotations

from io import BytesIO

import pytest
from sqlalchemy import select

from rbo.catalogue.models import CatalogueImport, RacketModel, Source
from rbo.platform.db import db, system_session
from rbo.platform.rows import HOUSE
from tests.browsers import fields
from tests.catalogue.deciding import hers, landlady, logged, of_the_house, promote, reject
from tests.make import a_staged_row
from tests.walls.addresses import token_of

__all__ = ["hers", "landlady"]
LIST = "/admin/catalogue-imports"


@pytest.fixture
def page(landlady):
    """The page of a staged row."""
    return f"{LIST}/{a_staged_row(head_size_in2='98')}"


def test_a_staged_row_stands_beside_what_is_called_alike(hers, page, starter):
    assert "Babolat PureAero 98 2023" in hers.get(LIST).text

    shown = hers.get(page).text

    assert "maker · A98" in shown
    assert shown.index("Babolat PureAero 98 2023") < shown.index("Babolat Pure Aero 98 2023")


def test_promoted_it_is_everybodys_and_imported(anna, hers, page):
    answer = promote(hers, page)

    assert answer.location == LIST
    (model,) = of_the_house(RacketModel)
    assert (model.full_name, model.head_size_in2, model.source) == (
        "Babolat PureAero 98 2023",
        98,
        Source.IMPORTED,
    )
    assert str(model.origin_id) == page.rpartition("/")[2]


def test_matched_it_adds_nothing_and_remembers_with_what(anna, hers, page, starter):
    known = db.session.scalars(select(RacketModel).where(RacketModel.model == "Pure Aero 98")).first().id
    before = len(of_the_house(RacketModel))

    hers.fill(page, f"{page}/matches/{known}")

    assert len(of_the_house(RacketModel)) == before
    with system_session() as rows:
        assert rows.scalars(select(CatalogueImport.matched_id)).one() == known


def test_rejected_it_is_left_out_for_a_reason(anna, hers, page):
    empty, full = reject(hers, page, " "), reject(hers, page, "Not a racket.")

    assert (empty.status_code, full.status_code) == (422, 303)
    assert of_the_house(RacketModel) == []
    assert "Not a racket." in hers.get(page).text
    assert "Nothing is staged" in hers.get(LIST).text


def test_every_decision_is_made_once_and_stands_in_the_log(landlady, hers, page):
    promote(hers, page)
    second = hers.post(f"{page}/rejection", data={"reason": "No.", "csrf_token": token_of(hers)})

    assert second.status_code == 409
    assert logged() == [("import_promoted", f"stringer:{landlady.id}", None, "for_the_shared_catalogue")]


def test_what_the_house_has_by_that_name_is_matched_and_not_promoted(anna, hers, page):
    with system_session() as rows:
        rows.add(
            RacketModel(
                stringer_id=HOUSE,
                brand="babolat",
                model="PUREAERO 98",
                year=2023,
                visibility="catalogue_shared",
            )
        )

    assert promote(hers, page).status_code == 409
    assert logged() == []


def test_for_a_stringer_nothing_of_it_is_there(anna, annas, page):
    token = token_of(annas)

    assert annas.get(LIST).status_code == annas.get(page).status_code == 404
    assert annas.post(f"{page}/promotion", data={"csrf_token": token}).status_code == 404


def test_a_file_brought_on_the_page_is_staged_but_for_its_bad_lines_which_are_named(anna, hers, landlady):
    head = b"sport,brand,model,year\n"
    said = head + b"tennis,Babolat,Pure Drive,2021\ntennis,Head,,2020\ntennis,Wilson,Blade,soon\n"
    form = {**fields(hers.get(LIST).text, LIST), "kind": "racket", "source": "maker"}

    twice = [hers.post(LIST, data={**form, "file": (BytesIO(said), "a.csv")}).text for _time in range(2)]

    assert "1 staged, 0 known already, 2 bad." in twice[0]
    assert "Line 3" in twice[0]
    assert "Line 4 · year" in twice[0]
    assert "0 staged, 1 known already, 2 bad." in twice[1]
    assert "Babolat Pure Drive 2021" in hers.get(LIST).text
    assert [line[0] for line in logged()].count("catalogue_staged") == 2


def test_what_is_no_catalogue_is_refused_and_the_form_is_kept(hers, landlady):
    form = {**fields(hers.get(LIST).text, LIST), "kind": "string", "source": "maker"}

    answer = hers.post(LIST, data={**form, "file": (BytesIO(b"what;ever\n"), "a.csv")})

    assert answer.status_code == 422
    assert "The first line names no column brand." in answer.text
    assert 'value="maker"' in answer.text
