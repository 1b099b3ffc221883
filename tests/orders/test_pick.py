"""Picking whose racket it is."""

from __future__ import annotations

import pytest

from rbo.platform.db import db
from rbo.platform.ids import new_id
from tests.browsers import Browser, fields
from tests.make import a_client, an_order


@pytest.mark.parametrize(
    ("searched", "field", "begun"),
    [
        ("Mia Keller", "last_name", "Keller"),
        ("Mia Keller", "first_name", "Mia"),
        ("Mia", "first_name", "Mia"),
        ("mia@example.com", "email", "mia@example.com"),
        ("+41 79 123 45 67", "phone", "+41 79 123 45 67"),
    ],
)
def test_a_new_client_begins_with_what_was_searched_for(
    annas: Browser, anna: object, searched: str, field: str, begun: str
) -> None:
    page = annas.get("/orders/new", query_string={"client": "new", "key": str(new_id()), "q": searched}).text

    assert fields(page, "/orders/new")[field] == begun


def test_the_way_to_a_new_client_keeps_what_was_typed(annas: Browser, anna: object) -> None:
    page = annas.get("/orders/new?q=Mia+Keller").text

    assert "New client “Mia Keller”" in page
    assert 'href="/orders/new?client=new&amp;q=Mia+Keller"' in page


def test_the_clients_who_came_last_stand_first(annas: Browser, anna: object) -> None:
    an_order(a_client("Aaron", "Abel"))
    an_order(a_client("Zoe", "Zeller"))
    db.session.commit()

    page = annas.get("/orders/new").text

    assert page.index("Zoe Zeller") < page.index("Aaron Abel")


def test_an_unknown_client_is_not_there(annas: Browser, anna: object) -> None:
    assert annas.get(f"/orders/new?client={new_id()}&key={new_id()}").status_code == 404


def test_while_typing_only_the_list_comes_back(annas: Browser, anna: object) -> None:
    page = annas.get("/orders/new?q=must", headers={"HX-Request": "true"}).text

    assert "<html" not in page
    assert "New client “must”" in page
