"""A client of both stringers of the demo: her pages, and the job that she lets the other one look at."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import select

from rbo.auth.gotrue import gotrue
from rbo.clients.models import ClientProfile
from rbo.clients.service import NewClient, change_client
from rbo.demo.people import CLIENT, PASSWORD
from rbo.people import service as persons
from rbo.platform.db import db, system_session
from rbo.portal import service
from rbo.sharing.models import MyJob

FIRST_NAME, LAST_NAME = "Mara", "Doppel"
LATEST = MyJob.strung_at.desc().nulls_last()


def enter(client: ClientProfile) -> None:
    """Let *client* of the open book be her."""
    known = NewClient(first_name=FIRST_NAME, last_name=LAST_NAME, email=CLIENT, phone="+41 79 555 01 23")
    change_client(client, known, client.version)


def sign_up() -> UUID:
    """Give her a sign-in, and the person behind what both stringers wrote down."""
    gotrue().make_user(CLIENT, PASSWORD, {})
    with system_session() as rows:
        person = persons.prove(rows, CLIENT, FIRST_NAME, LAST_NAME)
        service.link_all(rows, person, CLIENT)
        return person.id


def let_look(at: str, to: str) -> None:
    """Accept the stringer *at* one address, and show their latest job *to* the one at another."""
    job = db.session.scalars(select(MyJob).where(MyJob.email == at).order_by(LATEST).limit(1)).one()
    service.accept(job.client_id)
    service.share_job(job, to)
