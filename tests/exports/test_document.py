"""The JSON document: by its schema, whole, exact, and of one book alone."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator, FormatChecker

from rbo.exports.document import SCHEMA
from rbo.exports.models import Format
from rbo.exports.parts.book import PARTS, stringer
from rbo.platform.db import db
from rbo.platform.ids import new_id
from rbo.platform.rows import Base
from rbo.platform.tenancy import open_tenant
from rbo.receipts.models import Receipt
from rbo.stringers import queries as stringers
from rbo.stringers.service import change_logo
from tests.exports.books import NASTY, a_job_with_everything, document_of, exported
from tests.make import a_client, an_order, today
from tests.sharing.grants import share
from tests.stringers.pictures import a_logo
from tests.walls.two_books import fill_book

NOT_OF_THE_BOOK = {
    "admin_audit_log": "what admins did is kept by the house",
    "changes": "who changed what; what it is now is in the book itself",
    "exports": "the files themselves",
    "form_keys": "which forms were sent",
    "imported_rows": "what an import wrote is in the book itself",
    "imports": "the files that came in, and what was said of them",
    "notifications": "an inbox",
    "order_batches": "how several orders were moved at once; the moves are there",
    "order_counters": "follows from the orders",
    "order_links": "secrets that open one order",
    "personal_tokens": "secrets that let programs in",
    "receipt_counters": "follows from the receipts",
    "logins": "devices, for signing in",
    "webhooks": "where other programs are told, and the secrets for it",
    "webhook_deliveries": "what they were told follows from the orders",
    "share_audit": "who looked at what is kept by the house",
}
VALIDATOR = Draft202012Validator(json.loads(SCHEMA.read_text()), format_checker=FormatChecker())


def test_the_schema_is_one():
    Draft202012Validator.check_schema(VALIDATOR.schema)


def test_a_book_with_a_row_in_every_table_is_by_the_schema(anna):
    """A new column is named in `data/v1.json`, or left out where the parts are put together."""
    change_logo(stringers.mine(), a_logo())
    fill_book()
    a_job_with_everything()

    document = document_of(anna)

    assert [f"{error.json_path}: {error.message}" for error in VALIDATOR.iter_errors(document)] == []
    assert {name for name in PARTS if not document[name]} <= {"shares"}


def test_an_empty_book_is_by_the_schema(anna):
    document = document_of(anna)

    VALIDATOR.validate(document)
    assert document["stringer"]["display_name"] == anna.display_name
    assert [name for name in PARTS if document[name]] == []


def test_every_table_of_a_stringer_is_in_it_or_left_out_with_a_reason(ground):
    owned = {table.name for table in Base.metadata.tables.values() if "stringer_id" in table.columns}
    with open_tenant(new_id()):
        asked = " ".join(str(rows()) for rows in (stringer, *PARTS.values()))

    assert {table for table in owned if f" {table}." not in asked} == set(NOT_OF_THE_BOOK)


def test_an_order_is_told_with_all_that_belongs_to_it(anna):
    number = a_job_with_everything().number

    (order,) = document_of(anna)["orders"]

    assert order["number"] == number
    assert (order["client"]["last_name"], order["racket"]["instance_id"]) == ("Muster", "PA98_1")
    assert order["main"]["price"] == "9.05"
    assert (order["main"]["tension"], order["main"]["gauge_mm"]) == ("24.5", "1.25")
    assert order["cross"] | {"string_id": None} == order["cross"]
    assert order["extras"] == [{"text": "Grip", "price": "6.10"}, {"text": "Dampener", "price": "0.00"}]
    assert order["dynamic_tension"] == "36.5"
    assert order["receipt"].endswith("-0001")


def test_what_is_repeated_and_what_receipts_are_for_is_told_by_number(anna):
    first = a_job_with_everything()
    an_order(redo_of=first.id)

    document = document_of(anna)

    assert {order["number"]: order["redo_of"] for order in document["orders"]} == {1: None, 2: 1}
    assert [(row["receipt"], row["order"]) for row in document["receipts"]] == [(f"{today().year}-0001", 1)]


@pytest.mark.parametrize("text", [*NASTY, '"\\', "%s %(x)s :y", "\u2028</script>"])
def test_text_is_never_changed(anna, text):
    an_order(a_client(text), comments=text)

    (order,) = document_of(anna)["orders"]

    assert (order["comments"], order["client"]["first_name"]) == (text, text)


def test_receipts_beyond_the_ten_thousandth_keep_their_number(anna):
    db.session.add(Receipt(year=2026, seq=12_345))
    db.session.commit()

    assert [row["receipt"] for row in document_of(anna)["receipts"]] == ["2026-12345"]


def test_nothing_of_another_book_is_in_it(anna, ben):
    with open_tenant(ben.id):
        fill_book()
        an_order(a_client("Zzyzxova"))
    fill_book()

    said = exported(anna, Format.JSON)

    assert b"Zzyzxova" not in said
    assert str(ben.id).encode() not in said


def test_jobs_that_others_share_are_theirs_to_take_away(anna, ben):
    """L-94, L-97."""
    with open_tenant(ben.id):
        order = an_order(a_client("Zzyzxova"), comments="Secret")
        share(order, anna)
    mine = an_order()
    share(mine, ben)

    document = document_of(anna)

    assert [order["number"] for order in document["orders"]] == [mine.number]
    assert [share["grantee_email"] for share in document["shares"]] == [ben.email]
    assert "Zzyzxova" not in json.dumps(document)


def test_no_id_of_a_person_goes_out(anna):
    """Another book may know the same person, and its stringer must not find out."""
    client = a_client()
    db.session.commit()

    assert str(client.person_id).encode() not in exported(anna, Format.JSON)
