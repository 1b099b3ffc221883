"""The demo everybody sees first."""

from __future__ import annotations

from sqlalchemy import select

from rbo.demo import loading
from rbo.orders import board
from rbo.platform.db import system_session
from rbo.platform.tenancy import open_tenant
from rbo.receipts import queries as receipts
from rbo.stringers.models import Stringer


def test_the_demo_is_three_accounts_three_hundred_jobs_and_a_failed_mail(ground):
    jobs = loading.load()

    with system_session() as session:
        emails = session.scalars(select(Stringer.email).order_by(Stringer.email)).all()
        anna = session.scalars(select(Stringer.id).where(Stringer.email == "anna@demo.example")).one()
    with open_tenant(anna):
        assert len(receipts.undelivered()) == 1
        assert board.score().to_string > 0
    assert jobs == 300
    assert emails == ["admin@demo.example", "anna@demo.example", "ben@demo.example", "house@rbo.invalid"]
