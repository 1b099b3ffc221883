"""The door of programs: one shape for every failure, a token and nothing else opens."""

from __future__ import annotations

from gzip import decompress
from json import loads

import pytest

from tests.api.conftest import Program
from tests.signed_in import client_of


def shape(answer):
    assert set(answer.json) - {"errors"} == {"detail", "code", "status_code"}, answer.text
    assert answer.json["status_code"] == answer.status_code
    return answer.status_code, answer.json["code"]


def test_a_client_is_written_read_and_changed(annas, bens):
    made = annas.post(
        "/clients", {"first_name": " Lena  Maria ", "email": "lena@example.com", "locale": "de"}
    )
    assert (made["first_name"], made["last_name"], made["locale"], made["version"]) == (
        "Lena Maria",
        "",
        "de",
        1,
    )
    here = f"/clients/{made['id']}"

    assert annas.get(here) == made
    assert annas.patch(here, {"last_name": "Muster"})["first_name"] == "Lena Maria"
    assert [one["last_name"] for one in annas.get("/clients?q=muster")["items"]] == ["Muster"]
    assert shape(bens.send("GET", here)) == (404, "NOT_FOUND")
    assert bens.get("/clients") == {"items": [], "next": None}
    assert annas.patch("/me", {"town": "Chur"})["town"] == "Chur" == annas.get("/me")["town"]


@pytest.mark.parametrize("address", ["/api/v1/nowhere", "/api/v2/clients", "/api/"])
def test_what_is_not_there_says_so_in_the_same_shape(app, annas, address):
    assert shape(annas.client.get(address)) == (404, "NOT_FOUND")


def test_what_cannot_be_read_is_told_field_by_field(annas):
    said = {"first_name": "x" * 81, "email": "lena@", "stringer_id": "1", "phone": "\ud800", "locale": "fr"}
    answer = annas.send("POST", "/clients", said)
    assert shape(answer) == (422, "INVALID")
    assert set(answer.json["errors"]) == set(said)
    assert "lena@" not in answer.text

    nameless = annas.send("POST", "/clients", {})
    assert shape(nameless) == (422, "NAMELESS_CLIENT")
    assert shape(annas.send("GET", "/clients?limit=500&colour=red")) == (422, "INVALID")
    for body, status in ((b"{", 400), (b"[" * 100_000, 400), (b'{"a":"\xff"}', 400)):
        sent = annas.client.post("/api/v1/clients", data=body, headers=json(annas))
        assert shape(sent)[0] == status
    form = annas.client.post("/api/v1/clients", data={"first_name": "Lena"}, headers=bearing(annas))
    assert shape(form) == (415, "UNSUPPORTED_MEDIA_TYPE")
    assert shape(annas.send("PUT", "/clients", {})) == (405, "METHOD_NOT_ALLOWED")
    assert "POST" in annas.send("PUT", "/clients", {}).headers["Allow"]
    huge = annas.client.post("/api/v1/clients", data=b"x" * 3_000_000, headers=json(annas))
    assert shape(huge) == (413, "TOO_LARGE")
    assert annas.get("/clients")["items"] == []


def test_no_cookie_opens_and_no_page_is_needed_to_write(app, anna, annas):
    """S-04: a page of another site can send cookies, and no token."""
    browser = client_of(app, anna)
    for headers in (
        {},
        {"Authorization": "Bearer x"},
        {"Authorization": "Basic eDp5"},
        {"Authorization": "Bearer"},
    ):
        answer = browser.post("/api/v1/clients", json={"first_name": "Lena"}, headers=headers)
        assert shape(answer) == (401, "UNAUTHORIZED")
        assert answer.headers["WWW-Authenticate"] == "Bearer"
        assert "Set-Cookie" not in answer.headers

    elsewhere = {"Origin": "https://other.example", "Sec-Fetch-Site": "cross-site"}
    assert annas.send("POST", "/clients", {"first_name": "Lena"}, **elsewhere).status_code == 201


def test_every_page_of_a_list_comes_once(annas):
    names = [f"Client {nr:02}" for nr in range(7)]
    for name in names:
        annas.post("/clients", {"last_name": name})
    for question in ("limit=3", "limit=3&q=client"):
        found, cursor = [], ""
        while cursor is not None:
            page = annas.get(f"/clients?{question}" + (f"&cursor={cursor}" if cursor else ""))
            found, cursor = found + [one["last_name"] for one in page["items"]], page["next"]
        assert found == names
    assert shape(annas.send("GET", "/clients?cursor=nonsense")) == (400, "BAD_CURSOR")


def test_a_lost_race_is_told(annas):
    made = annas.send("POST", "/clients", {"first_name": "Lena"})
    here, tag = f"/clients/{made.json['id']}", made.headers["ETag"]

    assert made.headers["Location"].endswith(here)
    assert annas.send("PATCH", here, {"phone": "1"}, If_Match=tag).status_code == 200
    assert shape(annas.send("PATCH", here, {"phone": "2"}, If_Match=tag)) == (412, "PRECONDITION_FAILED")
    assert annas.get(here)["phone"] == "1"


def test_what_is_long_comes_packed_but_where_its_tag_promises_the_very_bytes(annas):
    made = annas.post("/clients", {"first_name": "Lena", "internal_notes": "Soft. " * 100})

    many = annas.send("GET", "/clients", Accept_Encoding="gzip")
    one = annas.send("GET", f"/clients/{made['id']}", Accept_Encoding="gzip")

    assert (many.content_encoding, loads(decompress(many.data))["items"]) == ("gzip", [made])
    assert (one.content_encoding, one.headers["ETag"], one.json) == (None, '"1"', made)


def bearing(program: Program) -> dict[str, str]:
    return {"Authorization": f"Bearer {program.token}"}


def json(program: Program) -> dict[str, str]:
    return {**bearing(program), "Content-Type": "application/json"}
