"""What is personal is said beside the columns; export, file and erasure go by it (U-34, U-35)."""

from __future__ import annotations

from datetime import timedelta

import psycopg
from sqlalchemy import Text
from sqlalchemy.dialects.postgresql import JSONB

from rbo.admin.dossier import FOR_MACHINES
from rbo.people.requests import open_requests
from rbo.platform.rows import PERSONAL, Base
from tests.admin.test_erasure import REASON, petra

__all__ = ["petra"]
ABOUT_CLIENTS = ("persons", "client_profiles", "rackets", "orders", "order_extras", "receipt_emissions")
WHO_LOOKS = ("order_shares", "person_stringer_share")
SECRET = {"gotrue_user_id", "claim_token", "search"}  # keys of machines, or other columns once more
GOODS = {
    "orders.pattern",
    "orders.main_label",
    "orders.main_gauge_label",
    "orders.main_colour",
    "orders.cross_label",
    "orders.cross_gauge_label",
    "orders.cross_colour",
    "orders.currency",
    "orders.machine_mode",
    "orders.dynamic_tension_instrument",
    "orders.legacy_ref",
    "order_extras.text",
    "rackets.label",
    "rackets.pattern",
    "rackets.alike",
    "client_profiles.alike",
}


def words(*tables):
    """The columns that hold words."""
    columns = [column for table in tables for column in Base.metadata.tables[table].columns]
    return [column for column in columns if isinstance(column.type, Text | JSONB)]


def test_every_column_with_words_about_a_client_is_personal_or_goods():
    open_ones = {str(column) for column in words(*ABOUT_CLIENTS, *WHO_LOOKS) if column.info != PERSONAL}

    assert open_ones == GOODS, "mark it PERSONAL, or list it as goods"


def test_whatever_is_personal_is_handed_out():
    marked = {
        column.name
        for table in (*ABOUT_CLIENTS, *WHO_LOOKS)
        for column in Base.metadata.tables[table].columns
        if column.info == PERSONAL
    }

    assert marked & set(FOR_MACHINES) == SECRET


def test_whoever_asks_is_answered_within_thirty_days(petra, lords, database):
    """The time runs from the question and stops with the file."""
    asked = "insert into admin_audit_log (id, actor, deed, person_id, created_at)"
    with psycopg.connect(database["superuser"]) as connection:
        said = "values (gen_random_uuid(), %s, 'file_requested', %s, now() - interval '31 days')"
        connection.execute(f"{asked} {said}", [f"person:{petra}", petra])
    (request,) = open_requests()
    assert (request.person_id, request.until - request.at) == (petra, timedelta(days=30))
    assert "overdue since" in lords.get("/admin/people").text
    assert "to answer by" in lords.get(f"/admin/people/{petra}").text

    lords.fill(f"/admin/people/{petra}", f"/admin/people/{petra}/file", reason=REASON)

    assert open_requests() == []
    assert "overdue since" not in lords.get("/admin/people").text
