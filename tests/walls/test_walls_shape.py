"""The catalog's own words: nothing forgotten, nothing open, nobody too strong."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from rbo.platform import roles
from rbo.platform.rows import Shared
from tests.walls import shape
from tests.walls.access import nouns
from tests.walls.catalog import columns, granted, policies, public_tables

SNAPSHOT = Path(__file__).with_name("policies.txt")
KEYS = {"stringer_id", "id", "created_at"}
LOGIN_ROLES = """
    select rolname, rolsuper, rolcreaterole, rolcreatedb, rolbypassrls, rolcanlogin
    from pg_roles where rolname like 'rbo\\_%'
"""
CREATIONS = """
    select nspname from pg_namespace where has_schema_privilege(%(role)s, oid, 'create')
    union all select datname from pg_database
        where datname = current_database() and has_database_privilege(%(role)s, oid, 'create, temp')
"""
STRONG_GRANTS = """
    select relname from pg_class where relkind in ('r', 'p', 'v', 'm')
        and relnamespace in ('public'::regnamespace, 'auth'::regnamespace)
        and has_table_privilege(%(role)s, oid, 'truncate, references, trigger, maintain')
"""
VOLATILITY = "select provolatile::text from pg_proc where proname ~ '^current_(stringer|person)$'"
CHANGED_BY_THE_APP = {
    "client_profiles": "archived_at default_tension_memo entered_email entered_first_name entered_last_name"
    " entered_locale entered_phone internal_notes is_self_for_stringer nickname search version",
    "exports": "expires_at finished_at sha256 size",
    "logins": "ended_at last_seen_at",
    "notifications": "read_at",
    "imports": "content source state choices report fault actor done_at version",
    "order_batches": "fates",
    "order_links": "revoked_at revoked_by revoked_request_id",
    "order_shares": "ended_at",
    "outbox": "attempt done_at last_error last_error_class next_at state",
    "person_stringer_share": "ended_at",
    "personal_tokens": "last_used_at revoked_at",
    "persons": "default_locale display_first_name display_last_name notification_prefs phone",
    "webhook_deliveries": "outbox_id",
    "webhooks": "address failures paused_at removed_at secret",
    "stringers": "business_name country currency default_labour_price default_locale default_tension_unit"
    " display_name house_number iban logo phone postal_code receipt_thankyou_text shortcuts_on street"
    " theme timezone town version",
}
CHANGED_WHOLE = {
    "form_keys",
    "order_counters",
    "order_extras",
    "orders",
    "racket_models",
    "rackets",
    "receipt_counters",
    "string_models",
}


def test_every_table_is_owned_or_on_the_short_list(god):
    assert shape.ownerless_tables(god) == []


def test_row_security_is_on_and_forced_for_every_table(god):
    """L-02."""
    assert shape.unforced_tables(god) == []


def test_a_forgotten_wall_is_noticed(god):
    """L-03: a table without policies, one that is nobody's, and one that is not forced."""
    god.execute("create table forgotten (stringer_id uuid not null, id uuid)")
    god.execute("create table nobodys (id uuid)")
    god.execute("alter table nobodys enable row level security")

    assert shape.unforced_tables(god) == ["forgotten", "nobodys"]
    assert shape.ownerless_tables(god) == ["nobodys"]


def test_every_policy_asks_whose_row_it_is_and_checks_what_is_written(god):
    """L-04."""
    assert shape.careless_policies(god) == []


@pytest.mark.parametrize(
    "added",
    [
        "create policy open on orders for select to rbo_app using (true)",
        "create policy unchecked on orders for update to rbo_app using (stringer_id = current_stringer())",
        "create policy orders_app_all on orders for all to rbo_app using (stringer_id = current_stringer())",
        "create policy orders_public_select on orders for select using (stringer_id = current_stringer())",
    ],
)
def test_a_careless_policy_is_noticed(god, added):
    """L-04, L-18: policies add up."""
    god.execute(added)

    assert added.split()[2] in shape.careless_policies(god)


def test_the_policies_are_those_that_were_reviewed(god):
    """L-18: RBO_SNAPSHOT=write renews the list after a migration; read the difference then."""
    lines = [
        f"{p.table}: {p.command} by {p.role} ({p.name})\n    using {p.rule}\n    check {p.check}\n"
        for p in policies(god)
    ]
    said = "".join(lines)
    if os.environ.get("RBO_SNAPSHOT") == "write":
        SNAPSHOT.write_text(said, encoding="utf-8")

    assert said == SNAPSHOT.read_text(encoding="utf-8")


def test_the_rows_of_the_house_are_shared_in_the_catalogue_alone(god):
    shared = sorted(table for table, noun in nouns().items() if issubclass(noun, Shared))

    assert shape.shared_tables(god) == shared == ["racket_models", "string_models"]


def test_foreign_keys_between_books_carry_the_stringer(god):
    assert shape.tenantless_foreign_keys(god) == []


def test_nothing_is_unique_across_books(god):
    """L-60: a value of one book is no news in another."""
    assert shape.global_uniques(god) == []


def test_there_are_no_sequences_partitions_or_large_objects(god):
    assert shape.names(god, shape.STRANGE_OBJECTS) == []


def test_the_views_are_the_two_windows(god):
    """L-13: each belongs to a role that reads through live grants alone."""
    assert god.execute(shape.VIEWS).fetchall() == [
        (view, "rbo_window", ["security_barrier=true"]) for view in ("my_jobs", "shared_jobs")
    ]


def test_definer_functions_are_the_listed_look_ups(god):
    pinned = "search_path=pg_catalog, public, pg_temp"
    assert god.execute(shape.DEFINERS).fetchall() == [
        (name, "rbo_lookup", pinned, ["rbo_app"])
        for name in ("find_verified_person", "may_link", "stringer_by_email", "token_owner", "whois")
    ]


def test_everything_belongs_to_a_role_nobody_signs_in_as(god):
    assert shape.names(god, shape.OWNERS) == ["rbo_owner"]


def test_only_migrator_and_backup_pass_by_row_security(god):
    found = {name: marks for name, *marks in god.execute(LOGIN_ROLES)}
    superuser, creates_roles, creates_databases, bypasses, signs_in = range(5)

    assert not any(m[superuser] or m[creates_roles] or m[creates_databases] for m in found.values())
    assert {name for name, m in found.items() if m[bypasses]} == set(roles.BYPASSING)
    assert {name for name, m in found.items() if m[signs_in]} == set(roles.LOGINS)


@pytest.mark.parametrize("role", ["rbo_app", "rbo_system", "rbo_identity"])
def test_who_serves_pages_creates_and_truncates_nothing(god, role):
    """L-10."""
    assert god.execute(CREATIONS, {"role": role}).fetchall() == []
    assert god.execute(STRONG_GRANTS, {"role": role}).fetchall() == []


def test_the_app_changes_the_columns_it_has_to(god):
    for table in public_tables(god):
        found = set(columns(god, table, "rbo_app", "update"))
        if table in CHANGED_WHOLE:
            assert found >= KEYS - {"id", "created_at"}, table
        else:
            assert found == set(CHANGED_BY_THE_APP.get(table, "").split()), table


def test_the_identity_service_and_the_book_do_not_reach_each_other(god):
    assert not any(granted(god, "rbo_identity").values())
    for role in ("rbo_app", "rbo_system"):
        assert god.execute("select has_schema_privilege(%s, 'auth', 'usage')", [role]).fetchone() == (False,)


def test_policies_ask_for_the_book_once_a_query(god):
    """T-03: a stable function inside a scalar sub-select is not called for every row."""
    rules = [rule for policy in policies(god) for rule in (policy.rule, policy.check)]

    assert [rule for rule in rules if re.search(r"(?<!SELECT )current_(stringer|person)\(\)", rule)] == []
    assert god.execute(VOLATILITY).fetchall() == [("s",), ("s",)]


def test_every_owned_table_is_found_by_its_stringer_first(god):
    """T-02: an index begins with the stringer."""
    indexed = {row[0] for row in god.execute(shape.INDEXED)}

    assert set(shape.names(god, shape.OWNED)) - indexed == set()
