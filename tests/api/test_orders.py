"""Rackets on the bench, by programs: the same verbs as the pages', and the same answers."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal

import pytest

from rbo.orders.side import Side
from rbo.platform.db import db
from tests.api.test_door import shape
from tests.desk.statements import counted
from tests.make import a_client, a_racket, a_string_model, an_order, newest, receipt_numbers, today

ORDER = {
    "pattern": "16x19",
    "tension_unit": "kg",
    "main": {
        "text": "Solinco Hyper-G",
        "gauge_mm": "1.25",
        "tension": "24.0",
        "colour": "black",
        "price": "9.00",
    },
    "cross": None,
    "labour_price": "25.00",
    "extras": [{"text": "Grip", "price": "6.00"}],
    "method": {"knots": 4, "prestretch_pct": 10},
    "dynamic_tension": {"value": "36", "instrument": "ERT 300"},
    "promised_for": None,
    "redo_of": None,
    "comments": "",
    "ordered_at": "2026-03-01",
}
NEW_RACKET = {"text": "Wilson Blade 98 v8", "head_size_in2": "98", "pattern": "16x19", "instance_id": "B1"}


@pytest.fixture
def lena(anna):
    client = a_client("Lena", "Muster")
    racket = a_racket(client)
    db.session.commit()
    return {"client_id": str(client.id), "racket": {"id": str(racket.id)}}


def test_an_order_goes_its_whole_way(annas, lena):
    order = annas.post("/orders", ORDER | lena)
    here = f"/orders/{order['number']}"
    assert order["cross"] == order["main"] | {}
    assert (order["total"], order["state"], order["main"]["byo"]) == ("49.00", "ordered", False)
    assert (order["dynamic_tension"], order["method"]["knots"]) == (
        {"value": "36.0", "instrument": "ERT 300"},
        4,
    )
    assert (order["emissions"], order["receipt_number"]) == ([], None)

    strung = annas.post(f"{here}/stringing", {"on": "2026-03-04"}, 200)
    assert (strung["state"], strung["receipt_number"], strung["strung_at"]) == (
        "strung",
        "2026-0001",
        "2026-03-04",
    )
    assert [(one["cause"], one["state"]) for one in strung["emissions"]] == [("strung", "queued")]
    assert annas.post(f"{here}/return", None, 200)["state"] == "returned"
    assert shape(annas.send("DELETE", f"{here}/stringing")) == (409, "STILL_RETURNED")
    assert annas.post(f"{here}/payment", {}, 200)["state"] == "done"
    assert annas.delete(f"{here}/return")["state"] == "paid"
    assert shape(annas.send("POST", f"{here}/cancellation")) == (409, "ALREADY_STRUNG")
    assert shape(annas.send("POST", f"{here}/stringing", {"on": "2999-01-01"}))[0] == 409

    changed = annas.patch(here, {"main": {"tension": "25.5"}, "labour_price": "30.00", "comments": "a\n b "})
    assert (changed["main"]["tension"], changed["cross"]["tension"]) == ("25.5", "24.0")
    assert (changed["main"]["text"], changed["total"], changed["comments"]) == (
        "Solinco Hyper-G",
        "54.00",
        "a\n b",
    )
    assert [one["cause"] for one in changed["emissions"]] == ["edited", "strung"]
    assert annas.patch(here, {"cross": None})["cross"]["tension"] == "25.5"
    assert annas.post(f"{here}/emissions")["cause"] == "resent"
    assert len(annas.get(f"{here}/emissions")["items"]) == 4
    assert annas.get(here)["version"] == changed["version"] + 1

    again = annas.post("/orders", ORDER | lena | {"redo_of": order["number"], "labour_price": "0.00"})
    assert again["redo_of"] == order["number"] == annas.get("/orders")["items"][0]["redo_of"]


def test_what_the_book_refuses_is_refused_alike(annas, bens, lena, anna):
    cases = [
        ({"ordered_at": "2999-01-01"}, (422, "DATE_IN_FUTURE")),
        ({"main": ORDER["main"] | {"tension": "99.0"}}, (422, "IMPOSSIBLE_TENSION")),
        ({"main": {"text": "x"}}, (422, "INVALID")),
        ({"main": ORDER["main"] | {"tension": 24}}, (422, "INVALID")),
        ({"racket": {}}, (422, "INVALID")),
        ({"racket": NEW_RACKET | {"colour": "red"}}, (422, "INVALID")),
        ({"redo_of": 999}, (404, "NOT_FOUND")),
        ({"number": 7, "total": "0.00"}, (422, "INVALID")),
    ]
    for changes, expected in cases:
        assert shape(annas.send("POST", "/orders", ORDER | lena | changes)) == expected, changes
    assert shape(bens.send("POST", "/orders", ORDER | lena)) == (404, "NOT_FOUND")
    assert newest() == []

    string = a_string_model()
    db.session.commit()
    side = {"string_id": str(string.id), "tension": "23.0"}
    order = annas.post(
        "/orders", ORDER | lena | {"racket": NEW_RACKET, "main": side, "cross": {"tension": "22.0"}}
    )
    assert (order["main"]["text"], order["cross"]["string_id"]) == ("Own Gut", str(string.id))
    assert (order["racket"]["text"], order["cross"]["tension"]) == ("Wilson Blade 98 v8", "22.0")
    other = annas.send("PATCH", f"/orders/{order['number']}", {"main": side | {"gauge_mm": "1.30"}})
    assert other.json["errors"].keys() == {"main.gauge_mm"}
    assert shape(bens.send("POST", "/orders", ORDER | {"client_id": lena["client_id"]})) == (422, "INVALID")


def test_two_gauges_of_one_string_are_refused_where_they_are_new(annas, lena):
    two = {"text": "Hyper-G 1.20", "gauge_mm": "1.30"}
    cross = {"tension": "23.0", **two}
    answer = annas.send("POST", "/orders", ORDER | lena | {"cross": cross})
    assert (shape(answer), answer.json["errors"].keys()) == ((422, "INVALID"), {"cross.gauge_mm"})
    assert newest() == []

    known = an_order(main=Side(label=two["text"], gauge_mm=Decimal("1.30"), tension=Decimal(24)))
    db.session.commit()
    again = annas.patch(f"/orders/{known.number}", {"main": {**two, "tension": "25.0"}})
    assert again["main"].items() >= {**two, "tension": "25.0"}.items()


def test_a_key_lets_a_deed_be_done_once(annas, lena):
    """U-12, F-30: ten at once, one order, ten same answers; another body is refused."""

    def take(_nr):
        return annas.ask("POST", "/orders", ORDER | lena, Idempotency_Key="k-1")

    with ThreadPoolExecutor(4) as hands:
        answers = list(hands.map(take, range(10)))
    assert {answer.status_code for answer in answers} == {201}
    assert (
        len({answer.text for answer in answers}) == len({answer.headers["ETag"] for answer in answers}) == 1
    )
    assert [order.number for order in newest(5)] == [1]
    other = annas.send("POST", "/orders", ORDER | lena | {"comments": "x"}, Idempotency_Key="k-1")
    assert shape(other) == (409, "FORM_REUSED")
    assert annas.send("POST", "/orders/1/stringing", {}, Idempotency_Key="k-2").status_code == 200
    assert annas.send("POST", "/orders/1/stringing", {}, Idempotency_Key="k-2").json["state"] == "strung"
    assert len(receipt_numbers()) == 1
    assert shape(annas.send("POST", "/orders", {}, Idempotency_Key="x" * 256)) == (422, "INVALID")


def test_a_lost_race_changes_nothing(annas, lena):
    made = annas.send("POST", "/orders", ORDER | lena)
    here, tag = f"/orders/{made.json['number']}", made.headers["ETag"]
    assert annas.send("PATCH", here, {"comments": "a"}, If_Match=tag).status_code == 200
    for verb, address, body in (("PATCH", here, {"comments": "b"}), ("POST", f"{here}/payment", {})):
        assert shape(annas.send(verb, address, body, If_Match=tag)) == (412, "PRECONDITION_FAILED")
    assert annas.get(here)["comments"] == "a"
    assert annas.send("POST", f"{here}/payment", {}, If_Match="*").status_code == 200


def test_the_list_answers_what_the_page_answers_with_few_statements(annas, anna, lena):
    client = a_client("Tim", "Probe")
    for _ in range(4):
        an_order(client)
    for _ in range(3):
        annas.post("/orders", ORDER | lena)
    annas.post("/orders/2/stringing", {}, 200)
    with counted() as statements:
        whole = annas.get("/orders?limit=50")
    assert len(statements) <= 3
    assert [one["number"] for one in whole["items"]] == [7, 6, 5, 4, 3, 2, 1]

    def numbers(question):
        return [one["number"] for one in annas.get(f"/orders?{question}")["items"]]

    assert numbers("state=strung") == [2]
    assert numbers("q=probe") == numbers(f"client_id={client.id}") == [4, 3, 2, 1]
    assert numbers("to=2026-03-01") == numbers("state=ordered&from=2026-03-01&to=2026-03-01") == [7, 6, 5]
    assert numbers(f"from={today()}") == [4, 3, 2, 1]
    assert shape(annas.send("GET", "/orders?from=2026-03-01&to=2026-02-01")) == (422, "INVALID")
    for question in ("limit=2", "limit=2&from=2020-01-01"):
        found, cursor = [], ""
        while cursor is not None:
            page = annas.get(f"/orders?{question}" + (f"&cursor={cursor}" if cursor else ""))
            found, cursor = found + [one["number"] for one in page["items"]], page["next"]
        assert sorted(found) == [1, 2, 3, 4, 5, 6, 7]
