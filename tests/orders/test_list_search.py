"""What is typed above the list of orders: names, rackets, strings, phones, numbers."""

from __future__ import annotations

from tests.make import a_client, a_racket, an_order, receipt_numbers, strung
from tests.orders.listed import rows


def test_every_word_of_a_search_narrows_it(anna, annas):
    tim = a_client("Tim", "Probe", nickname="Hammer", phone="+41 79 123 45 67", email="tim@club.example")
    wanted = an_order(tim, racket=a_racket(tim, "EZ_7"))
    an_order(a_client("Nora", "Exempel"))
    strung(wanted)

    for text in (
        "tím",
        "probe pure aero",
        "hammer",
        "club.example",
        "079 123 45 67",
        "ez_7 tim",
        "solinco probe",
    ):
        assert rows(annas.get("/orders", query_string={"q": text})) == [wanted.number], text
    for text in ("tim exempel", "nobody", "%", "\\", "_____", "tim 999999999999999999999"):
        assert rows(annas.get("/orders", query_string={"q": text})) == [], text


def test_a_number_and_a_receipt_number_are_found(anna, annas):
    others, wanted = [an_order() for _ in range(2)], an_order()
    strung(wanted)

    assert rows(annas.get(f"/orders?q={wanted.number}"))[0] == wanted.number
    assert rows(annas.get("/orders", query_string={"q": f"#{others[0].number}"})) == [others[0].number]
    assert rows(annas.get(f"/orders?q={receipt_numbers()[0]}")) == [wanted.number]
    assert rows(annas.get("/orders?q=1999-0001")) == []


def test_the_string_of_mains_or_crosses_is_found(anna, annas):
    plain = an_order()
    hybrid = an_order(cross=plain.main.__class__(label="Babolat VS Touch", tension=plain.main.tension))

    assert rows(annas.get("/orders?q=vs touch")) == [hybrid.number]
    assert rows(annas.get("/orders?q=hyper-g")) == [hybrid.number, plain.number]
