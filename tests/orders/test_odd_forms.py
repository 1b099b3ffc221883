"""Forms that no page of ours sends: odd numbering, more lines than there are, marks without an end."""

from __future__ import annotations

from time import process_time

import pytest

from rbo.clients.models import ClientProfile
from rbo.orders.forms.stringjob import MOST_FRAMES
from rbo.platform.db import db
from rbo.platform.ids import new_id
from tests.browsers import Browser, fields
from tests.make import a_client, a_racket, an_order, newest, reloaded

EDIT = "/orders/1/edit"
QUICK_S = 1.0


@pytest.fixture
def lena(anna: object) -> ClientProfile:
    """A client with one job behind her."""
    client = a_client()
    an_order(client)
    db.session.commit()
    return client


@pytest.mark.parametrize("place", ["²", "٣", "-1", "x", "", "9" * 5000])
def test_lines_that_no_form_has_numbered_are_passed_over(
    annas: Browser, lena: ClientProfile, place: str
) -> None:
    odd = {f"extras-{place}-text": "Overgrip", f"also-{place}-chosen": "y"}

    answer = annas.fill(form_of(lena), "/orders/new", htmx=False, **odd)

    assert answer.status_code == 303
    assert newest()[0].extras == []


@pytest.mark.parametrize(("chosen", "status"), [({}, 303), ({"also-7-chosen": "y"}, 422)])
def test_more_rackets_than_a_bag_holds_are_passed_over(
    annas: Browser, lena: ClientProfile, chosen: dict[str, str], status: int
) -> None:
    others = {f"also-{nr}-racket": str(new_id()) for nr in range(MOST_FRAMES + 300)}

    assert annas.fill(form_of(lena), "/orders/new", htmx=False, **others, **chosen).status_code == status


def test_who_has_more_rackets_than_a_bag_holds_has_a_form_all_the_same(
    annas: Browser, lena: ClientProfile
) -> None:
    for nr in range(MOST_FRAMES + 1):
        a_racket(lena, f"PA98_{nr}")
    db.session.commit()

    assert annas.get(form_of(lena)).status_code == 200


@pytest.mark.parametrize("marks", ["[" * 100_000, '{"a":' * 50_000, "9" * 5000])
def test_marks_without_an_end_saw_nothing(annas: Browser, lena: ClientProfile, marks: str) -> None:
    mine = fields(annas.get(EDIT).text, EDIT)
    annas.fill(EDIT, labour_price="40")

    assert annas.post(EDIT, data=mine | {"marks": marks, "comments": "Mine"}).status_code == 409
    assert reloaded(1).labour_price == 40


@pytest.mark.parametrize("gauge", ["(" * 100_000 + "x" + ")" * 100_000 + "x", " /" * 100_000 + "x" * 100])
def test_a_gauge_without_an_end_is_refused_at_once(annas: Browser, lena: ClientProfile, gauge: str) -> None:
    offered = fields(annas.get(form_of(lena)).text, "/orders/new")
    began = process_time()

    answer = annas.post("/orders/new", data=offered | {"main_gauge": gauge})

    assert answer.status_code == 422
    assert process_time() - began < QUICK_S


def form_of(client: ClientProfile) -> str:
    return f"/orders/new?client={client.id}&key={new_id()}"
