"""Programs and pages answer the same question alike."""

from __future__ import annotations

import re
from contextvars import Context

from rbo.platform.db import db
from tests.api.conftest import Program
from tests.browsers import Browser
from tests.make import a_client, an_order, strung, today
from tests.signed_in import client_of, csrf


def test_one_walk_by_page_and_by_program(app, anna, annas: Program):
    browser = Browser(Context().run(client_of, app, anna))
    other = a_client("Tim", "Probe", phone="079 111 22 33")
    for _ in range(3):
        an_order()
    an_order(other)
    strung(an_order(other))
    db.session.commit()

    def listed(question: str) -> list[int]:
        page = browser.get(f"/orders?{question}").text
        return list(map(int, dict.fromkeys(re.findall(r'href="/orders/(\d+)"', page))))

    for question in (
        "",
        "q=probe",
        "q=hyper",
        "state=open",
        "state=strung",
        "state=unpaid",
        f"from={today()}",
        "q=2",
    ):
        told = [one["number"] for one in annas.get(f"/orders?{question}")["items"]]
        assert sorted(told) == sorted(listed(question)), question
    for words in ("probe", "079 111", "prob", "babolat", "nobody"):
        clients = {one["id"] for one in annas.get("/clients", 200)["items"]} & {
            one["id"] for one in annas.get(f"/clients?q={words}")["items"]
        }
        assert told == set(
            re.findall(r'href="/clients/([0-9a-f-]{36})"', browser.get(f"/clients?q={words}").text)
        )

    job = annas.get("/orders/5")
    page = browser.get("/orders/5").text
    assert all(
        word in page for word in (job["receipt_number"], job["total"], job["racket"]["text"], job["client"])
    )
    summary = annas.get(f"/reports/summary?year={today().year}")
    assert summary["billed"][0]["total"] in browser.get(f"/reports?year={today().year}").text

    for address, day in (
        ("/orders/5/stringing", str(today())),
        ("/orders/1/return", str(today())),
        ("/orders/1/stringing", "2999-01-01"),
        ("/orders/99/payment", str(today())),
    ):
        typed = {"csrf_token": csrf(browser, "/settings"), "on": day}
        refused = browser.post(address, data=typed)
        answer = annas.send("POST", address, {"on": day})
        assert answer.status_code == refused.status_code >= 400, address
        assert answer.status_code == 404 or answer.json["detail"] in refused.text.replace("&#39;", "'"), (
            address
        )
