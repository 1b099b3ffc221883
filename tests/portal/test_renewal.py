"""U-23: whoever holds a link that is too old may have a new one mailed to the client, and learns nothing."""

from __future__ import annotations

from contextvars import Context

import pytest
from sqlalchemy import select

from rbo.platform.db import db
from rbo.platform.jobs.models import Outbox
from rbo.platform.jobs.run import run
from rbo.portal import links, queries
from rbo.portal.models import LinkKind
from rbo.portal.sealing import seal
from tests.make import reloaded
from tests.portal.answers import bare
from tests.portal.conftest import LENA
from tests.portal.kit import link_in
from tests.portal.test_links import made
from tests.signed_in import csrf

FROM_A_MAIL = {"Origin": "null", "Sec-Fetch-Site": "same-origin"}  # what a page without a referrer sends


@pytest.fixture
def expired(anna, later):
    """The address of a link that was good until yesterday."""
    address = made()
    db.session.rollback()
    later(days=91)
    return address


def test_the_client_gets_a_new_link_by_mail_and_whoever_asks_gets_none(expired, phone, office):
    answer = phone.fill(expired, f"{expired}/renewal")
    letter = posted(office)

    assert answer.status_code == 202
    assert letter["To"] == LENA
    again = link_in(letter)
    assert "Babolat Pure Aero 98" in phone.get(again).text
    assert again.rpartition("/")[2] not in answer.text
    assert phone.get(expired).status_code == 410


def test_asking_often_mails_once_a_day(expired, phone, later):
    for _ in range(3):
        ask(phone, expired)
    assert len(letters()) == 1

    later(days=92)
    ask(phone, expired)
    assert len(letters()) == 2


@pytest.mark.parametrize("kind", ["live", "revoked", "a label", "forged", "of another purpose", "cut"])
def test_nothing_is_mailed_for_any_other_link_and_the_answer_is_the_same(anna, ben, phone, later, kind):
    good = made()
    other = made(LinkKind.LABEL if kind == "a label" else LinkKind.CLIENT)
    if kind == "revoked":
        links.revoke(reloaded(2), queries.links_of(reloaded(2))[0].id)
        db.session.commit()
    db.session.rollback()
    later(days=731)
    other = {
        "live": made() if kind == "live" else "",
        "forged": f"/j/{seal('link', ben.id, bytes(32))}",
        "of another purpose": f"/j/{seal('claim', anna.id, bytes(32))}",
        "cut": other[:-5],
    }.get(kind, other)

    answer = ask(phone, other)

    assert letters() == []
    assert (answer.status_code, bare(answer)) == (202, bare(ask(phone, good)))
    assert len(letters()) == 1


def test_a_new_link_is_revoked_before_it_is_mailed(expired, phone, office):
    ask(phone, expired)
    (again, _old) = queries.links_of(reloaded(1))
    links.revoke(reloaded(1), again.id)
    db.session.commit()

    run("main", str(letters()[0]))

    assert office.letters == []


def test_the_link_says_that_it_was_asked_for_and_in_which_request(expired, phone, annas):
    answer = ask(phone, expired)

    again, old = queries.links_of(reloaded(1))
    assert (again.actor, again.request_id) == (f"link:{old.id}", answer.headers["X-Request-ID"])
    assert "Mailed in place of one that had expired." in annas.get("/orders/1/links").text


def ask(phone, address):
    """Press the button below a link that shows nothing."""
    token = Context().run(csrf, phone.client, "/sign-in")
    return phone.post(f"{address}/renewal", data={"csrf_token": token}, headers=FROM_A_MAIL)


def letters():
    """Rows of the outbox that mail a new link."""
    db.session.rollback()
    return db.session.scalars(select(Outbox.id).where(Outbox.kind == "portal.mail_link")).all()


def posted(office):
    """The letter, once the worker has mailed it."""
    (row,) = letters()
    db.session.rollback()
    run("main", str(row))
    return office.letters[-1]
