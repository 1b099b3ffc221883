"""A name that has as many letters as an id is a name all the same; an id itself says nothing to people."""

from __future__ import annotations

from html import unescape

from rbo.platform.db import db
from rbo.stringers.models import Stringer
from tests.browsers import Browser
from tests.desk.acting import at_a_page
from tests.make import a_client, a_racket, just_taken_in, reloaded

AS_LONG = "Yonex Poly Tour Strike Reel Iron-Red"
IDS = 36


def test_a_name_as_long_as_an_id_is_told_with_what_it_was(annas: Browser, anna: Stringer) -> None:
    assert len(AS_LONG) == IDS
    client = a_client()
    racket = a_racket(client)
    number = just_taken_in(client, racket=racket).number
    order, frame = f"/orders/{number}", f"/clients/{client.id}/rackets/{racket.id}"

    annas.fill(f"{order}/edit", main_string=AS_LONG)
    annas.fill(f"{frame}/edit", name=AS_LONG)

    assert f"Mains: String, Solinco Hyper-G → {AS_LONG}" in unescape(annas.get(order).text)
    assert f"Model, Babolat Pure Aero 98 → {AS_LONG}" in unescape(annas.get(f"{frame}?changes=").text)


def test_of_an_id_it_is_only_told_that_it_is_another(annas: Browser, anna: Stringer) -> None:
    client = a_client()
    order = just_taken_in(client)
    number, was, other = order.number, order.racket_id, a_racket(client, "Second").id
    db.session.commit()
    with at_a_page():
        reloaded(number).racket_id = other
        db.session.commit()

    page = annas.get(f"/orders/{number}").text

    assert "Racket changed" in page
    assert str(was) not in page
