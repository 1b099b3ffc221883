"""A person is erased: nothing that names them is left anywhere, and the numbers stay (U-35)."""

from __future__ import annotations

import psycopg
import pytest
from sqlalchemy import select

from rbo.admin import erasure
from rbo.admin.erasure import NamesSomebody
from rbo.clients import service as clients
from rbo.clients.models import ClientProfile
from rbo.orders import queries as orders
from rbo.orders.models import Order
from rbo.orders.service import mark_strung
from rbo.platform.audit import NoReason
from rbo.platform.db import db
from rbo.platform.errors import Missing
from rbo.platform.ids import new_id
from rbo.platform.redis_client import redis_at
from rbo.platform.tenancy import open_tenant
from rbo.receipts.draft import Draft
from tests.faults.kit import work
from tests.make import a_client, an_order, letter_of, receipt_numbers, today
from tests.walls.checksum import TABLES

CANARY = "zzyzx"
REASON = "Asked for by letter of 3 March"
EMAIL = f"{CANARY}@example.com"
PERSON = """
insert into persons
    (id, display_first_name, display_last_name, email, email_verified_at, phone, created_by_kind)
values (%s, 'Petra zzyzx', 'Muster zzyzx', %s, now(), '079 zzyzx', 'person')
"""
MERGED = """
insert into persons (id, display_first_name, merged_into, created_by_kind) values (%s, %s, %s, 'admin')
"""


@pytest.fixture
def petra(anna, ben, database):
    """Known by her verified address to both; in each book a job with a receipt that is about to be mailed."""
    person_id = new_id()
    with psycopg.connect(database["superuser"]) as connection:
        connection.execute(PERSON, [person_id, EMAIL])
    a_job(f"Petra {CANARY}")
    db.session.rollback()
    with open_tenant(ben.id):
        a_job(f"Petra {CANARY}")
    return person_id


def a_job(first_name, email=EMAIL):
    """A racket strung for a client, with a word about them wherever one may be typed."""
    client = a_client(first_name, CANARY, email=email, phone=CANARY, nickname=CANARY, internal_notes=CANARY)
    frame = clients.NewRacket(label="Blade 98", serial=CANARY, instance_id=CANARY)
    order = an_order(client, racket=clients.add_racket(client, frame), comments=f"Softer, {CANARY}")
    mark_strung(order, on=today())
    db.session.commit()
    return order


def everything(database):
    """Every row of every table, as text."""
    with psycopg.connect(database["superuser"]) as connection:
        tables = [row[0] for row in connection.execute(TABLES)]
        return {t: str(connection.execute(f"select to_jsonb(t)::text from {t} t").fetchall()) for t in tables}


def naming(database):
    """The tables in which the canary is found."""
    spelt = (CANARY, CANARY.encode().hex())
    return {table for table, rows in everything(database).items() if any(w in rows.lower() for w in spelt)}


def test_nothing_that_names_the_person_is_left_anywhere(petra, office, database):
    office.says["RCPT"].append(f"550 5.1.1 <{EMAIL}> is unknown")
    waiting = letter_of(db.session.scalars(select(Order)).one()).outbox_id
    db.session.rollback()
    work(waiting)
    assert naming(database) >= {
        *("public.persons", "public.client_profiles", "public.rackets"),
        *("public.orders", "public.receipt_emissions", "public.outbox"),
    }

    erasure.erase(petra, REASON)

    assert naming(database) == set()


def test_no_drawn_receipt_is_kept(petra, redis_url):
    redis_at(redis_url).set("pdf:somebody:hash", f"%PDF {CANARY}", ex=60)
    redis_at(redis_url).set("other", 1, ex=60)

    erasure.erase(petra, REASON)

    assert [key for key in redis_at(redis_url).scan_iter() if key.startswith(b"pdf:")] == []
    assert redis_at(redis_url).get("other") == b"1"


def test_number_dates_amounts_and_goods_stay(petra):
    before = db.session.scalars(select(Order)).one()
    kept = (before.number, before.strung_at, before.labour_price, before.main.label, before.racket_id)
    numbers = receipt_numbers()
    db.session.rollback()

    erasure.erase(petra, REASON)

    after = orders.by_number(kept[0])
    assert (after.number, after.strung_at, after.labour_price, after.main.label, after.racket_id) == kept
    assert (after.racket.label, after.client.name) == ("Blade 98", "Erased client")
    assert receipt_numbers() == numbers


def test_a_receipt_can_still_be_drawn_from_its_snapshot(petra):
    before = Draft.from_json(letter_of(db.session.scalars(select(Order)).one()).snapshot)
    db.session.rollback()

    erasure.erase(petra, REASON)

    after = Draft.from_json(letter_of(db.session.scalars(select(Order)).one()).snapshot)
    assert (after.client.name, after.client.email, after.comments) == ("", None, None)
    assert (after.total, after.strung_at, after.main) == (before.total, before.strung_at, before.main)


def test_what_waits_to_be_mailed_is_dropped(petra, office, outdoors):
    """F-31."""
    waiting = [row["id"] for row in outdoors.rows()]

    erasure.erase(petra, REASON)
    work(*waiting)

    assert office.seen.count("RCPT") == 0
    assert {(row["state"], row["last_error_class"]) for row in outdoors.rows()} == {("aborted", "erased")}


def test_everybody_else_keeps_everything(petra, database):
    a_job("Otto", email="otto@example.com")
    db.session.rollback()

    erasure.erase(petra, REASON)

    kept = db.session.scalars(select(ClientProfile).where(ClientProfile.entered_first_name == "Otto")).one()
    assert (kept.internal_notes, kept.archived_at) == (CANARY, None)
    assert naming(database) >= {"public.orders", "public.receipt_emissions", "public.rackets"}


def test_it_is_in_the_log_without_a_name(petra, database):
    erasure.erase(petra, REASON)

    with psycopg.connect(database["superuser"]) as connection:
        said = connection.execute("select deed, person_id, reason, detail from admin_audit_log").fetchone()
    counts = {"profiles": 2, "comments": 2, "letters": 2, "receipts_kept": 2}
    assert said == ("person_erased", petra, REASON, counts)


@pytest.mark.parametrize("word", ["petra", "ZZYZX@example.com", f"Muster {CANARY}"])
def test_a_reason_that_names_the_person_is_refused(petra, database, word):
    before = naming(database)

    with pytest.raises(NamesSomebody):
        erasure.erase(petra, f"{word} {CANARY} wrote")

    assert naming(database) == before


def test_the_preview_says_what_goes_and_what_stays_until_when(petra):
    found, _sources = erasure.preview(petra)

    assert found.counts == {"profiles": 2, "comments": 2, "letters": 2, "receipts_kept": 2}
    assert found.kept_until == today().year + 10


def test_nobody_is_erased_twice_or_without_a_reason(petra):
    with pytest.raises(NoReason):
        erasure.erase(petra, "  ")
    erasure.erase(petra, REASON)
    with pytest.raises(Missing):
        erasure.erase(petra, REASON)
    with pytest.raises(Missing):
        erasure.preview(new_id())


def test_those_who_were_merged_into_the_person_go_too(petra, database):
    with psycopg.connect(database["superuser"]) as connection:
        connection.execute(MERGED, [new_id(), CANARY, petra])

    erasure.erase(petra, REASON)

    assert naming(database) == set()
