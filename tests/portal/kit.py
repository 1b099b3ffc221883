"""Inviting clients, following the letter, and what then stands in the database."""

from __future__ import annotations

from contextvars import Context
from email.message import Message
from typing import Any
from uuid import UUID

import psycopg
from flask import Flask
from psycopg.rows import dict_row
from sqlalchemy import select

from rbo.clients.models import ClientProfile
from rbo.people import service as persons
from rbo.people.models import Person
from rbo.platform import roles
from rbo.platform.audit import AdminAuditLog
from rbo.platform.db import db, system_session
from rbo.platform.ids import new_id
from rbo.platform.jobs.models import Outbox
from rbo.platform.jobs.run import run
from rbo.platform.tenancy import open_tenant
from rbo.portal import service
from rbo.portal.jobs import CLAIM
from rbo.portal.sealing import fingerprint, seal
from rbo.stringers.models import Stringer
from tests.browsers import Browser
from tests.signed_in import browser_of, csrf, make_known


def invited(client: ClientProfile, office: Any) -> str:
    """Invite *client* and give the address in the letter."""
    service.invite(client)
    db.session.commit()
    waiting = db.session.scalars(select(Outbox.id).where(Outbox.kind == "portal.invite")).all()
    db.session.rollback()
    run("main", str(max(waiting)))
    return link_in(office.letters[-1])


def offered(stringer_id: UUID, person_id: UUID, email: str) -> str:
    """The token of an invitation that lies in the mailbox of *email*, to the book of a stringer."""
    secret = new_id().bytes
    with system_session() as rows:
        persons.offer_claim(rows, person_id, email, fingerprint(secret))
    return seal(CLAIM, stringer_id, secret)


def link_in(letter: Message) -> str:
    """The one address of a letter, without the site."""
    text = next(part for part in letter.walk() if part.get_content_type() == "text/plain")
    words = bytes(text.get_payload(decode=True) or b"").decode().split()
    return next(word for word in words if word.startswith("http")).removeprefix("http://localhost")


def press(browser: Browser, address: str) -> Any:
    """Press the button of an invitation."""
    return browser.post(address, data={"csrf_token": Context().run(csrf, browser.client, "/sign-in")})


def claimed(app: Flask, email: str, sub: UUID | None = None) -> Browser:
    """Make whoever has *email* a person who signs in, linked with every client of that address."""
    a_person(email)
    make_known(app, email, sub or new_id())
    return Browser(Context().run(browser_of, app, email))


def a_person(email: str) -> UUID:
    """Somebody who proved to own *email*, linked with every client of that address."""
    with system_session() as rows:
        person = persons.prove(rows, email, "Lena", "Muster")
        service.link_all(rows, person, email)
        return person.id


def clients_in(stringer: Stringer) -> list[ClientProfile]:
    """Every client of *stringer*, as another request would find them."""
    db.session.rollback()
    with open_tenant(stringer.id):
        return list(db.session.scalars(select(ClientProfile).order_by(ClientProfile.created_at)))


def person_rows(database: dict[str, str], which: str = "true") -> list[dict[str, Any]]:
    """Every row of a human, seen by somebody who may see everything."""
    with psycopg.connect(roles.plain(database["superuser"]), row_factory=dict_row) as connection:
        return connection.execute(f"select * from persons where {which} order by id").fetchall()


def the_person(email: str) -> Person:
    """Who proved to own *email*."""
    with system_session() as rows:
        person = persons.prove(rows, email, "", "")
        rows.expunge(person)
        return person


def log() -> list[AdminAuditLog]:
    """What was done beyond one's own book, in its order."""
    with system_session() as rows:
        lines = rows.scalars(select(AdminAuditLog).order_by(AdminAuditLog.id)).all()
        rows.expunge_all()
        return list(lines)
