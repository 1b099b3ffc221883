"""How often, from where, and with which reach programs may ask."""

from __future__ import annotations

from contextvars import Context
from dataclasses import replace
from datetime import timedelta

from rbo.api.v1 import limits
from rbo.auth.personal import make
from rbo.platform.db import db
from tests.api.conftest import Program
from tests.api.test_door import shape
from tests.clocks import at, later
from tests.exports.books import enough_for_today

__all__ = ["at", "later"]
SITE = "https://app.example.org"


def test_a_minute_has_its_limit_and_says_how_long_to_wait(annas, bens, monkeypatch, later):
    """S-42, L-104."""
    few = {name: replace(getattr(limits, name), free=2) for name in ("READS", "WRITES", "STRANGERS")}
    for name, rule in few.items():
        monkeypatch.setattr(limits, name, rule)
    for _ in range(2):
        annas.get("/me")
    refused = annas.send("GET", "/me")
    assert shape(refused) == (429, "TOO_MANY_REQUESTS")
    assert 0 < int(refused.headers["Retry-After"]) <= 60
    assert annas.send("PATCH", "/me", {}).status_code == 200
    assert bens.send("GET", "/me").status_code == 200

    later(seconds=61)
    assert annas.send("GET", "/me").status_code == 200


def test_enough_files_for_a_day_say_how_long_to_wait_too(annas, anna, at):
    at(enough_for_today() + timedelta(minutes=10))

    refused = annas.send("POST", "/exports", {"format": "json"})

    assert shape(refused) == (429, "TOO_MANY")
    assert refused.headers["Retry-After"] == "85800"


def test_a_key_is_forgotten_after_a_day(annas, later):
    first = annas.send("POST", "/clients", {"first_name": "Lena"}, Idempotency_Key="day").json
    later(hours=23)
    token_of_today(annas)
    assert annas.send("POST", "/clients", {"first_name": "Lena"}, Idempotency_Key="day").json == first
    later(hours=25)
    token_of_today(annas)
    assert (
        annas.send("POST", "/clients", {"first_name": "Lena"}, Idempotency_Key="day").json["id"]
        != first["id"]
    )


def test_a_token_that_reads_does_not_write(app, annas, anna):
    reads = Program(annas.client, make("Reader", may_write=False, good_for=None).token)
    writes = Program(annas.client, make("Writer", may_write=True, good_for=None).token)
    db.session.commit()

    assert reads.get("/me")["id"] == str(anna.id)
    assert shape(reads.send("PATCH", "/me", {"town": "Chur"})) == (403, "ONLY_READS")
    assert writes.patch("/me", {"town": "Chur"})["town"] == "Chur"


def test_other_sites_read_where_they_are_named_and_nowhere_else(app, annas):
    """Closed by default, and never with cookies."""
    asked = {"Origin": SITE, "Access-Control-Request-Method": "PATCH"}

    def allowed(origin):
        answer = Context().run(annas.client.options, "/api/v1/me", headers=asked | {"Origin": origin})
        assert answer.status_code == 200
        assert "Access-Control-Allow-Credentials" not in answer.headers
        return answer.headers.get("Access-Control-Allow-Origin")

    assert allowed(SITE) is None
    known = app.config["RBO"]
    app.config["RBO"] = replace(known, api_origins=(SITE,))
    try:
        assert allowed(SITE) == SITE
        assert allowed("https://other.example") is None
        told = annas.send("GET", "/nowhere", Origin=SITE)
        assert (told.status_code, told.headers["Access-Control-Allow-Origin"]) == (404, SITE)
    finally:
        app.config["RBO"] = known


def token_of_today(program):
    """The login of an access token ends before a day is over; a personal token goes on."""
    program.token = make("Any", may_write=True, good_for=None).token
    db.session.commit()
