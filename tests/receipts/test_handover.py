"""A receipt as a PDF to look at."""

from __future__ import annotations

import io
import re
from base64 import b64decode
from dataclasses import replace

import pytest
from PIL import Image

from rbo.orders import paper, service
from rbo.platform import tenancy
from rbo.platform.db import db
from rbo.platform.errors import Missing
from rbo.receipts import handover
from rbo.stringers import queries as stringers
from tests.faults.kit import wait_for
from tests.faults.workers import crew, environment
from tests.make import a_stringer, an_order, just_taken_in, today
from tests.receipts.codes import scanned, swiss_fields
from tests.receipts.page import words_of
from tests.receipts.samples import hybrid
from tests.signed_in import client_of


def a_strung_order(stringer) -> int:
    """The number of an order in the book of *stringer* that has a receipt."""
    with tenancy.open_tenant(stringer.id):
        order = an_order()
        service.mark_strung(order, on=today())
        db.session.commit()
        return order.number


@pytest.fixture
def carla(ground):
    """A stringer without her book open."""
    return a_stringer("Carla")


@pytest.fixture
def carlas(ground, carla):
    """Carla's browser."""
    return client_of(ground, carla)


def test_a_worker_draws_what_the_page_hands_out(ground, carla, carlas, settings, tmp_path):
    number = a_strung_order(carla)

    with crew(tmp_path, environment(settings), "paper"):
        wait_for(lambda: carlas.get(f"/orders/{number}/receipt.pdf").status_code == 200, 90)
        answer = carlas.get(f"/orders/{number}/receipt.pdf")

    assert answer.mimetype == "application/pdf"
    assert f"Receipt {today().year}-0001 Lena Muster.pdf" in answer.headers["Content-Disposition"]
    assert "53.00" in [word.text for word in words_of(answer.data)]


def test_a_late_pdf_is_a_page_that_asks_again(carla, carlas):
    number = a_strung_order(carla)

    answer = carlas.get(f"/orders/{number}/receipt.pdf")

    assert answer.status_code == 202
    assert answer.headers["Refresh"] == "1"
    assert f'href="/orders/{number}/receipt"' in answer.text


def test_without_redis_the_page_can_be_printed_from_the_browser(ground, carla, carlas, monkeypatch):
    number = a_strung_order(carla)
    away = replace(ground.config["RBO"], redis_url="redis://127.0.0.1:1/0")
    monkeypatch.setitem(ground.config, "RBO", away)

    answer = carlas.get(f"/orders/{number}/receipt.pdf")
    printable = carlas.get(f"/orders/{number}/receipt")

    assert answer.status_code == 503
    assert f'href="/orders/{number}/receipt"' in answer.text
    assert printable.status_code == 200
    assert ">53.00<" in printable.text
    assert "style=" not in printable.text


def test_the_page_for_the_browsers_printer_has_the_same_code(carla, carlas):
    with tenancy.open_tenant(carla.id):
        me = stringers.mine()
        me.iban, me.postal_code, me.town = "CH9300762011623852957", "8000", "Zürich"
        db.session.commit()
    number = a_strung_order(carla)

    (picture,) = re.findall(
        'src="data:image/png;base64,([^"]+)"', carlas.get(f"/orders/{number}/receipt").text
    )
    (payload,) = scanned(Image.open(io.BytesIO(b64decode(picture))))

    assert swiss_fields(payload)["iban"] == "CH9300762011623852957"
    assert swiss_fields(payload)["message"] == f"Receipt {today().year}-0001 from Carla's Strings"


def test_a_receipt_that_cannot_be_drawn_is_not_waited_for(carla, redis_url):
    copy = handover.Copy(viewer=carla.id, draft=hybrid, number="2026-0147", locale="no such language")
    with pytest.raises(ValueError, match="letters"):
        handover.keep(lambda: copy)

    with pytest.raises(handover.NoPaper):
        handover.fetch(copy, handover.Deed("nobody.asks", ()))


def test_a_receipt_of_another_book_and_one_that_is_not_there_look_alike(carla, carlas):
    theirs = a_strung_order(a_stringer("Dora"))

    for address in (f"/orders/{theirs}/receipt.pdf", f"/orders/{theirs}/receipt", "/orders/999/receipt.pdf"):
        assert carlas.get(address).status_code == 404


def test_the_worker_looks_for_the_right_again(carla):
    theirs = a_strung_order(a_stringer("Dora"))

    with pytest.raises(Missing):
        paper.draw(str(carla.id), str(theirs))


def test_an_order_without_a_receipt_has_none_to_look_at(carla, carlas):
    with tenancy.open_tenant(carla.id):
        number = just_taken_in().number

    assert carlas.get(f"/orders/{number}/receipt.pdf").status_code == 404


def test_every_viewer_and_every_value_has_a_place_of_its_own(carla):
    copy = handover.Copy(viewer=carla.id, draft=hybrid, number="2026-0147", locale="en")
    others = (
        replace(copy, viewer=a_stringer("Dora").id),
        replace(copy, draft=replace(hybrid, comments="Other")),
        replace(copy, number="2026-0148"),
        replace(copy, locale="de"),
    )

    assert len({copy.key, *(other.key for other in others)}) == 5
