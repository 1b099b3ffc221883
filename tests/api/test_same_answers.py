"""Programs and pages answer the same question alike."""

from __future__ import annotations

import re
from contextvars import Context

import pytest

from rbo.platform.db import db
from tests.browsers import Browser
from tests.make import a_client, an_order, letter_of, reloaded, strung, today
from tests.signed_in import client_of, csrf

LISTS = ("", "q=probe", "q=hyper", "state=open", "state=strung", "state=unpaid", "q=2")
NAMES = ("probe", "079 111", "prob", "babolat", "nobody")
REFUSED = {
    "/orders/5/cancellation": "",
    "/orders/1/return": "",
    "/orders/1/stringing": "2999-01-01",
    "/orders/99/payment": "",
}


@pytest.fixture
def pages(app, anna):
    return Browser(Context().run(client_of, app, anna))


def test_one_walk_by_page_and_by_program(pages, annas):
    other = a_client("Tim", "Probe", phone="079 111 22 33")
    for client in (None, None, None, other):
        an_order(client)
    strung(an_order(other))
    db.session.commit()

    for question in LISTS:
        shown = re.findall(r'href="/orders/(\d+)"', pages.get(f"/orders?{question}").text)
        told = [one["number"] for one in annas.get(f"/orders?{question}")["items"]]
        assert set(told) == set(map(int, shown)), question
    for words in NAMES:
        shown = re.findall(r'href="/clients/([0-9a-f-]{36})"', pages.get(f"/clients?q={words}").text)
        assert {one["id"] for one in annas.get(f"/clients?q={words}")["items"]} == set(shown), words

    job, page = annas.get("/orders/5"), pages.get("/orders/5").text
    said = (job["receipt_number"], job["total"], job["racket"]["text"], job["client"])
    assert [word for word in said if word not in page] == []
    summary = annas.get(f"/reports/summary?year={today().year}")
    assert summary["billed"][0]["total"] in pages.get(f"/reports?year={today().year}").text

    token = csrf(pages, "/settings")
    for address, day in REFUSED.items():
        on = {"on": day or str(today())}
        page, answer = pages.post(address, data={"csrf_token": token} | on), annas.send("POST", address, on)
        assert answer.status_code == page.status_code >= 400, address
        assert answer.status_code == 404 or answer.json["detail"] in page.text, address


def test_a_gauge_that_a_program_writes_stands_on_the_letter_as_in_the_book(annas):
    strung(an_order())
    db.session.commit()

    changed = annas.patch("/orders/1", {"main": {"text": "Hyper-G", "gauge_mm": "1.3"}})

    assert letter_of(reloaded(1)).snapshot["main"]["gauge_mm"] == changed["main"]["gauge_mm"] == "1.30"
