"""A stringer with a full bench, written straight into a running installation."""

from __future__ import annotations

from decimal import Decimal

from rbo.app import create_app
from rbo.auth.gotrue import gotrue
from rbo.clients.service import NewClient, NewRacket, add_client, add_racket
from rbo.orders.intake import NewOrder, take_in
from rbo.orders.side import Side
from rbo.platform.db import db, system_session
from rbo.platform.ids import new_id
from rbo.platform.tenancy import open_tenant
from rbo.stringers.models import Status, Stringer, TensionUnit

SIDE = Side(label="Solinco Hyper-G", gauge_mm=Decimal("1.20"), tension=Decimal(24), price=Decimal(14))


def fill(email: str, password: str, jobs: int) -> list[int]:
    """Make *email* a stringer with *jobs* rackets on the bench; gives the order numbers."""
    with create_app().app_context():
        stringer_id = new_id()
        with system_session() as session:
            session.add(
                Stringer(
                    id=stringer_id,
                    email=email,
                    gotrue_user_id=gotrue().make_user(email, password, {}),
                    status=Status.ACTIVE,
                    display_name="Bench",
                )
            )
        with open_tenant(stringer_id):
            numbers = [_take_in(nr) for nr in range(jobs)]
            db.session.commit()
    return numbers


def _take_in(nr: int) -> int:
    client = add_client(
        NewClient(first_name="Lena", last_name=f"Muster {nr}", email=f"lena.{nr}@example.com")
    )
    racket = add_racket(client, NewRacket(label="Babolat Pure Aero 98", pattern="16x20"))
    new = NewOrder(
        client=client, racket=racket, tension_unit=TensionUnit.KG, main=SIDE, labour_price=Decimal(25)
    )
    return take_in(new).number
