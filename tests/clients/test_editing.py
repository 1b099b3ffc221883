"""Changing clients and rackets; two people at once see both versions."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest

from rbo.clients import queries
from rbo.platform.db import db
from tests.browsers import fields
from tests.each import each
from tests.make import a_client, a_racket, a_racket_model, today


def test_a_client_can_be_changed(anna, annas):
    client_id = a_client().id
    db.session.commit()

    annas.fill(f"/clients/{client_id}/edit", last_name="Neu", internal_notes="Pays late.\nBring grips.")

    page = annas.get(f"/clients/{client_id}").text
    assert "Lena Neu" in page
    assert "Pays late.\nBring grips." in page
    assert queries.find("neu")[0].id == client_id


def test_two_people_changing_at_once_notice_each_other(anna, annas):
    client_id = a_client().id
    db.session.commit()
    edit = f"/clients/{client_id}/edit"
    seen = fields(annas.get(edit).text, edit)
    annas.fill(edit, nickname="First")

    answer = annas.post(edit, data=seen | {"nickname": "Second"})

    assert answer.status_code == 409
    assert "Somebody else saved this meanwhile" in answer.text
    assert said_of("Nickname", answer.text) == ["Saved now First", "Yours Second"]
    assert 'value="Second"' in answer.text


def test_what_nobody_changed_is_not_compared(anna, annas):
    client_id = a_client(phone="079 430 85 13").id
    db.session.commit()
    edit = f"/clients/{client_id}/edit"
    seen = fields(annas.get(edit).text, edit)
    annas.fill(edit, locale="de")

    answer = annas.post(edit, data=seen | {"nickname": "Second"})

    assert said_of("Phone", answer.text) == []
    assert said_of("Language of the receipt", answer.text) == ["Saved now German", "Yours As in my settings"]


def test_saving_again_after_both_versions_were_seen_keeps_ones_own(anna, annas):
    client_id = a_client().id
    db.session.commit()
    edit = f"/clients/{client_id}/edit"
    seen = fields(annas.get(edit).text, edit)
    annas.fill(edit, nickname="First")
    refused = annas.post(edit, data=seen | {"nickname": "Second"})

    answer = annas.post(edit, data=fields(refused.text, edit))

    assert answer.status_code == 303
    assert 'value="Second"' in annas.get(edit).text


def test_two_people_changing_one_racket_see_both_versions(anna, annas):
    client = a_client()
    edit = f"/clients/{client.id}/rackets/{a_racket(client).id}/edit"
    db.session.commit()
    seen = fields(annas.get(edit).text, edit)
    annas.fill(edit, head_size_in2="100", is_retired="y")

    answer = annas.post(edit, data=seen | {"serial": "SN 4711"})

    assert answer.status_code == 409
    assert said_of("Head size in square inches", answer.text) == ["Saved now 100", "Yours 98"]
    assert said_of("Not in use any more", answer.text) == ["Saved now Yes", "Yours No"]
    assert 'value="SN 4711"' in answer.text


@pytest.fixture
def rooms(anna):
    """A client, a racket and a model of one's own, by their addresses."""
    client = a_client()
    racket, model = a_racket(client), a_racket_model()
    db.session.commit()
    return (
        f"/clients/{client.id}",
        f"/clients/{client.id}/rackets/{racket.id}",
        f"/catalogue/rackets/{model.id}",
    )


@each("version", ["", "x", "-1", "²", "9" * 30, "9" * 5000])
def test_a_form_without_a_version_changes_nothing(rooms, annas, version):
    assert [annas.fill(f"{room}/edit", version=version).status_code for room in rooms] == [409] * 3


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_the_way_back_stays_on_this_site(anna, annas, back):
    client_id = a_client().id
    db.session.commit()

    answer = annas.fill(f"/clients/{client_id}/edit?back={quote(back, safe='/:')}")

    assert answer.location == f"/clients/{client_id}"


def test_a_racket_can_be_changed_and_taken_out_of_use_and_back(anna, annas):
    client = a_client()
    racket_id, client_id = a_racket(client).id, client.id
    db.session.commit()
    edit = f"/clients/{client_id}/rackets/{racket_id}/edit"

    annas.fill(edit, serial="SN 4711", is_retired="y")
    retired = annas.get(f"/clients/{client_id}").text
    form = fields(annas.get(edit).text, edit)
    form.pop("is_retired")
    annas.post(edit, data=form)

    assert "not in use since" in retired
    assert "not in use since" not in annas.get(f"/clients/{client_id}").text
    assert 'value="SN 4711"' in annas.get(edit).text


def test_a_racket_that_is_changed_and_taken_out_of_use_is_one_change(anna, annas):
    client = a_client()
    racket = a_racket(client)
    edit, before = f"/clients/{client.id}/rackets/{racket.id}/edit", racket.version
    db.session.commit()

    annas.fill(edit, serial="SN 4711", is_retired="y")

    db.session.refresh(racket)
    assert (racket.retired_at, racket.version) == (today(), before + 1)


def said_of(label, page):
    """What the comparison of both versions says about one field."""
    rows = re.findall(rf"<dt>{label}</dt>(.*?)</div>", page, re.DOTALL)
    return [re.sub(r"<[^>]+>", "", said) for row in rows for said in re.findall(r"<dd>(.*?)</dd>", row)]
