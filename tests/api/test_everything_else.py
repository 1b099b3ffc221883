"""The other addresses: frames, the catalogue, letters, grants, reports, files, the inbox."""

from __future__ import annotations

from rbo.notifications.models import Kind
from rbo.notifications.service import notify
from rbo.platform.db import db
from rbo.platform.ids import new_id
from rbo.sharing.models import Deed
from rbo.sharing.service import share
from tests.api.test_door import shape
from tests.api.test_orders import NEW_RACKET
from tests.make import a_client, an_order, strung, today
from tests.sharing.grants import as_side
from tests.sharing.test_record import record


def test_frames_are_added_and_changed(annas, bens, anna):
    client = a_client()
    db.session.commit()
    racket = annas.post(f"/clients/{client.id}/rackets", NEW_RACKET | {"serial": "S1"})
    here = f"/rackets/{racket['id']}"

    changed = annas.patch(here, {"pattern": "18x20", "retired_at": "2026-01-02"})
    assert (changed["text"], changed["pattern"], changed["retired_at"]) == (
        NEW_RACKET["text"],
        "18x20",
        "2026-01-02",
    )
    assert annas.get(f"/clients/{client.id}/rackets")["items"] == [changed] == [annas.get(here)]
    same = annas.send("POST", f"/clients/{client.id}/rackets", NEW_RACKET)
    assert shape(same) == (409, "INSTANCE_ID_TAKEN")
    for verb, address in (("GET", here), ("PATCH", here), ("GET", f"/clients/{client.id}/rackets")):
        assert shape(bens.send(verb, address, {} if verb == "PATCH" else None)) == (404, "NOT_FOUND")


def test_a_frame_that_is_added_out_of_use_answers_the_version_it_has(annas):
    client = a_client()
    db.session.commit()

    added = annas.send("POST", f"/clients/{client.id}/rackets", NEW_RACKET | {"retired_at": "2026-01-02"})

    kept = annas.send("GET", f"/rackets/{added.json['id']}")
    assert (added.headers["ETag"], added.json) == (kept.headers["ETag"], kept.json)
    assert kept.json["retired_at"] == "2026-01-02"


def test_the_catalogue_is_read_extended_and_offered(annas, bens):
    frame = annas.post(
        "/catalogue/rackets", {"sport": "tennis", "brand": "Own", "model": "Frame", "year": 2025}
    )
    string = annas.post("/catalogue/strings", {"brand": "Own", "name": "Gut", "gauge_mm": "1.3"})
    assert (frame["is_own"], string["gauge_mm"], string["sport"]) == (True, "1.30", None)
    assert annas.get("/catalogue/rackets?q=own&sport=tennis")["items"] == [frame]
    assert annas.get("/catalogue/strings?q=gut&sport=squash")["items"] == [string]
    assert bens.get("/catalogue/rackets?q=own")["items"] == []
    known = annas.send("POST", "/catalogue/strings", {"brand": "own", "name": "GUT", "gauge_mm": "1.30"})
    assert shape(known) == (409, "KNOWN_MODEL")
    narrow = {"sport": "tennis", "brand": "B", "model": "C", "tension_min": "25.0", "tension_max": "20.0"}
    assert annas.send("POST", "/catalogue/rackets", narrow).json["errors"].keys() == {"tension_max"}

    address = f"/catalogue/rackets/{frame['id']}/submission"
    assert annas.post(address)["status"] == "pending"
    assert shape(bens.send("POST", address)) == (404, "NOT_FOUND")


def test_a_job_is_shown_to_another_stringer_until_it_is_not(annas, bens, anna, ben):
    order = strung(an_order())
    address = f"/orders/{order.number}/shares"
    grant = annas.post(address, {"grantee_email": ben.email.upper()})
    nobody = annas.post(address, {"grantee_email": "nobody@example.org"})
    assert set(grant) == set(nobody)
    assert {name for name in grant if grant[name] != nobody[name]} == {"id", "grantee_email", "created_at"}
    assert [one["grantee_email"] for one in annas.get(address)["items"]] == ["nobody@example.org", ben.email]
    assert shape(annas.send("POST", address, {"grantee_email": ""})) == (422, "INVALID")
    assert shape(annas.send("POST", address, {"grantee_email": anna.email})) == (422, "OWN_ADDRESS")

    (job,) = bens.get("/shared")["items"]
    assert (job["racket"], job["first_name"], job["last_name"]) == ("Babolat Pure Aero 98", "Lena", None)
    assert "price" not in job["main"]
    assert record(ben) == [Deed.GRANTED, Deed.READ]
    assert shape(bens.send("GET", f"/orders/{order.number}")) == (404, "NOT_FOUND")
    bens.delete(f"/shares/{grant['id']}", 204)
    assert bens.get("/shared")["items"] == []
    assert shape(bens.send("DELETE", f"/shares/{nobody['id']}")) == (404, "NOT_FOUND")


def test_a_year_is_summed_up_as_on_its_page(annas, anna):
    strung(an_order())
    told = annas.get(f"/reports/summary?year={today().year}")
    (billed,) = told["billed"]
    assert (told["jobs"], billed["total"], billed["unpaid_jobs"], len(told["parts"])) == (1, "53.00", 1, 12)
    assert annas.get("/reports/summary")["jobs"] == 1
    assert shape(annas.send("GET", "/reports/summary?year=12")) == (422, "INVALID")


def test_a_book_leaves_as_a_file_and_news_are_read(annas, bens, anna):
    export = annas.post("/exports", {"format": "json"})
    here = f"/exports/{export['id']}"
    assert (export["state"], export["progress"], annas.get(here)) == ("making", 0, export)
    assert annas.post("/exports", {"format": "json"})["id"] == export["id"]
    assert shape(annas.send("GET", f"{here}/file")) == (409, "NOT_READY")
    assert shape(bens.send("GET", here)) == (404, "NOT_FOUND")
    assert shape(annas.send("POST", "/exports", {"format": "pdf"})) == (422, "INVALID")

    notify(anna.id, Kind.EXPORT_READY, new_id(), "JSON")
    db.session.commit()
    (line,) = annas.get("/notifications")["items"]
    assert annas.post(f"/notifications/{line['id']}/read", None, 200)["read_at"]
    assert shape(bens.send("POST", f"/notifications/{line['id']}/read")) == (404, "NOT_FOUND")


def test_what_is_shared_at_once_is_one_line_that_leads_to_all_of_it(annas, anna, ben):
    with as_side(ben):
        orders = [an_order(), an_order()]
        share(orders, anna.email)
        jobs = [str(order.id) for order in orders]
        db.session.commit()

    (line,) = annas.get("/notifications")["items"]

    assert (line["kind"], line["subject_id"], line["how_many"]) == ("share_granted_to_me", jobs[0], 2)
    assert sorted(job["id"] for job in annas.get("/shared")["items"]) == sorted(jobs)


def test_a_receipt_that_is_not_drawn_yet_asks_for_patience(annas, bens, monkeypatch):
    monkeypatch.setattr("rbo.receipts.handover.WAIT_S", 0)
    order = strung(an_order())
    answer = annas.send("GET", f"/orders/{order.number}/receipt.pdf")
    assert (*shape(answer), answer.headers["Retry-After"]) == (202, "NOT_DRAWN", "2")
    assert shape(bens.send("GET", f"/orders/{order.number}/receipt.pdf")) == (404, "NOT_FOUND")
