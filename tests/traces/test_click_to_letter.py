"""One trace from the click to the accepted letter (O-06), without anybody's words; and none unasked."""

from __future__ import annotations

import dataclasses
import json
import logging
from datetime import timedelta

import pytest
from sqlalchemy import select

from rbo.platform.config import read_settings
from rbo.platform.db import app_engine, db, system_engine
from rbo.platform.environment import BadSetting
from rbo.platform.jobs.models import Outbox
from rbo.platform.jobs.run import run
from rbo.platform.log_lines import JsonLines
from rbo.platform.traces import spans
from rbo.platform.traces.loading import load_sending
from tests.browsers import Browser, fields
from tests.make import a_client, an_order
from tests.signed_in import client_of
from tests.traces.collector import collector

NAME = "Kanarienvogel"
MAIL = "kanarienvogel@example.org"


@pytest.fixture
def collecting(app, ground):
    """Spans of this process go to a collector; connections of before have nobody to tell."""
    sending = load_sending()
    with collector() as taking:
        sent = sending.to_collector(dataclasses.replace(app.config["RBO"], otel_endpoint=taking.address))
        _hang_up()
        spans.collect(sent)
        yield taking
        spans.collect(None)
        sent.end()
        _hang_up()


def _hang_up():
    for engine in (app_engine(), system_engine()):
        engine.dispose()


def test_the_click_its_statements_both_attempts_the_drawing_and_the_letter_are_one_trace(
    app, collecting, anna, office, outdoors
):
    order = an_order(a_client(NAME, email=MAIL, internal_notes=NAME))
    browser = Browser(client_of(app, anna))
    page, deed = f"/orders/{order.number}", f"/orders/{order.number}/stringing"
    answer = browser.post(deed, data=fields(browser.get(page).text, deed))
    outbox_id, kept = db.session.execute(select(Outbox.id, Outbox.traceparent)).one()
    db.session.commit()

    office.says["RCPT"].append(f"451 4.7.0 <{MAIL}> later")
    run("main", str(outbox_id))
    outdoors.let_pass(timedelta(minutes=1))
    run("main", str(outbox_id))

    (click,) = collecting.named("POST /orders/<int:number>/stringing")
    jobs, letters = collecting.named("receipts.deliver"), collecting.named("hand over letter")
    drawn = collecting.named("draw receipt")
    below = [span for span in collecting.spans if span.parent_span_id in (click.span_id, jobs[1].span_id)]
    assert [letter["X-Request-ID"] for letter in office.letters] == [answer.headers["X-Request-ID"]]
    assert kept.startswith(f"00-{click.trace_id.hex()}-{click.span_id.hex()}-")
    assert [job.parent_span_id for job in jobs] == [click.span_id] * 2
    assert [span.parent_span_id for span in (*letters, *drawn)] == [job.span_id for job in jobs] * 2
    assert {"UPDATE", "INSERT", "SELECT"} <= {span.name.partition(" ")[0] for span in below}
    assert {span.trace_id for span in (*jobs, *letters, *below)} == {click.trace_id}
    assert [_facts(letter).get("error.type") for letter in letters] == ["TryLater", None]
    assert _facts(letters[1])["messaging.message.id"].startswith(f"<{outbox_id}@")
    begun = {span.name.partition(" ")[0] for span in collecting.spans if not span.parent_span_id}
    assert begun == {"POST", "GET"}
    assert NAME.encode().lower() not in collecting.bytes.lower()


def _facts(span):
    return {fact.key: fact.value.string_value for fact in span.attributes}


def test_a_line_of_the_log_names_the_trace(collecting):
    record = logging.makeLogRecord({"name": "rbo", "msg": "here", "levelname": "INFO"})

    with spans.span("a click", spans.Kind.CLICK):
        known = spans.trace_id()
        line = json.loads(JsonLines().format(record))

    assert line["trace_id"] == known
    assert "trace_id" not in json.loads(JsonLines().format(record))


def test_with_the_collector_gone_pages_open_all_the_same(app, collecting, anna):
    collecting.shutdown()
    collecting.server_close()

    assert Browser(client_of(app, anna)).get("/").status_code == 200
    spans.flush()


def test_an_address_that_is_none_is_refused(settings):
    with pytest.raises(BadSetting, match="OTEL_EXPORTER_OTLP_ENDPOINT must begin with"):
        read_settings({"OTEL_EXPORTER_OTLP_ENDPOINT": "collector:4318"})
