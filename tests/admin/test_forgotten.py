"""What a person left beside the book goes with them, also what is being written just then (U-35)."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextvars import Context
from decimal import Decimal
from uuid import UUID

import psycopg
import pytest
from sqlalchemy import select, update

from rbo.admin import erasure
from rbo.clients.models import ClientProfile
from rbo.identity import jobs as letters
from rbo.identity import service as identity
from rbo.identity.models import Kind, LetterOutbox
from rbo.identity.models import Session as Login
from rbo.identity.store import transaction
from rbo.imports.models import ImportedRow
from rbo.orders import queries as orders
from rbo.orders import service
from rbo.orders.intake import NewOrder, take_in
from rbo.orders.models import Order
from rbo.orders.side import Side
from rbo.people.models import Person
from rbo.platform import roles
from rbo.platform.db import db, system_session
from rbo.platform.errors import Conflict
from rbo.platform.ids import new_id
from rbo.platform.jobs.models import Outbox
from rbo.platform.redis_client import redis_at
from rbo.portal import jobs, links, queries
from rbo.portal.models import LinkKind
from rbo.receipts import handover
from rbo.receipts.draft import Draft
from rbo.sharing import service as sharing
from rbo.stringers.models import TensionUnit
from tests.admin.test_erasure import CANARY, EMAIL, REASON, naming, petra
from tests.api.conftest import program_of
from tests.faults.kit import wait_for
from tests.make import an_order, letter_of
from tests.sharing.grants import at_work
from tests.signed_in import login_of

__all__ = ["petra"]
SAID = f"550 5.1.1 <{EMAIL}> is unknown"
REPORT = f'{{"said": "as she was called before: {CANARY}"}}'
DONE = """
insert into imports (stringer_id, id, source, file_name, sha256, state, report, actor, done_at)
values (%s, %s, 'v1', '2024.xlsx', '', 'done', %s, 'stringer:' || %s, now())
"""
HELD_UP = "select 1 from pg_locks where not granted"
LOGGED = """
insert into admin_audit_log (id, actor, deed, stringer_id, reason) values (%s, 'system', 'book_read', %s, %s)
"""


def test_what_lies_beside_the_book_goes_too(petra, anna, app, database, redis_url):
    """An answer to a program, a link under way, a sign-in letter, a file's report, a grant, an old reason."""
    job = db.session.scalars(select(Order)).one()
    known = {"racket": {"id": str(job.racket_id)}, "client_id": str(job.client_id)}
    with at_work():
        sharing.share([an_order(comments="")], EMAIL)
    on_its_way = jobs.mail_link.enqueue(links.make_again(_a_link(job)).id, dedupe_key="again")
    db.session.flush()
    db.session.execute(update(Outbox).where(Outbox.id == on_its_way).values(last_error=SAID))
    db.session.commit()
    _bring_in(anna, job, database)
    account = _ask_to_sign_in(app)
    with system_session() as rows:
        rows.get_one(Person, petra).gotrue_user_id = account
    program = program_of(app, anna)
    sent = {**known, "comments": CANARY, "main": {"text": "Gut", "tension": "24"}, "tension_unit": "kg"}
    assert program.send("POST", "/orders", sent, Idempotency_Key="twice").status_code == 201
    beside = {"form_keys", "outbox", "imports", "order_shares", "admin_audit_log"}
    assert naming(database) >= {f"public.{table}" for table in beside} | {"auth.letters", "auth.outbox"}

    erasure.erase(petra, REASON)

    assert naming(database) == set()
    assert db.session.get_one(Outbox, (anna.id, on_its_way)).last_error_class == "erased"
    again = program.send("POST", "/orders", sent, Idempotency_Key="twice")
    assert (again.status_code, again.json["code"]) == (410, "ANSWER_FORGOTTEN")


def test_a_racket_that_comes_in_meanwhile_names_nobody_afterwards(petra, app, anna, database):
    """One that was begun is waited for; one that goes on with what was read before is refused."""
    _begin_to_take_in(db.session.scalars(select(ClientProfile)).one())

    _end_it_while_somebody_erases(app, petra, database)

    assert naming(database) == set()


def test_a_letter_that_is_written_meanwhile_names_nobody_and_is_not_sent(petra, app, database):
    """Whoever strings or mails once more holds the order alone."""
    service.send_again(orders.by_number(db.session.scalars(select(Order)).one().number, lock=True))
    db.session.flush()

    _end_it_while_somebody_erases(app, petra, database)

    assert naming(database) == set()
    assert set(db.session.scalars(select(Outbox.state))) == {"aborted"}


def test_a_racket_of_somebody_erased_since_is_not_taken_in(petra):
    client = db.session.scalars(select(ClientProfile)).one()
    racket = orders.history_of(client.id)[0].racket

    erasure.erase(petra, REASON)

    with pytest.raises(Conflict):
        an_order(client, racket=racket)


def test_a_receipt_that_was_being_drawn_is_not_kept(petra, anna, redis_url):
    """The worker read the book before the erasure, and had drawn it after."""
    draft = Draft.from_json(letter_of(db.session.scalars(select(Order)).one()).snapshot)
    db.session.rollback()
    copy = handover.Copy(viewer=anna.id, draft=draft, number="2026-0001", locale="en")

    def look():
        now = Draft.from_json(letter_of(db.session.scalars(select(Order)).one()).snapshot)
        return handover.Copy(viewer=anna.id, draft=now, number="2026-0001", locale="en")

    handover.keep(look)
    assert redis_at(redis_url).ttl(copy.key) > handover.ASKED_S

    looked = look()
    db.session.rollback()
    erasure.erase(petra, REASON)
    first = [looked]
    handover.keep(lambda: first.pop() if first else look())

    assert list(redis_at(redis_url).scan_iter("pdf:*")) == []


def _begin_to_take_in(client):
    racket = orders.history_of(client.id)[0].racket
    side = Side(label="Gut", tension=Decimal(24))
    new = {"racket": racket, "main": side, "tension_unit": TensionUnit.KG, "comments": f"Softer, {CANARY}"}
    take_in(NewOrder(client=client, **new))


def _end_it_while_somebody_erases(app, person_id: UUID, database):
    with ThreadPoolExecutor(1) as another, psycopg.connect(roles.plain(database["superuser"])) as above:
        erased = another.submit(Context().run, _erase, app, person_id)
        wait_for(lambda: erased.done() or above.execute(HELD_UP).fetchone())
        assert not erased.done()
        db.session.commit()
        erased.result()


def _erase(app, person_id: UUID):
    with app.app_context():
        erasure.erase(person_id, REASON)


def _a_link(job):
    links.make(job, LinkKind.CLIENT)
    return queries.links_of(job)[0]


def _bring_in(anna, job, database):
    import_id = new_id()
    with psycopg.connect(database["superuser"]) as connection:
        connection.execute(DONE, [anna.id, import_id, REPORT, anna.id])
        connection.execute(LOGGED, [new_id(), None, f"{EMAIL} called about a letter"])
    db.session.add(ImportedRow(import_id=import_id, client_id=job.client_id, made_version=1))
    db.session.commit()


def _ask_to_sign_in(app):
    """An account of hers, and a wish for a letter that the mail server refused."""
    with app.app_context():
        session = login_of(app.config["RBO"], EMAIL)
        with transaction(app.config["RBO"]) as store:
            identity.ask_for_letter(store, Kind.MAGICLINK, EMAIL, "/portal")
            store.flush()
            letters.warn.enqueue(store.scalars(select(Login.id)).one(), session=store)
            store.flush()
            store.execute(update(LetterOutbox).values(last_error=SAID))
    return session.user_id
