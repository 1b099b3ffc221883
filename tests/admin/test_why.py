"""Whoever looks beyond their own book leaves a line, and no line is without a reason."""

from __future__ import annotations

import psycopg
import pytest
from flask import url_for

from rbo.catalogue import service as catalogue
from rbo.platform import audit
from rbo.platform.audit import Purpose
from rbo.platform.db import db, system_session
from tests.make import a_client, a_string_model

READ_NO_BOOK = {
    "admin.health": "the machine",
    "staged.index": "catalogues from outside",
    "staged.show": "catalogues from outside",
    "admin_imports": "files in the admin's own book",
}


@pytest.fixture
def addresses(app, anna, ben):
    """Every page of the landlord by which somebody else's rows are read, with rows to look at."""
    known = {
        "person_id": a_client().person_id,
        "other_id": a_client().person_id,
        "stringer_id": ben.id,
        "submission_id": catalogue.submit(a_string_model()).id,
    }
    db.session.commit()
    with app.test_request_context():
        return {
            rule.endpoint: url_for(rule.endpoint, **{name: known[name] for name in rule.arguments})
            for rule in app.url_map.iter_rules()
            if rule.rule.startswith("/admin/") and "GET" in (rule.methods or ()) and not reads_no_book(rule)
        }


def reads_no_book(rule):
    return {rule.endpoint, rule.endpoint.partition(".")[0]} & READ_NO_BOOK.keys()


def test_every_page_of_the_landlord_leaves_a_line_with_its_reason(addresses, lords, database):
    assert len(addresses) >= 9
    with psycopg.connect(database["superuser"], autocommit=True) as connection:
        for endpoint, address in addresses.items():
            connection.execute("truncate admin_audit_log")
            assert lords.get(address).status_code == 200, address
            reasons = connection.execute("select reason from admin_audit_log").fetchall()
            assert reasons, f"{endpoint} leaves no line"
            assert all(reason for (reason,) in reasons), f"{endpoint} says no reason"


def test_a_line_without_a_reason_is_not_written(anna):
    with system_session() as rows, pytest.raises(ValueError, match="without a reason"):
        audit.note(rows, "stringers_listed", reason="")


def test_the_purpose_of_a_page_is_said_in_words(lords):
    lords.get("/admin/stringers")

    assert "<p>To run the site</p>" in lords.get("/admin/log").text
    assert '"To run the site"' in lords.get("/admin/log.csv").text
    assert all(purpose not in lords.get("/admin/log").text for purpose in Purpose)
