"""What happens is counted once, by what it was and never by whose it was."""

from __future__ import annotations

import time
from contextvars import Context

import pytest
from psycopg.errors import InsufficientPrivilege
from sqlalchemy import select
from sqlalchemy.exc import ProgrammingError

from rbo.orders import service
from rbo.platform.backup import noted
from rbo.platform.db import db
from rbo.platform.jobs.models import Outbox
from rbo.platform.jobs.run import run
from rbo.platform.scope import TenantNotSet
from rbo.receipts.models import ReceiptCounter
from tests.make import a_client, an_order, today
from tests.signed_in import client_of


def test_a_receipt_is_counted_while_it_waits_when_it_is_accepted_and_when_it_was_given_up(
    app, anna, ask, office
):
    for client in (a_client(), a_client("Mia")):
        service.mark_strung(an_order(client), on=today())
    db.session.commit()
    ids = db.session.scalars(select(Outbox.id).order_by(Outbox.id)).all()
    db.session.commit()
    waiting = ask.figures()

    run("main", str(ids[0]))
    office.says["RCPT"].append("550 5.1.1 No such user")
    run("main", str(ids[1]))

    found = ask.figures()
    assert waiting['rbo_outbox_pending{kind="receipts.deliver"}'] == "2"
    assert found['rbo_outbox_pending{kind="receipts.deliver"}'] == "0"
    assert found['rbo_outbox_failed{kind="receipts.deliver"}'] == "1"
    assert found['rbo_job_attempts_total{kind="receipts.deliver",outcome="sent"}'] == "1"
    assert found['rbo_email_total{outcome="accepted"}'] == found['rbo_email_total{outcome="rejected"}'] == "1"
    assert found['rbo_email_age_seconds_bucket{le="+Inf"}'] == "1"
    assert found["rbo_pdf_render_seconds_count"] == found["rbo_pdf_bytes_count"] == "2"
    assert float(found["rbo_pdf_bytes_sum"]) > 10_000
    assert found["rbo_receipts_issued_total"] == "2"
    for phase in ("connect", "hand_over"):
        assert found[f'rbo_smtp_duration_seconds_count{{phase="{phase}"}}'] == "2"
    assert found["rbo_receipt_number_gap_total"] == "0"


def test_a_receipt_number_that_follows_none_is_counted(app, anna, ask, redis_url):
    receipts = [service.mark_strung(an_order(a_client()), on=today()) for _ in range(2)]
    assert ask.figures()["rbo_receipt_number_gap_total"] == "0"
    counter = db.session.get(ReceiptCounter, (anna.id, receipts[0].year))
    counter.last = 7
    db.session.flush()

    service.mark_strung(an_order(a_client("Mia")), on=today())

    assert ask.figures()["rbo_receipt_number_gap_total"] == "1"
    db.session.rollback()


def test_what_is_under_way_and_what_the_pool_has_is_told_by_the_site(app, anna, ask, monkeypatch):
    browser = client_of(app, anna)
    db.session.rollback()
    seen = {}

    def looks():
        db.session.connection()
        seen.update(ask.figures())
        return ""

    monkeypatch.setitem(app.view_functions, "orders.index", looks)
    Context().run(browser.get, "/orders")
    after = ask.figures()

    used = 'rbo_db_pool_connections{role="app",state="used"}'
    assert float(seen["rbo_http_in_flight"]) - float(after["rbo_http_in_flight"]) == 1
    assert float(seen[used]) - float(after[used]) == 1
    assert float(after['rbo_db_pool_connections{role="app",state="idle"}']) >= 1
    assert float(after['rbo_db_checkout_seconds_count{role="app"}']) > 0


def test_what_a_browser_kept_out_is_counted_by_the_rule_alone(app, ask):
    browser = app.test_client()
    told = [
        '{"csp-report": {"effective-directive": "script-src-elem"}}',
        '{"csp-report": {"x": 1}}',
        "[]",
        "[" * 16_000,
        "{",
    ]
    told.append('{"csp-report": {"violated-directive": "img-src https://evil.example"}}')
    told.append('{"csp-report": {"effective-directive": "anna@example.test"}}')
    counted = 'rbo_csp_reports_total{{directive="{}"}}'
    before = {
        rule: float(ask.figures().get(counted.format(rule), 0)) for rule in ("script-src", "img-src", "-")
    }

    answers = [Context().run(browser.post, "/csp-reports", data=body).status_code for body in told]

    after = ask.figures()
    assert set(answers) == {204}
    grown = {rule: float(after[counted.format(rule)]) - was for rule, was in before.items()}
    assert grown == {"script-src": 1, "img-src": 1, "-": 5}
    assert Context().run(browser.post, "/csp-reports", data="x" * 20_000).status_code == 413
    assert "report-uri /csp-reports" in browser.get("/sign-in").headers["Content-Security-Policy"]


def test_when_a_backup_was_taken_and_tried_is_told(app, ask, database):
    for what in (noted.TAKEN, noted.TRIED):
        assert noted.note(database["system"], what)
    assert not noted.note("postgresql://rbo_system@127.0.0.1:1/rbo", noted.TAKEN)

    found = ask.figures()

    for name in ("backup", "restore_test"):
        said = float(found[f"rbo_{name}_last_success_timestamp_seconds"])
        assert abs(said - time.time()) < 3600
    assert not any("backup taken" in series for series in found)


@pytest.mark.parametrize(
    ("fault", "series"),
    [
        (TenantNotSet("no book"), "rbo_tenant_scope_missing_total"),
        (ProgrammingError("", {}, InsufficientPrivilege()), "rbo_rls_denied_total"),
    ],
)
def test_a_wall_that_had_to_hold_is_counted(app, ask, monkeypatch, fault, series):
    def fall():
        raise fault

    monkeypatch.setitem(app.view_functions, "health.alive", fall)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)
    fall.is_public = True
    before = float(ask.figures().get(series, 0))

    assert Context().run(app.test_client().get, "/healthz").status_code == 500

    assert float(ask.figures()[series]) == before + 1
