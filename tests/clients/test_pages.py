"""Adding and changing clients and rackets through their forms."""

from __future__ import annotations

from io import BytesIO
from uuid import uuid4

import pytest
from sqlalchemy import func, select

from rbo.clients.models import ClientProfile, Racket
from rbo.platform.db import db
from tests.browsers import fields
from tests.each import each
from tests.make import a_client, a_racket


def count(noun):
    """How many there are in the open book."""
    return db.session.scalar(select(func.count()).select_from(noun))


def test_a_new_client_gets_a_page(anna, annas):
    answer = annas.fill("/clients/new", first_name="Lena", last_name="Muster", email="lena@example.com")

    page = annas.get(answer.location).text
    assert "Lena Muster" in page
    assert "mailto:lena@example.com" in page
    assert "Saved." in page


def test_notes_and_the_usual_tension_are_read_on_the_page_and_where_they_are_changed(anna, annas):
    typed = {"internal_notes": "Pays late.", "tension_memo": "24 in summer", "nickname": "Leni"}
    page = annas.fill("/clients/new", first_name="Lena", **typed).location

    shown, kept = annas.get(page).text, fields(annas.get(f"{page}/edit").text, f"{page}/edit")

    assert [word for word in typed.values() if word not in shown] == []
    assert {name: kept[name] for name in typed} == typed


def test_a_form_sent_twice_makes_one_client(anna, annas):
    typed = fields(annas.get("/clients/new").text, "/clients/new") | {"first_name": "Lena"}

    first, second = (annas.post("/clients/new", data=typed) for _ in range(2))

    assert first.location == second.location
    assert count(ClientProfile) == 1


def test_a_form_sent_again_with_other_words_is_refused(anna, annas):
    typed = fields(annas.get("/clients/new").text, "/clients/new") | {"first_name": "Lena"}
    annas.post("/clients/new", data=typed)

    answer = annas.post("/clients/new", data=typed | {"first_name": "Tim"})

    assert answer.status_code == 409
    assert "saved already" in answer.text


@each(
    ("typed", "said"),
    [
        ({}, "Enter a first or a last name."),
        ({"first_name": "Lena", "email": "lena@"}, "Enter a complete email address, like anna@example.com."),
        ({"first_name": "Lena", "email": "lena@gmail"}, "Enter a complete email address"),
        ({"first_name": "Lena", "email": f"lena@{'long.' * 60}com"}, "Enter a complete email address"),
        ({"first_name": "L" * 81}, "Shorten this to 80 characters."),
        ({"first_name": "Lena", "internal_notes": "x" * 2001}, "Shorten this to 2000 characters."),
        ({"first_name": "Lena", "locale": "xx"}, "Not a valid choice"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_stays(anna, annas, typed, said):
    answer = annas.fill("/clients/new", nickname="Mister Topspin", **typed)

    assert answer.status_code == 422
    assert said in answer.text
    assert 'value="Mister Topspin"' in answer.text
    assert count(ClientProfile) == 0


def test_a_form_without_its_key_is_asked_for_again(anna, annas):
    answer = annas.fill("/clients/new", first_name="Lena", form_key="nonsense")

    assert answer.status_code == 422
    assert count(ClientProfile) == 0


def test_a_racket_of_the_catalogue_brings_its_figures(anna, annas, settings):
    from rbo.catalogue.starter import load_starter

    load_starter(settings.database_url_system)
    client_id = a_client().id
    db.session.commit()

    annas.fill(f"/clients/{client_id}/rackets/new", name="babolat pure aero 98 2023", instance_id="PA98_1")

    racket = db.session.scalars(select(Racket)).one()
    assert (racket.label, racket.pattern, racket.head_size_in2) == ("Babolat Pure Aero 98", "16x20", 98)
    assert racket.model_id is not None


def test_a_racket_may_be_what_is_typed(anna, annas):
    client_id = a_client().id
    db.session.commit()

    annas.fill(f"/clients/{client_id}/rackets/new", name="Grandfather’s Dunlop", head_size_in2="65,5")

    page = annas.get(f"/clients/{client_id}").text
    assert "Grandfather’s Dunlop" in page
    assert "65.5 in²" in page


def test_a_short_id_is_unique_for_one_client(anna, annas):
    client = a_client()
    a_racket(client, "PA98_1")
    client_id = client.id
    db.session.commit()

    answer = annas.fill(f"/clients/{client_id}/rackets/new", name="Another", instance_id="pa98_1")

    assert answer.status_code == 409
    assert "There is a racket pa98_1 already." in answer.text
    assert 'value="Another"' in answer.text


@pytest.mark.parametrize("page", ["", "/edit", "/rackets/new", "/rackets/{racket}/edit"])
def test_what_is_not_mine_is_not_there_exactly_like_what_never_was(anna, bens, page):
    client = a_client()
    racket_id, client_id = a_racket(client).id, client.id
    db.session.commit()

    foreign = bens.get(f"/clients/{client_id}" + page.format(racket=racket_id))
    unknown = bens.get(f"/clients/{uuid4()}" + page.format(racket=uuid4()))

    assert foreign.status_code == unknown.status_code == 404
    assert [line for line in foreign.text.splitlines() if "csrf" not in line] == [
        line for line in unknown.text.splitlines() if "csrf" not in line
    ]


def test_a_racket_is_only_found_with_its_client(anna, annas):
    other, client = a_client("Tim"), a_client()
    racket_id, other_id = a_racket(client).id, other.id
    db.session.commit()

    assert annas.get(f"/clients/{other_id}/rackets/{racket_id}/edit").status_code == 404


def test_a_file_where_a_name_belongs_is_refused(anna, annas):
    form = fields(annas.get("/clients/new").text, "/clients/new")

    sent = form | {"first_name": (BytesIO(b"Eve"), "eve.txt")}

    assert annas.post("/clients/new", data=sent).status_code == 400
    assert count(ClientProfile) == 0
