"""Every line of the log is as docs/log-line.json says, and repeats nobody's words (S-36)."""

from __future__ import annotations

import json
import logging
import re
import zlib

import pytest
from jsonschema import Draft202012Validator
from redis import Redis
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from rbo.orders import service
from rbo.platform import audit
from rbo.platform.db import db, system_engine
from rbo.platform.discretion import hushed, traceback_of
from rbo.platform.jobs.models import Outbox
from rbo.platform.jobs.run import run
from rbo.platform.log_lines import FACTS
from rbo.platform.logs import log
from tests.auth.kit import sign_in
from tests.browsers import Browser
from tests.faults.kit import office, open_office
from tests.make import a_client, an_order, today
from tests.signed_in import client_of
from tests.source import ROOT

__all__ = ["office", "open_office"]
SCHEMA = json.loads((ROOT / "docs" / "log-line.json").read_text(encoding="utf-8"))
PASSWORD = "Kanarienvogel-1"
MAIL = "kanarienvogel@example.org"
PHONE = "+41 79 555 01 23"
IBAN = "CH93 0076 2011 6238 5295 7"
NOTE = "Kanarienvogel zahlt nie"
LINK = "kanarienvogel-token-of-a-link"
BEARER = "rbo_0190f3a2_kanarienvogelkanarienvogel"
ASKED_IN = "the-request-of-a-stringing"
CANARIES = re.compile("kanarienvogel|555 ?01 ?23|6238", re.IGNORECASE)


@pytest.fixture
def falls(app, monkeypatch):
    """A page that falls, and says with whose words."""

    def fall():
        int(f"{NOTE}, {PHONE}")

    fall.is_public = True
    monkeypatch.setitem(app.view_functions, "health.alive", fall)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    return "/healthz"


def test_a_walk_through_the_house_leaves_lines_by_the_schema_and_nobodys_words(
    app, anna, office, lines, falls, redis_url
):
    client = a_client("Kanarienvogel", email=MAIL, phone=PHONE, internal_notes=NOTE)
    audit.request_id.set(ASKED_IN)
    service.mark_strung(an_order(client, comments=NOTE), on=today())
    db.session.commit()
    outbox_id = db.session.scalars(select(Outbox.id)).one()
    db.session.commit()
    browser, stranger = Browser(client_of(app, anna)), Browser(app.test_client())

    sign_in(stranger, MAIL, PASSWORD)
    stranger.get(f"/j/{LINK}")
    stranger.get(falls)
    stranger.get("/api/v1/me", headers={"Authorization": f"Bearer {BEARER}"})
    browser.get("/clients", query_string={"q": MAIL})
    browser.post("/clients", data={"last_name": "Kanarienvogel", "email": MAIL, "internal_notes": NOTE})
    office.says["RCPT"].append(f"550 5.1.1 <{MAIL}> is unknown")
    run("main", str(outbox_id))

    assert [line for line in lines if CANARIES.search(line)] == []
    kept = list(kept_in(Redis.from_url(redis_url)))
    assert kept
    assert [said for said in kept if CANARIES.search(said)] == []
    told = [json.loads(line) for line in lines]
    for line in told:
        Draft202012Validator(SCHEMA).validate(line)
    assert {"GET /healthz fell", "POST /sign-in"} <= {line["message"] for line in told}
    (ended,) = [line for line in told if line.get("state")]
    of_job = ("kind", "attempt", "stringer_id", "request_id", "state")
    assert [ended[fact] for fact in of_job] == ["receipts.deliver", 1, str(anna.id), ASKED_IN, "failed"]


def kept_in(redis):
    """Each key and what lies there."""
    look = {
        b"string": lambda key: [redis.get(key)],
        b"hash": lambda key: [*redis.hkeys(key), *redis.hvals(key)],
        b"set": redis.smembers,
        b"list": lambda key: redis.lrange(key, 0, -1),
        b"zset": lambda key: redis.zrange(key, 0, -1),
    }
    for key in redis.scan_iter():
        for said in (key, *look[redis.type(key)](key)):
            is_packed = said.startswith(b"x\x9c")
            yield (zlib.decompress(said) if is_packed else said).decode("latin-1")


@pytest.mark.parametrize(
    "said",
    [
        f"sent to {MAIL}",
        f"called {PHONE}",
        f"paid to {IBAN}",
        f"paid to {IBAN.replace(' ', '')}",
        f"with Bearer {LINK}",
        f"with {BEARER}",
        "at postgresql://rbo_app:kanarienvogel@db/rbo",
        "with eyJrYW5hcmllbnZvZ2Vs.kanarienvogel.kanarienvogel",
    ],
)
def test_what_belongs_to_somebody_is_hidden_wherever_it_stands(said):
    assert not CANARIES.search(hushed(said))


def test_what_belongs_to_nobody_stays():
    said = "Row 0190f3a2-79aa-7000-8000-004179555012 at 2026-11-28T00:41:07.123+00:00 took 41793 ms"

    assert hushed(said) == said


def test_an_exception_tells_its_kind_its_place_and_its_cause_and_quotes_nobody(ground):
    with system_engine().connect() as connection:
        try:
            connection.execute(text("select cast(:words as uuid)"), {"words": NOTE})
        except DBAPIError as error:
            found = traceback_of(error)

    assert "test_log_lines.py" in found
    assert "psycopg.errors.InvalidTextRepresentation" in found
    assert not CANARIES.search(found)


def test_a_line_stays_one_line_and_keeps_only_facts_that_the_schema_names(lines):
    log.info("a %s", "b\r\nlevel: forged", extra={"client": NOTE, "code": "x\ny"})

    (line,) = lines
    assert "\n" not in line
    assert "client" not in json.loads(line)
    assert set(SCHEMA["properties"]) >= FACTS


def test_others_say_one_line(lines):
    logging.getLogger("rq.worker").error("job fell\n%s", NOTE)

    assert not CANARIES.search(lines[0])
