"""Admins decide what everybody sees: promoted or rejected, told to whoever offered it, and in the log."""

from __future__ import annotations

import pytest

from rbo.catalogue.models import RacketModel, Source, StringModel, Visibility
from rbo.catalogue.service import NewRacketModel, change_racket_model
from rbo.notifications import queries as notifications
from rbo.notifications.models import Kind
from rbo.platform.db import db, system_session
from rbo.platform.ids import new_id
from rbo.platform.rows import HOUSE
from rbo.platform.tenancy import open_tenant
from rbo.stringers.models import Role, Stringer
from tests.browsers import fields
from tests.catalogue.deciding import (
    QUEUE,
    hers,
    inbox_of,
    landlady,
    logged,
    of_the_house,
    promote,
    reject,
    submitted,
)
from tests.make import a_racket_model, a_string_model
from tests.walls.addresses import token_of

__all__ = ["hers", "landlady"]


def test_promoted_it_is_everybodys_and_says_where_it_came_from(anna, ben, hers):
    model = a_racket_model("Yonex", "Ezone 98", year=2022, head_size_in2=98, pattern="16x19")
    page = submitted(model)

    answer = promote(hers, page, notes="Weighed twice.")

    assert answer.location == QUEUE
    with open_tenant(ben.id):
        (copy,) = of_the_house(RacketModel)
        assert (copy.full_name, copy.head_size_in2, copy.pattern) == ("Yonex Ezone 98 2022", 98, "16x19")
        assert (copy.visibility, copy.source) == (Visibility.SHARED, Source.MANUAL)
        assert copy.id != model.id
        assert str(copy.origin_id) == page.rpartition("/")[2]


def test_a_string_is_promoted_alike(anna, hers):
    promote(hers, submitted(a_string_model("Solinco", "Hyper-G", colour="green")))

    assert [(string.full_name, string.colour) for string in of_the_house(StringModel)] == [
        ("Solinco Hyper-G 1.25", "green")
    ]


def test_the_submitter_hears_of_it_and_reads_it_at_the_model(anna, annas, hers):
    model = a_racket_model("Yonex", "Ezone 98")
    promote(hers, submitted(model), notes="Weighed twice.")

    assert inbox_of(anna) == [(Kind.SUBMISSION_DECIDED, "Yonex Ezone 98")]
    line = notifications.inbox()[0]
    thing = annas.get(annas.get(f"/notifications/{line.id}").location)
    assert thing.location == f"/catalogue/rackets/{model.id}"
    page = annas.get(thing.location).text
    assert "In everybody’s catalogue since" in page
    assert "Weighed twice." in page


def test_rejected_it_stays_private_and_the_reason_is_told(anna, annas, hers):
    string = a_string_model()
    reject(hers, submitted(string), "A spelling of Hyper-G.")

    assert of_the_house(StringModel) == []
    assert "The reason: A spelling of Hyper-G." in annas.get(f"/catalogue/strings/{string.id}").text


@pytest.mark.parametrize("reason", ["", "   ", "x" * 501])
def test_a_rejection_needs_a_reason_that_fits(anna, hers, reason):
    page = submitted(a_string_model())

    answer = reject(hers, page, reason)

    assert answer.status_code == 422
    assert answer.text.count('aria-invalid="true"') == 1
    assert inbox_of(anna) == []


def test_every_decision_stands_in_the_log(anna, landlady, hers):
    promote(hers, submitted(a_racket_model()), notes="Fine.")
    reject(hers, submitted(a_string_model()), "A spelling of Hyper-G.")

    her = f"stringer:{landlady.id}"
    assert logged() == [
        ("submission_promoted", her, anna.id, "Fine."),
        ("submission_rejected", her, anna.id, "A spelling of Hyper-G."),
    ]


def test_what_the_house_has_by_that_name_is_not_promoted_again(anna, hers, starter):
    before = len(of_the_house(RacketModel))
    page = submitted(a_racket_model("Babolat", "Pure Aero 97", year=2024))
    with system_session() as rows:
        twin = {"brand": "babolat", "model": "PURE AERO 97", "year": 2024}
        rows.add(RacketModel(stringer_id=HOUSE, id=new_id(), visibility=Visibility.SHARED, **twin))

    answer = promote(hers, page)

    assert answer.status_code == 409
    assert "in everybody’s catalogue already" in answer.text
    assert len(of_the_house(RacketModel)) == before + 1
    assert logged() == []


def test_what_was_changed_after_it_was_looked_at_is_not_promoted_unseen(anna, hers):
    model = a_racket_model("Yonex", "Ezone 98")
    page = submitted(model)
    seen = fields(hers.get(page).text, f"{page}/promotion")
    changed = {name: getattr(model, name) for name in NewRacketModel.__dataclass_fields__}
    change_racket_model(model, NewRacketModel(**changed | {"model": "Something rude"}), model.version)
    db.session.commit()

    answer = hers.post(f"{page}/promotion", data=seen)

    assert answer.status_code == 409
    assert "The submitter changed this model meanwhile" in answer.text
    assert of_the_house(RacketModel) == []
    assert promote(hers, page).location == QUEUE


def test_of_two_admins_one_decides(anna, hers):
    page = submitted(a_racket_model())
    promote(hers, page)

    second = hers.post(f"{page}/rejection", data={"reason": "No.", "csrf_token": token_of(hers)})

    assert second.status_code == 409
    assert "Another admin has decided" in second.text
    assert "In everybody’s catalogue since" in hers.get(page).text


def test_the_role_is_asked_of_the_row_when_it_is_decided(anna, landlady, hers):
    page = submitted(a_racket_model())
    token = token_of(hers)
    with system_session() as rows:
        rows.get_one(Stringer, landlady.id).role = Role.STRINGER

    assert hers.post(f"{page}/promotion", data={"csrf_token": token}).status_code == 404
    assert of_the_house(RacketModel) == []
