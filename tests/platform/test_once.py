"""A form creates once (F-30)."""

from __future__ import annotations

import threading
from contextvars import Context
from uuid import uuid4

import psycopg
import pytest
from sqlalchemy import func, select

from rbo.clients.models import ClientProfile
from rbo.platform import once
from rbo.platform.db import db, system_session
from rbo.platform.tenancy import open_tenant
from tests.make import a_client
from worker import schedule

BODY = [("name", "Lena")]


def send(app, stringer, key, body):
    """What a creating door does, from reading the form to the address it answers with."""
    with app.app_context(), open_tenant(stringer.id):
        address = once.made(str(key), body, lambda: f"/clients/{a_client().id}")
        db.session.commit()
        return address


def sent(key, body, address):
    """What the form *key* is answered with, when it makes what stands at *address*."""
    return once.made(str(key), body, lambda: address)


def test_ten_senders_at_once_make_one_client_and_get_one_answer(anna, app):
    key, answers = uuid4(), []
    senders = [
        threading.Thread(target=lambda: answers.append(Context().run(send, app, anna, key, BODY)))
        for _ in range(10)
    ]
    for sender in senders:
        sender.start()
    for sender in senders:
        sender.join()

    assert len(answers) == 10
    assert len(set(answers)) == 1
    assert db.session.scalar(select(func.count()).select_from(ClientProfile)) == 1


def test_the_same_form_with_other_content_is_refused(anna):
    key = uuid4()
    sent(key, BODY, "/clients/1")

    with pytest.raises(once.FormReused):
        sent(key, [("name", "Jonas")], "/clients/2")


def test_a_fresh_token_is_not_other_content(anna):
    key = uuid4()
    sent(key, [*BODY, ("csrf_token", "a")], "/clients/1")

    assert sent(key, [*BODY, ("csrf_token", "b")], "/clients/2") == "/clients/1"


def test_a_form_that_failed_may_be_sent_again(anna):
    key = uuid4()
    sent(key, BODY, "/clients/1")
    db.session.rollback()

    assert sent(key, BODY, "/clients/2") == "/clients/2"


def test_a_form_key_is_forgotten_after_a_week(anna, app, database):
    old, young = uuid4(), uuid4()
    for key in (old, young):
        sent(key, BODY, "/clients/1")
    db.session.commit()
    with psycopg.connect(database["superuser"]) as connection:
        connection.execute("update form_keys set created_at = now() - interval '8 days' where id = %s", [old])

    with system_session() as session:
        schedule.forget_old_forms(session)

    assert db.session.scalars(select(once.FormKey.id)).all() == [young]


def test_two_stringers_may_hold_the_same_key(anna, ben):
    key = uuid4()
    sent(key, BODY, "/clients/1")
    db.session.commit()

    with open_tenant(ben.id):
        assert sent(key, [("name", "Other")], "/clients/2") == "/clients/2"
