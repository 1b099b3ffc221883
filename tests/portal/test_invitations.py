"""Inviting a client: the stringer never learns whether the human is known here."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from rbo.platform.db import db
from rbo.platform.jobs.models import Outbox
from rbo.platform.tenancy import open_tenant
from rbo.portal import jobs, service
from rbo.portal.refusals import NoAddress
from rbo.portal.sealing import secret_of
from tests.make import a_client
from tests.portal.answers import bare
from tests.portal.kit import invited, press


def test_inviting_reads_alike_for_a_known_human_and_a_stranger(anna, ben, office, annas, phone):
    with open_tenant(ben.id):
        press(phone, invited(a_client("Lena", email="known@example.com"), office))
    known, stranger = a_client("Kim", email="known@example.com"), a_client("Kim", email="never@example.com")
    db.session.commit()

    answers = [annas.fill(f"/clients/{one.id}", f"/clients/{one.id}/invitation") for one in (known, stranger)]
    pages = [
        bare(annas.get(f"/clients/{one.id}"), str(one.id), email)
        for one, email in ((known, "known@"), (stranger, "never@"))
    ]

    assert [answer.status_code for answer in answers] == [303, 303]
    assert pages[0] == pages[1]
    rows = db.session.scalars(select(Outbox).where(Outbox.kind == "portal.invite")).all()
    assert len({(row.state, row.attempt, row.last_error) for row in rows}) == 1


def test_a_known_human_is_led_to_the_sign_in_page(anna, ben, office, phone):
    with open_tenant(ben.id):
        press(phone, invited(a_client(), office))

    assert invited(a_client(), office) == "/sign-in?next=%2Fportal"


def test_an_invitation_goes_out_once_a_day(anna):
    client = a_client()
    for _ in range(3):
        service.invite(client)
        db.session.commit()

    assert len(db.session.scalars(select(Outbox).where(Outbox.kind == "portal.invite")).all()) == 1


def test_nobody_is_invited_without_an_address(anna):
    with pytest.raises(NoAddress):
        service.invite(a_client(email=""))


def test_a_second_try_at_the_letter_carries_the_same_link(anna, office):
    assert secret_of(jobs.CLAIM, anna.id) == secret_of(jobs.CLAIM, anna.id) != secret_of("link", anna.id)
